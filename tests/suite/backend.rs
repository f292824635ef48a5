//! What the cases need of a backend.

use crate::keys::{self, Pair};
use jwt_core::{Algorithm, KeyMaterial, Provider, Signer, Verifier};

/// A backend under test.
#[derive(Debug, Clone)]
pub struct Backend {
    /// Its algorithms.
    pub provider: Provider,
}

impl Backend {
    /// The algorithms that both the backend and the suite's keys have.
    pub(crate) fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        self.provider.algorithms().filter(|&algorithm| keys::pair(algorithm, 'a').is_some())
    }

    /// The first test key for an algorithm.
    pub(crate) fn pair(&self, algorithm: Algorithm) -> (Box<dyn Signer>, Box<dyn Verifier>) {
        self.load(algorithm, keys::pair(algorithm, 'a'))
    }

    /// The second test key for an algorithm.
    pub(crate) fn other_pair(&self, algorithm: Algorithm) -> (Box<dyn Signer>, Box<dyn Verifier>) {
        self.load(algorithm, keys::pair(algorithm, 'b'))
    }

    /// A verifier of any material, for an algorithm of the backend.
    pub(crate) fn verifier(
        &self,
        algorithm: Algorithm,
        key: KeyMaterial<'_>,
    ) -> Result<Box<dyn Verifier>, jwt_core::KeyRejected> {
        self.provider.loader(algorithm).expect("an algorithm of the backend").verifier(key)
    }

    /// A signer of any material, for an algorithm of the backend.
    pub(crate) fn signer(
        &self,
        algorithm: Algorithm,
        key: KeyMaterial<'_>,
    ) -> Result<Box<dyn Signer>, jwt_core::KeyRejected> {
        self.provider.loader(algorithm).expect("an algorithm of the backend").signer(key)
    }

    fn load(
        &self,
        algorithm: Algorithm,
        pair: Option<Pair>,
    ) -> (Box<dyn Signer>, Box<dyn Verifier>) {
        let key = pair.expect("a key of the suite").material();
        let signer = self.signer(algorithm, key).expect("a good private key");
        let verifier = self.verifier(algorithm, key).expect("a good key");
        (signer, verifier)
    }
}
