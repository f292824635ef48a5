//! What went wrong with a workspace, a form or a request.

use std::fmt;

/// Something about a workspace, a form or a request that cannot be used as it is.
///
/// Displays as the message alone. It never has bytes of a key, a secret or a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    code: &'static str,
    message: String,
    hints: Vec<String>,
    field: Option<String>,
    position: Option<(usize, usize)>,
}

impl Problem {
    /// A problem, with a stable code and a message that says what happened and in which field.
    #[must_use]
    pub fn new(code: &'static str, message: impl fmt::Display) -> Self {
        Self { code, message: message.to_string(), hints: Vec::new(), field: None, position: None }
    }

    /// Adds a line on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds lines on what to do.
    #[must_use]
    pub fn with_hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// Says which field of the form it is about, such as `payload`.
    #[must_use]
    pub fn in_field(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// Says where in the field's text it is: line and column, from 1.
    #[must_use]
    pub fn at_position(self, line: usize, column: usize) -> Self {
        Self { position: Some((line, column)), ..self }
    }

    /// The same with a message that begins with a place, such as a file and a line.
    #[must_use]
    pub fn at(self, place: impl fmt::Display) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// A stable code, such as `SECRET` or `PAYLOAD_JSON`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// What to do, a line each.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// The field of the form that it is about.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Where in the field's text it is, with its templates rendered: line and column, from 1.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.position
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
