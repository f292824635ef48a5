use alloc::vec::Vec;
use serde::Serialize;

/// Appends a value's JSON, without memory of its own. Answers whether it is known already to be one
/// object with distinct members; if not, it may be all the same.
#[cfg(feature = "std")]
pub(crate) fn write<T: Serialize + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> serde_json::Result<bool> {
    super::pour::pour(value, json).map(|form| form == super::pour::Form::Object)
}

/// The same. Without std, `serde_json` writes to memory of its own only.
#[cfg(not(feature = "std"))]
pub(crate) fn write<T: Serialize + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> serde_json::Result<bool> {
    json.extend_from_slice(&zeroize::Zeroizing::new(serde_json::to_vec(value)?));
    Ok(false)
}
