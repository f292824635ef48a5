//! Fields that hold one of a few names.

use super::field::FromText;
use crate::suggestion;
use jwt_core::Algorithm;
use jwt_header::Origin;
use jwt_keys::{Expected, SecretEncoding};

/// `algorithm`: a signature, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AlgorithmChoice {
    Signed(Algorithm),
    Unsigned,
}

impl FromText for AlgorithmChoice {
    fn from_text(text: &str) -> Result<Self, String> {
        if text == "none" {
            return Ok(Self::Unsigned);
        }
        let known = Algorithm::ALL.iter().find(|algorithm| **algorithm == *text);
        let found =
            format!("must be an algorithm such as HS256, RS256 or ES256, but is \"{text}\"");
        known.map(|algorithm| Self::Signed(*algorithm)).ok_or(found)
    }

    fn suggestion(text: &str) -> Option<String> {
        let names = Algorithm::ALL.iter().map(|algorithm| algorithm.name());
        let meant = names.clone().find(|name| name.eq_ignore_ascii_case(text.trim()));
        let meant = meant.or_else(|| suggestion::nearest(text, names))?;
        Some(format!("did you mean \"{meant}\"?"))
    }
}

/// An enum whose variants are written as names.
macro_rules! choice {
    ($(#[$doc:meta])* $choice:ident { $($name:literal => $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $choice {
            $($variant),*
        }

        impl FromText for $choice {
            fn from_text(text: &str) -> Result<Self, String> {
                match text {
                    $($name => Ok(Self::$variant),)*
                    _ => Err(one_of(&[$($name),*], text)),
                }
            }

            fn suggestion(text: &str) -> Option<String> {
                did_you_mean(&[$($name),*], text)
            }
        }
    };
}

choice! {
    /// `location`: where the token stands. `body` is a field of the request's form, as OAuth's client
    /// assertions are ([RFC 7523 §2.2](https://www.rfc-editor.org/rfc/rfc7523#section-2.2)).
    Location { "header" => Header, "query" => Query, "cookie" => Cookie, "body" => Body }
}
choice! {
    /// `issuedAt`: whether there is an `iat`.
    IssuedAt { "now" => Now, "off" => Off }
}
choice! {
    /// `payloadMode`: whether the payload is signed as it was typed, or without white space.
    PayloadMode { "verbatim" => Verbatim, "compact" => Compact }
}
choice! {
    /// `secretEncoding`: how a secret is written.
    SecretEncodingName { "utf8" => Utf8, "base64" => Base64, "base64url" => Base64url, "hex" => Hex }
}
choice! {
    /// `keyFormat`: what the key is.
    KeyFormat {
        "auto" => Auto, "secret" => Secret, "pem" => Pem, "der" => Der, "jwk" => Jwk, "jwks" => Jwks,
    }
}
choice! {
    /// `cache` as a text.
    CacheName { "perRequest" => PerRequest }
}

/// `cache`: whether a token serves several requests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cache<D> {
    PerRequest,
    /// It serves until so long before it expires.
    RefreshBefore(D),
}

impl From<SecretEncodingName> for SecretEncoding {
    fn from(name: SecretEncodingName) -> Self {
        match name {
            SecretEncodingName::Utf8 => Self::Utf8,
            SecretEncodingName::Base64 => Self::Base64,
            SecretEncodingName::Base64url => Self::Base64url,
            SecretEncodingName::Hex => Self::Hex,
        }
    }
}

impl From<KeyFormat> for Expected {
    fn from(format: KeyFormat) -> Self {
        match format {
            KeyFormat::Auto => Self::Auto,
            KeyFormat::Secret => Self::Secret,
            KeyFormat::Pem => Self::Pem,
            KeyFormat::Der => Self::Der,
            KeyFormat::Jwk => Self::Jwk,
            KeyFormat::Jwks => Self::JwkSet,
        }
    }
}

impl FromText for Origin {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error| format!("has \"{text}\": {error}"))
    }
}

fn one_of(names: &[&str], found: &str) -> String {
    format!("must be one of {}, but is \"{found}\"", names.join(", "))
}

fn did_you_mean(names: &[&str], text: &str) -> Option<String> {
    let meant = suggestion::nearest(text, names.iter().copied())?;
    Some(format!("did you mean \"{meant}\"?"))
}
