//! Who may ask for what. Any page that the browser has open can send requests to this machine; only
//! the one that was opened here may get anything for them.

use super::{Refusal, session::Session};
use http::{
    HeaderMap, HeaderName, Method, StatusCode,
    header::{CONTENT_TYPE, HOST, ORIGIN},
    request::Parts,
};

/// What a request must have.
#[derive(Debug)]
pub(super) struct Gate {
    /// The hosts that are this server, as in `127.0.0.1:8080`.
    hosts: [String; 3],
    session: Session,
}

impl Gate {
    /// The gate of a server on this port.
    pub(super) fn new(port: u16, session: Session) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}"));
        Self { hosts, session }
    }

    /// Checks that a request means this server, and comes from nobody else's page.
    ///
    /// # Errors
    /// [`Refusal`] otherwise.
    pub(super) fn check_way(&self, request: &Parts) -> Result<(), Refusal> {
        let headers = &request.headers;
        let is_ours = |host: &str| self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host));
        // A name of somebody else's that leads to this machine.
        let host = the_only(headers, &HOST);
        let target = request.uri.authority();
        if !host.is_some_and(is_ours) || target.is_some_and(|target| !is_ours(target.as_str())) {
            let message = "this server is 127.0.0.1, and the request means another host";
            return Err(Refusal::new(StatusCode::MISDIRECTED_REQUEST, "HOST", message));
        }
        if headers.contains_key(ORIGIN) {
            let origin = the_only(headers, &ORIGIN);
            let origin = origin.and_then(|origin| origin.strip_prefix("http://"));
            // The page that this very host has served.
            if origin.is_none() || origin != host {
                return Err(foreign());
            }
        }
        let site = headers.get_all(&SEC_FETCH_SITE).iter();
        if site.into_iter().any(|site| site != "same-origin" && site != "none") {
            return Err(foreign());
        }
        Ok(())
    }

    /// Checks that a request for data is one that the page makes.
    ///
    /// # Errors
    /// [`Refusal`] otherwise.
    pub(super) fn check_call(&self, request: &Parts) -> Result<(), Refusal> {
        if request.method != Method::POST {
            let message = "the API takes POST only";
            return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD", message));
        }
        // What other sites' forms cannot send without asking first.
        let media_type = the_only(&request.headers, &CONTENT_TYPE).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim();
        if !media_type.eq_ignore_ascii_case("application/json") {
            let message = "the API takes application/json only";
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "CONTENT_TYPE", message));
        }
        if !request.headers.contains_key(&X_SESSION) {
            let message = "the request has no session";
            return Err(Refusal::new(StatusCode::UNAUTHORIZED, "SESSION", message).hint(REOPEN));
        }
        let session = the_only(&request.headers, &X_SESSION).unwrap_or_default();
        if !self.session.is(session.as_bytes()) {
            let message = "the session is not that of this server";
            return Err(Refusal::new(StatusCode::FORBIDDEN, "SESSION", message).hint(REOPEN));
        }
        Ok(())
    }
}

/// The value of a header that is there once.
fn the_only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

fn foreign() -> Refusal {
    let message = "another site's page may not ask this server";
    Refusal::new(StatusCode::FORBIDDEN, "ORIGIN", message)
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const X_SESSION: HeaderName = HeaderName::from_static("x-session");
const REOPEN: &str = "open the address that jwt ui printed";
