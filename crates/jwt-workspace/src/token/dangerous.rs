//! Tokens that no careful server takes: they are made only where the form allows them by name.

use crate::Problem;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_core::{Header, Signer};
use serde_json::Value;

/// A token without a signature ([RFC 7519 §6](https://www.rfc-editor.org/rfc/rfc7519#section-6)).
pub(super) fn unsigned(header: &Value, payload: &str) -> String {
    format!("{}.", signing_input(&header.to_string(), payload))
}

/// A signed text that is no JSON object, and so no JWT but a JWS
/// ([RFC 7515](https://www.rfc-editor.org/rfc/rfc7515)).
pub(super) fn sign_any(
    header: &Header<'_>,
    payload: &str,
    key: &dyn Signer,
) -> Result<String, Problem> {
    let header =
        serde_json::to_string(header).map_err(|error| Problem::new("HEADER", error.to_string()))?;
    let input = signing_input(&header, payload);
    let mut signature = vec![0; key.signature_len()];
    key.sign(input.as_bytes(), &mut signature).map_err(|error| Problem::new("SIGN", error))?;
    Ok(format!("{input}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
}

fn signing_input(header: &str, payload: &str) -> String {
    format!("{}.{}", BASE64_URL_SAFE_NO_PAD.encode(header), BASE64_URL_SAFE_NO_PAD.encode(payload))
}
