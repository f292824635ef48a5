//! Google's service accounts.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use std::time::Duration;

/// A token that a service account signs, in the place of an access token
/// ([Google](https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth),
/// [AIP-4111](https://google.aip.dev/auth/4111)).
///
/// The JSON file that Google gives out has all of it but the audience.
pub(super) const SERVICE_ACCOUNT: Preset = Preset {
    id: "google-service-account",
    title: "Google service account, self-signed token",
    summary: "calls a Google API without asking for an access token first",
    vendor: "Google",
    documentation: "https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth",
    inputs: &[
        Input::required(
            "key_file",
            "the service account's key, a JSON file",
            "service-account.json",
        ),
        Input::required(
            "audience",
            "the API's base URL with a slash at its end",
            "https://pubsub.googleapis.com/",
        ),
        Input::expires_in("1h"),
    ],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(60 * 60)),
    headers: &[],
    notes: &["some Google APIs take access tokens only, from https://oauth2.googleapis.com/token"],
    members,
};

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    let path = inputs.expression("key_file")?;
    let from_file = |member: &str| {
        format!("${{[ json.jsonpath(input=fs.readFile(path={path}), query='$.{member}') ]}}")
    };
    Ok(Members::new("RS256")
        .with("secret", from_file("private_key"))
        .with("keyId", from_file("private_key_id"))
        .with("issuer", from_file("client_email"))
        .with("subject", from_file("client_email"))
        .with("audience", inputs.text("audience"))
        .with("expiresIn", inputs.expires_in()?))
}
