//! Shared secrets without anything around them.

use super::{Target, WriteError};
use crate::SecretEncoding;
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jwt_core::KeyParameters;
use zeroize::Zeroizing;

/// The secret as a line of text.
pub(super) fn write(
    key: &KeyParameters,
    encoding: SecretEncoding,
) -> Result<Zeroizing<Vec<u8>>, WriteError> {
    let KeyParameters::Oct(secret) = key else {
        return Err(WriteError::Unfit { target: Target::Secret(encoding), found: key.noun() });
    };
    // Room for the longest, so that growing leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(2 * secret.len() + 4));
    match encoding {
        SecretEncoding::Utf8 => {
            text.push_str(std::str::from_utf8(secret).map_err(|_| WriteError::NotText)?);
        }
        SecretEncoding::Base64 => BASE64_STANDARD.encode_string(&**secret, &mut text),
        SecretEncoding::Base64url => BASE64_URL_SAFE_NO_PAD.encode_string(&**secret, &mut text),
        SecretEncoding::Hex => {
            text.push_str(&Zeroizing::new(base16ct::lower::encode_string(secret)));
        }
    }
    text.push('\n');
    Ok(Zeroizing::new(std::mem::take(&mut *text).into_bytes()))
}
