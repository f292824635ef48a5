use jwt_core::Jwk;
use sha2::{Digest as _, Sha256};

/// A key's thumbprint, the usual `kid` ([RFC 7638](https://www.rfc-editor.org/rfc/rfc7638)).
///
/// Both halves of a key have the same. That of a shared secret tells whether a guess is right, so
/// it is no `kid` for a secret that could be guessed.
///
/// The hash is of the `sha2` crate; [`Jwk::thumbprint`] takes another's.
#[must_use]
pub fn thumbprint(key: &Jwk) -> String {
    key.thumbprint(|input| Sha256::digest(input).into())
}
