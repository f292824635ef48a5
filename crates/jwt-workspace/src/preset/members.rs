use serde_json::{Map, Value};

/// Members of a form, in the order in which they are added.
#[derive(Debug, Default)]
pub(super) struct Members(Map<String, Value>);

impl Members {
    /// Those of a form with an algorithm.
    pub(super) fn new(algorithm: impl Into<Value>) -> Self {
        Self::default().with("algorithm", algorithm)
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl From<Members> for Map<String, Value> {
    fn from(members: Members) -> Self {
        members.0
    }
}

impl From<Members> for Value {
    fn from(members: Members) -> Self {
        Self::Object(members.0)
    }
}
