#[cfg(feature = "rsa")]
use crate::rsa::Rsa;
use crate::{
    Asymmetric, Randomness, VerifyingKey, asymmetric::family::Family, randomness::DEFAULT,
};
use alloc::{string::String, vec::Vec};
use core::fmt;
use jwt_core::{Algorithm, Jwk, KeyMaterial, KeyRejected, KeyUse, SignError, Signer, SignerFor};
use zeroize::Zeroizing;

/// A private key for one algorithm.
///
/// Without the feature `std`, RSA keys need to be told where random bytes come from; the others
/// need that to be made only:
///
/// ```
/// use jwt_core::Ps256;
/// use jwt_rustcrypto::{NoRandomness, Randomness, SigningKey};
///
/// #[derive(Debug)]
/// struct Generator;
///
/// impl Randomness for Generator {
///     fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
///         bytes.iter_mut().try_for_each(|byte| {
///             *byte = read_register().ok_or(NoRandomness)?;
///             Ok(())
///         })
///     }
/// }
/// # fn read_register() -> Option<u8> { None }
///
/// let key = SigningKey::<Ps256>::from_pem_with("-----BEGIN...", &Generator);
/// assert_eq!(key.expect_err("no key").to_string(), "the PEM has no line -----BEGIN …-----");
/// ```
pub struct SigningKey<A: Asymmetric> {
    private: <A::Family as Family>::Private,
    key_id: Option<String>,
}

impl<A: Asymmetric> SigningKey<A> {
    /// Reads PEM of PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one;
    /// [`NoRandomness`](KeyRejected::NoRandomness) for RSA without the feature `std`.
    pub fn from_pem(pem: &str) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Pem(pem), DEFAULT)
    }

    /// Reads DER of PKCS#8, PKCS#1 or SEC1.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one;
    /// [`NoRandomness`](KeyRejected::NoRandomness) for RSA without the feature `std`.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Der(der), DEFAULT)
    }

    /// Reads a JWK; its `kid` becomes the key's.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one;
    /// [`NoRandomness`](KeyRejected::NoRandomness) for RSA without the feature `std`.
    pub fn from_jwk(jwk: &Jwk) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Jwk(jwk), DEFAULT)
    }

    /// As [`from_pem`](Self::from_pem), with the random source that an RSA key is to sign with.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_pem_with(
        pem: &str,
        randomness: &'static dyn Randomness,
    ) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Pem(pem), Some(randomness))
    }

    /// As [`from_der`](Self::from_der), with the random source that an RSA key is to sign with.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_der_with(
        der: &[u8],
        randomness: &'static dyn Randomness,
    ) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Der(der), Some(randomness))
    }

    /// As [`from_jwk`](Self::from_jwk), with the random source that an RSA key is to sign with.
    ///
    /// # Errors
    /// [`KeyRejected`] if it holds no private key for the algorithm, or a weak one.
    pub fn from_jwk_with(
        jwk: &Jwk,
        randomness: &'static dyn Randomness,
    ) -> Result<Self, KeyRejected> {
        Self::load(KeyMaterial::Jwk(jwk), Some(randomness))
    }

    /// Makes a new key; one for RSA has 2048 bits and takes a while.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the system's random source fails, or without the feature
    /// `std`.
    pub fn generate() -> Result<Self, KeyRejected> {
        Self::generate_with(DEFAULT.ok_or(KeyRejected::NoRandomness)?)
    }

    /// Makes a new key out of a random source, which an RSA key goes on to sign with.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the source fails.
    pub fn generate_with(randomness: &'static dyn Randomness) -> Result<Self, KeyRejected> {
        Self::new(None, randomness)
    }

    /// Makes a new key, to be kept as DER of PKCS#8; one for RSA has 2048 bits and takes a while.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the system's random source fails, or without the feature
    /// `std`.
    pub fn generate_pkcs8() -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        A::Family::to_pkcs8(&Self::generate()?.private)
    }

    /// Makes a new key out of a random source, to be kept as DER of PKCS#8.
    ///
    /// # Errors
    /// [`KeyRejected::NoRandomness`] if the source fails.
    pub fn generate_pkcs8_with(
        randomness: &'static dyn Randomness,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        A::Family::to_pkcs8(&Self::generate_with(randomness)?.private)
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

    fn new(
        rsa_bits: Option<usize>,
        randomness: &'static dyn Randomness,
    ) -> Result<Self, KeyRejected> {
        let private = A::Family::generate(A::ALGORITHM, A::VARIANT, rsa_bits, randomness)?;
        Ok(Self { private, key_id: None })
    }

    pub(crate) fn load(
        material: KeyMaterial<'_>,
        randomness: Option<&'static dyn Randomness>,
    ) -> Result<Self, KeyRejected> {
        let parameters = material.parameters(A::ALGORITHM, KeyUse::Sign)?;
        let private = A::Family::private(A::ALGORITHM, A::VARIANT, &parameters, randomness)?;
        Ok(Self { private, key_id: material.key_id().map(String::from) })
    }
}

/// RSA keys have a choice of sizes.
#[cfg(feature = "rsa")]
#[allow(private_bounds, reason = "the bound only narrows down a sealed trait")]
impl<A: Asymmetric<Family = Rsa>> SigningKey<A> {
    /// Makes a new key of 2048 to 4096 bits, which takes a while.
    ///
    /// # Errors
    /// [`RsaSize`](KeyRejected::RsaSize) for another size,
    /// [`NoRandomness`](KeyRejected::NoRandomness) if the system's random source fails, or without
    /// the feature `std`.
    pub fn generate_with_bits(bits: usize) -> Result<Self, KeyRejected> {
        Self::new(Some(bits), DEFAULT.ok_or(KeyRejected::NoRandomness)?)
    }

    /// Makes a new key of 2048 to 4096 bits, to be kept as DER of PKCS#8.
    ///
    /// # Errors
    /// [`RsaSize`](KeyRejected::RsaSize) for another size,
    /// [`NoRandomness`](KeyRejected::NoRandomness) if the system's random source fails, or without
    /// the feature `std`.
    pub fn generate_pkcs8_with_bits(bits: usize) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        A::Family::to_pkcs8(&Self::generate_with_bits(bits)?.private)
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
}

impl<A: Asymmetric> SignerFor<A> for SigningKey<A> {}

impl<A: Asymmetric> fmt::Debug for SigningKey<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", A::ALGORITHM)
    }
}
