//! The answer to a request without the right token.

use crate::TakeError;
use http::{HeaderValue, Response, StatusCode, header::WWW_AUTHENTICATE};
use jwt_core::{ClaimFailure, ClaimsRejected, VerifyError};
use std::fmt::Write;

/// Why a request was refused, as `WWW-Authenticate` tells it to the client
/// ([RFC 6750 §3](https://www.rfc-editor.org/rfc/rfc6750#section-3)).
///
/// Made from what went wrong: a [`TakeError`], a [`VerifyError`], or by name. It never has the
/// token in it, and whatever text gets into it cannot leave its quotes.
///
/// ```
/// use jwt_header::{Challenge, Place};
///
/// let request = http::Request::get("https://api.example/orders").body(())?;
/// let error = Place::bearer().take_off(request.headers(), request.uri()).unwrap_err();
///
/// let challenge = Challenge::from(&error).realm("orders");
/// assert_eq!(challenge.status(), 401);
/// assert_eq!(challenge.header_value(), "Bearer realm=\"orders\"");
///
/// let challenge = Challenge::insufficient_scope("orders:write").realm("orders");
/// assert_eq!(challenge.status(), 403);
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    status: StatusCode,
    realm: String,
    error: Option<&'static str>,
    description: Option<String>,
    scope: Option<String>,
}

impl Challenge {
    /// 401 without a reason, for a request that has no token.
    #[must_use]
    pub fn missing() -> Self {
        // RFC 6750 §3 wants one parameter or more, and here no other would do.
        let realm = "api".to_owned();
        let status = StatusCode::UNAUTHORIZED;
        Self { status, realm, error: None, description: None, scope: None }
    }

