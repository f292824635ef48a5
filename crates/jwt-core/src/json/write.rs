use alloc::vec::Vec;
use serde::Serialize;

/// Appends a value's JSON, without memory of its own.
#[cfg(feature = "std")]
pub(crate) fn write<T: Serialize + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> serde_json::Result<()> {
    super::pour::pour(value, json)
}

/// Appends a value's JSON. Without std, `serde_json` writes to memory of its own only.
#[cfg(not(feature = "std"))]
pub(crate) fn write<T: Serialize + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> serde_json::Result<()> {
    json.extend_from_slice(&zeroize::Zeroizing::new(serde_json::to_vec(value)?));
    Ok(())
}
