//! Strict reading of JSON objects.
//!
//! By hand, because what must be refused here is invisible through serde: repeated members, depth,
//! a struct read from an array. And because what `serde_json` makes of a number depends on features
//! that any crate of a binary may turn on. It only finds where things are; `serde_json` decodes
//! escaped strings and fills the user's types.

mod cursor;
#[cfg(feature = "std")]
mod distinct;
mod error;
#[cfg(feature = "std")]
mod fill;
mod names;
mod natural;
#[cfg(feature = "std")]
mod outline;
mod places;
#[cfg(feature = "std")]
mod plain;
#[cfg(feature = "std")]
mod pour;
#[cfg(feature = "std")]
mod quotes;
mod scanner;
mod value;
#[cfg(feature = "std")]
mod word;
mod write;

pub use error::{JsonError, JsonErrorKind};
pub(crate) use natural::natural;
#[cfg(feature = "std")]
pub(crate) use outline::Outline;
pub(crate) use places::Places;
pub(crate) use scanner::{scan_array, scan_object, scan_strings};
pub(crate) use value::{Kind, Value};
pub(crate) use write::write;

use crate::Limits;
use serde::Deserialize;

/// There is none without std.
#[cfg(not(feature = "std"))]
#[doc(hidden)]
#[derive(Debug, Clone)]
pub enum Outline {}

/// Reads a type from JSON.
pub(crate) fn read<'de, T: Deserialize<'de>>(
    json: &'de str,
    outline: Option<&Outline>,
) -> serde_json::Result<T> {
    #[cfg(feature = "std")]
    if let Some(outline) = outline
        && let Ok(read) = fill::fill(json, outline)
    {
        return Ok(read);
    }
    let _ = outline;
    serde_json::from_str(json)
}

/// Checks that `json` is one object, with all that is strict here.
pub(crate) fn check_object(json: &str, limits: &Limits) -> Result<(), JsonError> {
    read_object(json, limits, &mut (), &mut None, |(), _, _| {})
}

/// Notes an object's own members, and tells where they are if the object is plain.
#[inline]
pub(crate) fn read_object<'a, T: Default>(
    json: &'a str,
    limits: &Limits,
    notes: &mut T,
    outline: &mut Option<Outline>,
    member: impl Fn(&mut T, &[u8], Value<'a>),
) -> Result<(), JsonError> {
    #[cfg(feature = "std")]
    {
        let outline = outline.insert(Outline::default());
        let plain = plain::outline(json, limits, outline, |name, value| member(notes, name, value));
        if plain.is_ok() {
            return Ok(());
        }
    }
    *outline = None;
    // Some members may have been noted before one that is not plain.
    *notes = T::default();
    scan_object(json, limits, &mut |name, value| member(notes, name.as_bytes(), value))
}
