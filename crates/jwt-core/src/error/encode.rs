use super::{HeaderError, SignError};
use crate::{Algorithm, json::JsonError};
use alloc::string::String;
use core::fmt;

/// A token could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum EncodeError {
    /// The header cannot be used as it is.
    Header(HeaderError),
    /// The claims' own serialization failed.
    Claims(String),
    /// The payload is not one JSON object with distinct members.
    Payload(JsonError),
    /// The header names another algorithm than the key's.
    AlgorithmMismatch {
        /// In the header.
        header: Algorithm,
        /// Of the key.
        key: Algorithm,
    },
    /// The signature does not have the length that the algorithm fixes.
    SignatureLength {
        /// The header's algorithm.
        algorithm: Algorithm,
        /// The length in bytes that is due, if the algorithm alone fixes it.
        expected: Option<usize>,
        /// The length that was given.
        found: usize,
    },
    /// The key could not sign.
    Sign(SignError),
}

impl EncodeError {
    /// For `EncodeClaims` written by hand.
    pub fn claims(reason: impl fmt::Display) -> Self {
        Self::Claims(super::reason(reason))
    }

    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Header(_) => "HEADER",
            Self::Claims(_) | Self::Payload(_) => "PAYLOAD_JSON",
            Self::AlgorithmMismatch { .. } => "ALG_MISMATCH",
            Self::SignatureLength { .. } | Self::Sign(_) => "SIGN",
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(error) => write!(f, "the header cannot be used: {error}"),
            Self::Claims(reason) => write!(f, "the claims could not be serialized: {reason}"),
            Self::Payload(error) => write!(f, "payload is not a JSON object: {error}"),
            Self::AlgorithmMismatch { header, key } => {
                write!(f, "the header says {header}, but the key is for {key}")
            }
            Self::SignatureLength { algorithm, expected, found } => {
                write!(f, "{found} bytes are no {algorithm} signature")?;
                if let Some(expected) = expected {
                    write!(f, ", expected {expected}")?;
                    if algorithm.name().starts_with("ES") {
                        f.write_str(" (r and s side by side, not DER)")?;
                    }
                }
                Ok(())
            }
            Self::Sign(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Header(error) => Some(error),
            Self::Payload(error) => Some(error),
            Self::Sign(error) => core::error::Error::source(error),
            _ => None,
        }
    }
}

impl From<SignError> for EncodeError {
    fn from(error: SignError) -> Self {
        Self::Sign(error)
    }
}
