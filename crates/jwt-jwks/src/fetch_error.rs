use crate::{AddressRefused, excerpt::excerpt, likeness::difference, location::LocationError};
use http::StatusCode;
use jwt_core::JwkError;
use std::{error::Error, fmt, io, path::PathBuf, time::Duration};

/// The keys of an issuer could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum FetchError {
    /// The issuer's document names a URL that may not be gone to.
    Location {
        /// The URL; foreign text.
        url: String,
        /// Why.
        error: LocationError,
    },
    /// The host has an address that may not be connected to.
    Address(AddressRefused),
    /// There is no response, or only a part of one.
    Network {
        /// Where it was to come from.
        url: String,
        /// What the client says.
        error: Box<dyn Error + Send + Sync>,
    },
    /// It took too long, from the first request to the last byte.
    Deadline {
        /// The time that it may take.
        limit: Duration,
    },
    /// The response is no success.
    Status {
        /// Where it came from.
        url: String,
        /// Its status.
        status: StatusCode,
    },
    /// The response is a redirect, which is not followed.
    Redirect {
        /// Where it came from.
        url: String,
        /// Where it leads to; foreign text.
        to: Option<String>,
    },
    /// The response, or the file, is longer than keys are.
    TooLarge {
        /// Where it came from.
        url: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The response is compressed, which was not asked for.
    Compressed {
        /// Where it came from.
        url: String,
    },
    /// The response is no discovery document.
    Content {
        /// Where it came from.
        url: String,
        /// The type that it says it has; foreign text.
        content_type: Option<String>,
        /// What is wrong; it may quote foreign text.
        reason: String,
    },
    /// The discovery document is another issuer's.
    IssuerMismatch {
        /// The issuer that it names; foreign text.
        found: String,
        /// The issuer that was asked for.
        expected: String,
    },
    /// The response, or the file, is no set of public keys.
    KeySet {
        /// Where it came from.
        url: String,
        /// The type that it says it has; foreign text.
        content_type: Option<String>,
        /// What is wrong.
        error: JwkError,
    },
    /// The file could not be read.
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// There is no runtime of tokio to fetch keys in.
    NoRuntime,
    /// The transport panicked, or the runtime was shut down meanwhile.
    Interrupted,
}

impl FetchError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Location { error, .. } => error.code(),
            Self::Address(refused) => refused.code(),
            Self::Network { .. } | Self::Deadline { .. } => "NETWORK",
            Self::Status { .. } | Self::Redirect { .. } => "HTTP",
            Self::TooLarge { .. } | Self::Compressed { .. } => "RESPONSE",
            Self::Content { .. } | Self::IssuerMismatch { .. } => "DISCOVERY",
            Self::KeySet { .. } => "KEY_SET",
            Self::File { .. } => "FILE",
            Self::NoRuntime | Self::Interrupted => "RUNTIME",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Location { error, .. } => return error.hint(),
            Self::Address(refused) => return refused.hint(),
            Self::Redirect { to: Some(_), .. } => {
                "if it leads to the right place, name that place instead".to_owned()
            }
            Self::Content { .. } => {
                "name the keys themselves, if the issuer has no discovery: Issuer::keys_at"
                    .to_owned()
            }
            Self::IssuerMismatch { found, .. } if found.contains('{') => {
                "the document is a template for many issuers; name the keys of one: Issuer::keys_at"
                    .to_owned()
            }
            Self::IssuerMismatch { found, expected } => {
                difference(found, expected)?;
                format!("if its tokens say so, too: Issuer::discover(\"{}\")", excerpt(found))
            }
            Self::KeySet { error: JwkError::Private { .. }, .. } => {
                "publish public keys only; keys that were public are to be replaced".to_owned()
            }
            Self::NoRuntime => "verify tokens inside of a runtime of tokio".to_owned(),
            _ => return None,
        })
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Location { url, error } => {
                write!(f, "jwks_uri in the discovery document is \"{}\": {error}", excerpt(url))
            }
            Self::Address(refused) => refused.fmt(f),
            Self::Network { url, error } => write!(f, "no response from {url}: {error}"),
            Self::Deadline { limit } => {
                write!(f, "the keys did not come within {} s", limit.as_secs_f32())
            }
            Self::Status { url, status } => write!(f, "{url} answered {}", status.as_u16()),
            Self::Redirect { url, to: None } => {
                write!(f, "{url} answered with a redirect, which is not followed")
            }
            Self::Redirect { url, to: Some(to) } => write!(
                f,
                "{url} answered with a redirect to \"{}\", which is not followed",
                excerpt(to)
            ),
            Self::TooLarge { url, limit } => write!(f, "{url} is longer than {limit} bytes"),
            Self::Compressed { url } => write!(f, "{url} is compressed, which was not asked for"),
            Self::Content { url, content_type, reason } => {
                write!(f, "{url} is no discovery document: {}", excerpt(reason))?;
                content(f, content_type.as_deref())
            }
            Self::IssuerMismatch { found, expected } => {
                write!(
                    f,
                    "issuer \"{}\" in the discovery document, expected \"{}\"",
                    excerpt(found),
                    excerpt(expected)
                )?;
                match difference(found, expected) {
                    Some(difference) => write!(f, ": {difference}"),
                    None => Ok(()),
                }
            }
            Self::KeySet { url, content_type, error } => {
                write!(f, "{url} is no set of public keys: {error}")?;
                content(f, content_type.as_deref())
            }
            Self::File { path, error } => {
                write!(f, "the file {} could not be read: {error}", path.display())
            }
            Self::NoRuntime => f.write_str("there is no runtime to fetch keys in"),
            Self::Interrupted => f.write_str("the keys were being fetched, and that was cut off"),
        }
    }
}

impl Error for FetchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Location { error, .. } => Some(error),
            Self::Address(refused) => Some(refused),
            Self::Network { error, .. } => Some(&**error),
            Self::KeySet { error, .. } => Some(error),
            Self::File { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// Says what came instead of JSON.
fn content(f: &mut fmt::Formatter<'_>, content_type: Option<&str>) -> fmt::Result {
    match content_type {
        Some(content_type) if !content_type.to_ascii_lowercase().contains("json") => {
            write!(f, " (it says that it is {})", excerpt(content_type))
        }
        _ => Ok(()),
    }
}
