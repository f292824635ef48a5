//! The keys of the demo.

use crate::{backend::provider, failure::Failure, keygen::new_key};
use jwt_auth::{Algorithm, Jwk, KeyMaterial, Signer};

/// A key made for the demo: the issuer signs with it, and the API has what checks it.
#[derive(Debug)]
pub(super) struct DemoKey {
    signer: Box<dyn Signer>,
    private: Jwk,
    for_the_api: Jwk,
}

impl DemoKey {
    /// One key of each kind.
    ///
    /// # Errors
    /// [`Failure`] if there is no randomness to be had.
    pub(super) fn generate_all() -> Result<Vec<Self>, Failure> {
        [Algorithm::HS256, Algorithm::RS256, Algorithm::ES256, Algorithm::EDDSA]
            .into_iter()
            .map(Self::generate)
            .collect()
    }

    /// What signs.
    pub(super) fn signer(&self) -> &dyn Signer {
        &*self.signer
    }

    /// The key itself, with the name that its tokens have.
    pub(super) fn private(&self) -> &Jwk {
        &self.private
    }

    /// The public half, or the secret where both sides share one.
    pub(super) fn for_the_api(&self) -> &Jwk {
        &self.for_the_api
    }

    /// What the key is for.
    pub(super) fn algorithm(&self) -> Algorithm {
        self.signer.algorithm()
    }

    fn generate(algorithm: Algorithm) -> Result<Self, Failure> {
        let kid = format!("my-{}-key", algorithm.name().to_ascii_lowercase());
        let jwk = new_key(algorithm, Some(RSA_BITS))?.with_kid(kid);
        let loader = provider().loader(algorithm).ok_or_else(|| {
            Failure::configuration("KEY_KIND", format!("{algorithm} is not known here"))
        })?;
        let signer = loader.signer(KeyMaterial::Jwk(&jwk));
        let signer = signer.map_err(|error| Failure::key(&error, "new key"))?;
        let for_the_api = jwk.to_public().unwrap_or_else(|| jwk.clone());
        Ok(Self { signer, private: jwk, for_the_api })
    }
}

/// The least that is safe, as it is soonest made.
const RSA_BITS: usize = 2048;
