//! An HTTP client that sends one request and follows nothing: what may go along to where is decided
//! elsewhere.

mod answer;
mod network_error;
mod resolver;
#[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
mod system_roots;
#[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
mod tls;

pub(crate) use answer::Answer;
pub(crate) use network_error::{NetworkError, Trouble};

use crate::failure::Failure;
use http::{HeaderValue, Method, Request, header};
use reqwest::{ClientBuilder, redirect::Policy};
use resolver::Resolver;
use std::sync::Arc;

/// The connections to servers. Proxies are taken from the environment.
#[derive(Debug)]
pub(crate) struct Client {
    inner: reqwest::Client,
}

impl Client {
    /// A client without connections.
    ///
    /// # Errors
    /// [`Failure`] if this program's cryptography cannot be used for TLS.
    pub(crate) fn new() -> Result<Self, Failure> {
        let built = builder()?
            .redirect(Policy::none())
            .http1_title_case_headers()
            .dns_resolver(Arc::new(Resolver))
            .build();
        built.map(|inner| Self { inner }).map_err(|error| {
            let message = format!("no HTTP client: {}", network_error::innermost(&error));
            Failure::configuration("HTTP_CLIENT", message)
        })
    }

    /// Sends a request, and reads its answer; of the body so much at most is kept.
    ///
    /// # Errors
    /// [`NetworkError`] if there is no answer, or only a part of one.
    pub(crate) async fn exchange(
        &self,
        request: &Request<Vec<u8>>,
        most: usize,
    ) -> Result<Answer, NetworkError> {
        let uri = request.uri();
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            let detail = "a user name in a URL is not sent; use a header";
            return Err(NetworkError::new(Trouble::Url, uri).detail(detail));
        }
        if uri.scheme_str() == Some("https") && !HAS_TLS {
            let detail = "this program was built without TLS";
            return Err(NetworkError::new(Trouble::Tls, uri).detail(detail));
        }
        let failed = |error: reqwest::Error| NetworkError::from_reqwest(error, uri);
        let request = reqwest::Request::try_from(request.clone()).map_err(failed)?;
        Answer::read(self.inner.execute(request).await.map_err(failed)?, most).await.map_err(failed)
    }
}

/// A client yet to be built, whose TLS is by this program's cryptography.
///
/// # Errors
/// [`Failure`] if that cannot be used for TLS.
pub(crate) fn builder() -> Result<ClientBuilder, Failure> {
    let builder = ClientBuilder::new();
    #[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
    let builder = builder.tls_backend_preconfigured(tls::configuration()?);
    Ok(builder)
}

/// Whether this program was built with TLS.
pub(crate) const HAS_TLS: bool = cfg!(any(feature = "ring", feature = "aws-lc-rs"));

/// The request with the headers that this client adds, unless they are there.
pub(crate) fn completed(mut request: Request<Vec<u8>>) -> Request<Vec<u8>> {
    let len = request.body().len();
    let may_have_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    let headers = request.headers_mut();
    // How the body goes over the wire is this client's affair.
    headers.remove(header::TRANSFER_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    if len > 0 || may_have_body {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(len));
    }
    let ours = [
        (header::USER_AGENT, concat!("jwt/", env!("CARGO_PKG_VERSION"))),
        (header::ACCEPT, "*/*"),
        (header::ACCEPT_ENCODING, "gzip"),
    ];
    for (name, value) in ours {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    request
}
