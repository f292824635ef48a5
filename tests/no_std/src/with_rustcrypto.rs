//! The same with RustCrypto's keys, and a random source of the device's own.

use jwt_core::{Algorithm, KeyMaterial, KeyRejected, Ps256, Signer as _};
use jwt_rustcrypto::{Randomness, SigningKey};

/// Loads a key and signs with it.
///
/// # Errors
/// As the loader.
pub fn sign(algorithm: Algorithm, key: KeyMaterial<'_>) -> Result<bool, KeyRejected> {
    let Some(loader) = jwt_rustcrypto::PROVIDER.loader(algorithm) else { return Ok(false) };
    let signer = loader.signer(key)?;
    Ok(crate::core_alone::sign("{}", &*signer).is_ok())
}

/// Loads a key that blinds what it does, and makes another.
///
/// # Errors
/// As [`SigningKey::from_pem_with`] and [`SigningKey::generate_with`].
pub fn sign_with(pem: &str, randomness: &'static dyn Randomness) -> Result<bool, KeyRejected> {
    let key = SigningKey::<Ps256>::from_pem_with(pem, randomness)?;
    let new = SigningKey::<Ps256>::generate_with(randomness)?;
    Ok(key.signature_len() == new.signature_len() && crate::core_alone::sign("{}", &key).is_ok())
}
