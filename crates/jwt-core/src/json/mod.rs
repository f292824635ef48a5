//! Strict reading of JSON objects.
//!
//! By hand, because what must be refused here is invisible through serde: repeated members, depth,
//! a struct read from an array. And because what `serde_json` makes of a number depends on features
//! that any crate of a binary may turn on. It only finds where things are; `serde_json` decodes
//! escaped strings and fills the user's types.

mod cursor;
mod error;
mod names;
mod scanner;
mod value;
mod write;

pub use error::{JsonError, JsonErrorKind};
pub(crate) use scanner::{scan_array, scan_object, scan_strings};
pub(crate) use value::{Kind, Text, Value};
pub(crate) use write::write;

use crate::Limits;

/// Checks that `json` is one object, with all that is strict here.
pub(crate) fn check_object(json: &str, limits: &Limits) -> Result<(), JsonError> {
    scan_object(json, limits, &mut |_, _| {})
}
