//! DER, the binary form of keys: PKCS#8 ([RFC 5958](https://www.rfc-editor.org/rfc/rfc5958)), PKCS#1
//! ([RFC 8017](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1)), SEC1
//! ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)) and SPKI
//! ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-4.1)).

use crate::{
    AkpParameters, EcParameters, EcPoint, KeyParameters, KeyRejected, OkpParameters, RsaParameters,
    RsaPrivate, Secret,
    key_parameters::{ML_DSA_SEED_LEN, ml_dsa_public_len},
};
use alloc::string::{String, ToString};
use pkcs8::{
    ObjectIdentifier, PrivateKeyInfoRef, SubjectPublicKeyInfoRef,
    der::{
        Decode, Error, Tag, TagNumber, Tagged,
        asn1::{AnyRef, OctetStringRef},
    },
    spki::AlgorithmIdentifierRef,
};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const ED448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.113");

/// What a key is made of; its format shows in its structure.
pub(crate) fn parameters(der: &[u8]) -> Result<KeyParameters, KeyRejected> {
    if let Ok(info) = PrivateKeyInfoRef::try_from(der) {
        private(&info)
    } else if let Ok(info) = SubjectPublicKeyInfoRef::try_from(der) {
        public(&info)
    } else if let Ok(key) = pkcs1::RsaPrivateKeyRef::try_from(der) {
        rsa_private(&key)
    } else if let Ok(key) = sec1::EcPrivateKey::from_der(der) {
        let Some(sec1::EcParameters::NamedCurve(curve)) = key.parameters else {
            return Err(KeyRejected::Encoding("does not say which curve it is on"));
        };
        ec_private(curve, &key)
    } else if let Ok(key) = pkcs1::RsaPublicKeyRef::try_from(der) {
        Ok(rsa_public(&key))
    } else {
        Err(KeyRejected::Encoding("is not DER of PKCS#8, PKCS#1, SEC1 or SPKI"))
    }
}

fn private(info: &PrivateKeyInfoRef<'_>) -> Result<KeyParameters, KeyRejected> {
    let key = info.private_key.as_bytes();
    match info.algorithm.oid {
        RSA => {
            let key = pkcs1::RsaPrivateKeyRef::try_from(key)
                .map_err(|_| KeyRejected::Encoding("has a broken RSAPrivateKey in it"))?;
            rsa_private(&key)
        }
        EC => {
            let key = sec1::EcPrivateKey::from_der(key)
                .map_err(|_| KeyRejected::Encoding("has a broken ECPrivateKey in it"))?;
            ec_private(named_curve(&info.algorithm)?, &key)
        }
        ED25519 | ED448 => {
            let broken = KeyRejected::Encoding("has a broken CurvePrivateKey in it");
            let (crv, len) = edwards(info.algorithm.oid);
            let d = <&OctetStringRef>::from_der(key).map_err(|_| broken.clone())?.as_bytes();
            let x =
                info.public_key.map(|bits| bits.as_bytes().ok_or(broken.clone())).transpose()?;
            if d.len() != len || x.is_some_and(|x| x.len() != len) {
                return Err(broken);
            }
            let (x, d) = (x.map(<[u8]>::to_vec), Some(Secret::from(d.to_vec())));
            Ok(KeyParameters::Okp(OkpParameters { crv, x, d }))
        }
        oid => ml_dsa_private(oid, key),
    }
}

fn public(info: &SubjectPublicKeyInfoRef<'_>) -> Result<KeyParameters, KeyRejected> {
    let broken = KeyRejected::Encoding("has a broken subjectPublicKey in it");
    let key = info.subject_public_key.as_bytes().ok_or(broken.clone())?;
    match info.algorithm.oid {
        RSA => Ok(rsa_public(&pkcs1::RsaPublicKeyRef::try_from(key).map_err(|_| broken)?)),
        EC => {
            let (crv, len) = curve(named_curve(&info.algorithm)?);
            Ok(KeyParameters::Ec(EcParameters {
                crv,
                point: Some(point(key, len, &COMPRESSED_PUBLIC)?),
                d: None,
            }))
        }
        ED25519 | ED448 => {
            let (crv, len) = edwards(info.algorithm.oid);
            if key.len() != len {
                return Err(broken);
            }
            Ok(KeyParameters::Okp(OkpParameters { crv, x: Some(key.to_vec()), d: None }))
        }
        oid => {
            let algorithm = ml_dsa(oid).ok_or(UNKNOWN)?;
            if ml_dsa_public_len(algorithm) != Some(key.len()) {
                return Err(broken);
            }
            let (algorithm, public) = (algorithm.to_string(), Some(key.to_vec()));
            Ok(KeyParameters::Akp(AkpParameters { algorithm, public, private: None }))
        }
    }
}

const UNKNOWN: KeyRejected = KeyRejected::Encoding("is of a kind that no JWT algorithm here uses");

