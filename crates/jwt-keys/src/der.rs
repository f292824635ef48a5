//! DER, told apart by its structure.

use crate::{
    error::KeyErrorKind,
    foreign::{self, Foreign},
    pem::PemFault,
};
use jwt_core::{Algorithm, KeyMaterial, KeyParameters, KeyRejected, KeyUse};
use pkcs8::{
    ObjectIdentifier,
    der::{Decode, Error, Reader, SliceReader, Tag, TagNumber, Tagged, asn1::AnyRef},
};

/// What a DER document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Structure {
    Pkcs8,
    EncryptedPkcs8,
    Pkcs1,
    Sec1,
    Spki,
    Certificate,
}

/// What a document is, by the tags in it.
pub(crate) fn structure(der: &[u8]) -> Result<Structure, KeyErrorKind> {
    const CONTEXT_0: Tag = Tag::ContextSpecific { number: TagNumber(0), constructed: true };

    let unknown = KeyErrorKind::Encoding("is DER of nothing that is known here".to_owned());
    if der.first() != Some(&0x30) {
        return Err(KeyErrorKind::Pem(PemFault::Start));
    }
    match declared_len(der) {
        Some(expected) if expected > der.len() => {
            return Err(KeyErrorKind::Pem(PemFault::Short { found: der.len(), expected }));
        }
        Some(expected) if expected < der.len() => {
            return Err(KeyErrorKind::Pem(PemFault::Long { extra: der.len() - expected }));
        }
        _ => {}
    }
    let items = items(der).ok_or(unknown.clone())?;
    let tags: Vec<Tag> = items.iter().map(Tagged::tag).collect();
    let inner =
        |place: usize| items.get(place).and_then(|item| items_of(*item)).unwrap_or_default();
    Ok(match tags.as_slice() {
        [Tag::Integer, Tag::Sequence, Tag::OctetString, ..] => {
            check_algorithm(&inner(1))?;
            Structure::Pkcs8
        }
        [Tag::Sequence, Tag::OctetString] => Structure::EncryptedPkcs8,
        [Tag::Sequence, Tag::BitString] => {
            check_algorithm(&inner(0))?;
            Structure::Spki
        }
        [Tag::Integer, Tag::OctetString, rest @ ..] => {
            let curve = items.get(2).filter(|_| rest.first() == Some(&CONTEXT_0));
            match curve.map(|curve| AnyRef::from_der(curve.value()).map(|any| any.tag())) {
                Some(Ok(Tag::ObjectIdentifier)) => Structure::Sec1,
                Some(_) => return Err(KeyErrorKind::Foreign(foreign::EXPLICIT_CURVE)),
                None => return Err(KeyErrorKind::Foreign(foreign::NO_CURVE)),
            }
        }
        [Tag::Integer, Tag::Integer] => Structure::Pkcs1,
        [Tag::Integer, _, _, _, _, Tag::Integer] => {
            return Err(KeyErrorKind::Foreign(foreign::DSA));
        }
        [Tag::Integer, rest @ ..] if rest.len() >= 8 => Structure::Pkcs1,
        [Tag::Integer, Tag::Sequence, ..] => return Err(KeyErrorKind::Foreign(foreign::PKCS12)),
        [Tag::ObjectIdentifier, ..] => return Err(KeyErrorKind::Foreign(foreign::PKCS7)),
        [Tag::Sequence, Tag::Sequence, Tag::BitString] => {
            let inside: Vec<Tag> = inner(0).iter().map(Tagged::tag).collect();
            match inside.as_slice() {
                [Tag::Integer, Tag::Sequence, Tag::Sequence, CONTEXT_0] => {
                    return Err(KeyErrorKind::Foreign(foreign::CSR));
                }
                [.., Tag::UtcTime | Tag::GeneralizedTime]
                | [.., Tag::UtcTime | Tag::GeneralizedTime, _]
                | [.., Tag::UtcTime | Tag::GeneralizedTime, _, _] => {
                    return Err(KeyErrorKind::Foreign(foreign::CRL));
                }
                _ => Structure::Certificate,
            }
        }
        _ => return Err(unknown),
    })
}