    /// 400 `invalid_request`: the request has no one token in the right place and form.
    #[must_use]
    pub fn invalid_request(description: &str) -> Self {
        Self::missing().because(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    /// 401 `invalid_token`: the token is expired, revoked, malformed or else not valid.
    #[must_use]
    pub fn invalid_token(description: &str) -> Self {
        Self::missing().because(StatusCode::UNAUTHORIZED, "invalid_token", description)
    }

    /// 403 `insufficient_scope`: the token is valid, but not for this; `scope` would be. An empty
    /// one is not told.
    #[must_use]
    pub fn insufficient_scope(scope: &str) -> Self {
        let description = "The token is valid, but not for this";
        let challenge = Self::missing();
        let challenge = challenge.because(StatusCode::FORBIDDEN, "insufficient_scope", description);
        Self { scope: (!scope.is_empty()).then(|| scope.to_owned()), ..challenge }
    }

    /// What the tokens are for, as a name for people; `api` by default.
    #[must_use]
    pub fn realm(self, realm: &str) -> Self {
        Self { realm: realm.to_owned(), ..self }
    }

    /// The answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// `invalid_request`, `invalid_token` or `insufficient_scope`, if the client is told.
    #[must_use]
    pub fn error(&self) -> Option<&'static str> {
        self.error
    }

    /// The reason in words, if the client is told.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The value of `WWW-Authenticate`.
    #[must_use]
    pub fn header_value(&self) -> HeaderValue {
        let mut text = format!("Bearer realm=\"{}\"", quotable(&self.realm));
        let parameters = [
            ("error", self.error),
            ("error_description", self.description.as_deref()),
            ("scope", self.scope.as_deref()),
        ];
        for (name, value) in parameters {
            if let Some(value) = value {
                // Writing to a string does not fail.
                let _ = write!(text, ", {name}=\"{}\"", quotable(value));
            }
        }
        // All of it is printable ASCII by now, so the bare scheme is for the type alone.
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"))
    }

    /// The answer, with an empty body.
    #[must_use]
    pub fn response<B: Default>(&self) -> Response<B> {
        let mut response = Response::new(B::default());
        *response.status_mut() = self.status;
        response.headers_mut().insert(WWW_AUTHENTICATE, self.header_value());
        response
    }

    fn because(self, status: StatusCode, error: &'static str, description: &str) -> Self {
        let description = Some(sentence(description));
        Self { status, error: Some(error), description, ..self }
    }
}

/// 401 without a reason if there is no token of the kind, else 400 `invalid_request`.
impl From<&TakeError> for Challenge {
    fn from(error: &TakeError) -> Self {
        match error {
            // RFC 6750 §3.1: a client that did not try, or tried another scheme, is told no error.
            TakeError::Missing { .. } | TakeError::Prefix { .. } => Self::missing(),
            error => Self::invalid_request(&error.to_string()),
        }
    }
}

/// 401 `invalid_token`, with the reason.
impl From<&VerifyError> for Challenge {
    fn from(error: &VerifyError) -> Self {
        Self::invalid_token(&match error {
            VerifyError::Claims(rejected) => all(rejected),
            // What it says is about the server's types, not for the client.
            VerifyError::Decode(_) => "the claims are not what is expected here".to_owned(),
            error => error.to_string(),
        })
    }
}

/// All that is wrong with the claims, in one sentence.
fn all(rejected: &ClaimsRejected) -> String {
    let reasons: Vec<String> = rejected.failures().iter().map(reason).collect();
    match reasons.as_slice() {
        [only] => only.clone(),
        several => format!("{} claims were refused: {}", several.len(), several.join("; ")),
    }
}

fn reason(failure: &ClaimFailure) -> String {
    match failure {
        // The library's own text tells the server's author what to call.
        ClaimFailure::Unexpected { claim, found } => {
            let found: String = found.chars().take(64).collect();
            format!("{claim} is \"{found}\", which is not expected here")
        }
        failure => failure.to_string(),
    }
}

/// With a capital, unless it starts with a claim's name; and of bounded length.
fn sentence(text: &str) -> String {
    let text = match text.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => text.to_owned(),
    };
    match text.char_indices().nth(DESCRIPTION_LEN) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// The text in the characters that RFC 6750 §3 has for a value: visible ASCII and spaces, and
/// neither quotes nor backslashes.
fn quotable(text: &str) -> String {
    let character = |c| match c {
        '"' => '\'',
        '\\' => '/',
        ' '..='~' => c,
        '…' => '.',
        _ => '?',
    };
    text.chars().map(character).collect()
}

/// Room for a handful of claims; what holds the answer's headers is often 8 kB.
const DESCRIPTION_LEN: usize = 600;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;
    use http::{HeaderMap, Uri};
    use jwt_core::{
        Algorithm, DecodeError, Header, InvalidSignature, NumericDate, Unsigned, Unverified,
        Validation, Verifier,
    };

    /// A key that takes any signature but one of zeros.
    #[derive(Debug)]
    struct Lenient;

    impl Verifier for Lenient {
        fn algorithm(&self) -> Algorithm {
            Algorithm::HS256
        }
        fn verify(&self, _: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
            if signature == [0; 32] { Err(InvalidSignature) } else { Ok(()) }
        }
    }

    fn verified(header: &Header<'_>, claims: &str, signature: &[u8]) -> Result<(), VerifyError> {
        let now = NumericDate::from_unix(1_700_000_000).expect("in range");
        let rules = Validation::with_clock(now).issuer("https://id.example");
        let token = Unsigned::from_json(header, claims).expect("JSON").attach(signature);
        let token = token.expect("length");
        Unverified::parse(&token).expect("form").verify(&Lenient, &rules).map(drop)
    }

    fn challenge(header: &Header<'_>, claims: &str, signature: u8) -> Challenge {
        let error = verified(header, claims, &[signature; 32]).expect_err("refused");
        Challenge::from(&error)
    }

