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
