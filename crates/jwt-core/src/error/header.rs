use crate::json::JsonError;
use core::fmt;

/// What is wrong with a JOSE header, of a token or in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderError {
    /// Not one JSON object with distinct members.
    Json(JsonError),
    /// `alg` is missing, empty, or no string.
    Alg,
    /// A parameter that must be a string is something else.
    Type {
        /// The parameter.
        parameter: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// `kid` is longer than the limit.
    KidTooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// `crit` is malformed ([RFC 7515 §4.1.11](https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11)).
    Crit(&'static str),
    /// A parameter that changes what the token is, and is not supported in a JWT.
    Unsupported {
        /// The parameter.
        parameter: &'static str,
        /// What it would mean.
        meaning: &'static str,
    },
    /// A parameter that has its own setter, or one named twice.
    Reserved,
}

impl HeaderError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "MALFORMED"
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.fmt(f),
            Self::Alg => f.write_str("alg is missing or not a name"),
            Self::Type { parameter, expected, found } => {
                write!(f, "{parameter} must be {expected}, but is {found}")
            }
            Self::KidTooLong { limit } => write!(f, "kid is longer than {limit} bytes"),
            Self::Crit(what) => write!(f, "crit {what}"),
            Self::Unsupported { parameter, meaning } => {
                write!(f, "{parameter} is not supported: {meaning}")
            }
            Self::Reserved => f.write_str("the parameter is set elsewhere, or twice"),
        }
    }
}

impl core::error::Error for HeaderError {}

impl From<JsonError> for HeaderError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}
