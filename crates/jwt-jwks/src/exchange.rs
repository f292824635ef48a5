//! One request and its response.

use crate::{
    FetchError, TransportError, freshness::stated_lifetime, location::Location,
    transport::AnyTransport,
};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use std::time::Duration;

/// A document that came.
#[derive(Debug)]
pub(crate) struct Received {
    location: Location,
    headers: HeaderMap,
    text: String,
}

impl Received {
    pub(crate) fn location(&self) -> &Location {
        &self.location
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        let value = self.headers.get(header::CONTENT_TYPE)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    pub(crate) fn lifetime(&self) -> Option<Duration> {
        stated_lifetime(&self.headers)
    }

    /// What to ask with whether the document is still the same.
    pub(crate) fn validator(&self) -> Option<Validator> {
        let etag = self.headers.get(header::ETAG).filter(|etag| etag.len() <= LONGEST_ETAG)?;
        Some(Validator { location: self.location.clone(), etag: etag.clone() })
    }
}

/// Which version of a document is known ([RFC 9110 §8.8.3](https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3)).
#[derive(Debug, Clone)]
pub(crate) struct Validator {
    location: Location,
    etag: HeaderValue,
}

/// What became of a request.
#[derive(Debug)]
pub(crate) enum Exchange {
    Received(Box<Received>),
    /// The version that is known is still the right one, for so long.
    NotModified(Option<Duration>),
}

/// Asks for a document.
pub(crate) async fn fetch(
    transport: &dyn AnyTransport,
    location: &Location,
    known: Option<&Validator>,
) -> Result<Exchange, FetchError> {
    let url = || location.to_string();
    // A version of what lies elsewhere says nothing.
    let etag = known.filter(|known| known.location == *location).map(|known| known.etag.clone());
    let response = transport.send(request(location, etag.clone()), MAX_LEN).await;
    let (response, body) = response.map_err(|error| failed(error, url()))?.into_parts();
    match response.status {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if etag.is_some() => {
            return Ok(Exchange::NotModified(stated_lifetime(&response.headers)));
        }
        status if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
            let to = response.headers.get(header::LOCATION);
            let to = to.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
            return Err(FetchError::Redirect { url: url(), to });
        }
        status => return Err(FetchError::Status { url: url(), status }),
    }
    let encoding = response.headers.get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(FetchError::Compressed { url: url() });
    }
    if body.len() > MAX_LEN {
        return Err(failed(TransportError::TooLarge, url()));
    }
    let text = String::from_utf8(body).map_err(|_| FetchError::Content {
        url: url(),
        content_type: None,
        reason: "not UTF-8".to_owned(),
    })?;
    let (location, headers) = (location.clone(), response.headers);
    Ok(Exchange::Received(Box::new(Received { location, headers, text })))
}

fn request(location: &Location, etag: Option<HeaderValue>) -> Request<()> {
    let mut request = Request::new(());
    *request.uri_mut() = location.uri().clone();
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, HeaderValue::from_static(ACCEPT));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
    if let Some(etag) = etag {
        headers.insert(header::IF_NONE_MATCH, etag);
    }
    request
}

fn failed(error: TransportError, url: String) -> FetchError {
    match error {
        TransportError::Address(refused) => FetchError::Address(refused),
        TransportError::TooLarge => FetchError::TooLarge { url, limit: MAX_LEN },
        TransportError::Client(error) => FetchError::Network { url, error },
    }
}

/// Ten times what large issuers publish, certificates included.
pub(crate) const MAX_LEN: usize = 512 * 1024;
const LONGEST_ETAG: usize = 1024;
const ACCEPT: &str = "application/json, application/jwk-set+json";
const USER_AGENT: &str = concat!("jwt-jwks/", env!("CARGO_PKG_VERSION"));
