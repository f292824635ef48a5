//! What keys are made of, whatever they were read from.

use crate::Algorithm;
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;
use zeroize::Zeroizing;

/// What a key is made of ([RFC 7518 §6](https://www.rfc-editor.org/rfc/rfc7518#section-6)).
///
/// PEM, DER and JWK all come to this, so that a backend reads keys one way, and all backends give
/// the same verdict on the same input.
#[derive(Clone)]
#[non_exhaustive]
pub enum KeyParameters {
    /// `EC`, an elliptic curve key.
    Ec(EcParameters),
    /// `RSA`.
    Rsa(RsaParameters),
    /// `OKP`, an Edwards curve key ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037)).
    Okp(OkpParameters),
    /// `oct`, a shared secret.
    Oct(Secret),
    /// `AKP`, a key that is for one algorithm only ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964)).
    Akp(AkpParameters),
}

impl KeyParameters {
    /// `kty`.
    #[must_use]
    pub fn kty(&self) -> &'static str {
        match self {
            Self::Ec(_) => "EC",
            Self::Rsa(_) => "RSA",
            Self::Okp(_) => "OKP",
            Self::Oct(_) => "oct",
            Self::Akp(_) => "AKP",
        }
    }

    /// Whether they hold anything that must not be published.
    pub(crate) fn is_private(&self) -> bool {
        match self {
            Self::Ec(ec) => ec.d.is_some(),
            Self::Rsa(rsa) => rsa.private.is_some(),
            Self::Okp(okp) => okp.d.is_some(),
            Self::Oct(_) => true,
            Self::Akp(akp) => akp.private.is_some(),
        }
    }

    /// The kind of key as it reads in a sentence, such as `an EC P-256 public key`.
    #[must_use]
    pub fn noun(&self) -> String {
        let half = if self.is_private() { "private" } else { "public" };
        match self {
            Self::Ec(ec) => format!("an EC {} {half} key", ec.crv),
            Self::Rsa(_) => format!("an RSA {half} key"),
            Self::Okp(okp) => format!("an {} {half} key", okp.crv),
            Self::Oct(_) => "a shared secret".to_string(),
            Self::Akp(akp) => format!("an {} {half} key", akp.algorithm),
        }
    }

    /// Without what must not be published; `None` for a shared secret, or where the private key
    /// came without its public half.
    #[must_use]
    pub fn to_public(&self) -> Option<Self> {
        Some(match self {
            Self::Ec(EcParameters { crv, point, .. }) => {
                let point = Some(point.clone()?);
                Self::Ec(EcParameters { crv: crv.clone(), point, d: None })
            }
            Self::Rsa(RsaParameters { n, e, .. }) => {
                Self::Rsa(RsaParameters { n: n.clone(), e: e.clone(), private: None })
            }
            Self::Okp(OkpParameters { crv, x, .. }) => {
                let x = Some(x.clone()?);
                Self::Okp(OkpParameters { crv: crv.clone(), x, d: None })
            }
            Self::Akp(AkpParameters { algorithm, public, .. }) => {
                let (algorithm, public) = (algorithm.clone(), Some(public.clone()?));
                Self::Akp(AkpParameters { algorithm, public, private: None })
            }
            Self::Oct(_) => return None,
        })
    }

    /// The algorithms that such a key can be for, of those that have a constant here.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> + '_ {
        Algorithm::ALL.iter().copied().filter(|&algorithm| self.fit(algorithm) == Some(true))
    }

    /// Whether such a key can be for `algorithm`; `None` where the algorithm is not known here.
    pub(crate) fn fit(&self, algorithm: Algorithm) -> Option<bool> {
        let kty = kty(algorithm)?;
        Some(match (self, algorithm) {
            (Self::Ec(ec), Algorithm::ES256) => ec.crv == "P-256",
            (Self::Ec(ec), Algorithm::ES384) => ec.crv == "P-384",
            (Self::Ec(ec), Algorithm::ES512) => ec.crv == "P-521",
            (Self::Ec(ec), Algorithm::ES256K) => ec.crv == "secp256k1",
            (Self::Okp(okp), Algorithm::ED25519 | Algorithm::EDDSA) => okp.crv == "Ed25519",
            (Self::Okp(okp), Algorithm::ED448) => okp.crv == "Ed448",
            (Self::Akp(akp), _) => algorithm == *akp.algorithm,
            _ => kty == self.kty(),
        })
    }
}

/// The kind of key, and none of its numbers.
impl fmt::Debug for KeyParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyParameters({})", self.noun())
    }
}

