//! New keys.

use crate::failure::Failure;
use jwt_auth::{
    Algorithm, EcParameters, Ed25519, Es256, Es384, Jwk, KeyMaterial, KeyParameters, KeyRejected,
    KeyUse, OkpParameters, Secret,
    ring::{SigningKey, sha256},
};
use pkcs8::{
    Document, EncodePrivateKey as _, LineEnding, ObjectIdentifier, PrivateKeyInfoRef,
    SecretDocument, SubjectPublicKeyInfoRef,
    der::{
        Encode as _,
        asn1::{AnyRef, BitStringRef, OctetStringRef, UintRef},
    },
    spki::AlgorithmIdentifierRef,
};
use rsa::pkcs1::RsaPublicKey;
use zeroize::Zeroizing;

/// A new private key, or a new shared secret.
#[derive(Debug)]
pub(crate) struct NewKey {
    /// The key, named by its thumbprint.
    pub(crate) jwk: Jwk,
    /// PKCS#8; a shared secret has none.
    pkcs8: Option<SecretDocument>,
}

impl NewKey {
    /// Makes a key for an algorithm. `rsa_bits` counts for RSA only.
    ///
    /// # Errors
    /// [`Failure`] if the random source fails, or keys for the algorithm cannot be made here.
    pub(crate) fn generate(algorithm: Algorithm, rsa_bits: usize) -> Result<Self, Failure> {
        let refused = |error: KeyRejected| Failure::key(&error, "new key");
        match algorithm {
            Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512 => {
                // As long as the hash: more adds nothing, less is weaker.
                let mut secret = vec![0; algorithm.signature_len().unwrap_or(64)];
                getrandom::fill(&mut secret).map_err(|_| refused(KeyRejected::NoRandomness))?;
                Self::new(algorithm, KeyParameters::Oct(Secret::from(secret)), None)
            }
            Algorithm::ES256 => {
                let pkcs8 = SigningKey::<Es256>::generate_pkcs8().map_err(refused)?;
                Self::from_pkcs8(algorithm, document(&pkcs8)?)
            }
            Algorithm::ES384 => {
                let pkcs8 = SigningKey::<Es384>::generate_pkcs8().map_err(refused)?;
                Self::from_pkcs8(algorithm, document(&pkcs8)?)
            }
            Algorithm::ED25519 | Algorithm::EDDSA => {
                let pkcs8 = SigningKey::<Ed25519>::generate_pkcs8().map_err(refused)?;
                let parameters = parameters(algorithm, &pkcs8)?;
                let pkcs8 = without_public_half(&parameters)?;
                Self::new(algorithm, parameters, Some(pkcs8))
            }
            _ if ["RS", "PS"].iter().any(|family| algorithm.name().starts_with(family)) => {
                let key = rsa::PrivateKey::new(&mut getrandom::SysRng, rsa_bits).map_err(broken)?;
                Self::from_pkcs8(algorithm, key.to_pkcs8_der().map_err(broken)?)
            }
            _ => {
                let message = format!("keys for {algorithm} cannot be made here");
                Err(Failure::configuration("KEY_KIND", message))
            }
        }
    }

    /// PEM of PKCS#8; a shared secret has none.
    ///
    /// # Errors
    /// [`Failure`] if the key cannot be written so.
    pub(crate) fn private_pem(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        let Some(pkcs8) = &self.pkcs8 else { return Ok(None) };
        pkcs8.to_pem("PRIVATE KEY", LineEnding::LF).map(Some).map_err(broken)
    }

    /// PEM of SPKI; a shared secret has none.
    ///
    /// # Errors
    /// [`Failure`] if the key cannot be written so.
    pub(crate) fn public_pem(&self) -> Result<Option<String>, Failure> {
        let Some(spki) = spki(self.jwk.parameters())? else { return Ok(None) };
        spki.to_pem("PUBLIC KEY", LineEnding::LF).map(Some).map_err(broken)
    }

    fn from_pkcs8(algorithm: Algorithm, pkcs8: SecretDocument) -> Result<Self, Failure> {
        let parameters = parameters(algorithm, pkcs8.as_bytes())?;
        Self::new(algorithm, parameters, Some(pkcs8))
    }

    fn new(
        algorithm: Algorithm,
        parameters: KeyParameters,
        pkcs8: Option<SecretDocument>,
    ) -> Result<Self, Failure> {
        let jwk = Jwk::new(parameters, algorithm).map_err(broken)?;
        let kid = jwk.thumbprint(sha256);
        Ok(Self { jwk: jwk.with_kid(kid), pkcs8 })
    }
}

fn parameters(algorithm: Algorithm, pkcs8: &[u8]) -> Result<KeyParameters, Failure> {
    let parameters = KeyMaterial::Der(pkcs8).parameters(algorithm, KeyUse::Sign);
    Ok(parameters.map_err(broken)?.into_owned())
}

/// Ed25519 keys in the first version of PKCS#8, as RFC 8410 shows them: what ring writes along
/// with the public half, OpenSSL and others do not read.
fn without_public_half(parameters: &KeyParameters) -> Result<SecretDocument, Failure> {
    let KeyParameters::Okp(OkpParameters { d: Some(seed), .. }) = parameters else {
        return Err(broken("an Ed25519 key without its private half"));
    };
    let inner = OctetStringRef::new(seed).and_then(|seed| seed.to_der()).map(Zeroizing::new);
    let inner = inner.map_err(broken)?;
    let algorithm = AlgorithmIdentifierRef { oid: ED25519, parameters: None };
    let info = PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(&inner).map_err(broken)?);
    SecretDocument::encode_msg(&info).map_err(broken)
}

/// The public key in its general form ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-4.1)).
fn spki(parameters: &KeyParameters) -> Result<Option<Document>, Failure> {
    let (oid, parameters, key) = match parameters {
        KeyParameters::Ec(EcParameters { crv, point: Some(point), .. }) => {
            let curve = if crv == "P-256" { &P256 } else { &P384 };
            (EC, Some(curve.into()), point.to_sec1())
        }
        KeyParameters::Okp(OkpParameters { x: Some(x), .. }) => (ED25519, None, x.clone()),
        KeyParameters::Rsa(rsa) => {
            let (modulus, public_exponent) = (UintRef::new(&rsa.n), UintRef::new(&rsa.e));
            let key = RsaPublicKey {
                modulus: modulus.map_err(broken)?,
                public_exponent: public_exponent.map_err(broken)?,
            };
            (RSA, Some(AnyRef::NULL), key.to_der().map_err(broken)?)
        }
        _ => return Ok(None),
    };
    let info = SubjectPublicKeyInfoRef {
        algorithm: AlgorithmIdentifierRef { oid, parameters },
        subject_public_key: BitStringRef::from_bytes(&key).map_err(broken)?,
    };
    Document::encode_msg(&info).map(Some).map_err(broken)
}

fn document(der: &[u8]) -> Result<SecretDocument, Failure> {
    SecretDocument::try_from(der).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::configuration("KEY_KIND", format!("the key could not be made: {error}"))
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
