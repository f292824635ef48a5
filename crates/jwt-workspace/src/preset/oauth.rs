//! Clients of OAuth 2.0.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use jwt_core::Algorithm;

/// A client that shows who it is with a token instead of a secret
/// ([RFC 7523 §2.2](https://www.rfc-editor.org/rfc/rfc7523#section-2.2)).
///
/// The token is a field of the token request's form. RFC 7523 sets no limit to its life; servers
/// do, and remember its `jti` for as long.
pub(super) const CLIENT_ASSERTION: Preset = Preset {
    id: "oauth-client-assertion",
    title: "OAuth 2.0, client assertion",
    summary: "authenticates a client at a token endpoint with its private key (private_key_jwt)",
    vendor: "RFC 7523",
    documentation: "https://www.rfc-editor.org/rfc/rfc7523",
    inputs: &[
        Input::required("client_id", "the client's ID", "s6BhdRkqt3"),
        Input::required(
            "audience",
            "the authorization server's issuer, or its token endpoint where it asks for that",
            "https://id.example",
        ),
        Input::required("key_file", "the client's private key", "client.pem"),
        Input::optional("key_id", "the key's ID, if the server knows several", "k1"),
        Input::with_default(
            "algorithm",
            "the algorithm that the client is registered with",
            "RS256",
        ),
        Input::expires_in("5m"),
    ],
    min_lifetime: None,
    max_lifetime: None,
    headers: &[],
    notes: &["the request is a POST that has besides: form: {grant_type: client_credentials, \
         client_assertion_type: \"urn:ietf:params:oauth:client-assertion-type:jwt-bearer\"}"],
    members,
};

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    if let Some(name) = inputs.fixed("algorithm") {
        let known = Algorithm::ALL.iter().any(|algorithm| *algorithm == *name);
        if !known || name.starts_with("HS") {
            let message = format!("algorithm is \"{name}\", which is not for a private key");
            return Err(Problem::new("PRESET", message).hint("give one such as RS256 or ES256"));
        }
    }
    Ok(Members::new(inputs.text("algorithm"))
        .with("secretFile", inputs.text("key_file"))
        .with_some("keyId", inputs.optional("key_id"))
        .with("issuer", inputs.text("client_id"))
        .with("subject", inputs.text("client_id"))
        .with("audience", inputs.text("audience"))
        .with("expiresIn", inputs.expires_in()?)
        .with("jwtId", "uuid4")
        .with("location", "body")
        .with("name", "client_assertion"))
}
