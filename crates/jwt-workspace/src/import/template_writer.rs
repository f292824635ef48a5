/// A template in the making: text that renders to itself, and tags.
#[derive(Debug, Default)]
pub(super) struct TemplateWriter {
    written: String,
    /// Text that no tag has followed yet. Parts of it may join to what must be quoted.
    text: String,
}

impl TemplateWriter {
    /// Adds a text that is to stay as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a tag, such as a variable's name.
    pub(super) fn tag(&mut self, tag: &str) {
        self.flush();
        // An odd number of backslashes would make text of the tag.
        self.even_backslashes();
        self.written.push_str("${[ ");
        self.written.push_str(tag);
        self.written.push_str(" ]}");
    }

    /// The template.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.written
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut parts = text.split(OPENING);
        self.written.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.even_backslashes();
            self.written.push('\\');
            self.written.push_str(OPENING);
            self.written.push_str(part);
        }
    }

    /// Two backslashes are two, so of an odd number the last becomes a tag of its own.
    fn even_backslashes(&mut self) {
        let backslashes = self.written.len() - self.written.trim_end_matches('\\').len();
        if backslashes % 2 == 1 {
            self.written.pop();
            self.written.push_str(BACKSLASH);
        }
    }
}

/// A text as an argument of a function, in quotes.
pub(super) fn argument(text: &str) -> String {
    let mut writer = TemplateWriter::default();
    writer.text(text);
    let template = writer.finish();
    format!("'{}'", template.replace('\\', r"\\").replace('\'', r"\'"))
}

const OPENING: &str = "${[";
const BACKSLASH: &str = r"${[ '\\' ]}";

#[cfg(test)]
mod tests {
    use super::{TemplateWriter, argument};

    fn written(pieces: &[(&str, bool)]) -> String {
        let mut writer = TemplateWriter::default();
        for (piece, is_tag) in pieces {
            match is_tag {
                true => writer.tag(piece),
                false => writer.text(piece),
            }
        }
        writer.finish()
    }

    #[test]
    fn text_that_looks_like_a_tag_is_quoted() {
        assert_eq!(written(&[("a ${[ b ]}", false)]), r"a \${[ b ]}");
        assert_eq!(written(&[("$", false), ("{[ b", false)]), r"\${[ b");
        assert_eq!(written(&[(r"a\${[ b", false)]), r"a${[ '\\' ]}\${[ b");
        assert_eq!(written(&[(r"a\\${[ b", false)]), r"a\\\${[ b");
    }

    #[test]
    fn a_backslash_before_a_tag_does_not_undo_it() {
        assert_eq!(written(&[(r"C:\", false), ("name", true)]), r"C:${[ '\\' ]}${[ name ]}");
        assert_eq!(written(&[(r"\\", false), ("host", true)]), r"\\${[ host ]}");
        assert_eq!(written(&[("$", false), ("price", true)]), "$${[ price ]}");
    }

    #[test]
    fn arguments_are_quoted_twice_over() {
        assert_eq!(argument("it's"), r"'it\'s'");
        assert_eq!(argument(r"a\b"), r"'a\\b'");
        assert_eq!(argument("${[ x"), r"'\\${[ x'");
    }
}
