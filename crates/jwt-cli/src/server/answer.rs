//! What the API answers.

use crate::show;
use http::{
    HeaderName, HeaderValue, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS},
};
use jwt_auth::{
    Verified,
    header::{Challenge, Place},
};
use serde_json::{Value, json};

/// An answer, and a word on it for whoever runs the API.
#[derive(Debug)]
pub(crate) struct Answer {
    /// What the client gets: JSON.
    pub(crate) response: Response<String>,
    /// What happened.
    pub(crate) note: String,
}

impl Answer {
    /// The token was right: everything that is in it.
    pub(super) fn accepted(place: &Place, verified: &Verified<'_>) -> Self {
        let body = json!({
            "valid": true,
            "place": place.to_string(),
            "header": show::object(verified.header().as_json()),
            "claims": show::object(verified.claims_json()),
        });
        let note = format!("{} in the {place}", verified.header().alg());
        Self { response: response(StatusCode::OK, &body), note }
    }

    /// Whether the token is right cannot be told now.
    pub(super) fn unavailable(reason: &str) -> Self {
        let body = json!({"valid": null, "error": null, "error_description": reason});
        let response = response(StatusCode::SERVICE_UNAVAILABLE, &body);
        Self { response, note: reason.to_owned() }
    }

    /// The token was refused, or there was none. `reason` is for people, and may say more than the
    /// challenge does.
    pub(super) fn refused(challenge: &Challenge, reason: &str) -> Self {
        let reason = challenge.description().unwrap_or(reason);
        let body = json!({"valid": false, "error": challenge.error(), "error_description": reason});
        let mut response = response(challenge.status(), &body);
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge.header_value());
        Self { response, note: reason.to_owned() }
    }
}

fn response(status: StatusCode, body: &Value) -> Response<String> {
    let mut response = Response::new(format!("{body}\n"));
    *response.status_mut() = status;
    response.headers_mut().extend(HEADERS);
    response
}

/// What is in a token is for one reader, and nothing that a browser should make a page of.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (CONTENT_TYPE, HeaderValue::from_static("application/json")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];
