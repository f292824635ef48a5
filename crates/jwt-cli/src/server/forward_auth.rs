//! The answers for a gateway that asks about each request before it lets it through: nginx with
//! `auth_request`, Traefik with `ForwardAuth`, Caddy with `forward_auth`.

use super::{Service, Trust, answer::Answer, claim_header::ClaimHeader};
use http::{
    HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, header::CACHE_CONTROL,
};
use jwt_auth::header::{
    Challenge,
    server::{Cached, Guard, Refusal, VerifiedToken},
};
use std::error::Error;

/// Admits requests by the token in their `Authorization` header.
#[derive(Debug)]
pub(crate) struct ForwardAuth {
    guard: Guard,
    headers: Vec<ClaimHeader>,
}

impl ForwardAuth {
    /// Admits what has a token of these scopes, and tells these of its claims.
    pub(crate) fn new(trust: Trust, scopes: &[String], headers: Vec<ClaimHeader>) -> Self {
        let guard = Guard::new(Cached::new(trust, REMEMBERED)).realm("jwt");
        let guard = scopes.iter().fold(guard, |guard, scope| guard.scope(scope));
        Self { guard, headers }
    }

    /// The headers that tell the gateway of claims.
    fn claims(&self, token: &VerifiedToken) -> Result<HeaderMap, String> {
        let mut told = HeaderMap::new();
        let payload =
            base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, token.claims_json());
        let payload = HeaderValue::try_from(payload).map_err(|error| error.to_string())?;
        told.insert(PAYLOAD, payload);
        let claims = token.claims().map_err(|error| error.to_string())?;
        for header in &self.headers {
            if let Some(value) = header.value(&claims)? {
                told.insert(header.name(), value);
            }
        }
        Ok(told)
    }
}

impl Service for ForwardAuth {
    async fn answer<B: Send>(&self, request: Request<B>) -> Answer {
        let (mut request, _) = request.into_parts();
        let token = match self.guard.admit(&mut request).await {
            Ok(Some(token)) => token,
            // The guard asks for a token.
            Ok(None) => {
                return refused(&Challenge::missing(), "the request has no token".to_owned());
            }
            Err(refusal) => return refuse(&refusal),
        };
        match self.claims(&token) {
            Ok(claims) => {
                let mut response = response(StatusCode::OK);
                response.headers_mut().extend(claims);
                Answer { response, note: token.header().alg().to_owned() }
            }
            Err(reason) => refused(&Challenge::insufficient_scope(""), reason),
        }
    }
}

/// A gateway knows 401 and 403; whatever else it is told, it takes for a fault.
fn refuse(refusal: &Refusal) -> Answer {
    let note = match refusal.source() {
        Some(reason) => reason.to_string(),
        None => refusal.to_string(),
    };
    match refusal.challenge() {
        Some(challenge) => refused(challenge, note),
        None => Answer { response: response(refusal.status()), note },
    }
}

fn refused(challenge: &Challenge, note: String) -> Answer {
    let mut response: Response<String> = challenge.response();
    if response.status() == StatusCode::BAD_REQUEST {
        *response.status_mut() = StatusCode::UNAUTHORIZED;
    }
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    Answer { response, note }
}

fn response(status: StatusCode) -> Response<String> {
    let mut response = Response::new(String::new());
    *response.status_mut() = status;
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    response
}

/// All claims: JSON in base64url, as Envoy forwards a payload.
pub(super) const PAYLOAD: HeaderName = HeaderName::from_static("x-jwt-payload");

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// So many tokens are checked once.
const REMEMBERED: usize = 10_000;
