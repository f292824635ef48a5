//! SPKI, public keys of every kind ([RFC 5280 §4.1](https://www.rfc-editor.org/rfc/rfc5280#section-4.1)).

use super::{obstacle::Obstacle, oid, traditional};
use jwt_core::KeyParameters;
use pkcs8::{
    ObjectIdentifier, SecretDocument, SubjectPublicKeyInfoRef,
    der::asn1::{AnyRef, BitStringRef},
    spki::AlgorithmIdentifierRef,
};

/// What follows `BEGIN` in PEM.
pub(super) const LABEL: &str = "PUBLIC KEY";

/// The public half of a key.
pub(super) fn document(key: &KeyParameters) -> Result<SecretDocument, Obstacle> {
    match key {
        KeyParameters::Ec(ec) => {
            let curve = oid::curve(&ec.crv).ok_or(Obstacle::Unfit)?;
            let point = ec.point.as_ref().ok_or(Obstacle::PublicHalfMissing)?;
            info(oid::EC, Some((&curve).into()), &point.to_sec1())
        }
        KeyParameters::Rsa(rsa) => {
            let inner = traditional::rsa_public(rsa)?;
            info(oid::RSA, Some(AnyRef::NULL), inner.as_bytes())
        }
        KeyParameters::Okp(okp) => {
            let oid = oid::edwards(&okp.crv).ok_or(Obstacle::Unfit)?;
            info(oid, None, okp.x.as_ref().ok_or(Obstacle::PublicHalfMissing)?)
        }
        KeyParameters::Akp(akp) => {
            let oid = oid::ml_dsa(&akp.algorithm).ok_or(Obstacle::Unfit)?;
            info(oid, None, akp.public.as_ref().ok_or(Obstacle::PublicHalfMissing)?)
        }
        _ => Err(Obstacle::Unfit),
    }
}

fn info(
    oid: ObjectIdentifier,
    parameters: Option<AnyRef<'_>>,
    key: &[u8],
) -> Result<SecretDocument, Obstacle> {
    Ok(SecretDocument::encode_msg(&SubjectPublicKeyInfoRef {
        algorithm: AlgorithmIdentifierRef { oid, parameters },
        subject_public_key: BitStringRef::from_bytes(key)?,
    })?)
}
