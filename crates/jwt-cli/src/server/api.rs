//! The API: a token in, what is in it out.

use super::{Service, Trust, answer::Answer};
use http::{HeaderMap, Request, Uri, request::Parts};
use jwt_auth::{
    Unverified, VerifyError,
    header::{Challenge, Place, TakeError, server::CheckError},
};

/// Checks the token of a request, whatever its path and method, and answers what is in it.
#[derive(Debug)]
pub(crate) struct Api {
    trust: Trust,
    places: Vec<Place>,
}

impl Api {
    /// An API that looks for tokens in these places.
    pub(crate) fn new(trust: Trust, places: impl IntoIterator<Item = Place>) -> Self {
        Self { trust, places: places.into_iter().collect() }
    }

    async fn check(&self, request: &Parts) -> Result<Answer, Refusal> {
        let (place, token) = self.take(&request.headers, &request.uri)?;
        let token = Unverified::parse(token).map_err(CheckError::from)?;
        let verified = self.trust.verify(token).await?;
        Ok(Answer::accepted(place, &verified))
    }

    /// The one token of the request, in whichever place.
    fn take<'r>(&self, headers: &'r HeaderMap, uri: &'r Uri) -> Result<(&Place, &'r str), Refusal> {
        let mut found: Option<(&Place, &str)> = None;
        let mut missing = None;
        for place in &self.places {
            match (place.take_off(headers, uri), found) {
                (Ok(_), Some((first, _))) => return Err(Refusal::two(first, place)),
                (Ok(token), None) => found = Some((place, token)),
                (Err(error @ (TakeError::Missing { .. } | TakeError::Prefix { .. })), _) => {
                    missing.get_or_insert(error);
                }
                (Err(error), _) => return Err(Refusal::from(&error)),
            }
        }
        found.ok_or_else(|| match missing {
            Some(error) => Refusal::from(&error),
            None => Refusal::new(Challenge::missing(), String::new()),
        })
    }
}

impl Service for Api {
    async fn answer<B: Send>(&self, request: Request<B>) -> Answer {
        let (request, _) = request.into_parts();
        match self.check(&request).await {
            Ok(answer) => answer,
            Err(Refusal { challenge: Some(challenge), reason }) => {
                Answer::refused(&challenge.realm("jwt"), &reason)
            }
            Err(Refusal { challenge: None, reason }) => Answer::unavailable(&reason),
        }
    }
}

/// Why a request was refused; without a challenge if the fault is not the request's.
struct Refusal {
    challenge: Option<Challenge>,
    reason: String,
}

impl Refusal {
    fn new(challenge: Challenge, reason: String) -> Self {
        Self { challenge: Some(challenge), reason }
    }

    fn two(first: &Place, second: &Place) -> Self {
        let reason = format!("the request has tokens in two places, the {first} and the {second}");
        Self::new(Challenge::invalid_request(&reason), reason)
    }
}

impl From<&TakeError> for Refusal {
    fn from(error: &TakeError) -> Self {
        Self::new(Challenge::from(error), error.to_string())
    }
}

impl From<&VerifyError> for Refusal {
    fn from(error: &VerifyError) -> Self {
        Self::new(Challenge::from(error), error.to_string())
    }
}

impl From<CheckError> for Refusal {
    fn from(error: CheckError) -> Self {
        let reason = error.to_string();
        match error {
            CheckError::Invalid(error) => Self::from(&error),
            CheckError::Unavailable(_) => Self { challenge: None, reason },
            _ => Self::new(Challenge::invalid_token(&reason), reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        backend::provider,
        keygen::new_key,
        server::{Keyring, places, runtime},
    };
    use jwt_auth::{Algorithm, KeyMaterial, Validation, sign};
    use serde_json::{Value, json};

    fn api() -> (Api, String) {
        let key = new_key(Algorithm::ES256, None).expect("a key");
        let signer = provider().named("ES256").expect("ES256").signer(KeyMaterial::Jwk(&key));
        let claims = json!({"sub": "u1", "exp": 4_102_444_800_u64});
        let token = sign(&claims, &*signer.expect("a key")).expect("a token");
        let keyring = Keyring::new([&key]).expect("a key");
        let trust = Trust::Keys(keyring, Validation::new());
        (Api::new(trust, places().expect("places")), token)
    }

    fn ask(api: &Api, uri: &str, headers: &[(&str, &str)]) -> (u16, Value) {
        let mut request = Request::get(uri);
        for &(name, value) in headers {
            request = request.header(name, value);
        }
        let request = request.body(String::new()).expect("request");
        let response = runtime().expect("a runtime").block_on(api.answer(request)).response;
        let body = serde_json::from_str(response.body()).expect("JSON");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.status() == 200, !response.headers().contains_key("www-authenticate"));
        (response.status().as_u16(), body)
    }

    #[test]
    fn a_token_is_accepted_in_each_place() {
        let (api, token) = api();
        let (bearer, cookie) = (format!("Bearer {token}"), format!("a=1; token={token}"));
        let query = format!("/any/path?token={token}");
        for (uri, headers, place) in [
            (
                "/",
                &[("authorization", bearer.as_str())][..],
                "header Authorization with prefix Bearer",
            ),
            ("/", &[("x-token", &token)], "header X-Token"),
            ("/", &[("authorization", "Basic YTpi"), ("x-token", &token)], "header X-Token"),
            (&query, &[], "query parameter token"),
            ("/", &[("cookie", &cookie)], "cookie token"),
        ] {
            let (status, body) = ask(&api, uri, headers);
            assert_eq!((status, &body["place"]), (200, &place.into()), "{body}");
            assert_eq!(body["claims"]["sub"], "u1");
            assert_eq!(body["header"]["alg"], "ES256");
        }
    }

    #[test]
    fn tokens_in_two_places_are_refused() {
        let (api, token) = api();
        let (status, body) = ask(
            &api,
            &format!("/?token={token}"),
            &[("authorization", &format!("Bearer {token}"))],
        );
        assert_eq!((status, &body["error"]), (400, &"invalid_request".into()));
        assert_eq!(
            body["error_description"],
            "The request has tokens in two places, the header Authorization with prefix Bearer \
             and the query parameter token"
        );
    }

    #[test]
    fn without_a_token_people_are_told_where_it_goes_and_programs_no_error() {
        let (status, body) = ask(&api().0, "/", &[]);
        assert_eq!(status, 401);
        assert_eq!(
            body,
            json!({
                "valid": false,
                "error": null,
                "error_description":
                    "the request has no token, expected in the header Authorization with prefix Bearer",
            })
        );
    }

    #[test]
    fn tokens_of_other_keys_are_refused() {
        let ((api, _), (_, token)) = (api(), api());
        let (status, body) = ask(&api, "/", &[("x-token", &token)]);
        assert_eq!((status, &body["error"]), (401, &"invalid_token".into()));
        let (status, body) = ask(&api, "/", &[("x-token", "a.b.c")]);
        assert_eq!((status, &body["error"]), (401, &"invalid_token".into()));
        let reason = body["error_description"].as_str().expect("text");
        assert!(reason.starts_with("not a JWT: "), "{reason}");
    }
}
