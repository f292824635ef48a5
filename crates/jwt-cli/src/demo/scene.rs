//! The scenes of the demo: a request each, and what should come of it.

use super::key::DemoKey;
use crate::failure::Failure;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use jwt_auth::{
    NumericDate,
    header::{Place, PutError},
    sign,
};
use serde_json::{Value, json};
use std::time::Duration;

/// Who issues the demo's tokens.
pub(super) const ISSUER: &str = "https://login.example";
/// For whom they are.
pub(super) const AUDIENCE: &str = "orders-api";

/// What the scenes play on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage<'a> {
    /// Where the API is.
    pub(super) url: &'a str,
    /// The keys that it knows.
    pub(super) keys: &'a [DemoKey],
    /// The places where it looks for a token.
    pub(super) places: &'a [Place],
    /// The time of all tokens.
    pub(super) now: NumericDate,
}

/// One request.
#[derive(Debug)]
pub(super) struct Scene {
    /// What it is, in a few words.
    pub(super) title: String,
    /// What it is about, in a sentence; none for a scene that is one line and no more.
    pub(super) story: Option<&'static str>,
    /// The request, with its tokens.
    pub(super) request: Request<String>,
    /// Where the tokens are, as in `in the cookie token`; empty without any.
    pub(super) place: String,
    /// The tokens.
    pub(super) tokens: Vec<String>,
    /// What the API should say.
    pub(super) expected: Expected,
}

/// What the API should say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expected {
    /// It repeats these claims, and says where the token was.
    Accepted { claims: Value, place: String },
    /// It says this, and why.
    Refused { status: u16, error: Option<&'static str>, reason: &'static str },
}

impl Expected {
    /// Whether that is what it says.
    pub(super) fn is_met_by(&self, answer: &Response<String>) -> bool {
        let body: Value = serde_json::from_str(answer.body()).unwrap_or_default();
        let challenge = answer.headers().get(header::WWW_AUTHENTICATE);
        let challenge = challenge.and_then(|value| value.to_str().ok());
        match self {
            Self::Accepted { claims, place } => {
                answer.status() == 200 && body["claims"] == *claims && body["place"] == **place
            }
            Self::Refused { status, error, reason } => {
                let told = match error {
                    Some(error) => challenge.is_some_and(|challenge| {
                        challenge.contains(&format!("error=\"{error}\""))
                            && challenge.contains(reason)
                    }),
                    // RFC 6750 §3.1: who sent no token is told how, and no error.
                    None => challenge.is_some_and(|challenge| !challenge.contains("error")),
                };
                answer.status() == *status && told && body["valid"] == false
            }
        }
    }
}

/// Each key once, each place once.
pub(super) fn told(stage: &Stage<'_>) -> Result<Vec<Scene>, Failure> {
    let stories = [
        "Issuer and API share one secret. The usual place: a header with a prefix.",
        "The issuer signs with its private key, and the API has the public one. In a header of\nits own the token needs no prefix.",
        "The same with a short key on a curve. The query is for those who cannot set a header:\nURIs end up in logs.",
        "The newest of the four. Browsers keep tokens in cookies.",
    ];
    let pairs = stage.keys.iter().zip(stage.places).zip(stories);
    pairs.map(|((key, place), story)| stage.accepted(key, place, Some(story))).collect()
}

/// The rest of the combinations.
pub(super) fn listed(stage: &Stage<'_>) -> Result<Vec<Scene>, Failure> {
    let mut scenes = Vec::new();
    for (i, key) in stage.keys.iter().enumerate() {
        for (_, place) in stage.places.iter().enumerate().filter(|&(j, _)| j != i) {
            scenes.push(stage.accepted(key, place, None)?);
        }
    }
    Ok(scenes)
}

/// What a client gets wrong, and what an attacker tries.
pub(super) fn refused(stage: &Stage<'_>) -> Result<Vec<Scene>, Failure> {
    let good = stage.claims();
    let mut old = good.clone();
    old["iat"] = json!(stage.now - Duration::from_secs(8280));
    old["exp"] = json!(stage.now - Duration::from_secs(7980));
    let mut foreign = good.clone();
    foreign["aud"] = json!("billing-api");

    let token = stage.sign(&good)?;
    let forged = tampered(&token)?;
    let header = json!({"alg": "none", "kid": "my-es256-key"});
    let unsigned = format!("{}.{}.", encode(&header), encode(&admin(&good)));
    Ok(vec![
        stage.refused(
            "An expired token",
            "Tokens are short-lived, so that a stolen one is soon worth nothing.",
            vec![stage.sign(&old)?],
            (401, Some("invalid_token"), "The token expired 2 h 13 min ago"),
        )?,
        stage.refused(
            "A token for another API",
            "Or else any API could use its callers' tokens at all the others.",
            vec![stage.sign(&foreign)?],
            (401, Some("invalid_token"), "aud is 'billing-api', expected 'orders-api'"),
        )?,
        stage.refused(
            "A changed token",
            "Somebody made ann an admin, but cannot sign that.",
            vec![forged],
            (401, Some("invalid_token"), "The signature does not match (ES256)"),
        )?,
        stage.refused(
            "A token that says it needs no signature",
            "An old trick: the token itself asks for \"alg\": \"none\". The key decides here.",
            vec![unsigned],
            (401, Some("invalid_token"), "The token is unsigned (alg none), ES256 is expected"),
        )?,
        stage.refused(
            "Two Authorization headers",
            "A proxy may look at one and the API at the other, so neither is taken.",
            vec![token, stage.sign(&admin(&good))?],
            (400, Some("invalid_request"), "The header Authorization stands 2 times"),
        )?,
        stage.refused(
            "No token",
            "The answer says only which scheme to use: nothing was wrong yet.",
            Vec::new(),
            (401, None, ""),
        )?,
    ])
}

