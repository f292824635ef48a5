//! Keys and rules of ours.

use crate::{AUDIENCE, Backend, ISSUER, SECRET, private_pem, public_pem};
use jwt_core::{Algorithm, KeyLoader, KeyMaterial, Signer, Validation, Verifier};

/// A key that signs.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn signer(backend: Backend, algorithm: Algorithm) -> Box<dyn Signer> {
    let material = material(algorithm, private_pem(algorithm));
    loader(backend, algorithm).signer(material).expect("a key for the algorithm")
}

/// A key that verifies.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn verifier(backend: Backend, algorithm: Algorithm) -> Box<dyn Verifier> {
    let material = material(algorithm, public_pem(algorithm));
    loader(backend, algorithm).verifier(material).expect("a key for the algorithm")
}

/// `exp`, `nbf`, `iat`, `iss`, `aud` and `typ` are checked.
#[must_use]
pub fn rules() -> Validation {
    Validation::new().issuer(ISSUER).audience(AUDIENCE)
}

pub(crate) fn loader(backend: Backend, algorithm: Algorithm) -> &'static dyn KeyLoader {
    backend.provider().loader(algorithm).expect("each has the algorithm")
}

fn material(algorithm: Algorithm, pem: &'static str) -> KeyMaterial<'static> {
    match algorithm {
        Algorithm::HS256 => KeyMaterial::Secret(SECRET),
        _ => KeyMaterial::Pem(pem),
    }
}
