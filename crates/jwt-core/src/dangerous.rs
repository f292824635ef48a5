//! Reading claims that nobody has vouched for.
//!
//! For tools that show a token to its owner, and for finding an issuer before its keys are known.
//! Whatever comes from here may have been written by anyone.

use crate::{DecodeClaims, DecodeError, JsonError, Unverified, json};

/// The claims of a token whose signature, times and audience were not checked.
///
/// # Errors
/// [`DecodeError`] if the payload is not one JSON object with distinct members, or does not fit
/// the type.
pub fn claims_without_verification<'a, C: DecodeClaims<'a>>(
    token: &'a Unverified<'_>,
) -> Result<C, DecodeError> {
    C::decode_claims(claims_json_without_verification(token).map_err(DecodeError::new)?)
}

/// The JSON text of the same claims.
///
/// # Errors
/// [`JsonError`] if the payload is not one JSON object with distinct members.
pub fn claims_json_without_verification<'a>(
    token: &'a Unverified<'_>,
) -> Result<&'a str, JsonError> {
    let payload = token.payload_json();
    json::check_object(payload, token.limits())?;
    Ok(payload)
}
