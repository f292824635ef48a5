//! Words for a POSIX shell.

use std::fmt::Write as _;

/// The bytes as one word: bare where nothing in it means something to the shell, else in quotes.
/// What a terminal would act on is spelled out for `printf`.
pub(crate) fn word(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain(text) => text.to_owned(),
        Ok(text) if is_harmless(text) => quoted(text),
        _ => format!("\"$({})\"", printf(bytes)),
    }
}

/// A command that prints the bytes.
pub(crate) fn printf(bytes: &[u8]) -> String {
    let mut format = String::with_capacity(bytes.len() + 16);
    for &byte in bytes {
        match byte {
            b'\'' | b'\\' | b'%' | ..b' ' | 0x7f.. => {
                // Writing to a string does not fail.
                let _ = write!(format, "\\{byte:03o}");
            }
            _ => format.push(char::from(byte)),
        }
    }
    // A format that starts so would be an option.
    let dashes = if format.starts_with('-') { "-- " } else { "" };
    format!("printf {dashes}'{format}'")
}

/// Whether a terminal shows the text as it is. Lines and tabs are allowed.
pub(crate) fn is_harmless(text: &str) -> bool {
    let without_space = text.replace(['\n', '\t'], " ");
    crate::terminal::visible(&without_space) == without_space
}

fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@+".contains(c);
    !text.is_empty() && text.chars().all(plain) && !text.starts_with('-')
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn printed(script: &str) -> Vec<u8> {
        let output = Command::new("sh").args(["-c", script]).output().expect("sh runs");
        assert!(output.status.success(), "{script}: {output:?}");
        output.stdout
    }

    #[test]
    fn a_shell_reads_each_word_as_it_was() {
        for bytes in [
            &b""[..],
            b"plain",
            b"-n",
            b"it's $HOME `id` \"x\" \\ !",
            b"a\nb\tc",
            "é 日本 ☃".as_bytes(),
            b"\x1b[31m %s %% \\n '",
            b"\xff\xfe",
            "\u{202e}gpj".as_bytes(),
        ] {
            let word = word(bytes);
            assert!(is_harmless(&word), "{word:?}");
            assert_eq!(printed(&format!("printf %s {word}")), bytes, "{word}");
        }
    }

    #[test]
    fn every_byte_can_be_printed() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(printed(&printf(&all)), all);
        assert_eq!(printed(&printf(b"-n")), b"-n");
    }

    #[test]
    fn words_that_need_no_quotes_have_none() {
        assert_eq!(word(b"https://id.example/a-b_c"), "https://id.example/a-b_c");
        assert_eq!(word(b"a b"), "'a b'");
        assert_eq!(word(b"it's"), r"'it'\''s'");
    }
}
