#[cfg(feature = "rsa")]
use crate::rsa::Rsa;
use crate::{Asymmetric, VerifyingKey, asymmetric::family::Family, fips};
use core::fmt;
use jwt_core::{
    Algorithm, FipsStatus, Jwk, KeyMaterial, KeyRejected, KeyUse, SignError, Signer, SignerFor,
};
use zeroize::Zeroizing;

/// A private key for one algorithm.
pub struct SigningKey<A: Asymmetric> {
    private: <A::Family as Family>::Private,
    key_id: Option<String>,
}

impl<A: Asymmetric> SigningKey<A> {
    /// Reads PEM of PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_pem(pem: &str) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Pem(pem))
    }

    /// Reads DER of PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Der(der))
    }

    /// Reads a JWK; its `kid` becomes the key's.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Jwk(jwk))
    }

    /// Makes a new key; one for RSA has 2048 bits.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the random source fails,
    /// [`NotApproved`](KeyRejected::NotApproved) for ES256K with the feature `fips`.
    pub fn generate() -> Result<Self, KeyRejected> {
        Self::from_der(&Self::generate_pkcs8()?)
    }

    /// Makes a new key, to be kept as DER of PKCS#8; one for RSA has 2048 bits.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the random source fails,
    /// [`NotApproved`](KeyRejected::NotApproved) for ES256K with the feature `fips`.
    pub fn generate_pkcs8() -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Self::new_pkcs8(None)
    }

    /// Names the key.
    #[must_use]
    pub fn with_key_id(self, key_id: impl Into<String>) -> Self {
        Self { key_id: Some(key_id.into()), ..self }
    }

    /// The public half, with the same name.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey<A> {
        VerifyingKey::new(A::Family::public_of(&self.private), self.key_id.clone())
    }

    pub(crate) fn new_pkcs8(rsa_bits: Option<usize>) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        fips::check_algorithm(A::ALGORITHM)?;
        A::Family::generate(A::ALGORITHM, A::VARIANT, rsa_bits)
    }

    pub(crate) fn load(material: KeyMaterial<'_>) -> Result<Self, KeyRejected> {
        let parameters = material.parameters(A::ALGORITHM, KeyUse::Sign)?;
        let private = A::Family::private(A::ALGORITHM, A::VARIANT, &parameters)?;
        fips::check(A::ALGORITHM, &parameters)?;
        Ok(Self { private, key_id: material.key_id().map(String::from) })
    }
}

/// RSA keys have a choice of sizes.
#[cfg(feature = "rsa")]
#[allow(private_bounds, reason = "the bound only narrows down a sealed trait")]
impl<A: Asymmetric<Family = Rsa>> SigningKey<A> {
    /// Makes a new key of 2048, 3072 or 4096 bits.
    ///
    /// # Errors
    /// [`RsaSize`](KeyRejected::RsaSize) or [`Unsupported`](KeyRejected::Unsupported) for another
    /// size, [`NoRandomness`](KeyRejected::NoRandomness) if the random source fails.
    pub fn generate_with_bits(bits: usize) -> Result<Self, KeyRejected> {
        Self::from_der(&Self::generate_pkcs8_with_bits(bits)?)
    }

    /// Makes a new key of 2048, 3072 or 4096 bits, to be kept as DER of PKCS#8.
    ///
    /// # Errors
    /// [`RsaSize`](KeyRejected::RsaSize) or [`Unsupported`](KeyRejected::Unsupported) for another
    /// size, [`NoRandomness`](KeyRejected::NoRandomness) if the random source fails.
    pub fn generate_pkcs8_with_bits(bits: usize) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Self::new_pkcs8(Some(bits))
    }
}

impl<A: Asymmetric> Signer for SigningKey<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn signature_len(&self) -> usize {
        A::Family::signature_len(&self.private)
    }

    fn sign(&self, message: &[u8], signature: &mut [u8]) -> Result<(), SignError> {
        A::Family::sign(A::VARIANT, &self.private, message, signature)
    }

    fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    fn fips(&self) -> FipsStatus {
        fips::status(A::ALGORITHM)
    }
}

impl<A: Asymmetric> SignerFor<A> for SigningKey<A> {}

impl<A: Asymmetric> fmt::Debug for SigningKey<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", A::ALGORITHM)
    }
}
