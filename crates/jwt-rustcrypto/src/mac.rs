//! HMAC with SHA-2 ([RFC 7518 §3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)).

use crate::{
    Randomness,
    keyed_hash::{Keyed, KeyedHash},
    randomness::DEFAULT,
};
use alloc::{string::String, vec, vec::Vec};
use core::fmt;
use jwt_core::{
    Alg, Algorithm, Hs256, Hs384, Hs512, InvalidSignature, Jwk, KeyMaterial, KeyParameters,
    KeyRejected, KeyUse, SignError, Signer, SignerFor, Verifier, VerifierFor,
};
use scheme::Scheme;
use sha2::{Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// The HMAC algorithms of this backend: `Hs256`, `Hs384`, `Hs512`.
pub trait Mac: Scheme {}

impl<A: Scheme> Mac for A {}

/// A shared secret that signs and verifies.
pub struct MacKey<A: Mac> {
    key: A::Hmac,
    key_id: Option<String>,
}

impl<A: Mac> MacKey<A> {
    /// Takes the secret's bytes: as many as the hash has, or more.
    ///
    /// # Errors
    /// [`KeyRejected::ShortSecret`] if there are fewer.
    pub fn from_bytes(secret: &[u8]) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Secret(secret), KeyUse::Sign)
    }

    /// Takes a secret of any length but zero, for peers whose secret cannot be changed.
    ///
    /// Whoever has one token can try out secrets as fast as a machine hashes: a short one, or a
    /// word, will be found.
    ///
    /// # Errors
    /// [`KeyRejected::ShortSecret`] if it is empty.
    pub fn from_short_secret_for_legacy_use_only(secret: &[u8]) -> Result<Self, KeyRejected> {
        let material = KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id: None };
        Self::load(material, KeyUse::Sign)
    }

    /// Takes a JWK of kind `oct` that may sign and verify; its `kid` becomes the key's.
    ///
    /// One that may do only one of them, [`PROVIDER`](crate::PROVIDER) loads for that.
    ///
    /// # Errors
    /// [`KeyRejected`] if it is of another kind, for another algorithm or use, or too short.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyRejected> {
        jwk.parameters_for(A::ALGORITHM, KeyUse::Sign)?;
        Self::load(KeyMaterial::Jwk(jwk), KeyUse::Verify)
    }

    /// Makes a random secret as long as the hash.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the system's random source fails, or without the feature
    /// `std`.
    pub fn generate() -> Result<Self, KeyRejected> {
        Ok(Self::new(&Self::generate_secret()?, None))
    }

    /// Makes a random secret as long as the hash, with a random source of the caller's.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the source fails.
    pub fn generate_with(randomness: &dyn Randomness) -> Result<Self, KeyRejected> {
        Ok(Self::new(&Self::generate_secret_with(randomness)?, None))
    }

    /// Makes a random secret as long as the hash, to be kept.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the system's random source fails, or without the feature
    /// `std`.
    pub fn generate_secret() -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Self::generate_secret_with(DEFAULT.ok_or(KeyRejected::NoRandomness)?)
    }

    /// Makes a random secret as long as the hash, to be kept, with a random source of the caller's.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the source fails.
    pub fn generate_secret_with(
        randomness: &dyn Randomness,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        let mut secret = Zeroizing::new(vec![0; A::Hmac::TAG_LEN]);
        randomness.fill(&mut secret)?;
        Ok(secret)
    }

    /// Names the key.
    #[must_use]
    pub fn with_key_id(self, key_id: impl Into<String>) -> Self {
        Self { key_id: Some(key_id.into()), ..self }
    }

    pub(crate) fn load(material: KeyMaterial<'_>, purpose: KeyUse) -> Result<Self, KeyRejected> {
        match material.parameters(A::ALGORITHM, purpose)?.as_ref() {
            KeyParameters::Oct(secret) => Ok(Self::new(secret, material.key_id())),
            other => Err(KeyRejected::Kind {
                algorithm: A::ALGORITHM,
                expected: "a shared secret",
                found: other.noun(),
            }),
        }
    }

    fn new(secret: &[u8], key_id: Option<&str>) -> Self {
        Self { key: A::Hmac::new(secret), key_id: key_id.map(String::from) }
    }
}

impl<A: Mac> Signer for MacKey<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn signature_len(&self) -> usize {
        A::Hmac::TAG_LEN
    }

    fn sign(&self, message: &[u8], signature: &mut [u8]) -> Result<(), SignError> {
        if self.key.sign(message, signature) { Ok(()) } else { Err(SignError::new()) }
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }
}

impl<A: Mac> Verifier for MacKey<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        if self.key.verify(message, signature) { Ok(()) } else { Err(InvalidSignature) }
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }
}

impl<A: Mac> SignerFor<A> for MacKey<A> {}

impl<A: Mac> VerifierFor<A> for MacKey<A> {}

impl<A: Mac> fmt::Debug for MacKey<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MacKey({})", A::ALGORITHM)
    }
}

/// What tells the algorithms apart; out of reach from outside, so that `Mac` is sealed.
mod scheme {
    pub trait Scheme: super::Alg {
        type Hmac: crate::keyed_hash::Keyed;
    }
}

impl Scheme for Hs256 {
    type Hmac = KeyedHash<Sha256, 64, 32>;
}

impl Scheme for Hs384 {
    type Hmac = KeyedHash<Sha384, 128, 48>;
}

impl Scheme for Hs512 {
    type Hmac = KeyedHash<Sha512, 128, 64>;
}
