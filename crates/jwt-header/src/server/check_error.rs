use jwt_core::{ClaimFailure, MalformedToken, VerifyError};
use std::{error::Error, fmt, sync::Arc};

/// A token did not pass a [`Check`](super::Check).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum CheckError {
    /// The token is not valid.
    Invalid(VerifyError),
    /// No key here is the token's.
    NoKey,
    /// The token is not valid, for a reason that the client is not told.
    Refused(Arc<dyn Error + Send + Sync>),
    /// Whether the token is valid cannot be found out now: the answer is 503.
    Unavailable(Arc<dyn Error + Send + Sync>),
}

impl CheckError {
    /// The token is not valid, for a reason of the check's own.
    pub fn refused(reason: impl Error + Send + Sync + 'static) -> Self {
        Self::Refused(Arc::new(reason))
    }

    /// The fault is not the token's: a database or an issuer does not answer.
    pub fn unavailable(reason: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable(Arc::new(reason))
    }

    /// Whether the fault is not the token's.
    pub(super) fn is_unavailable(&self) -> bool {
        match self {
            Self::Unavailable(_) => true,
            // A server whose clock was never set cannot tell.
            Self::Invalid(VerifyError::Claims(rejected)) => {
                rejected.failures().iter().any(|f| matches!(f, ClaimFailure::NoClock { .. }))
            }
            _ => false,
        }
    }
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => error.fmt(f),
            Self::NoKey => f.write_str("no key here is the token's"),
            Self::Refused(reason) => reason.fmt(f),
            Self::Unavailable(reason) => write!(f, "the token cannot be checked now: {reason}"),
        }
    }
}

impl Error for CheckError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Invalid(error) => error.source(),
            Self::NoKey => None,
            Self::Refused(reason) | Self::Unavailable(reason) => reason.source(),
        }
    }
}

impl From<VerifyError> for CheckError {
    fn from(error: VerifyError) -> Self {
        Self::Invalid(error)
    }
}

impl From<MalformedToken> for CheckError {
    fn from(error: MalformedToken) -> Self {
        Self::Invalid(error.into())
    }
}