fn rsa_private(key: &pkcs1::RsaPrivateKeyRef<'_>) -> Result<KeyParameters, KeyRejected> {
    if key.other_prime_infos.is_some() {
        return Err(KeyRejected::Encoding("is an RSA key of more than two primes"));
    }
    Ok(KeyParameters::Rsa(RsaParameters {
        n: key.modulus.as_bytes().to_vec(),
        e: key.public_exponent.as_bytes().to_vec(),
        private: Some(RsaPrivate {
            d: key.private_exponent.as_bytes().to_vec().into(),
            p: key.prime1.as_bytes().to_vec().into(),
            q: key.prime2.as_bytes().to_vec().into(),
            dp: key.exponent1.as_bytes().to_vec().into(),
            dq: key.exponent2.as_bytes().to_vec().into(),
            qi: key.coefficient.as_bytes().to_vec().into(),
        }),
    }))
}

fn rsa_public(key: &pkcs1::RsaPublicKeyRef<'_>) -> KeyParameters {
    let (n, e) = (key.modulus.as_bytes().to_vec(), key.public_exponent.as_bytes().to_vec());
    KeyParameters::Rsa(RsaParameters { n, e, private: None })
}

fn ec_private(
    oid: ObjectIdentifier,
    key: &sec1::EcPrivateKey<'_>,
) -> Result<KeyParameters, KeyRejected> {
    let (crv, len) = curve(oid);
    if len != 0 && key.private_key.len() != len {
        return Err(KeyRejected::Encoding(
            "has a private number that is not as long as its curve's",
        ));
    }
    let point = key.public_key.map(|public| point(public, len, &COMPRESSED_PRIVATE)).transpose()?;
    let d = Some(Secret::from(key.private_key.to_vec()));
    Ok(KeyParameters::Ec(EcParameters { crv, point, d }))
}

fn named_curve(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<ObjectIdentifier, KeyRejected> {
    algorithm.parameters_oid().map_err(|_| KeyRejected::Encoding("does not name its curve"))
}

/// A curve's name and the length of its field in bytes; a curve that is not known here goes by its
/// object identifier, and 0.
fn curve(oid: ObjectIdentifier) -> (String, usize) {
    const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
    const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
    const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
    const SECP256K1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.10");

    match oid {
        P256 => ("P-256".to_string(), 32),
        P384 => ("P-384".to_string(), 48),
        P521 => ("P-521".to_string(), 66),
        SECP256K1 => ("secp256k1".to_string(), 32),
        _ => (oid.to_string(), 0),
    }
}

fn ml_dsa(oid: ObjectIdentifier) -> Option<&'static str> {
    const ML_DSA_44: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17");
    const ML_DSA_65: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18");
    const ML_DSA_87: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19");

    Some(match oid {
        ML_DSA_44 => "ML-DSA-44",
        ML_DSA_65 => "ML-DSA-65",
        ML_DSA_87 => "ML-DSA-87",
        _ => return None,
    })
}

/// RFC 9881 §6: the seed, the expanded key, or both. A JWK holds the seed, so that is what counts.
fn ml_dsa_private(oid: ObjectIdentifier, key: &[u8]) -> Result<KeyParameters, KeyRejected> {
    const SEED: TagNumber = TagNumber(0);

    let algorithm = ml_dsa(oid).ok_or(UNKNOWN)?.to_string();
    let broken = || KeyRejected::Encoding("has a broken ML-DSA private key in it");
    let any = AnyRef::from_der(key).map_err(|_| broken())?;
    let seed = match any.tag() {
        Tag::ContextSpecific { number: SEED, constructed: false } => any.value(),
        Tag::Sequence => any
            .sequence(|both| {
                let seed = <&OctetStringRef>::decode(both)?.as_bytes();
                <&OctetStringRef>::decode(both)?;
                Ok::<_, Error>(seed)
            })
            .map_err(|_| broken())?,
        _ => {
            return Err(KeyRejected::Encoding(
                "is an expanded ML-DSA key without its seed; make a key with a seed",
            ));
        }
    };
    if seed.len() != ML_DSA_SEED_LEN {
        return Err(broken());
    }
    let private = Some(Secret::from(seed.to_vec()));
    Ok(KeyParameters::Akp(AkpParameters { algorithm, public: None, private }))
}

fn edwards(oid: ObjectIdentifier) -> (String, usize) {
    if oid == ED25519 { ("Ed25519".to_string(), 32) } else { ("Ed448".to_string(), 57) }
}

/// An uncompressed point of a curve with a field of `len` bytes, or of an unknown curve.
fn point(sec1: &[u8], len: usize, compressed: &KeyRejected) -> Result<EcPoint, KeyRejected> {
    match EcPoint::from_sec1(sec1) {
        Some(point) if len == 0 || point.x.len() == len => Ok(point),
        None if matches!(sec1.first(), Some(2 | 3)) => Err(compressed.clone()),
        _ => Err(KeyRejected::Encoding("has a point that is not as long as its curve's")),
    }
}

const COMPRESSED_PUBLIC: KeyRejected = KeyRejected::Encoding(
    "has a compressed point; write it anew: openssl pkey -pubin -in KEY -pubout \
     -ec_conv_form uncompressed",
);
const COMPRESSED_PRIVATE: KeyRejected = KeyRejected::Encoding(
    "has a compressed point; write it anew: openssl pkey -in KEY -out NEW \
     -ec_conv_form uncompressed",
);
