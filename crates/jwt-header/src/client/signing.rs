//! Which requests get a token, where, and from what.

use super::{Outgoing, SigningError, Token, TokenSource, strip::strip};
use crate::{Origin, Place};
use http::{HeaderMap, StatusCode, request::Parts};
use std::fmt;

/// Which requests get a token, where in the request, and from what source.
///
/// A request to an origin that is not listed is [refused](SigningError::Foreign), and so is one
/// over plain HTTP to any host but this machine.
///
/// A tower client takes it as a layer, a reqwest client as the signing client. Any other client
/// [signs](Self::sign) by itself:
///
/// ```
/// use http::Request;
/// use jwt_core::Hs256;
/// use jwt_header::client::{Claims, Reused, Signing, SigningError};
/// use jwt_ring::MacKey;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let tokens = Reused::new(MacKey::<Hs256>::generate()?, Claims::new().subject("billing"));
/// let signing = Signing::new(["https://api.example".parse()?], tokens);
///
/// let (mut parts, body) = Request::get("https://api.example/orders").body(())?.into_parts();
/// signing.sign(&mut parts, None).await?;
/// assert!(parts.headers["authorization"].to_str()?.starts_with("Bearer eyJ"));
///
/// let (mut parts, body) = Request::get("https://evil.example/orders").body(())?.into_parts();
/// let error = signing.sign(&mut parts, None).await.unwrap_err();
/// assert!(matches!(error, SigningError::Foreign { .. }));
/// assert!(parts.headers.is_empty());
/// # Ok(()) }
/// ```
#[must_use]
pub struct Signing<T> {
    place: Place,
    origins: Vec<Origin>,
    base: Option<Origin>,
    others_unsigned: bool,
    plain_http: bool,
    source: T,
}

impl<T: TokenSource> Signing<T> {
    /// Puts tokens on requests to these origins, as `Authorization: Bearer TOKEN`.
    pub fn new(origins: impl IntoIterator<Item = Origin>, source: T) -> Self {
        Self {
            place: Place::bearer(),
            origins: origins.into_iter().collect(),
            base: None,
            others_unsigned: false,
            plain_http: false,
            source,
        }
    }

    /// Puts tokens at another place. What else stands there is replaced.
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Where requests go whose URI is only a path, as with gRPC and clients of one connection.
    pub fn relative_to(self, origin: Origin) -> Self {
        Self { base: Some(origin), ..self }
    }

    /// Requests to all other origins are sent, too, without a token and with nothing else in
    /// the token's place. So a redirect to a download server can be followed.
    pub fn others_unsigned(self) -> Self {
        Self { others_unsigned: true, ..self }
    }

    /// Sends tokens over plain HTTP to hosts other than this machine. Everybody on the way can
    /// read them, and use them.
    pub fn dangerously_show_tokens_to_the_network(self) -> Self {
        Self { plain_http: true, ..self }
    }

    /// Puts a token on a request, and returns it: `None` if the request goes without one, as
    /// [others](Self::others_unsigned) may.
    ///
    /// `body` is the whole body if it is in memory. Only a source that
    /// [reads it](TokenSource::reads_body) needs it.
    ///
    /// # Errors
    /// [`SigningError`], and the request is as before: if it must not have a token, or if none
    /// can be made.
    pub async fn sign(
        &self,
        parts: &mut Parts,
        body: Option<&[u8]>,
    ) -> Result<Option<Token>, SigningError> {
        let Some(origin) = self.destination(parts)? else {
            strip(&self.place, parts);
            return Ok(None);
        };
        if self.source.reads_body() && body.is_none() {
            return Err(SigningError::Body);
        }
        let request = Outgoing::new(parts, &origin, body);
        let token = self.source.token(&request).await.map_err(SigningError::Token)?;
        self.place.put_on_parts(parts, token.as_str()).map_err(SigningError::Put)?;
        Ok(Some(token))
    }

    /// What a server's answer says about a request's token: true if the source can make another,
    /// with which the request may be sent once more.
    ///
    /// That is so for a token that is [reused](TokenSource::reuses), if the answer is 401 or,
    /// from a gRPC server, `UNAUTHENTICATED`. The source then forgets the token.
    #[must_use = "a request may be sent once more, or not"]
    pub fn is_refused(&self, token: &Token, status: StatusCode, headers: &HeaderMap) -> bool {
        let refused = status == StatusCode::UNAUTHORIZED
            || headers.get("grpc-status").is_some_and(|status| status == GRPC_UNAUTHENTICATED);
        let again = refused && self.source.reuses();
        if again {
            self.source.forget(token);
        }
        again
    }

    /// Whether a request may be worth a second try, so that its body should be kept.
    #[cfg(feature = "tower")]
    pub(crate) fn may_retry(&self) -> bool {
        self.source.reuses()
    }

    #[cfg(feature = "tower")]
    pub(crate) fn reads_body(&self) -> bool {
        self.source.reads_body()
    }

    /// Where the request goes with a token; `None` if it goes without.
    fn destination(&self, parts: &Parts) -> Result<Option<Origin>, SigningError> {
        let origin = match &self.base {
            Some(base) if parts.uri.scheme().is_none() && parts.uri.authority().is_none() => {
                base.clone()
            }
            _ => Origin::of(&parts.uri).map_err(SigningError::NoOrigin)?,
        };
        if !self.origins.contains(&origin) {
            if self.others_unsigned {
                return Ok(None);
            }
            return Err(SigningError::Foreign { origin, allowed: self.origins.clone() });
        }
        if !(self.plain_http || origin.is_encrypted() || origin.is_loopback()) {
            return Err(SigningError::PlainHttp { origin });
        }
        Ok(Some(origin))
    }
}

impl<T> fmt::Debug for Signing<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signing")
            .field("place", &self.place)
            .field("origins", &self.origins)
            .finish_non_exhaustive()
    }
}

/// The status that gRPC has for 401.
const GRPC_UNAUTHENTICATED: &str = "16";
