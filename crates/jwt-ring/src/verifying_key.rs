use crate::{Asymmetric, asymmetric::family::Family};
use alloc::string::String;
use core::fmt;
use jwt_core::{
    Algorithm, InvalidSignature, Jwk, KeyMaterial, KeyRejected, KeyUse, Verifier, VerifierFor,
};

/// A public key for one algorithm.
pub struct VerifyingKey<A: Asymmetric> {
    public: <A::Family as Family>::Public,
    key_id: Option<String>,
}

impl<A: Asymmetric> VerifyingKey<A> {
    /// Reads PEM of SPKI or PKCS#1. Of a private key, the public half is taken.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no key for the algorithm, or a weak one.
    pub fn from_pem(pem: &str) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Pem(pem))
    }

    /// Reads DER of SPKI or PKCS#1. Of a private key, the public half is taken.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no key for the algorithm, or a weak one.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Der(der))
    }

    /// Reads a JWK; its `kid` becomes the key's. Of a private key, the public half is taken.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no key for the algorithm, or a weak one.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Jwk(jwk))
    }

    /// Names the key.
    #[must_use]
    pub fn with_key_id(self, key_id: impl Into<String>) -> Self {
        Self { key_id: Some(key_id.into()), ..self }
    }

    pub(crate) fn new(public: <A::Family as Family>::Public, key_id: Option<String>) -> Self {
        Self { public, key_id }
    }

    pub(crate) fn load(material: KeyMaterial<'_>) -> Result<Self, KeyRejected> {
        let parameters = material.parameters(A::ALGORITHM, KeyUse::Verify)?;
        let public = A::Family::public(A::ALGORITHM, A::VARIANT, &parameters)?;
        Ok(Self { public, key_id: material.key_id().map(String::from) })
    }
}

impl<A: Asymmetric> Verifier for VerifyingKey<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        A::Family::verify(A::VARIANT, &self.public, message, signature)
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }
}

impl<A: Asymmetric> VerifierFor<A> for VerifyingKey<A> {}

impl<A: Asymmetric> Clone for VerifyingKey<A> {
    fn clone(&self) -> Self {
        Self { public: self.public.clone(), key_id: self.key_id.clone() }
    }
}

impl<A: Asymmetric> fmt::Debug for VerifyingKey<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({})", A::ALGORITHM)
    }
}
