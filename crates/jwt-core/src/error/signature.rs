use alloc::boxed::Box;
use core::{error::Error, fmt};

/// The signature is not the key's over this token. Deliberately without detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidSignature;

impl fmt::Display for InvalidSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature does not match")
    }
}

impl Error for InvalidSignature {}

/// The key could not sign.
///
/// Local cryptography gives no detail. A remote signer may add its own error as the source.
#[derive(Debug, Default)]
pub struct SignError {
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl SignError {
    /// A failure without detail.
    #[must_use]
    pub const fn new() -> Self {
        Self { source: None }
    }

    /// A failure of something remote. Its message must not hold key bytes.
    pub fn from_source(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()) }
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the key could not sign")
    }
}

impl Error for SignError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