    #[test]
    fn no_token_is_401_without_an_error() {
        for value in [None, Some("Basic YTpi")] {
            let headers: HeaderMap = value
                .map(|value| (http::header::AUTHORIZATION, HeaderValue::from_static(value)))
                .into_iter()
                .collect();
            let error = Place::bearer().take_off(&headers, &Uri::default()).expect_err("refused");
            let answer = Challenge::from(&error).response::<String>();
            assert_eq!(answer.status(), 401);
            assert_eq!(answer.headers()[WWW_AUTHENTICATE], "Bearer realm=\"api\"");
        }
    }

    #[test]
    fn a_request_with_two_tokens_is_400_invalid_request() {
        let challenge = Challenge::from(&TakeError::Both);
        assert_eq!(challenge.status(), 400);
        assert_eq!(challenge.error(), Some("invalid_request"));
    }

    #[test]
    fn every_way_a_token_is_refused_is_told_with_its_reason() {
        let header = Header::new(Algorithm::HS256);
        let good = r#"{"iss":"https://id.example","exp":1700000001}"#;
        assert_eq!(verified(&header, good, &[1; 32]), Ok(()));
        for (claims, signature, description) in [
            (good, 0, "The signature does not match (HS256)"),
            (
                r#"{"iss":"https://id.example","exp":1699992020}"#,
                1,
                "The token expired 2 h 13 min ago (exp 2023-11-14T20:00:20Z, now 22:13:20Z)",
            ),
            (
                r#"{"iss":"https://id.example","exp":1700000300,"nbf":1700000170}"#,
                1,
                "The token is not valid before 22:16:10Z (nbf, in 170 s)",
            ),
            (
                r#"{"iss":"x","aud":"a \"b\"","exp":1800000000}"#,
                1,
                "2 claims were refused: iss is 'x', expected 'https://id.example'; aud is 'a 'b'', \
                 which is not expected here",
            ),
            (r#"{"exp":1800000000}"#, 1, "iss is missing, expected 'https://id.example'"),
        ] {
            let challenge = challenge(&header, claims, signature);
            assert_eq!(challenge.status(), 401);
            let expected = format!(
                "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"{description}\""
            );
            assert_eq!(challenge.header_value(), expected, "{claims}");
        }
    }

    #[test]
    fn other_algorithms_are_told_by_name() {
        let error = VerifyError::AlgorithmMismatch { key: Algorithm::HS256, token: "none".into() };
        assert_eq!(
            Challenge::from(&error).description(),
            Some("The token is unsigned (alg none), HS256 is expected")
        );
    }

    #[test]
    fn the_servers_types_are_not_told() {
        let error = VerifyError::Decode(DecodeError::new("missing field `tenant_secret_id`"));
        let value = Challenge::from(&error).header_value();
        assert!(!value.to_str().expect("ASCII").contains("tenant"), "{value:?}");
    }

    #[test]
    fn foreign_text_stays_within_its_quotes() {
        let hostile = "a\"\r\nSet-Cookie: b=c\r\n\r\n\\\", error=\"none\" \u{e9}\u{202e}\u{0}\t";
        let challenges = [
            Challenge::missing().realm(hostile),
            Challenge::invalid_token(hostile),
            Challenge::invalid_request(hostile),
            Challenge::insufficient_scope(hostile),
            Challenge::from(&VerifyError::AlgorithmMismatch {
                key: Algorithm::ES256,
                token: hostile.to_owned(),
            }),
            Challenge::from(&VerifyError::Critical { extension: hostile.to_owned() }),
        ];
        for challenge in challenges {
            let value = challenge.header_value();
            let text = value.to_str().expect("ASCII");
            assert!(text.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'\\'), "{text}");
            let values: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
            let between: String = text.split('"').step_by(2).collect();
            assert!(values.iter().any(|value| value.contains("Set-Cookie")), "{text}");
            assert!(!between.contains("Set-Cookie"), "{text}");
        }
    }

    #[test]
    fn long_reasons_are_cut() {
        let value = Challenge::invalid_token(&"é".repeat(10_000)).header_value();
        assert!(value.len() < DESCRIPTION_LEN + 100, "{}", value.len());
        assert!(value.to_str().expect("ASCII").ends_with("?...\""));
    }
}
