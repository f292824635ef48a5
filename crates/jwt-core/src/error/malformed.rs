use super::HeaderError;
use crate::base64url::Base64Error;
use core::fmt;

/// A part of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The JOSE header.
    Header,
    /// The claims.
    Payload,
    /// The signature.
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}

/// The text is not a signed JWT in compact serialization.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MalformedToken {
    /// The text is longer than the limit.
    TooLong {
        /// Its length in bytes.
        len: usize,
        /// The limit, see [`Limits::token_len`](crate::Limits::token_len).
        limit: usize,
    },
    /// The header is longer than the limit.
    HeaderTooLong {
        /// The limit, see [`Limits::header_len`](crate::Limits::header_len).
        limit: usize,
    },
    /// The text does not have three parts.
    Parts {
        /// How many it has.
        found: usize,
    },
    /// The text is JSON, such as a JWS in JSON serialization.
    Json,
    /// The text starts with an authorization scheme.
    Scheme,
    /// A part is not canonical base64url.
    Base64 {
        /// Which.
        part: Part,
        /// Why.
        error: Base64Error,
    },
    /// A part is not UTF-8.
    Utf8(Part),
    /// The header is no JOSE header of a signed JWT.
    Header(HeaderError),
    /// The token is encrypted, or claims to be.
    Encrypted,
    /// The payload is itself a token.
    Nested,
}

impl MalformedToken {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "MALFORMED"
    }
}

impl fmt::Display for MalformedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JWT: ")?;
        match self {
            Self::TooLong { len, limit } => {
                write!(f, "{len} bytes are more than the limit of {limit}")
            }
            Self::HeaderTooLong { limit } => write!(f, "the header is longer than {limit} bytes"),
            Self::Parts { found } => {
                write!(f, "expected 3 parts separated by dots, got {found}")?;
                if *found == 5 {
                    f.write_str(" (this is an encrypted JWE)")?;
                }
                Ok(())
            }
            Self::Json => f.write_str("this is JSON, expected three parts separated by dots"),
            Self::Scheme => {
                f.write_str("it starts with an authorization scheme; leave out \"Bearer \"")
            }
            Self::Base64 { part, error } => write!(f, "the {part} part is {error}"),
            Self::Utf8(part) => write!(f, "the {part} part is not UTF-8"),
            Self::Header(error) => write!(f, "the header is refused: {error}"),
            Self::Encrypted => f.write_str("this is an encrypted JWE, expected a signed JWT"),
            Self::Nested => {
                f.write_str("its payload is another token (cty is JWT), which is not supported")
            }
        }
    }
}

impl core::error::Error for MalformedToken {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Base64 { error, .. } => Some(error),
            Self::Header(error) => Some(error),
            _ => None,
        }
    }
}
