//! The forms from before PKCS#8: PKCS#1 for RSA, SEC1 for elliptic curves.

use super::{obstacle::Obstacle, oid};
use jwt_core::{EcParameters, KeyParameters, RsaParameters};
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::{ObjectIdentifier, SecretDocument, der::asn1::UintRef};

/// PKCS#1 of either half ([RFC 8017 §A.1](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1)),
/// and what follows `BEGIN` in PEM.
pub(super) fn pkcs1(key: &KeyParameters) -> Result<(SecretDocument, &'static str), Obstacle> {
    match key {
        KeyParameters::Rsa(rsa) if rsa.private.is_some() => {
            Ok((rsa_private(rsa)?, "RSA PRIVATE KEY"))
        }
        KeyParameters::Rsa(rsa) => Ok((rsa_public(rsa)?, "RSA PUBLIC KEY")),
        _ => Err(Obstacle::Unfit),
    }
}

/// SEC1 of a private key ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)), and what follows
/// `BEGIN` in PEM.
pub(super) fn sec1(key: &KeyParameters) -> Result<(SecretDocument, &'static str), Obstacle> {
    let KeyParameters::Ec(ec) = key else { return Err(Obstacle::Unfit) };
    let curve = oid::curve(&ec.crv).ok_or(Obstacle::Unfit)?;
    Ok((ec_private(ec, Some(curve))?, "EC PRIVATE KEY"))
}

/// `ECPrivateKey`, with its public half; PKCS#8 names the curve outside of it.
pub(super) fn ec_private(
    ec: &EcParameters,
    curve: Option<ObjectIdentifier>,
) -> Result<SecretDocument, Obstacle> {
    let point = ec.point.as_ref().map(jwt_core::EcPoint::to_sec1);
    Ok(SecretDocument::encode_msg(&sec1::EcPrivateKey {
        private_key: ec.d.as_ref().ok_or(Obstacle::Public)?,
        parameters: curve.map(sec1::EcParameters::NamedCurve),
        public_key: point.as_deref(),
    })?)
}

/// `RSAPrivateKey`.
pub(super) fn rsa_private(rsa: &RsaParameters) -> Result<SecretDocument, Obstacle> {
    let private = rsa.private.as_ref().ok_or(Obstacle::Public)?;
    Ok(SecretDocument::encode_msg(&RsaPrivateKeyRef {
        modulus: UintRef::new(&rsa.n)?,
        public_exponent: UintRef::new(&rsa.e)?,
        private_exponent: UintRef::new(&private.d)?,
        prime1: UintRef::new(&private.p)?,
        prime2: UintRef::new(&private.q)?,
        exponent1: UintRef::new(&private.dp)?,
        exponent2: UintRef::new(&private.dq)?,
        coefficient: UintRef::new(&private.qi)?,
        other_prime_infos: None,
    })?)
}

/// `RSAPublicKey`.
pub(super) fn rsa_public(rsa: &RsaParameters) -> Result<SecretDocument, Obstacle> {
    Ok(SecretDocument::encode_msg(&RsaPublicKeyRef {
        modulus: UintRef::new(&rsa.n)?,
        public_exponent: UintRef::new(&rsa.e)?,
    })?)
}
