use crate::{excerpt::excerpt, location::LocationError};
use jwt_core::Algorithm;
use std::{error::Error, fmt};

/// An issuer cannot be set up so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssuerError {
    /// The issuer's name, or the URL of its keys, may not be gone to.
    Location {
        /// The URL.
        url: String,
        /// Why.
        error: LocationError,
    },
    /// The issuer's name is empty.
    Nameless,
    /// The issuer is there already.
    Twice {
        /// Its name.
        issuer: String,
    },
    /// No algorithm is left for the issuer to sign with.
    NoAlgorithm {
        /// Its name.
        issuer: String,
    },
    /// The algorithm has no public keys: whoever can check its tokens could make them.
    Symmetric {
        /// The algorithm.
        algorithm: Algorithm,
    },
    /// The provider does not have the algorithm.
    Unknown {
        /// The algorithm.
        algorithm: Algorithm,
    },
}

impl IssuerError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Location { error, .. } => error.code(),
            Self::Nameless | Self::Twice { .. } => "ISSUER",
            Self::NoAlgorithm { .. } | Self::Symmetric { .. } | Self::Unknown { .. } => "ALGORITHM",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Location { error, .. } => error.hint(),
            Self::Symmetric { .. } => {
                Some("verify such tokens with the secret itself: Unverified::verify".to_owned())
            }
            Self::Unknown { .. } => {
                Some("take a backend that has it, or several: Provider::or".to_owned())
            }
            _ => None,
        }
    }
}

impl fmt::Display for IssuerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Location { url, error } => {
                // A password is not shown.
                let shown = url.rsplit_once('@').map_or(url.as_str(), |(_, rest)| rest);
                let shown = shown.split(['?', '#']).next().unwrap_or_default();
                write!(f, "the URL \"{}\" cannot be used: {error}", excerpt(shown))
            }
            Self::Nameless => f.write_str("the issuer's name is empty"),
            Self::Twice { issuer } => {
                write!(f, "the issuer \"{}\" is named twice", excerpt(issuer))
            }
            Self::NoAlgorithm { issuer } => {
                write!(f, "the issuer \"{}\" has no algorithm to sign with", excerpt(issuer))
            }
            Self::Symmetric { algorithm } => {
                write!(f, "{algorithm} has no public keys that an issuer could publish")
            }
            Self::Unknown { algorithm } => write!(f, "the provider does not have {algorithm}"),
        }
    }
}

impl Error for IssuerError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Location { error, .. } => Some(error),
            _ => None,
        }
    }
}
