//! YAML as JSON, for files that programs write.

use super::problem;
use crate::{Problem, document::Node};
use serde_json::Value;

/// Reads a text of one document.
///
/// # Errors
/// [`Problem`] with line and column for what is no YAML.
pub(super) fn read(text: &str) -> Result<Value, Problem> {
    Node::parse(text).map(|node| node.to_json()).map_err(problem)
}
