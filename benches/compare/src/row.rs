use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a group measured: a line of JSON from the process of a backend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The backend's name.
    pub backend: String,
    /// Such as `verify`.
    pub operation: String,
    /// Such as `HS256`.
    pub subject: String,
    /// By the names of the cases: nanoseconds, or allocations.
    pub values: BTreeMap<String, f64>,
}

impl Row {
    /// A case's value.
    pub fn get(&self, case: &str) -> Option<f64> {
        self.values.get(case).copied()
    }

    /// How many times the value of another case.
    pub fn ratio(&self, case: &str, other: &str) -> Option<f64> {
        Some(self.get(case)? / self.get(other)?)
    }
}
