//! A request before it has a token.

use crate::Origin;
use http::{HeaderMap, Method, Uri, request::Parts};
use std::fmt;

/// A request on its way out, as what makes its token sees it.
#[derive(Clone, Copy)]
pub struct Outgoing<'r> {
    parts: &'r Parts,
    origin: &'r Origin,
    body: Option<&'r [u8]>,
}

impl<'r> Outgoing<'r> {
    pub(crate) fn new(parts: &'r Parts, origin: &'r Origin, body: Option<&'r [u8]>) -> Self {
        Self { parts, origin, body }
    }

    /// The method, for a claim like the `htm` of
    /// [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449#section-4.2).
    #[must_use]
    pub fn method(&self) -> &'r Method {
        &self.parts.method
    }

    /// The URI, without the token where the token's place is the query.
    #[must_use]
    pub fn uri(&self) -> &'r Uri {
        &self.parts.uri
    }

    /// The headers that the request has so far.
    #[must_use]
    pub fn headers(&self) -> &'r HeaderMap {
        &self.parts.headers
    }

    /// Where the request goes: one of the origins that get tokens.
    #[must_use]
    pub fn origin(&self) -> &'r Origin {
        self.origin
    }

    /// The URI without query, for a claim like the `htu` of
    /// [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449#section-4.2).
    #[must_use]
    pub fn target(&self) -> String {
        format!("{}{}", self.origin, self.parts.uri.path())
    }

    /// The whole body; `None` unless the token's source [reads it](super::TokenSource::reads_body).
    #[must_use]
    pub fn body(&self) -> Option<&'r [u8]> {
        self.body
    }
}

/// Without headers and query, where secrets may stand.
impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", &self.parts.method)
            .field("target", &self.target())
            .finish_non_exhaustive()
    }
}
