//! The suite's keys.

use jwt_core::{Algorithm, KeyMaterial};

/// A private key, or a shared secret.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pair {
    Secret(&'static [u8]),
    Pem(&'static str),
}

impl Pair {
    pub(crate) fn material(self) -> KeyMaterial<'static> {
        match self {
            Self::Secret(secret) => KeyMaterial::Secret(secret),
            Self::Pem(pem) => KeyMaterial::Pem(pem),
        }
    }
}

/// Key `a` or `b` for an algorithm.
pub(crate) fn pair(algorithm: Algorithm, which: char) -> Option<Pair> {
    Some(match (algorithm.name(), which) {
        ("HS256" | "HS384" | "HS512", 'a') => Pair::Secret(&[b'a'; 64]),
        ("HS256" | "HS384" | "HS512", _) => Pair::Secret(&[b'b'; 64]),
        ("RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512", 'a') => Pair::Pem(RSA_A),
        ("RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512", _) => Pair::Pem(RSA_B),
        ("ES256", 'a') => Pair::Pem(P256_A),
        ("ES256", _) => Pair::Pem(P256_B),
        ("ES384", 'a') => Pair::Pem(P384_A),
        ("ES384", _) => Pair::Pem(P384_B),
        ("ES512", 'a') => Pair::Pem(P521_A),
        ("ES512", _) => Pair::Pem(P521_B),
        ("EdDSA" | "Ed25519", 'a') => Pair::Pem(ED25519_A),
        ("EdDSA" | "Ed25519", _) => Pair::Pem(ED25519_B),
        _ => return None,
    })
}

pub(crate) const RSA_A: &str = include_str!("../keys/rsa-a.pem");
pub(crate) const RSA_A_PKCS1: &str = include_str!("../keys/rsa-a.pkcs1.pem");
pub(crate) const RSA_A_PUBLIC: &str = include_str!("../keys/rsa-a.pub.pem");
pub(crate) const RSA_A_PUBLIC_PKCS1: &str = include_str!("../keys/rsa-a.pkcs1.pub.pem");
pub(crate) const RSA_A_CERTIFICATE: &str = include_str!("../keys/rsa-a.crt.pem");
pub(crate) const RSA_B: &str = include_str!("../keys/rsa-b.pem");
pub(crate) const RSA_1024: &str = include_str!("../keys/rsa-1024.pem");
pub(crate) const P256_A: &str = include_str!("../keys/p256-a.pem");
pub(crate) const P256_A_SEC1: &str = include_str!("../keys/p256-a.sec1.pem");
pub(crate) const P256_A_PUBLIC: &str = include_str!("../keys/p256-a.pub.pem");
pub(crate) const P256_A_ENCRYPTED: &str = include_str!("../keys/p256-a.encrypted.pem");
pub(crate) const P256_B: &str = include_str!("../keys/p256-b.pem");
pub(crate) const P256_WITH_PARAMETERS: &str = include_str!("../keys/p256-with-parameters.pem");
pub(crate) const P384_A: &str = include_str!("../keys/p384-a.pem");
pub(crate) const P384_A_SEC1: &str = include_str!("../keys/p384-a.sec1.pem");
pub(crate) const P384_A_PUBLIC: &str = include_str!("../keys/p384-a.pub.pem");
pub(crate) const P384_B: &str = include_str!("../keys/p384-b.pem");
pub(crate) const P521_A: &str = include_str!("../keys/p521-a.pem");
pub(crate) const P521_B: &str = include_str!("../keys/p521-b.pem");
pub(crate) const ED25519_A: &str = include_str!("../keys/ed25519-a.pem");
pub(crate) const ED25519_A_PUBLIC: &str = include_str!("../keys/ed25519-a.pub.pem");
pub(crate) const ED25519_B: &str = include_str!("../keys/ed25519-b.pem");
pub(crate) const SECP256K1: &str = include_str!("../keys/secp256k1.pem");
