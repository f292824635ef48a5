//! Atlassian's protocol between services.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use std::time::Duration;

/// A token of one service for another
/// ([ASAP](https://s2sauth.bitbucket.io/spec/)).
///
/// The key's ID begins with the issuer, so that no service signs with the key of another, and every
/// token has an ID of its own.
pub(super) const ASAP: Preset = Preset {
    id: "atlassian-asap",
    title: "Atlassian ASAP",
    summary: "calls one service from another by Atlassian's S2S Authentication Protocol",
    vendor: "ASAP",
    documentation: "https://s2sauth.bitbucket.io/spec/",
    inputs: &[
        Input::required("issuer", "the service that calls", "my-service"),
        Input::required(
            "key_id",
            "the issuer, a slash and the key's name in the key repository",
            "my-service/key-1",
        ),
        Input::required("key_file", "the private key", "key.pem"),
        Input::required("audience", "the service that is called", "their-service"),
        Input::optional(
            "subject",
            "whom the call is for; many servers take the issuer only",
            "my-service",
        ),
        Input::with_default("algorithm", "an algorithm of RSA or ECDSA", "RS256"),
        Input::expires_in("5m"),
    ],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(60 * 60)),
    headers: &[],
    notes: &[],
    members,
};

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    check_key_id(inputs)?;
    if let Some(algorithm) = inputs.fixed("algorithm").filter(|name| !ALGORITHMS.contains(name)) {
        let message = format!(
            "algorithm is \"{algorithm}\", but ASAP takes RSA and ECDSA only: {}",
            ALGORITHMS.join(", ")
        );
        return Err(inputs.refusal(message, "give algorithm=RS256"));
    }
    Ok(Members::new(inputs.text("algorithm"))
        .with("secretFile", inputs.text("key_file"))
        .with("keyId", inputs.text("key_id"))
        .with("issuer", inputs.text("issuer"))
        .with_some("subject", inputs.optional("subject"))
        .with("audience", inputs.text("audience"))
        .with("expiresIn", inputs.expires_in()?)
        .with("jwtId", "uuid4"))
}

fn check_key_id(inputs: &Inputs<'_>) -> Result<(), Problem> {
    let (Some(key_id), Some(issuer)) = (inputs.fixed("key_id"), inputs.fixed("issuer")) else {
        return Ok(());
    };
    let name = key_id.strip_prefix(issuer).and_then(|rest| rest.strip_prefix('/'));
    if name.is_some_and(|name| !name.is_empty()) {
        return Ok(());
    }
    let message = format!(
        "key_id is \"{key_id}\", but ASAP takes keys of the issuer only, which begin with \
         \"{issuer}/\""
    );
    Err(inputs.refusal(message, format!("give key_id={issuer}/NAME")))
}

const ALGORITHMS: [&str; 9] =
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
