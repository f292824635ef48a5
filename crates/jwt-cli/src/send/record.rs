//! Requests and answers for programs: one JSON object each.

use super::report::masked_body;
use crate::{failure::Failure, http_client::Answer, mask::Mask, show, terminal};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::HeaderMap;
use jwt_auth::{
    Unverified,
    dangerous::claims_json_without_verification as claims_json,
    workspace::{Located, PlacedToken, Prepared},
};
use serde_json::{Value, json};
use std::time::Duration;

/// What there is to say of a request so far.
#[derive(Debug)]
pub(super) struct Record {
    value: Value,
    redirects: Vec<Value>,
}

impl Record {
    /// A request that has no answer yet.
    pub(super) fn new(located: &Located<'_>, prepared: &Prepared, mask: &Mask) -> Self {
        let warnings = prepared.warnings.iter().map(|warning| {
            json!({
                "code": warning.code(),
                "message": warning.to_string(),
                "hints": warning.hints(),
            })
        });
        let value = json!({
            "name": located.path(),
            "request": request(prepared, mask),
            "token": prepared.token.as_ref().map(token),
            "source": prepared.source,
            "warnings": warnings.collect::<Vec<_>>(),
            "redirects": [],
            "response": Value::Null,
            "milliseconds": Value::Null,
            "error": Value::Null,
        });
        Self { value, redirects: Vec::new() }
    }

    /// An answer that led to another request.
    pub(super) fn redirected(&mut self, answer: &Answer, next: &Prepared, mask: &Mask) {
        self.redirects.push(json!({
            "status": answer.status.as_u16(),
            "request": request(next, mask),
            "token": next.token.is_some(),
        }));
    }

    /// The answer.
    pub(super) fn answered(&mut self, answer: &Answer, time: Duration, mask: &Mask, most: usize) {
        let masked = mask.bytes(&answer.body);
        let kept = masked.get(..most).unwrap_or(&masked);
        let mut response = json!({
            "version": format!("{:?}", answer.version),
            "status": answer.status.as_u16(),
            "headers": headers(&answer.headers, mask),
            "bodyLength": answer.body_len,
            "cut": answer.body_len > most as u64,
        });
        match std::str::from_utf8(kept) {
            Ok(text) => response["body"] = text.into(),
            Err(_) => response["bodyBase64"] = BASE64_STANDARD.encode(kept).into(),
        }
        self.value["response"] = response;
        self.value["milliseconds"] = json!(time.as_secs_f64() * 1000.0);
    }

    /// What went wrong.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.value["error"] = failure.details();
    }

    /// Prints it as one line.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be printed.
    pub(super) fn print(mut self) -> Result<(), Failure> {
        self.value["redirects"] = self.redirects.into();
        terminal::stdout(&terminal::compact_json(&self.value))
    }
}

/// Prints a request that could not be made.
///
/// # Errors
/// [`Failure`] if it cannot be printed.
pub(super) fn unprepared(located: &Located<'_>, failure: &Failure) -> Result<(), Failure> {
    let value = json!({
        "name": located.path(),
        "request": Value::Null,
        "token": Value::Null,
        "response": Value::Null,
        "error": failure.details(),
    });
    terminal::stdout(&terminal::compact_json(&value))
}

/// A request without secrets.
pub(crate) fn request(prepared: &Prepared, mask: &Mask) -> Value {
    let request = &prepared.request;
    let body = std::str::from_utf8(request.body()).ok();
    json!({
        "method": request.method().as_str(),
        "url": mask.uri(request.uri()),
        "headers": headers(request.headers(), mask),
        "body": body.map(|body| masked_body(body, request.headers(), mask)),
        "bodyLength": request.body().len(),
    })
}

/// Where a token stands, and what it says.
pub(crate) fn token(placed: &PlacedToken) -> Value {
    let token = Unverified::parse(&placed.token).ok();
    let claims = token.as_ref().and_then(|token| show::object(claims_json(token).ok()?));
    let header = token.as_ref().and_then(|token| show::object(token.header().as_json()));
    json!({"place": placed.place, "header": header, "claims": claims})
}

fn headers(headers: &HeaderMap, mask: &Mask) -> Value {
    let pairs =
        headers.iter().map(|(name, value)| json!([name.as_str(), mask.header(name, value)]));
    Value::Array(pairs.collect())
}
