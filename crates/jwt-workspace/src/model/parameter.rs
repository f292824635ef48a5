/// A header, a query parameter or a form's field: a name and a value, both of them templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
    /// Whether it is sent.
    pub enabled: bool,
}

impl Parameter {
    /// One that is sent.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), enabled: true }
    }
}
