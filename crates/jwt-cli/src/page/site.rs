//! The page, its assets and its API, behind the gate.

use super::{
    Refusal,
    api::Api,
    assets::{self, Asset},
    gate::Gate,
};
use crate::server::{Answer, Service};
use http::{
    HeaderName, HeaderValue, Method, Request, Response, StatusCode,
    header::{
        ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
        X_CONTENT_TYPE_OPTIONS,
    },
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body, Bytes};
use std::{error::Error, pin::pin};

/// What the port serves.
#[derive(Debug)]
pub(super) struct Site {
    gate: Gate,
    api: Api,
}

impl Site {
    /// An API behind a gate.
    pub(super) fn new(gate: Gate, api: Api) -> Self {
        Self { gate, api }
    }

    async fn serve<B>(&self, request: Request<B>) -> Result<Response<String>, Refusal>
    where
        B: Body<Data = Bytes, Error: Error + Send + Sync + 'static> + Send,
    {
        let (request, body) = request.into_parts();
        self.gate.check_way(&request)?;
        let path = request.uri.path();
        if let Some(call) = path.strip_prefix("/api/") {
            self.gate.check_call(&request)?;
            let answer = self.api.call(call, &read(body).await?).await?;
            return Ok(response(StatusCode::OK, "application/json", answer.to_string()));
        }
        let Some(asset) = Asset::at(path) else {
            let message = "there is nothing here";
            return Err(Refusal::new(StatusCode::NOT_FOUND, "NOT_FOUND", message));
        };
        if !matches!(request.method, Method::GET | Method::HEAD) {
            let message = "the page is only read";
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD", message));
        }
        let served = asset.serve()?;
        let mut response = response(StatusCode::OK, asset.media_type, served.text);
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, served.policy);
        Ok(response)
    }
}

impl Service for Site {
    async fn answer<B>(&self, request: Request<B>) -> Answer
    where
        B: Body<Data = Bytes, Error: Error + Send + Sync + 'static> + Send,
    {
        let served = self.serve(request).await;
        let response = served.unwrap_or_else(|refusal| {
            let body = refusal.to_json().to_string();
            let mut response = response(refusal.status, "application/json", body);
            if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
                response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
            }
            response
        });
        Answer { response, note: String::new() }
    }
}

/// Reads a body that is not too long.
async fn read<B>(body: B) -> Result<Bytes, Refusal>
where
    B: Body<Data = Bytes, Error: Error + Send + Sync + 'static> + Send,
{
    let limited = pin!(Limited::new(body, MOST_BODY));
    let body = limited.collect().await.map_err(|error| match error.is::<LengthLimitError>() {
        true => {
            let message = "the request is larger than 1 MiB";
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "BODY", message)
        }
        false => Refusal::new(StatusCode::BAD_REQUEST, "BODY", "the request broke off"),
    })?;
    Ok(body.to_bytes())
}

fn response(status: StatusCode, media_type: &'static str, body: String) -> Response<String> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.extend(HEADERS);
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(assets::NOTHING));
    response
}

/// Nothing is kept, guessed, or shown to another site.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

const MOST_BODY: usize = 1024 * 1024;
