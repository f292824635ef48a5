//! Texts that are no tokens, keys or sets: refused before any backend is asked.

mod header;
mod keys;
mod text;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{
    Algorithm, HeaderError, InvalidSignature, JsonErrorKind, Limits, MalformedToken, Unverified,
    Validation, Verifier, VerifyError,
};

/// A key that says yes to anything.
#[derive(Debug)]
struct Yes(Algorithm);

impl Verifier for Yes {
    fn algorithm(&self) -> Algorithm {
        self.0
    }

    fn verify(&self, _: &[u8], _: &[u8]) -> Result<(), InvalidSignature> {
        Ok(())
    }
}

fn verify(token: &str, algorithm: Algorithm) -> Result<(), VerifyError> {
    Unverified::parse(token)?.verify(&Yes(algorithm), &Validation::new()).map(drop)
}

fn refusal(token: &str, algorithm: Algorithm) -> VerifyError {
    verify(token, algorithm).expect_err("an attack")
}

fn token(header: &str, signature: &[u8]) -> String {
    [encode(header), encode(r#"{"exp":4102444800}"#), encode(signature)].join(".")
}

/// What becomes of a token with these bytes for a header.
fn parse(header: impl AsRef<[u8]>) -> Result<(), MalformedToken> {
    parse_within(header, &Limits::new())
}

fn parse_within(header: impl AsRef<[u8]>, limits: &Limits) -> Result<(), MalformedToken> {
    let token = format!("{}.e30.AAAA", encode(header));
    Unverified::parse_within(&token, limits).map(drop)
}

fn json_error(header: &str) -> JsonErrorKind {
    json_error_within(header, &Limits::new())
}

fn json_error_within(header: &str, limits: &Limits) -> JsonErrorKind {
    match parse_within(header, limits) {
        Err(MalformedToken::Header(HeaderError::Json(error))) => error.kind(),
        other => unreachable!("{header:?}: {other:?}"),
    }
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
