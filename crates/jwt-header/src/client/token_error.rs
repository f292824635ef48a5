//! A token that could not be made.

use jwt_core::EncodeError;
use std::{error::Error, fmt, sync::Arc};

/// A token could not be made, so the request was not sent.
///
/// Cheap to clone: requests that waited for one signature share its failure.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum TokenError {
    /// The clock does not know the time.
    Clock,
    /// The claims that depend on the request could not be made.
    Claims(Arc<dyn Error + Send + Sync>),
    /// The system has no random numbers for `jti`.
    Random(Arc<dyn Error + Send + Sync>),
    /// Header, claims and signature do not make a token.
    Encode(Arc<EncodeError>),
    /// The key did not sign.
    Sign(Arc<dyn Error + Send + Sync>),
    /// The signature took longer than the token lasts.
    Late,
    /// A source of tokens other than the ones here has none.
    Other(Arc<dyn Error + Send + Sync>),
}

impl TokenError {
    /// For a [`TokenSource`](super::TokenSource) of your own. The reason must not show a token.
    pub fn other(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Other(reason.into().into())
    }

    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Clock => "CLOCK",
            Self::Claims(_) => "PAYLOAD_JSON",
            Self::Random(_) | Self::Sign(_) | Self::Late => "SIGN",
            Self::Encode(error) => error.code(),
            Self::Other(_) => "TOKEN_SOURCE",
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock => f.write_str("the clock does not know the time, which iat and exp need"),
            Self::Claims(_) => f.write_str("the claims could not be made from the request"),
            Self::Random(_) => f.write_str("the system has no random numbers for jti"),
            Self::Encode(error) => error.fmt(f),
            Self::Sign(_) => f.write_str("the key did not sign"),
            Self::Late => f.write_str("the token expired before its signature was there"),
            Self::Other(_) => f.write_str("there is no token for the request"),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Claims(error) | Self::Random(error) | Self::Sign(error) | Self::Other(error) => {
                Some(&**error)
            }
            Self::Encode(error) => error.source(),
            Self::Clock | Self::Late => None,
        }
    }
}

impl From<EncodeError> for TokenError {
    fn from(error: EncodeError) -> Self {
        Self::Encode(Arc::new(error))
    }
}

pub(crate) fn claims(error: Box<dyn Error + Send + Sync>) -> TokenError {
    TokenError::Claims(error.into())
}

pub(crate) fn random(error: getrandom::Error) -> TokenError {
    TokenError::Random(Arc::new(error))
}

pub(crate) fn sign(error: impl Error + Send + Sync + 'static) -> TokenError {
    TokenError::Sign(Arc::new(error))
}
