//! What the cases need of a backend.

use crate::keys::{self, Pair};
use jwt_core::{Algorithm, KeyLoader, KeyMaterial, KeyParameters, Provider, Signer, Verifier};

/// A backend under test.
#[derive(Debug, Clone)]
pub struct Backend {
    /// Its algorithms.
    pub provider: Provider,
    /// What it does not do, and the others do.
    pub limits: &'static [Limit],
}

/// In what backends rightly differ. The cases prove each both ways: that a backend with the limit
/// refuses, and that one without it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// It makes no RSA keys.
    NoNewRsaKeys,
    /// It signs by RSA keys of whole kilobits up to 4096 and exponents from 65537 only.
    FewRsaSizes,
    /// It takes no EC private key without its public half.
    NoEcKeyWithoutPublicHalf,
    /// It does not look whether an Ed25519 public key is a point of the curve before it verifies.
    Ed25519PointsUnchecked,
    /// It takes only what FIPS 140-3 approves of.
    ApprovedOnly,
}

impl Backend {
    /// Whether the backend has the limit.
    pub(crate) fn has(&self, limit: Limit) -> bool {
        self.limits.contains(&limit)
    }

    /// The algorithms of the backend. The suite has keys for each of them.
    pub(crate) fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        self.provider.algorithms()
    }

    /// The algorithms of the backend that have a private and a public key.
    pub(crate) fn asymmetric(&self) -> impl Iterator<Item = Algorithm> + '_ {
        self.algorithms().filter(|&algorithm| keys::public(algorithm).is_some())
    }

    /// The first test key for an algorithm.
    pub(crate) fn pair(&self, algorithm: Algorithm) -> (Box<dyn Signer>, Box<dyn Verifier>) {
        self.load(algorithm, keys::pair(algorithm, 'a'))
    }

    /// The second test key for an algorithm.
    pub(crate) fn other_pair(&self, algorithm: Algorithm) -> (Box<dyn Signer>, Box<dyn Verifier>) {
        self.load(algorithm, keys::pair(algorithm, 'b'))
    }

    /// What the backend has for one of its algorithms.
    pub(crate) fn loader(&self, algorithm: Algorithm) -> &'static dyn KeyLoader {
        self.provider.loader(algorithm).expect("an algorithm of the backend")
    }

    /// A verifier of any material, for an algorithm of the backend.
    pub(crate) fn verifier(
        &self,
        algorithm: Algorithm,
        key: KeyMaterial<'_>,
    ) -> Result<Box<dyn Verifier>, jwt_core::KeyRejected> {
        self.loader(algorithm).verifier(key)
    }

    /// A signer of any material, for an algorithm of the backend.
    pub(crate) fn signer(
        &self,
        algorithm: Algorithm,
        key: KeyMaterial<'_>,
    ) -> Result<Box<dyn Signer>, jwt_core::KeyRejected> {
        self.loader(algorithm).signer(key)
    }

    /// A test key with both its halves; a secret as it is.
    pub(crate) fn whole(&self, algorithm: Algorithm, which: char) -> KeyParameters {
        let key = keys::pair(algorithm, which).expect("a key of the suite").material();
        let private = key.parameters(algorithm, jwt_core::KeyUse::Sign).expect("a private key");
        match self.loader(algorithm).public_half(key) {
            Ok(public) => keys::joined(private.into_owned(), public),
            Err(_) => private.into_owned(),
        }
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
