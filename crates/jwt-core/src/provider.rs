//! Algorithms to choose from at run time.

use crate::{Algorithm, FipsStatus, KeyLoader};
use alloc::borrow::Cow;

/// The algorithms of one backend, or of several.
///
/// A value: nothing registers it and nothing installs it, so a program holds as many as it likes.
/// Where two loaders have the same algorithm, the first is taken.
#[derive(Debug, Clone)]
pub struct Provider {
    /// The loaders, in order of preference.
    pub loaders: Cow<'static, [&'static dyn KeyLoader]>,
}

impl Provider {
    /// The loader for `algorithm`.
    #[must_use]
    pub fn loader(&self, algorithm: Algorithm) -> Option<&'static dyn KeyLoader> {
        self.named(algorithm.name())
    }

    /// The loader for an algorithm named in a configuration, a command line or a trusted JWK.
    ///
    /// Not for the `alg` of a token: what a token says about itself must not choose how it is
    /// checked ([RFC 8725 §3.1](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)).
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&'static dyn KeyLoader> {
        self.loaders.iter().copied().find(|loader| loader.algorithm() == *name)
    }

    /// These algorithms, and those of `other` that are not among them.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.loaders.to_mut().extend_from_slice(&other.loaders);
        self
    }

    /// The algorithms, in order of preference and without repetition.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        self.loaders.iter().enumerate().filter_map(|(i, loader)| {
            let algorithm = loader.algorithm();
            let earlier = &self.loaders[..i];
            (!earlier.iter().any(|e| e.algorithm() == algorithm)).then_some(algorithm)
        })
    }

    /// The FIPS standing of the whole: the least of its loaders.
    #[must_use]
    pub fn fips(&self) -> FipsStatus {
        FipsStatus::minimum(self.loaders.iter().map(|loader| loader.fips()))
    }
}
