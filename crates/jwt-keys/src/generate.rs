//! New keys.

use jwt_core::{Algorithm, Jwk, JwkError, KeyRejected, Provider};
use std::fmt;

/// Makes a key for an algorithm: a private key with its public half, or a secret as long as the
/// hash. `rsa_bits` is the size of an RSA key, 2048 bits if `None`.
///
/// The provider's first loader that can makes it: not every backend makes every key.
///
/// # Errors
/// [`GenerateError`] if none of them can.
pub fn generate(
    provider: &Provider,
    algorithm: Algorithm,
    rsa_bits: Option<usize>,
) -> Result<Jwk, GenerateError> {
    let mut refusal = None;
    for loader in provider.loaders.iter().filter(|loader| loader.algorithm() == algorithm) {
        match loader.generate(rsa_bits) {
            Ok(parameters) => return Ok(Jwk::new(parameters, algorithm)?),
            // What one of them cannot do says less than why another one failed.
            Err(error @ KeyRejected::Unsupported { .. }) => refusal = refusal.or(Some(error)),
            Err(error) => match refusal {
                None | Some(KeyRejected::Unsupported { .. }) => refusal = Some(error),
                Some(_) => {}
            },
        }
    }
    Err(refusal.map_or(GenerateError::Unknown { algorithm }, GenerateError::Rejected))
}

/// A key could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum GenerateError {
    /// The provider does not have the algorithm.
    Unknown {
        /// The algorithm.
        algorithm: Algorithm,
    },
    /// No backend could make it; this is why.
    Rejected(KeyRejected),
    /// What a backend made is no key for the algorithm, which is the backend's fault.
    Broken(JwkError),
}

impl GenerateError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } | Self::Broken(_) => "KEY_KIND",
            Self::Rejected(error) => error.code(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Rejected(error) => error.hint(),
            _ => None,
        }
    }
}

impl fmt::Display for GenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { algorithm } => write!(f, "no backend here has {algorithm}"),
            Self::Rejected(error) => error.fmt(f),
            Self::Broken(error) => write!(f, "the backend made no key: {error}"),
        }
    }
}

impl std::error::Error for GenerateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unknown { .. } => None,
            Self::Rejected(error) => Some(error),
            Self::Broken(error) => Some(error),
        }
    }
}

impl From<JwkError> for GenerateError {
    fn from(error: JwkError) -> Self {
        Self::Broken(error)
    }
}
