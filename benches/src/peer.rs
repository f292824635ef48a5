//! Keys and rules of jsonwebtoken.

use crate::{AUDIENCE, ISSUER, SECRET, private_pem, public_pem};
pub use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation, decode, encode};
use jsonwebtoken::{crypto::rust_crypto, errors::Result};
use jwt_core::Algorithm;

/// A header, and a key that signs.
///
/// # Errors
/// If the key is not one.
pub fn signer(algorithm: Algorithm) -> Result<(Header, EncodingKey)> {
    install();
    let pem = private_pem(algorithm).as_bytes();
    let key = match algorithm {
        Algorithm::HS256 => EncodingKey::from_secret(SECRET)?,
        Algorithm::EDDSA => EncodingKey::from_ed_pem(pem)?,
        Algorithm::ES256 | Algorithm::ES384 => EncodingKey::from_ec_pem(pem)?,
        _ => EncodingKey::from_rsa_pem(pem)?,
    };
    Ok((Header::new(algorithm.name().parse()?), key))
}

/// A key that verifies.
///
/// # Errors
/// If the key is not one.
pub fn verifier(algorithm: Algorithm) -> Result<DecodingKey> {
    install();
    let pem = public_pem(algorithm).as_bytes();
    match algorithm {
        Algorithm::HS256 => DecodingKey::from_secret(SECRET),
        Algorithm::EDDSA => DecodingKey::from_ed_pem(pem),
        Algorithm::ES256 | Algorithm::ES384 => DecodingKey::from_ec_pem(pem),
        _ => DecodingKey::from_rsa_pem(pem),
    }
}

/// `exp`, `nbf`, `iss` and `aud` are checked.
///
/// # Errors
/// If it does not know the algorithm.
pub fn rules(algorithm: Algorithm) -> Result<Validation> {
    let mut rules = Validation::new(algorithm.name().parse()?);
    rules.set_issuer(&[ISSUER]);
    rules.set_audience(&[AUDIENCE]);
    rules.validate_nbf = true;
    rules.leeway = 0;
    Ok(rules)
}

/// Chooses its pure Rust backend, unless one has been chosen: it has two here.
fn install() {
    let _ = rust_crypto::DEFAULT_PROVIDER.install_default();
}
