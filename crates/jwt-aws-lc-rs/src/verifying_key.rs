use crate::{Asymmetric, asymmetric::family::Family, fips};
use core::fmt;
use jwt_core::{
    Algorithm, FipsStatus, InvalidSignature, Jwk, KeyMaterial, KeyParameters, KeyRejected, KeyUse,
    Verifier, VerifierFor,
};

/// A public key for one algorithm.
///
/// Out of a set, by the token's `kid`; the algorithm is the program's, never the token's:
///
/// ```
/// use jwt_core::{Algorithm, Es256, JwkSet, KeyUse, Unverified, Validation};
/// use jwt_aws_lc_rs::VerifyingKey;
///
/// fn subject(token: &str, set: &JwkSet) -> Result<String, Box<dyn std::error::Error>> {
///     let token = Unverified::parse(token)?;
///     let jwk = set.select(token.header().kid(), Algorithm::ES256, KeyUse::Verify)?;
///     let key = VerifyingKey::<Es256>::from_jwk(jwk)?;
///     let verified = token.verify(&key, &Validation::new().audience("api"))?;
///     Ok(verified.subject().unwrap_or_default().to_owned())
/// }
///
/// // {"alg":"ES256","kid":"k2"}, and a set without k2.
/// let token = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImsyIn0.e30.AAAA";
/// let error = subject(token, &JwkSet::parse(r#"{"keys":[]}"#)?).expect_err("no such key");
/// assert_eq!(error.to_string(), r#"no key "k2" for ES256 in the key set (it has no named keys)"#);
/// # Ok::<(), jwt_core::JwkError>(())
/// ```
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

    /// The key as a JWK, for publication; a name that it has becomes its `kid`.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a key that was loaded has all that a JWK needs")]
    pub fn to_jwk(&self) -> Jwk {
        let jwk = Jwk::new(self.parameters(), A::ALGORITHM).expect("a loaded key is whole");
        match &self.key_id {
            Some(key_id) => jwk.with_kid(key_id.as_str()),
            None => jwk,
        }
    }

    /// Names the key.
    #[must_use]
    pub fn with_key_id(self, key_id: impl Into<String>) -> Self {
        Self { key_id: Some(key_id.into()), ..self }
    }

    pub(crate) fn new(public: <A::Family as Family>::Public, key_id: Option<String>) -> Self {
        Self { public, key_id }
    }

    pub(crate) fn parameters(&self) -> KeyParameters {
        A::Family::parameters(A::VARIANT, &self.public)
    }

    pub(crate) fn load(material: KeyMaterial<'_>) -> Result<Self, KeyRejected> {
        let parameters = material.parameters(A::ALGORITHM, KeyUse::Verify)?;
        let public = A::Family::public(A::ALGORITHM, A::VARIANT, &parameters)?;
        fips::check(A::ALGORITHM, &parameters)?;
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

    fn fips(&self) -> FipsStatus {
        fips::status(A::ALGORITHM)
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
