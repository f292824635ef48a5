//! Algorithms to choose from at run time.

use crate::{Algorithm, FipsStatus, KeyMaterial, KeyRejected, Signer, Verifier};
use alloc::{borrow::Cow, boxed::Box};
use core::fmt::Debug;

/// One algorithm of one backend, for when a configuration or a JWK chooses it at run time.
pub trait KeyLoader: Debug + Send + Sync {
    /// The algorithm that the loaded keys are for.
    fn algorithm(&self) -> Algorithm;

    /// Loads a private or secret key.
    ///
    /// # Errors
    /// [`KeyRejected`] if the material is not such a key, or too weak for the algorithm.
    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected>;

    /// Loads a public or secret key. Private material serves too: its public half is taken.
    ///
    /// # Errors
    /// [`KeyRejected`] if the material is not such a key, or too weak for the algorithm.
    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected>;

    /// The FIPS standing of the keys loaded here.
    fn fips(&self) -> FipsStatus {
        FipsStatus::Unvalidated
    }
}

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
