use sha2::{Digest, Sha256};

/// SHA-256, for [`Jwk::thumbprint`](jwt_core::Jwk::thumbprint).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
