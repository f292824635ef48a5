//! Signing around a reqwest client.

use super::{SendError, Signing, SigningError, Token, TokenSource};
use crate::{Origin, OriginError};
use http::{HeaderMap, Method, StatusCode, Uri, header, request::Parts};
use reqwest::{
    Body, Client, ClientBuilder, IntoUrl, Request, RequestBuilder, Response, ResponseBuilderExt,
    Url, redirect::Policy,
};
use std::sync::Arc;

/// A reqwest client whose requests are signed.
///
/// Redirects are followed as reqwest does, but each is signed anew. So a token never travels
/// to another origin, wherever in the request it stands.
///
/// ```no_run
/// # use jwt_core::Hs256; use jwt_ring::MacKey;
/// use jwt_header::client::{Claims, Reused, Signing, SigningClient};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// # let key = MacKey::<Hs256>::generate()?;
/// let tokens = Reused::new(key, Claims::new().issuer("billing"));
/// let signing = Signing::new(["https://api.example".parse()?], tokens);
/// let client = SigningClient::new(reqwest::Client::builder(), signing)?;
///
/// let orders = client.get("https://api.example/orders").send().await?.text().await?;
///
/// let order = client.post("https://api.example/orders").with(|request| request.body("a book"));
/// assert_eq!(order.send().await?.status(), 201);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct SigningClient<T> {
    client: Client,
    signing: Arc<Signing<T>>,
    redirects: usize,
}

impl<T: TokenSource> SigningClient<T> {
    /// A client made by this builder. Its redirect policy is replaced.
    ///
    /// Headers that the builder sets for all requests go to wherever redirects lead, so let them
    /// be no secrets. A proxy for plain HTTP reads the tokens that go to this machine through it.
    ///
    /// # Errors
    /// reqwest's error if the client cannot be built.
    pub fn new(builder: ClientBuilder, signing: Signing<T>) -> reqwest::Result<Self> {
        // reqwest would copy all headers but a few, and the query if the server wants it to.
        let client = builder.redirect(Policy::none()).build()?;
        Ok(Self { client, signing: Arc::new(signing), redirects: REDIRECTS })
    }

    /// How many redirects are followed; with 0, the answer is the redirect. 10 if it is not set.
    #[must_use]
    pub fn redirects(self, limit: usize) -> Self {
        Self { redirects: limit, ..self }
    }

    /// A GET request.
    pub fn get(&self, url: impl IntoUrl) -> SigningRequest<'_, T> {
        self.request(Method::GET, url)
    }

    /// A POST request.
    pub fn post(&self, url: impl IntoUrl) -> SigningRequest<'_, T> {
        self.request(Method::POST, url)
    }

    /// A PUT request.
    pub fn put(&self, url: impl IntoUrl) -> SigningRequest<'_, T> {
        self.request(Method::PUT, url)
    }

    /// A PATCH request.
    pub fn patch(&self, url: impl IntoUrl) -> SigningRequest<'_, T> {
        self.request(Method::PATCH, url)
    }

    /// A DELETE request.
    pub fn delete(&self, url: impl IntoUrl) -> SigningRequest<'_, T> {
        self.request(Method::DELETE, url)
    }

    /// A request.
    pub fn request(&self, method: Method, url: impl IntoUrl) -> SigningRequest<'_, T> {
        SigningRequest { client: self, builder: self.client.request(method, url) }
    }

    /// Signs a request and sends it. After a 401 to a token that was reused, a request with
    /// a body in memory is sent once more with a new one.
    ///
    /// # Errors
    /// [`SendError`] if the request has no token, or no answer.
    pub async fn execute(&self, mut request: Request) -> Result<Response, SendError> {
        let mut retried = false;
        let mut followed = 0;
        loop {
            let bodiless = without_body(&request);
            let whole = request.try_clone();
            let token = self.sign(&mut request).await?;
            let response = self.client.execute(request).await.map_err(failed)?;
            if let Some(token) = &token
                && !retried
                && self.signing.is_refused(token, response.status(), response.headers())
                && let Some(again) = whole.as_ref().and_then(Request::try_clone)
            {
                retried = true;
                request = again;
                continue;
            }
            let response = with_url(response, bodiless.url());
            if self.redirects == 0 {
                return Ok(response);
            }
            let Some(next) = redirected(bodiless, whole, &response) else { return Ok(response) };
            if followed == self.redirects {
                return Err(SendError::Redirects { limit: self.redirects });
            }
            followed += 1;
            request = next;
        }
    }

    async fn sign(&self, request: &mut Request) -> Result<Option<Token>, SigningError> {
        let uri: Uri = request
            .url()
            .as_str()
            .parse()
            .map_err(|_| SigningError::NoOrigin(OriginError::Syntax))?;
        let mut parts = empty_parts();
        parts.method = request.method().clone();
        parts.uri = uri;
        parts.headers = request.headers().clone();
        let body = match request.body() {
            Some(body) => body.as_bytes(),
            None => Some(&[][..]),
        };
        let before = parts.uri.clone();
        let token = self.signing.sign(&mut parts, body).await?;
        if parts.uri != before {
            request.url_mut().set_query(parts.uri.query());
        }
        *request.headers_mut() = parts.headers;
        Ok(token)
    }
}

