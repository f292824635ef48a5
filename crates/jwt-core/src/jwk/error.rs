use crate::{Algorithm, json::JsonError};
use alloc::{string::String, vec::Vec};
use core::fmt;

/// A text is no JSON Web Key, or no set of them, that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwkError {
    /// Not one JSON object with distinct members.
    Json(JsonError),
    /// A parameter is missing.
    Missing(&'static str),
    /// A parameter has the wrong type, length or encoding.
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
    },
    /// `kty` or `crv` is not known here. A set passes over such keys.
    UnknownKind {
        /// Its name; foreign text.
        name: String,
    },
    /// A set that should be public holds a private or symmetric key.
    Private {
        /// The key's place in `keys`, from 0.
        index: usize,
    },
    /// `use` and `key_ops` contradict each other, or `key_ops` repeats itself.
    Use,
    /// The set is longer, or has more keys, than any issuer's.
    TooLarge,
}

impl JwkError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "KEY_KIND"
    }
}

impl fmt::Display for JwkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "not a JWK: {error}"),
            Self::Missing(name) => write!(f, "the JWK has no {name}"),
            Self::Parameter { name, expected } => write!(f, "{name} in the JWK must be {expected}"),
            Self::UnknownKind { name } => {
                write!(f, "the JWK is of an unknown kind: {}", crate::error::excerpt(name))
            }
            Self::Private { index } => write!(
                f,
                "key {index} of the set is private or symmetric, in a set that should be public"
            ),
            Self::TooLarge => f.write_str("the key set is too large"),
            Self::Use => f.write_str("use and key_ops in the JWK contradict each other"),
        }
    }
}

impl core::error::Error for JwkError {}

impl From<JsonError> for JwkError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

/// A set has no key, or no single one, for what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyNotFound {
    pub(super) kid: Option<String>,
    pub(super) algorithm: Algorithm,
    pub(super) candidates: usize,
    pub(super) known: Vec<String>,
}

impl KeyNotFound {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "KID"
    }

    /// How many keys would have done: none, or more than one.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.candidates
    }
}

impl fmt::Display for KeyNotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let algorithm = self.algorithm;
        match (&self.kid, self.candidates) {
            (Some(kid), 0) => {
                let kid = crate::error::excerpt(kid);
                write!(f, "no key \"{kid}\" for {algorithm} in the key set")?;
            }
            (None, 0) => write!(f, "no key for {algorithm} in the key set")?,
            (Some(kid), n) => {
                let kid = crate::error::excerpt(kid);
                return write!(f, "{n} keys \"{kid}\" for {algorithm} in the key set");
            }
            (None, n) => {
                return write!(
                    f,
                    "{n} keys for {algorithm} in the key set, and no kid to tell them apart"
                );
            }
        }
        match self.known.as_slice() {
            [] => f.write_str(" (it has no named keys)"),
            known => write!(f, " (it has {})", crate::error::excerpt(&known.join(", "))),
        }
    }
}

impl core::error::Error for KeyNotFound {}
