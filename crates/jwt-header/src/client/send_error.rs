//! A request that was not answered.

use super::SigningError;
use std::{error::Error, fmt};

/// A request has no answer: it was not signed and so not sent, or sending failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError {
    /// The request did not get its token, and was not sent.
    Signing(SigningError),
    /// The client could not send the request, or got no answer.
    Client(Box<dyn Error + Send + Sync>),
    /// The server redirected more often than is followed.
    Redirects {
        /// How often is followed.
        limit: usize,
    },
}

impl SendError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Signing(error) => error.code(),
            Self::Client(_) => "SEND",
            Self::Redirects { .. } => "REDIRECTS",
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signing(error) => error.fmt(f),
            Self::Client(_) => f.write_str("the request was not answered"),
            Self::Redirects { limit } => {
                write!(f, "the server redirected the request more than {limit} times")
            }
        }
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Signing(error) => error.source(),
            Self::Client(error) => Some(&**error),
            Self::Redirects { .. } => None,
        }
    }
}

impl From<SigningError> for SendError {
    fn from(error: SigningError) -> Self {
        Self::Signing(error)
    }
}