impl Stage<'_> {
    fn accepted(
        &self,
        key: &DemoKey,
        place: &Place,
        story: Option<&'static str>,
    ) -> Result<Scene, Failure> {
        let claims = self.claims();
        let token = sign(&claims, key.signer())?;
        let mut request = self.request()?;
        // Nowhere else does this client send a token.
        let origin = self.url.parse().map_err(broken)?;
        place.clone().only_to([origin]).put_on(&mut request, &token).map_err(refused_to_put)?;
        let place = place.to_string();
        Ok(Scene {
            title: format!("{} in the {place}", key.algorithm()),
            story,
            request,
            place: format!("in the {place}"),
            tokens: vec![token],
            expected: Expected::Accepted { claims, place },
        })
    }

    /// A request with any number of Authorization headers: no client of ours puts on two.
    fn refused(
        &self,
        title: &str,
        story: &'static str,
        tokens: Vec<String>,
        (status, error, reason): (u16, Option<&'static str>, &'static str),
    ) -> Result<Scene, Failure> {
        let mut request = self.request()?;
        for token in &tokens {
            let value = HeaderValue::try_from(format!("Bearer {token}")).map_err(broken)?;
            request.headers_mut().append(header::AUTHORIZATION, value);
        }
        let place = match tokens.len() {
            0 => String::new(),
            1 => format!("in the {}", Place::bearer()),
            _ => "in two headers Authorization; what is in the first:".to_owned(),
        };
        let expected = Expected::Refused { status, error, reason };
        Ok(Scene { title: title.to_owned(), story: Some(story), request, place, tokens, expected })
    }

    fn request(&self) -> Result<Request<String>, Failure> {
        Request::get(format!("{}/orders", self.url)).body(String::new()).map_err(broken)
    }

    fn claims(&self) -> Value {
        let exp = self.now + Duration::from_secs(300);
        json!({"iss": ISSUER, "sub": "ann", "aud": AUDIENCE, "iat": self.now, "exp": exp})
    }

    /// By the third key; that there are four is this module's own doing.
    fn sign(&self, claims: &Value) -> Result<String, Failure> {
        let key = self.keys.get(2).ok_or_else(|| broken("a key is missing"))?;
        Ok(sign(claims, key.signer())?)
    }
}

/// The headers of a request that hold a token or point to where it goes.
pub(super) fn telling(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
    headers.iter().filter(|(name, _)| **name != header::HOST)
}

/// The token with another payload under the same signature.
fn tampered(token: &str) -> Result<String, Failure> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else {
        return Err(broken("a token without three parts"));
    };
    let payload = BASE64URL.decode(payload).map_err(broken)?;
    let claims: Value = serde_json::from_slice(&payload).map_err(broken)?;
    Ok(format!("{header}.{}.{signature}", encode(&admin(&claims))))
}

fn admin(claims: &Value) -> Value {
    let mut claims = claims.clone();
    claims["sub"] = json!("admin");
    claims
}

fn encode(value: &Value) -> String {
    BASE64URL.encode(value.to_string())
}

fn refused_to_put(error: PutError) -> Failure {
    Failure::configuration(error.code(), error)
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::configuration("DEMO", format!("the demo is broken: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, challenge: Option<&str>, body: &Value) -> Response<String> {
        let mut answer = Response::builder().status(status);
        if let Some(challenge) = challenge {
            answer = answer.header("www-authenticate", challenge);
        }
        answer.body(body.to_string()).expect("an answer")
    }

    #[test]
    fn an_accepted_token_comes_back_as_it_was() {
        let (claims, place) = (json!({"sub": "ann"}), "cookie token".to_owned());
        let expected = Expected::Accepted { claims, place };
        for (status, claims, place, met) in [
            (200, json!({"sub": "ann"}), "cookie token", true),
            (401, json!({"sub": "ann"}), "cookie token", false),
            (200, json!({"sub": "eve"}), "cookie token", false),
            (200, json!({"sub": "ann"}), "cookie t", false),
        ] {
            let body = json!({"valid": true, "claims": claims, "place": place});
            assert_eq!(expected.is_met_by(&answer(status, None, &body)), met, "{body}");
        }
    }

    #[test]
    fn a_refused_token_is_refused_for_the_right_reason() {
        let right = "Bearer error=\"invalid_token\", error_description=\"expired\"";
        let bare = "Bearer realm=\"a\"";
        let (some, none) = (Some("invalid_token"), None);
        let no = json!({"valid": false});
        for (error, status, challenge, body, met) in [
            (some, 401, Some(right), &no, true),
            (some, 400, Some(right), &no, false),
            (some, 401, Some(bare), &no, false),
            (some, 401, None, &no, false),
            (some, 401, Some("Bearer error=\"invalid_token\""), &no, false),
            (some, 401, Some(right), &json!({"valid": true}), false),
            (none, 401, Some(bare), &no, true),
            (none, 401, Some(right), &no, false),
            (none, 401, None, &no, false),
        ] {
            let expected = Expected::Refused { status: 401, error, reason: "expired" };
            let answer = answer(status, challenge, body);
            assert_eq!(expected.is_met_by(&answer), met, "{answer:?}");
        }
    }

    #[test]
    fn a_changed_token_keeps_header_and_signature() {
        let token = format!("h.{}.s", encode(&json!({"sub": "ann", "n": 1})));
        let changed = format!("h.{}.s", encode(&json!({"sub": "admin", "n": 1})));
        assert_eq!(tampered(&token).expect("three parts"), changed);
    }
}
