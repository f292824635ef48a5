//! How a document is fetched.

use crate::{AddressRefused, Destinations};
use http::{Request, Response};
use std::{error::Error, fmt, pin::Pin, sync::Arc};

/// An HTTP client that fetches an issuer's documents: one's own, or `ReqwestTransport`.
///
/// An implementation sends the one request that it is given, and
///
/// - follows no redirect: it answers with the response that is one;
/// - goes to allowed [`Destinations`] only: it resolves the host's name, has every address
///   [checked](Destinations::check), and connects to one of these, not to what the name resolves to
///   when asked again. Hosts that are addresses were checked before;
/// - stops reading a body that is longer than `body_limit`, and decompresses nothing;
/// - may leave time limits to its caller, which drops the future when time is up.
///
/// ```
/// use http::{Request, Response};
/// use jwt_jwks::{Destinations, Transport, TransportError};
///
/// /// Answers from memory.
/// struct Canned(Destinations);
///
/// impl Transport for Canned {
///     fn destinations(&self) -> &Destinations {
///         &self.0
///     }
///
///     async fn send(
///         &self,
///         request: Request<()>,
///         body_limit: usize,
///     ) -> Result<Response<Vec<u8>>, TransportError> {
///         let body = br#"{"keys":[]}"#.to_vec();
///         if body.len() > body_limit {
///             return Err(TransportError::TooLarge);
///         }
///         Ok(Response::new(body))
///     }
/// }
/// # let _ = Canned(Destinations::public());
/// ```
pub trait Transport: Send + Sync {
    /// Where the transport goes.
    fn destinations(&self) -> &Destinations;

    /// Sends a request, and reads its response.
    fn send(
        &self,
        request: Request<()>,
        body_limit: usize,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;
}

impl<T: Transport> Transport for Arc<T> {
    fn destinations(&self) -> &Destinations {
        (**self).destinations()
    }

    async fn send(
        &self,
        request: Request<()>,
        body_limit: usize,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        (**self).send(request, body_limit).await
    }
}

/// No response, or only a part of one.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// The host has an address that may not be connected to.
    Address(AddressRefused),
    /// The body is longer than the limit.
    TooLarge,
    /// The client failed.
    Client(Box<dyn Error + Send + Sync>),
}

impl TransportError {
    /// What a client says.
    pub fn client(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Client(error.into())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(refused) => refused.fmt(f),
            Self::TooLarge => f.write_str("the body is longer than the limit"),
            Self::Client(error) => error.fmt(f),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Client(error) => error.source(),
            _ => None,
        }
    }
}

/// A [`Transport`] of any type.
pub(crate) trait AnyTransport: Send + Sync {
    fn destinations(&self) -> &Destinations;
    fn send(&self, request: Request<()>, body_limit: usize) -> Sending<'_>;
}

pub(crate) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send + 'a>>;

impl<T: Transport> AnyTransport for T {
    fn destinations(&self) -> &Destinations {
        Transport::destinations(self)
    }

    fn send(&self, request: Request<()>, body_limit: usize) -> Sending<'_> {
        Box::pin(Transport::send(self, request, body_limit))
    }
}