// By hand, because a derive would ask the source to be `Clone`.
impl<T> Clone for SigningClient<T> {
    fn clone(&self) -> Self {
        let (client, signing) = (self.client.clone(), Arc::clone(&self.signing));
        Self { client, signing, redirects: self.redirects }
    }
}

/// A request of a [`SigningClient`] in the making.
#[derive(Debug)]
#[must_use = "a request is not sent until send"]
pub struct SigningRequest<'c, T> {
    client: &'c SigningClient<T>,
    builder: RequestBuilder,
}

impl<T: TokenSource> SigningRequest<'_, T> {
    /// Headers, a body, a timeout: all that reqwest's builder has.
    pub fn with(self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Self {
        Self { builder: change(self.builder), ..self }
    }

    /// Signs the request and sends it, see [`SigningClient::execute`].
    ///
    /// # Errors
    /// [`SendError`] if the request cannot be built, has no token, or no answer.
    pub async fn send(self) -> Result<Response, SendError> {
        self.client.execute(self.builder.build().map_err(failed)?).await
    }
}

/// Where a redirect leads: the request without a token, or `None` if the answer is no redirect, or
/// one that cannot be followed, as with a body that is gone.
fn redirected(bodiless: Request, whole: Option<Request>, response: &Response) -> Option<Request> {
    let loses_body = match response.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => bodiless.method() == Method::POST,
        StatusCode::SEE_OTHER => true,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => false,
        _ => return None,
    };
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    let mut url = bodiless.url().join(location).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    // A server has no say in who logs in. Both always succeed on a URL with a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);

    let mut request = if loses_body { bodiless } else { whole? };
    if loses_body {
        if request.method() != Method::HEAD {
            *request.method_mut() = Method::GET;
        }
        remove(request.headers_mut(), &ABOUT_BODY);
    }
    if origin(&url) != origin(request.url()) {
        remove(request.headers_mut(), &CREDENTIALS);
    }
    *request.url_mut() = url;
    Some(request)
}

fn origin(url: &Url) -> Option<Origin> {
    Origin::of(&url.as_str().parse().ok()?).ok()
}

fn remove(headers: &mut HeaderMap, names: &[header::HeaderName]) {
    for name in names {
        headers.remove(name);
    }
}

fn without_body(request: &Request) -> Request {
    let mut copy = Request::new(request.method().clone(), request.url().clone());
    copy.headers_mut().clone_from(request.headers());
    *copy.version_mut() = request.version();
    *copy.timeout_mut() = request.timeout().copied();
    copy
}

/// The answer with the URL before the token came into it, which would otherwise be in the errors
/// that are made from the answer.
fn with_url(response: Response, url: &Url) -> Response {
    if response.url() == url {
        return response;
    }
    let (mut parts, body) = http::Response::<Body>::from(response).into_parts();
    if let Ok(named) = http::response::Builder::new().url(url.clone()).body(()) {
        parts.extensions.extend(named.into_parts().0.extensions);
    }
    http::Response::from_parts(parts, body).into()
}

fn empty_parts() -> Parts {
    http::Request::new(()).into_parts().0
}

/// Without the URL, since the token may stand in it.
fn failed(error: reqwest::Error) -> SendError {
    SendError::Client(Box::new(error.without_url()))
}

/// As many as browsers and reqwest follow, or fewer.
const REDIRECTS: usize = 10;

/// What a caller has set for one server, and no other is to see.
const CREDENTIALS: [header::HeaderName; 3] =
    [header::AUTHORIZATION, header::COOKIE, header::PROXY_AUTHORIZATION];

/// What says something about a body that is no more there.
const ABOUT_BODY: [header::HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::TRANSFER_ENCODING,
];
