//! What a key is loaded from.

use crate::{Algorithm, Jwk, KeyParameters, KeyRejected, KeyUse, Pem, Secret, der, strength};
use alloc::borrow::Cow;
use core::fmt;

/// What a key is loaded from, in one of the forms that every backend reads.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum KeyMaterial<'a> {
    /// The bytes of a shared secret, for HMAC.
    Secret(&'a [u8]),
    /// A shared secret of any length but zero, for peers whose secret cannot be changed.
    ///
    /// Whoever has one token can try out secrets as fast as a machine hashes: a short one, or
    /// a word, will be found.
    ShortSecretForLegacyUseOnly {
        /// The bytes of the secret.
        secret: &'a [u8],
        /// The key's name.
        key_id: Option<&'a str>,
    },
    /// A JWK of an RSA key of 1024 bits or more, for peers whose key cannot be changed.
    ///
    /// 1024 bits are within reach of whoever has the money. Few backends take such a key.
    SmallRsaForLegacyUseOnly(&'a Jwk),
    /// PEM of PKCS#8, PKCS#1, SEC1 or SPKI ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).
    Pem(&'a str),
    /// DER of the same; which of them, its structure tells.
    Der(&'a [u8]),
    /// A JSON Web Key. Its `alg`, `use` and `key_ops` are heeded, its `kid` becomes the key's.
    Jwk(&'a Jwk),
}

impl<'a> KeyMaterial<'a> {
    /// What the key is made of, if it may be used so and is strong enough: backends load keys
    /// through this.
    ///
    /// # Errors
    /// [`KeyRejected`] if the material is not readable, a JWK that is for something else, or weak.
    pub fn parameters(
        &self,
        algorithm: Algorithm,
        purpose: KeyUse,
    ) -> Result<Cow<'a, KeyParameters>, KeyRejected> {
        let parameters = match self {
            Self::Secret(secret) => Cow::Owned(KeyParameters::Oct(Secret::from(secret.to_vec()))),
            Self::ShortSecretForLegacyUseOnly { secret: [], .. } => {
                let minimum = algorithm.signature_len().unwrap_or(1);
                return Err(KeyRejected::ShortSecret { algorithm, minimum, found: 0 });
            }
            Self::ShortSecretForLegacyUseOnly { secret, .. } => {
                return Ok(Cow::Owned(KeyParameters::Oct(Secret::from(secret.to_vec()))));
            }
            Self::SmallRsaForLegacyUseOnly(jwk) => {
                let parameters = jwk.parameters_for(algorithm, purpose)?;
                strength::check_with_small_rsa(parameters, algorithm)?;
                return Ok(Cow::Borrowed(parameters));
            }
            Self::Pem(text) => Cow::Owned(der::parameters(Pem::parse(text)?.der())?),
            Self::Der(bytes) => Cow::Owned(der::parameters(bytes)?),
            Self::Jwk(jwk) => Cow::Borrowed(jwk.parameters_for(algorithm, purpose)?),
        };
        strength::check(&parameters, algorithm)?;
        Ok(parameters)
    }

    /// The `kid` that comes with the material.
    #[must_use]
    pub fn key_id(&self) -> Option<&'a str> {
        match self {
            Self::Jwk(jwk) | Self::SmallRsaForLegacyUseOnly(jwk) => jwk.kid(),
            Self::ShortSecretForLegacyUseOnly { key_id, .. } => *key_id,
            _ => None,
        }
    }

    /// The form as it reads in a sentence.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Secret(_) | Self::ShortSecretForLegacyUseOnly { .. } => "a shared secret",
            Self::Pem(_) => "PEM",
            Self::Der(_) => "DER",
            Self::Jwk(_) | Self::SmallRsaForLegacyUseOnly(_) => "a JWK",
        }
    }
}

impl fmt::Debug for KeyMaterial<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyMaterial({})", self.noun())
    }
}