/// Whether bytes are a key, or the beginning of one. Random bytes are neither.
pub(crate) fn is_key(der: &[u8]) -> bool {
    match structure(der) {
        Ok(_) | Err(KeyErrorKind::Foreign(_)) => true,
        Err(KeyErrorKind::Pem(PemFault::Short { .. })) => begins_like_key(der),
        Err(_) => false,
    }
}

/// What a key is made of.
pub(crate) fn parameters(der: &[u8]) -> Result<KeyParameters, KeyErrorKind> {
    // Core checks strength for algorithms of the key's own kind; here that comes later.
    match KeyMaterial::Der(der).parameters(Algorithm::HS256, KeyUse::Verify) {
        Ok(parameters) => Ok(parameters.into_owned()),
        Err(KeyRejected::Encoding(what)) => Err(KeyErrorKind::Encoding(what.to_owned())),
        Err(rejected) => Err(KeyErrorKind::Rejected(rejected)),
    }
}

/// Whether a SEQUENCE begins with a version, an algorithm or a modulus, or inside with the version
/// or the number of a certificate.
fn begins_like_key(der: &[u8]) -> bool {
    let ([0x30, 0x82, _, _, inside @ ..] | [0x30, 0x81, _, inside @ ..] | [0x30, _, inside @ ..]) =
        der
    else {
        return false;
    };
    matches!(
        inside,
        [2, 1, 0..=3, 2 | 4 | 0x30, ..]
            | [0x30, _, 6, 3..=9, ..]
            | [2, 0x82, _, _, 0, 0x80..=0xff, ..]
            | [0x30, 0x82, _, _, 0xa0, 3, 2, 1, ..]
            | [0x30, 0x81, _, 0xa0, 3, 2, 1, ..]
            | [0x30, 0x82, _, _, 2, 1..=20, ..]
            | [0x30, 0x81, _, 2, 1..=20, ..]
    )
}

/// How long the document says that it is; `None` if it does not say so well.
fn declared_len(der: &[u8]) -> Option<usize> {
    let (len, header) = match *der.get(1)? {
        short @ 0..=0x7f => (usize::from(short), 2),
        long @ 0x81..=0x84 => {
            let bytes = der.get(2..2 + usize::from(long & 0x7f))?;
            let len = bytes.iter().fold(0_usize, |len, &byte| len << 8 | usize::from(byte));
            (len, 2 + bytes.len())
        }
        _ => return None,
    };
    len.checked_add(header)
}

fn items(der: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    items_of(AnyRef::from_der(der).ok()?)
}

/// What is in a SEQUENCE; `None` if it is none, or of more than any key's.
fn items_of(any: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    const MOST: usize = 16;

    if any.tag() != Tag::Sequence {
        return None;
    }
    let mut reader = SliceReader::new(any.value()).ok()?;
    let mut items = Vec::new();
    while !reader.is_finished() {
        if items.len() == MOST {
            return None;
        }
        items.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(items)
}

/// Names what no JWT algorithm uses.
fn check_algorithm(identifier: &[AnyRef<'_>]) -> Result<(), KeyErrorKind> {
    let oid = |any: &AnyRef<'_>| ObjectIdentifier::try_from(*any);
    let broken = |_: Error| KeyErrorKind::Encoding("does not name its algorithm".to_owned());
    let algorithm = identifier.first().map(oid).transpose().map_err(broken)?;
    let foreign: Foreign = match algorithm {
        Some(RSA | ED25519 | ED448 | ML_DSA_44 | ML_DSA_65 | ML_DSA_87) => return Ok(()),
        Some(EC) => match identifier.get(1).map(Tagged::tag) {
            Some(Tag::ObjectIdentifier) => return Ok(()),
            Some(Tag::Sequence) => foreign::EXPLICIT_CURVE,
            _ => foreign::NO_CURVE,
        },
        Some(RSA_PSS) => foreign::RSA_PSS,
        Some(DSA) => foreign::DSA,
        Some(X25519 | X448 | DH | X942_DH) => foreign::DIFFIE_HELLMAN,
        _ => foreign::UNKNOWN_KEY,
    };
    Err(KeyErrorKind::Foreign(foreign))
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const ED448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.113");
const ML_DSA_44: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17");
const ML_DSA_65: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18");
const ML_DSA_87: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19");
const DSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10040.4.1");
const X25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.110");
const X448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.111");
const DH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.3.1");
const X942_DH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10046.2.1");
