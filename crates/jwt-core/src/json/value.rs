use alloc::{borrow::Cow, string::String};

/// The kind of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The kind as it reads in a sentence.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// A value that the scanner has checked: its kind and its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    pub(crate) kind: Kind,
    pub(crate) raw: &'a str,
    /// Where `raw` starts in the scanned text.
    pub(crate) start: usize,
    /// Whether it is a string with escapes in it.
    pub(super) escaped: bool,
}

impl<'a> Value<'a> {
    /// Whether it is this string.
    #[inline]
    pub(crate) fn is(&self, string: &str) -> bool {
        if self.escaped {
            return self.string().is_some_and(|characters| characters == string);
        }
        let characters =
            self.raw.len().checked_sub(1).and_then(|end| self.raw.as_bytes().get(1..end));
        self.kind == Kind::String && characters == Some(string.as_bytes())
    }

    /// A string's characters, escapes resolved.
    #[inline]
    pub(crate) fn string(&self) -> Option<Cow<'a, str>> {
        (self.kind == Kind::String).then(|| unescape(self.raw, self.escaped))
    }
}

/// The characters of a string that stands between quotes.
#[inline(always)]
pub(super) fn unescape(quoted: &str, escaped: bool) -> Cow<'_, str> {
    if escaped { Cow::Owned(resolved(quoted)) } else { Cow::Borrowed(inner(quoted)) }
}

/// What stands between the quotes.
#[inline(always)]
fn inner(quoted: &str) -> &str {
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default()
}

/// The characters of a string with escapes.
#[cold]
fn resolved(quoted: &str) -> String {
    // The scanner has been over it, so this does not fail; if it did, an empty text matches nothing.
    serde_json::from_str::<String>(quoted).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{Limits, json::scan_object};

    #[test]
    fn a_value_is_its_string_and_nothing_else() {
        let json = r#"{"a":"one","b":"\u006fne","c":"","d":1,"e":"\"","f":["one"],"g":null}"#;
        scan_object(json, &Limits::new(), &mut |_, value| {
            for string in ["one", "", "1", "on", "ones", "\"", "\\u006fne", "null", "\"one\""] {
                let is = value.string().is_some_and(|characters| characters == string);
                assert_eq!(value.is(string), is, "{} {string}", value.raw);
            }
        })
        .expect("an object");
    }
}
