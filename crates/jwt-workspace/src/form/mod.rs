//! The form: how a token is made and where it goes.

use crate::Problem;
use serde_json::{Map, Value};

/// How a token is made, and where it goes: algorithm, key, claims and place.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    source: Map<String, Value>,
}

impl Form {
    /// Reads a form from its members, such as `algorithm` and `payload`.
    ///
    /// # Errors
    /// [`Problem`] for a member that does not exist, and for a value that a member cannot have.
    pub fn read(members: Map<String, Value>) -> Result<Self, Problem> {
        Ok(Self { source: members })
    }

    /// The members, as they were read.
    #[must_use]
    pub fn members(&self) -> &Map<String, Value> {
        &self.source
    }
}
