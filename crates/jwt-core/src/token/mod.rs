//! A token's two ways: from claims to text, and from text to claims.

mod known_header;
mod received_header;
mod registered;
mod unsigned;
mod unverified;
mod verified;

pub use received_header::ReceivedHeader;
pub(crate) use received_header::is_registered_parameter;
pub(crate) use registered::{Dates, Registered};
pub use unsigned::Unsigned;
pub use unverified::Unverified;
pub use verified::Verified;

use crate::{
    DecodeClaims, EncodeClaims, EncodeError, Header, Signer, Validation, Verifier, VerifyError,
};
use alloc::string::String;

/// Signs claims: a token with the key's `alg` and `kid`, and `JWT` for `typ`.
///
/// For another header see [`Unsigned`].
///
/// # Errors
/// [`EncodeError`] if the claims are not a JSON object, or the key fails.
pub fn sign<C: EncodeClaims + ?Sized>(
    claims: &C,
    key: &(impl Signer + ?Sized),
) -> Result<String, EncodeError> {
    Unsigned::new(&Header::for_key(key), claims)?.sign(key)
}

/// Checks a token with one key and reads its claims into a type that owns them.
///
/// To pick the key by the token's `kid`, or to borrow claims, see [`Unverified`].
///
/// # Errors
/// [`VerifyError`] for the first of: form, algorithm, signature, claims against the rules (all
/// failures at once), claims against the type.
pub fn verify<C: for<'de> DecodeClaims<'de>>(
    token: &str,
    key: &(impl Verifier + ?Sized),
    rules: &Validation,
) -> Result<C, VerifyError> {
    let verified = Unverified::parse(token)?.verify(key, rules)?;
    Ok(verified.claims()?)
}
