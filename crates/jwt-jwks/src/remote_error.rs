use crate::{FetchError, SkippedKey, excerpt::excerpt};
use jwt_core::{Algorithm, KeyNotFound, KeyRejected, MalformedToken, VerifyError};
use std::{error::Error, fmt, sync::Arc};

/// A token was not verified by an issuer's keys. The order of the variants is that of the checks.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RemoteError {
    /// The text is no signed JWT.
    Malformed(MalformedToken),
    /// The token does not say who issued it: `iss` is missing, no string, or said twice.
    NoIssuer,
    /// The token's issuer is none of those that are trusted.
    UnknownIssuer {
        /// The trusted issuer that it nearly is, and in what they differ.
        near: Option<(String, &'static str)>,
    },
    /// The token says that it was made with an algorithm that its issuer does not sign with.
    Algorithm {
        /// The issuer's algorithms.
        allowed: Vec<Algorithm>,
        /// What the token says; foreign text.
        token: String,
    },
    /// The issuer's keys could not be had: the token may be right or wrong.
    Keys {
        /// The issuer.
        issuer: String,
        /// Why.
        error: Arc<FetchError>,
    },
    /// The issuer has no key, or no single one, for the token.
    KeyNotFound {
        /// The issuer.
        issuer: String,
        /// What was looked for.
        error: KeyNotFound,
        /// A key of that name which is broken.
        skipped: Option<Box<SkippedKey>>,
    },
    /// The issuer's key for the token is too weak, or broken.
    KeyRejected {
        /// The issuer.
        issuer: String,
        /// Why.
        error: KeyRejected,
    },
    /// The token was checked with its issuer's key, and refused.
    Verify(VerifyError),
}

impl RemoteError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(error) => error.code(),
            Self::NoIssuer | Self::UnknownIssuer { .. } => "ISSUER",
            Self::Algorithm { .. } => "ALG_MISMATCH",
            Self::Keys { error, .. } => error.code(),
            Self::KeyNotFound { error, .. } => error.code(),
            Self::KeyRejected { error, .. } => error.code(),
            Self::Verify(error) => error.code(),
        }
    }

    /// Whether the fault is not the token's: a server answers 503 rather than 401.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Keys { .. })
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::UnknownIssuer { near: Some((issuer, _)) } => Some(format!(
                "issuers are compared to the letter; if its tokens are right, \"{}\" is not",
                excerpt(issuer)
            )),
            Self::Keys { error, .. } => error.hint(),
            Self::KeyNotFound { error, .. } if error.candidates() > 1 => {
                Some("the issuer must give each of its keys a kid of its own".to_owned())
            }
            Self::KeyRejected { error, .. } => error.hint().map(str::to_owned),
            _ => None,
        }
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::NoIssuer => f.write_str("the token does not say who issued it (iss)"),
            // What an unchecked token says of itself is not repeated.
            Self::UnknownIssuer { near: None } => {
                f.write_str("the token's issuer (iss) is none that is trusted")
            }
            Self::UnknownIssuer { near: Some((issuer, difference)) } => write!(
                f,
                "the token's issuer (iss) is nearly \"{}\", but {difference}",
                excerpt(issuer)
            ),
            Self::Algorithm { allowed, token } => {
                write!(f, "the token says {}, expected ", excerpt(token))?;
                for (i, algorithm) in allowed.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { " or " })?;
                    algorithm.fmt(f)?;
                }
                Ok(())
            }
            Self::Keys { issuer, error } => {
                write!(f, "the keys of \"{}\" could not be had: {error}", excerpt(issuer))
            }
            Self::KeyNotFound { issuer, error, skipped } => {
                write!(f, "{error}, of \"{}\"", excerpt(issuer))?;
                match skipped {
                    Some(skipped) => write!(f, "; {skipped}"),
                    None => Ok(()),
                }
            }
            Self::KeyRejected { issuer, error } => {
                write!(f, "the key of \"{}\" cannot be used: {error}", excerpt(issuer))
            }
            Self::Verify(error) => error.fmt(f),
        }
    }
}

impl Error for RemoteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Malformed(error) => error.source(),
            Self::Keys { error, .. } => Some(&**error),
            Self::KeyNotFound { error, .. } => Some(error),
            Self::KeyRejected { error, .. } => Some(error),
            Self::Verify(error) => error.source(),
            _ => None,
        }
    }
}

impl From<MalformedToken> for RemoteError {
    fn from(error: MalformedToken) -> Self {
        Self::Malformed(error)
    }
}