/// Bytes that are wiped from memory, and not shown.
#[derive(Clone)]
pub struct Secret(pub Zeroizing<Vec<u8>>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl core::ops::Deref for Secret {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Secret {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

/// An elliptic curve key. The numbers have the length of the curve's field; whether they are
/// a point on it, the backend checks.
#[derive(Debug, Clone)]
pub struct EcParameters {
    /// `crv`: `P-256`, `P-384`, `P-521` or `secp256k1`.
    pub crv: String,
    /// The public key. PKCS#8 and SEC1 may leave it out of a private key.
    pub point: Option<EcPoint>,
    /// `d`, big-endian.
    pub d: Option<Secret>,
}

/// A point on an elliptic curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EcPoint {
    /// `x`, big-endian.
    pub x: Vec<u8>,
    /// `y`, big-endian.
    pub y: Vec<u8>,
}

impl EcPoint {
    /// Reads a point as SEC1 writes it, uncompressed: 4, x, y. `None` if it is none.
    #[must_use]
    pub fn from_sec1(point: &[u8]) -> Option<Self> {
        let Some((4, coordinates)) = point.split_first() else { return None };
        let (x, y) = coordinates.split_at(coordinates.len() / 2);
        (x.len() == y.len()).then(|| Self { x: x.to_vec(), y: y.to_vec() })
    }

    /// The point as SEC1 writes it, uncompressed: 4, x, y.
    #[must_use]
    pub fn to_sec1(&self) -> Vec<u8> {
        [&[4], self.x.as_slice(), self.y.as_slice()].concat()
    }
}

/// An RSA key. All numbers are big-endian, without leading zeros.
#[derive(Debug, Clone)]
pub struct RsaParameters {
    /// `n`, the modulus.
    pub n: Vec<u8>,
    /// `e`, the public exponent.
    pub e: Vec<u8>,
    /// The private half.
    pub private: Option<RsaPrivate>,
}

/// The private half of an RSA key, with the values for the Chinese remainder theorem.
#[derive(Debug, Clone)]
pub struct RsaPrivate {
    /// `d`, the private exponent.
    pub d: Secret,
    /// `p`, the first prime.
    pub p: Secret,
    /// `q`, the second prime.
    pub q: Secret,
    /// `dp`, d mod (p − 1).
    pub dp: Secret,
    /// `dq`, d mod (q − 1).
    pub dq: Secret,
    /// `qi`, the inverse of q mod p.
    pub qi: Secret,
}

/// An Edwards curve key.
#[derive(Debug, Clone)]
pub struct OkpParameters {
    /// `crv`: `Ed25519` or `Ed448`.
    pub crv: String,
    /// `x`, the public key. PKCS#8 may leave it out of a private key.
    pub x: Option<Vec<u8>>,
    /// `d`, the private key.
    pub d: Option<Secret>,
}

/// A key that is for one algorithm only.
#[derive(Debug, Clone)]
pub struct AkpParameters {
    /// `alg`, the algorithm.
    pub algorithm: String,
    /// `pub`, the public key. PKCS#8 leaves it out of a private key.
    pub public: Option<Vec<u8>>,
    /// `priv`, the private key: for ML-DSA the seed of 32 bytes.
    pub private: Option<Secret>,
}

/// The length in bytes of ML-DSA's public keys ([FIPS 204](https://doi.org/10.6028/NIST.FIPS.204),
/// table 2); `None` for an algorithm that is not one of them.
pub(crate) fn ml_dsa_public_len(algorithm: &str) -> Option<usize> {
    Some(match algorithm {
        "ML-DSA-44" => 1312,
        "ML-DSA-65" => 1952,
        "ML-DSA-87" => 2592,
        _ => return None,
    })
}

/// The length in bytes of the seed that is ML-DSA's private key.
pub(crate) const ML_DSA_SEED_LEN: usize = 32;

/// The kind of key that an algorithm takes, if the algorithm has a constant here.
pub(crate) fn kty(algorithm: Algorithm) -> Option<&'static str> {
    Some(match algorithm {
        Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512 => "oct",
        Algorithm::RS256 | Algorithm::RS384 | Algorithm::RS512 => "RSA",
        Algorithm::PS256 | Algorithm::PS384 | Algorithm::PS512 => "RSA",
        Algorithm::ES256 | Algorithm::ES384 | Algorithm::ES512 | Algorithm::ES256K => "EC",
        Algorithm::EDDSA | Algorithm::ED25519 | Algorithm::ED448 => "OKP",
        Algorithm::ML_DSA_44 | Algorithm::ML_DSA_65 | Algorithm::ML_DSA_87 => "AKP",
        _ => return None,
    })
}
