use core::fmt;

/// Where and why a text is not the JSON object that it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonError {
    kind: JsonErrorKind,
    line: usize,
    column: usize,
}

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// Something other than what the grammar asks for ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)).
    Expected(&'static str),
    /// The text is an array or a scalar.
    NotObject,
    /// An object has two members of the same name, escapes resolved.
    Duplicate,
    /// More nested arrays and objects than the limit.
    Depth,
    /// More members than the limit.
    Members,
}

impl JsonError {
    pub(super) fn at(json: &str, offset: usize, kind: JsonErrorKind) -> Self {
        let before = json.get(..offset).unwrap_or(json);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            kind,
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> JsonErrorKind {
        self.kind
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            JsonErrorKind::Expected(what) => write!(f, "expected {what}")?,
            JsonErrorKind::NotObject => f.write_str("expected '{'")?,
            JsonErrorKind::Duplicate => f.write_str("a member name stands twice")?,
            JsonErrorKind::Depth => f.write_str("nested too deeply")?,
            JsonErrorKind::Members => f.write_str("too many members")?,
        }
        write!(f, " at line {} column {}", self.line, self.column)
    }
}

impl core::error::Error for JsonError {}
