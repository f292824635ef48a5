//! What a device does with a key that it brings itself.

use jwt_core::{
    Clock, EncodeError, Header, Jwk, JwkError, Signer, Unsigned, Unverified, Validation, Verifier,
    VerifyError,
};

/// Signs claims that are JSON already.
///
/// # Errors
/// As [`Unsigned::from_json`] and [`Unsigned::sign`].
pub fn sign(claims: &str, key: &dyn Signer) -> Result<usize, EncodeError> {
    Ok(Unsigned::from_json(&Header::for_key(key), claims)?.sign(key)?.len())
}

/// Checks a token by a clock of the device's own.
///
/// # Errors
/// As [`Unverified::parse`] and [`Unverified::verify`].
pub fn verify(
    token: &str,
    key: &dyn Verifier,
    clock: impl Clock + 'static,
) -> Result<usize, VerifyError> {
    let rules = Validation::with_clock(clock).issuer("https://id.example");
    Ok(Unverified::parse(token)?.verify(key, &rules)?.claims_json().len())
}

/// Reads a key.
///
/// # Errors
/// As [`Jwk::parse`].
pub fn key(json: &str) -> Result<bool, JwkError> {
    Ok(Jwk::parse(json)?.is_private())
}
