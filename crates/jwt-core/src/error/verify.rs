use super::{ClaimsRejected, InvalidSignature, MalformedToken, excerpt};
use crate::{Algorithm, json::JsonError};
use alloc::string::{String, ToString};
use core::fmt;

/// A token was refused. The order of the variants is the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The text is no signed JWT.
    Malformed(MalformedToken),
    /// The token says that it was made with another algorithm than the key's.
    AlgorithmMismatch {
        /// Of the key.
        key: Algorithm,
        /// What the token says; foreign text.
        token: String,
    },
    /// The token has a critical extension that the rules do not say is understood.
    Critical {
        /// Its name; foreign text.
        extension: String,
    },
    /// The signature is missing, or has another length than the algorithm's.
    SignatureLength {
        /// The algorithm of the key.
        algorithm: Algorithm,
        /// The length in bytes that is due, if the algorithm alone fixes it.
        expected: Option<usize>,
        /// The length in the token.
        found: usize,
    },
    /// The signature is not the key's.
    Signature {
        /// The algorithm of the key.
        algorithm: Algorithm,
    },
    /// The signature is right, but the payload is not one JSON object with distinct members.
    Payload(JsonError),
    /// The signature is right, but claims break the rules.
    Claims(ClaimsRejected),
    /// The token is right, but its claims do not fit the type asked for.
    Decode(DecodeError),
}

impl VerifyError {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(error) => error.code(),
            Self::AlgorithmMismatch { .. } => "ALG_MISMATCH",
            Self::Critical { .. } | Self::Payload(_) => "MALFORMED",
            Self::SignatureLength { .. } | Self::Signature { .. } => "SIGNATURE",
            Self::Claims(rejected) => rejected.code(),
            Self::Decode(error) => error.code(),
        }
    }

    pub(crate) fn algorithm_mismatch(key: Algorithm, token: &str) -> Self {
        Self::AlgorithmMismatch { key, token: token.to_string() }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::AlgorithmMismatch { key, token } if token.eq_ignore_ascii_case("none") => {
                write!(f, "the token is unsigned (alg {}), {key} is expected", excerpt(token))
            }
            Self::AlgorithmMismatch { key, token } => {
                write!(f, "the token says {}, {key} is expected", excerpt(token))
            }
            Self::Critical { extension } => {
                write!(f, "the critical extension \"{}\" is not understood", excerpt(extension))
            }
            Self::SignatureLength { found: 0, .. } => f.write_str("the signature is missing"),
            Self::SignatureLength { algorithm, expected, found } => {
                write!(f, "the signature has {found} bytes")?;
                match expected {
                    Some(expected) => write!(f, ", {algorithm} has {expected}")?,
                    None => write!(f, ", which no {algorithm} key makes")?,
                }
                if algorithm.name().starts_with("ES") {
                    f.write_str(" (r and s side by side, not DER)")?;
                }
                Ok(())
            }
            Self::Signature { algorithm } => write!(f, "{InvalidSignature} ({algorithm})"),
            Self::Payload(error) => write!(f, "the payload is not a JSON object: {error}"),
            Self::Claims(rejected) => rejected.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for VerifyError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Malformed(error) => core::error::Error::source(error),
            Self::Payload(error) => Some(error),
            _ => None,
        }
    }
}

impl From<MalformedToken> for VerifyError {
    fn from(error: MalformedToken) -> Self {
        Self::Malformed(error)
    }
}

impl From<ClaimsRejected> for VerifyError {
    fn from(error: ClaimsRejected) -> Self {
        Self::Claims(error)
    }
}

impl From<DecodeError> for VerifyError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

/// The claims, or a header parameter, do not fit the type asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    reason: String,
}

impl DecodeError {
    /// For `DecodeClaims` written by hand.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self { reason: super::reason(reason) }
    }

    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "CLAIM"
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the JSON does not fit the type asked for: {}", self.reason)
    }
}

impl core::error::Error for DecodeError {}
