//! Kong's consumers.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;

/// A token of a consumer's credential, for Kong's JWT plugin
/// ([Kong](https://developer.konghq.com/plugins/jwt/)).
///
/// The claim that names the credential is `iss` unless the plugin's `key_claim_name` says otherwise.
/// How long a token may live is the plugin's `maximum_expiration`, which is off by default.
pub(super) const CONSUMER: Preset = Preset {
    id: "kong",
    title: "Kong, consumer",
    summary: "calls what stands behind Kong's JWT plugin, as a consumer",
    vendor: "Kong",
    documentation: "https://developer.konghq.com/plugins/jwt/",
    inputs: &[
        Input::required(
            "key",
            "the key of the consumer's JWT credential, which is no secret",
            "a36c3049b36249a3c9f8891cb127243c",
        ),
        Input::with_default("key_claim", "the plugin's key_claim_name", "iss"),
        Input::with_default(
            "secret_env",
            "the environment variable with the credential's secret",
            "KONG_JWT_SECRET",
        ),
        Input::expires_in("5m"),
    ],
    min_lifetime: None,
    max_lifetime: None,
    headers: &[],
    notes: &[
        "where the plugin has secret_is_base64, add secretBase64: true",
        "a credential for RS256 or ES256 takes that algorithm, and secretFile instead of secretEnv",
    ],
    members,
};

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    let members = Members::new("HS256").with("secretEnv", inputs.text("secret_env"));
    let Some(claim) = inputs.fixed("key_claim") else {
        let message = "key_claim must be the name of a claim, not a template";
        return Err(Problem::new("PRESET", message));
    };
    let key = inputs.text("key");
    let members = match claim {
        "iss" => members.with("issuer", key),
        "sub" => members.with("subject", key),
        claim => members.with("payload", Members::default().with(claim, key)),
    };
    Ok(members.with("expiresIn", inputs.expires_in()?))
}
