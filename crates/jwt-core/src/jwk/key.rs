use super::JwkError;
use crate::{Algorithm, KeyParameters, KeyRejected, base64url};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

/// A JSON Web Key ([RFC 7517 §4](https://www.rfc-editor.org/rfc/rfc7517#section-4)).
///
/// ```
/// use jwt_core::Jwk;
///
/// let jwk = Jwk::parse(r#"{"kty":"OKP","crv":"Ed25519","kid":"k1",
///     "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
/// assert_eq!(jwk.kid(), Some("k1"));
/// assert!(!jwk.is_private());
/// # Ok::<(), jwt_core::JwkError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Jwk {
    pub(super) parameters: KeyParameters,
    pub(super) kid: Option<String>,
    pub(super) alg: Option<String>,
    pub(super) key_use: Option<String>,
    pub(super) key_ops: Option<Vec<String>>,
}

/// What a key is to be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// To sign tokens.
    Sign,
    /// To verify tokens.
    Verify,
}

impl KeyUse {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Verify => "verify",
        }
    }
}

impl Jwk {
    /// A key of these parameters, for one algorithm.
    ///
    /// # Errors
    /// [`JwkError::Missing`] if they lack the public half, which a JWK must have;
    /// [`JwkError::Parameter`] if they are not for the algorithm.
    pub fn new(parameters: KeyParameters, algorithm: Algorithm) -> Result<Self, JwkError> {
        if parameters.fit(algorithm) == Some(false) {
            let expected = "an algorithm that the key is for";
            return Err(JwkError::Parameter { name: "alg", expected });
        }
        let jwk = Self::from_parameters(parameters)?;
        let (alg, key_use) = (Some(algorithm.name().to_string()), Some("sig".to_string()));
        Ok(Self { alg, key_use, ..jwk })
    }

    /// A key of these parameters, for any algorithm that they fit.
    ///
    /// # Errors
    /// [`JwkError::Missing`] if they lack the public half, which a JWK must have.
    pub fn from_parameters(parameters: KeyParameters) -> Result<Self, JwkError> {
        let alg = match &parameters {
            KeyParameters::Ec(ec) if ec.point.is_none() => return Err(JwkError::Missing("x")),
            KeyParameters::Okp(okp) if okp.x.is_none() => return Err(JwkError::Missing("x")),
            KeyParameters::Akp(akp) if akp.public.is_none() => {
                return Err(JwkError::Missing("pub"));
            }
            KeyParameters::Akp(akp) => Some(akp.algorithm.clone()),
            _ => None,
        };
        Ok(Self { parameters, kid: None, alg, key_use: None, key_ops: None })
    }

    /// Names the key.
    #[must_use]
    pub fn with_kid(self, kid: impl Into<String>) -> Self {
        Self { kid: Some(kid.into()), ..self }
    }

    /// Reads a key; private and symmetric ones too.
    ///
    /// # Errors
    /// [`JwkError`] says which parameter is wrong.
    pub fn parse(json: &str) -> Result<Self, JwkError> {
        super::parse::key(json)
    }

    /// The public half; `None` for a shared secret, which has none.
    #[must_use]
    pub fn to_public(&self) -> Option<Self> {
        let key_ops = self.key_ops.as_ref().map(|operations| {
            let verifies = operations.iter().any(|name| name == "sign" || name == "verify");
            verifies.then(|| "verify".to_string()).into_iter().collect()
        });
        Some(Self { parameters: self.parameters.to_public()?, key_ops, ..self.clone() })
    }

    /// `kid`, the key's name.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// `alg`, the algorithm that the key is for.
    #[must_use]
    pub fn alg(&self) -> Option<&str> {
        self.alg.as_deref()
    }

    /// `kty` and what belongs to it.
    #[must_use]
    pub fn parameters(&self) -> &KeyParameters {
        &self.parameters
    }

    /// Whether the key is private or symmetric.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.parameters.is_private()
    }

    /// The parameters, if the key may be used so: backends load a key through this.
    ///
    /// # Errors
    /// [`KeyRejected`] if `alg`, `use` or `key_ops` rule it out.
    pub fn parameters_for(
        &self,
        algorithm: Algorithm,
        purpose: KeyUse,
    ) -> Result<&KeyParameters, KeyRejected> {
        match self.alg() {
            Some(alg) if algorithm != *alg => {
                Err(KeyRejected::AlgorithmMismatch { algorithm, found: alg.to_string() })
            }
            _ if !self.allows(purpose) => Err(KeyRejected::Use { operation: purpose.name() }),
            _ => Ok(&self.parameters),
        }
    }

    /// The thumbprint of the public key, base64url ([RFC 7638](https://www.rfc-editor.org/rfc/rfc7638)).
    ///
    /// SHA-256 comes from the caller, since this crate has no cryptography: `jwt_ring::sha256`
    /// or another backend's.
    #[must_use]
    pub fn thumbprint(&self, sha256: impl FnOnce(&[u8]) -> [u8; 32]) -> String {
        base64url::encode(&sha256(self.thumbprint_input().as_bytes()))
    }

    /// The text that the thumbprint hashes.
    fn thumbprint_input(&self) -> zeroize::Zeroizing<String> {
        let b64 = |bytes: &[u8]| base64url::encode(bytes);
        zeroize::Zeroizing::new(match &self.parameters {
            KeyParameters::Ec(ec) => {
                let (x, y) = ec
                    .point
                    .as_ref()
                    .map_or_else(Default::default, |point| (b64(&point.x), b64(&point.y)));
                format!(r#"{{"crv":"{}","kty":"EC","x":"{x}","y":"{y}"}}"#, ec.crv)
            }
            KeyParameters::Rsa(rsa) => {
                format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, b64(&rsa.e), b64(&rsa.n))
            }
            KeyParameters::Okp(okp) => {
                let x = okp.x.as_deref().map(b64).unwrap_or_default();
                format!(r#"{{"crv":"{}","kty":"OKP","x":"{x}"}}"#, okp.crv)
            }
            KeyParameters::Oct(k) => format!(r#"{{"k":"{}","kty":"oct"}}"#, b64(k)),
            KeyParameters::Akp(akp) => {
                let public = akp.public.as_deref().map(b64).unwrap_or_default();
                format!(r#"{{"alg":"{}","kty":"AKP","pub":"{public}"}}"#, akp.algorithm)
            }
        })
    }

    /// Whether the key can be for an algorithm. One that is not known here it must name.
    pub(super) fn is_for(&self, algorithm: Algorithm) -> bool {
        let fits = self.parameters.fit(algorithm);
        match self.alg() {
            Some(alg) => algorithm == *alg && fits != Some(false),
            None => fits == Some(true),
        }
    }

    /// Whether `use` and `key_ops` let the key be used so.
    pub(super) fn allows(&self, purpose: KeyUse) -> bool {
        let by_use = self.key_use.as_deref().is_none_or(|key_use| key_use == "sig");
        // The public half of a private key verifies what the private key may sign.
        let has_public_half =
            self.is_private() && !matches!(self.parameters, KeyParameters::Oct(_));
        let by_ops = self.key_ops.as_ref().is_none_or(|operations| {
            let allows = |name| operations.iter().any(|operation| operation == name);
            allows(purpose.name())
                || (purpose == KeyUse::Verify && has_public_half && allows("sign"))
        });
        by_use && by_ops
    }
}
