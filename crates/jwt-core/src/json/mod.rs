//! Strict reading of JSON objects.
//!
//! By hand, because what must be refused here is invisible through serde: repeated members, depth,
//! a struct read from an array. And because what `serde_json` makes of a number depends on features
//! that any crate of a binary may turn on. It only finds where things are; `serde_json` decodes
//! escaped strings and fills the user's types.

mod cursor;
mod error;
#[cfg(feature = "std")]
mod fill;
mod names;
#[cfg(feature = "std")]
mod plain;
#[cfg(feature = "std")]
mod pour;
mod scanner;
mod value;
mod write;

pub use error::{JsonError, JsonErrorKind};
pub(crate) use scanner::{scan_array, scan_object, scan_strings};
pub(crate) use value::{Kind, Text, Value};
pub(crate) use write::write;

use crate::Limits;
use serde::Deserialize;

/// Reads a type from JSON.
pub(crate) fn read<'de, T: Deserialize<'de>>(json: &'de str) -> serde_json::Result<T> {
    #[cfg(feature = "std")]
    if let Ok(read) = fill::fill(json) {
        return Ok(read);
    }
    serde_json::from_str(json)
}

/// Checks that `json` is one object, with all that is strict here.
pub(crate) fn check_object(json: &str, limits: &Limits) -> Result<(), JsonError> {
    read_object(json, limits, |(), _, _| {})
}

/// Reads an object's own members into `T`. It may start over, with a new `T`.
pub(crate) fn read_object<'a, T: Default>(
    json: &'a str,
    limits: &Limits,
    note: impl Fn(&mut T, &str, Value<'a>),
) -> Result<T, JsonError> {
    #[cfg(feature = "std")]
    if let Ok(read) = plain::read(json, limits, &note) {
        return Ok(read);
    }
    let mut read = T::default();
    scan_object(json, limits, &mut |name, value| note(&mut read, &name, value))?;
    Ok(read)
}
