//! A request that is ready to be sent.

use crate::{Problem, placing::Target};
use http::{
    HeaderMap, Method, Request, StatusCode, Uri,
    header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE},
};
use jwt_header::Origin;

/// A request that is ready to be sent, with its token in place.
#[derive(Clone)]
pub struct Prepared {
    /// The request, with an absolute URI.
    pub request: Request<Vec<u8>>,
    /// Its token, if it has one.
    pub token: Option<PlacedToken>,
    /// Whose configuration it was, as in `folder "Admin"`; nobody's if nothing is configured.
    pub source: Option<String>,
    /// What should be looked at, and does not keep the request from being sent.
    pub warnings: Vec<Problem>,
    pub(crate) bare: Request<Vec<u8>>,
    pub(crate) placing: Option<Placing>,
}

/// A token, and where it stands in its request.
#[derive(Clone)]
pub struct PlacedToken {
    /// The token.
    pub token: String,
    /// Where it stands, as in `header Authorization with prefix Bearer`.
    pub place: String,
    /// The kind of place: `header`, `query`, `cookie` or `body`.
    pub location: &'static str,
    /// The name of the header, parameter, cookie or field.
    pub name: String,
    /// The key that signed it, as in `P-256 private key, PEM`; none if it is unsigned or was kept
    /// from an earlier send.
    pub key: Option<String>,
}

/// How a token gets onto a request, and onto which.
#[derive(Debug, Clone)]
pub(crate) struct Placing {
    pub(crate) target: Target,
    /// The origins that the form names.
    pub(crate) origins: Vec<Origin>,
}

impl Prepared {
    /// The request to follow a redirect with ([RFC 9110 §15.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.4)).
    ///
    /// To another origin neither the token goes along, wherever it stands, nor are other
    /// credentials, unless the form names that origin.
    ///
    /// # Errors
    /// [`Problem`] with the code `REDIRECT` if `to` is no URL to go to, or carries the token itself
    /// to where it may not go.
    pub fn redirected(&self, status: StatusCode, to: &Uri) -> Result<Self, Problem> {
        let refused = |why: String| Problem::new("REDIRECT", format!("the redirect {why}"));
        let origin = Origin::of(to).map_err(|error| refused(format!("to {to}: {error}")))?;
        let named = self.placing.as_ref().is_some_and(|p| p.origins.contains(&origin));
        let is_trusted = named || Origin::of(self.bare.uri()).is_ok_and(|from| from == origin);
        let token = self.token.as_ref().map(|placed| placed.token.as_str());
        if !is_trusted && token.is_some_and(|token| to.to_string().contains(token)) {
            return Err(refused(format!(
                "to {origin} has the token in its URL; it is not followed"
            )));
        }
        let mut bare = self.bare.clone();
        *bare.uri_mut() = to.clone();
        if becomes_get(status, bare.method()) {
            *bare.method_mut() = Method::GET;
            bare.body_mut().clear();
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
                bare.headers_mut().remove(name);
            }
            bare.headers_mut().remove(CONTENT_LANGUAGE);
            bare.headers_mut().remove(CONTENT_LOCATION);
        }
        if !is_trusted {
            remove_credentials(bare.headers_mut());
        }
        let mut request = bare.clone();
        let goes_along = is_trusted && !self.is_lost(&bare);
        if let (true, Some(placing), Some(token)) = (goes_along, &self.placing, token) {
            placing.target.put(&mut request, token)?;
        }
        Ok(Self {
            request,
            token: self.token.clone().filter(|_| goes_along),
            // Once lost, the token does not come back on a further redirect.
            placing: self.placing.clone().filter(|_| goes_along),
            source: self.source.clone(),
            warnings: Vec::new(),
            bare,
        })
    }

    /// Whether the token stood in a body that does not go along.
    fn is_lost(&self, bare: &Request<Vec<u8>>) -> bool {
        let in_body = matches!(&self.placing, Some(Placing { target: Target::Field(_), .. }));
        in_body && bare.method() == Method::GET
    }
}

/// Without query, headers and body: the token stands in one of them, and other secrets may.
impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (method, uri) = (self.request.method(), self.request.uri());
        f.debug_struct("Prepared")
            .field("method", method)
            .field("host", &uri.host())
            .field("path", &uri.path())
            .field("token", &self.token)
            .field("source", &self.source)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for PlacedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlacedToken").field("place", &self.place).finish_non_exhaustive()
    }
}

/// As browsers and the Fetch standard have it.
fn becomes_get(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::SEE_OTHER => *method != Method::HEAD,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => *method == Method::POST,
        _ => false,
    }
}

/// What somebody set by hand to show who they are, by the names that such headers have:
/// `Authorization`, `Cookie`, `X-Api-Key`, `X-Auth-Token`.
fn remove_credentials(headers: &mut HeaderMap) {
    const PARTS: [&str; 7] = ["auth", "cookie", "credential", "key", "password", "secret", "token"];

    let names: Vec<_> = headers.keys().cloned().collect();
    for name in names.iter().filter(|name| PARTS.iter().any(|part| name.as_str().contains(part))) {
        headers.remove(name);
    }
}
