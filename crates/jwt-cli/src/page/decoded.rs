//! What a token says, claim by claim.

use crate::{show, times};
use jwt_auth::{
    NumericDate, Unverified, dangerous::claims_json_without_verification as claims_json,
};
use serde_json::{Value, json};

/// Header and claims of a token, as far as they can be read, with what they mean now.
pub(super) fn decoded(token: &Unverified<'_>, now: NumericDate) -> Value {
    let header = token.header().as_json();
    let claims = claims_json(token).unwrap_or_default();
    let members = show::object(claims).unwrap_or_default();
    let members = members.iter().map(|(name, value)| claim(name, value, now));
    json!({
        "header": show::object(header),
        "claims": members.collect::<Vec<_>>(),
        "headerJson": header,
        "claimsJson": claims,
    })
}

fn claim(name: &str, value: &Value, now: NumericDate) -> Value {
    let mut claim = json!({"name": name, "value": value, "explanation": explanation(name)});
    if let Some(date) = show::date(name, value) {
        claim["time"] = json!({
            "unix": date.unix(),
            "iso": date.to_string(),
            "relative": times::standing(name, date, now),
        });
    }
    claim
}

/// What a claim is, for those that are registered
/// ([RFC 7519 §4.1](https://www.rfc-editor.org/rfc/rfc7519#section-4.1) and its successors).
fn explanation(name: &str) -> Option<&'static str> {
    Some(match name {
        "iss" => "who made the token",
        "sub" => "whom it is about",
        "aud" => "whom it is for",
        "exp" => "when it stops being valid",
        "nbf" => "before when it is not valid",
        "iat" => "when it was made",
        "jti" => "its own name, which no other token has",
        "azp" => "the client that it was given to",
        "auth_time" => "when the user signed in",
        "updated_at" => "when what is said of the user last changed",
        "nonce" => "ties it to one sign-in",
        "acr" => "how the user signed in, by a name",
        "amr" => "how the user signed in",
        "scope" | "scp" => "what it allows",
        "roles" | "groups" | "entitlements" => "what the user may do, or belongs to",
        "client_id" => "the client that it was given to",
        "act" => "who acts for whom it is about",
        "cnf" => "the key that goes with it",
        "sid" => "the session that it belongs to",
        _ => return None,
    })
}
