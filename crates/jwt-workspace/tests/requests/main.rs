//! Requests made ready from workspaces, with time, randomness, files and variables that stand still.

mod cache;
mod claims;
mod errors;
mod files;
mod golden;
mod inheritance;
mod others_get_wrong;
mod places;
mod redirects;
mod surroundings;
mod urls;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_core::Provider;
use jwt_workspace::{Prepared, Problem, Session, Workspace};
use serde_json::Value;
use std::sync::LazyLock;
use surroundings::Fixed;

/// ring, and RustCrypto for what ring lacks.
fn provider() -> &'static Provider {
    static PROVIDER: LazyLock<Provider> =
        LazyLock::new(|| jwt_ring::PROVIDER.or(jwt_rustcrypto::PROVIDER));
    &PROVIDER
}

/// The workspace of this YAML.
fn workspace(yaml: &str) -> Workspace {
    Workspace::from_yaml(yaml).expect(yaml)
}

/// The one request of this YAML, made ready.
fn prepare_in(yaml: &str, surroundings: &Fixed) -> Result<Prepared, Problem> {
    let workspace = Workspace::from_yaml(yaml)?;
    let session = Session::new(&workspace, provider(), surroundings);
    session.prepare(&workspace.requests()[0])
}

/// A request to an API with this form, made ready.
fn with_form_in(form: &str, surroundings: &Fixed) -> Result<Prepared, Problem> {
    let json: Value = serde_json::from_str(form).expect(form);
    prepare_in(
        &serde_json::json!({
            "requests": [{"name": "r", "url": "https://api.example/x", "authentication": json}],
        })
        .to_string(),
        surroundings,
    )
}

fn with_form(form: &str) -> Result<Prepared, Problem> {
    with_form_in(form, &Fixed::default())
}

/// The token of a request with this form.
fn token(form: &str) -> String {
    with_form(form).expect(form).token.expect("a token").token
}

fn problem(form: &str) -> Problem {
    with_form(form).expect_err(form)
}

/// The header and the claims of a token, as text.
fn decoded(token: &str) -> [String; 2] {
    let mut parts = token.split('.').map(|part| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url");
        String::from_utf8(bytes).expect("UTF-8")
    });
    [parts.next().expect("a header"), parts.next().expect("claims")]
}

fn claims(token: &str) -> Value {
    serde_json::from_str(&decoded(token)[1]).expect("JSON")
}

fn header(token: &str) -> Value {
    serde_json::from_str(&decoded(token)[0]).expect("JSON")
}

/// 32 bytes, so that HS256 has nothing to warn of.
const SECRET: &str = "0123456789abcdef0123456789abcdef";
