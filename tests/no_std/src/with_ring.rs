//! The same with ring's keys.

use jwt_core::{Algorithm, KeyMaterial, KeyRejected};

/// Loads a key and signs with it.
///
/// # Errors
/// As the loader.
pub fn sign(algorithm: Algorithm, key: KeyMaterial<'_>) -> Result<bool, KeyRejected> {
    let Some(loader) = jwt_ring::PROVIDER.loader(algorithm) else { return Ok(false) };
    let signer = loader.signer(key)?;
    Ok(crate::core_alone::sign("{}", &*signer).is_ok())
}
