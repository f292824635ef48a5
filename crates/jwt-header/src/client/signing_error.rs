//! A request that did not get its token.

use super::TokenError;
use crate::{Origin, OriginError, PutError};
use std::{error::Error, fmt};

/// A request did not get its token, so it was not sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum SigningError {
    /// The request's URI does not say where it goes.
    NoOrigin(OriginError),
    /// The request goes to an origin that gets no tokens.
    Foreign {
        /// Where it goes.
        origin: Origin,
        /// Where tokens go.
        allowed: Vec<Origin>,
    },
    /// The request goes over plain HTTP to another machine.
    PlainHttp {
        /// Where it goes.
        origin: Origin,
    },
    /// The token depends on the body, which is not in memory.
    Body,
    /// The token could not be made.
    Token(TokenError),
    /// The token could not be put on the request.
    Put(PutError),
}

impl SigningError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoOrigin(_) | Self::Foreign { .. } => "ORIGIN",
            Self::PlainHttp { .. } => "PLAIN_HTTP",
            Self::Body => "BODY",
            Self::Token(error) => error.code(),
            Self::Put(error) => error.code(),
        }
    }
}

impl fmt::Display for SigningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOrigin(_) => f.write_str(
                "the request's URI does not say where it goes; a client of one server says so \
                 with relative_to",
            ),
            Self::Foreign { origin, allowed } => {
                write!(f, "the request goes to {origin}, but tokens go ")?;
                if allowed.is_empty() {
                    return f.write_str("nowhere");
                }
                for (i, allowed) in allowed.iter().enumerate() {
                    write!(f, "{}{allowed}", if i == 0 { "to " } else { ", " })?;
                }
                f.write_str(" only")
            }
            Self::PlainHttp { origin } => write!(
                f,
                "the request goes to {origin}, and over plain HTTP everybody on the way can read \
                 its token; use https"
            ),
            Self::Body => f.write_str(
                "the token depends on the body, which is not in memory; send one that is, or \
                 leave the body out of the claims",
            ),
            Self::Token(_) => f.write_str("the request has no token"),
            Self::Put(_) => f.write_str("the token could not be put on the request"),
        }
    }
}

impl Error for SigningError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoOrigin(error) => Some(error),
            Self::Token(error) => Some(error),
            Self::Put(error) => Some(error),
            Self::Foreign { .. } | Self::PlainHttp { .. } | Self::Body => None,
        }
    }
}
