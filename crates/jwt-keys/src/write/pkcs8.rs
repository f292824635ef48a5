//! PKCS#8, private keys of every kind ([RFC 5958](https://www.rfc-editor.org/rfc/rfc5958)).

use super::{obstacle::Obstacle, oid, traditional};
use jwt_core::KeyParameters;
use pkcs8::{
    EncryptedPrivateKeyInfoRef, ObjectIdentifier, PrivateKeyInfoRef, SecretDocument,
    der::{
        Encode as _, Tag, TagNumber,
        asn1::{AnyRef, OctetStringRef},
    },
    pkcs5::pbes2,
    spki::AlgorithmIdentifierRef,
};
use zeroize::Zeroizing;

/// What follows `BEGIN` in PEM.
pub(super) const LABEL: &str = "PRIVATE KEY";
/// The same for an encrypted key.
pub(super) const ENCRYPTED_LABEL: &str = "ENCRYPTED PRIVATE KEY";

/// In the first version, without a public half beside the private one: OpenSSL reads no other.
pub(super) fn document(key: &KeyParameters) -> Result<SecretDocument, Obstacle> {
    match key {
        KeyParameters::Ec(ec) => {
            let curve = oid::curve(&ec.crv).ok_or(Obstacle::Unfit)?;
            let inner = traditional::ec_private(ec, None)?;
            info(oid::EC, Some((&curve).into()), inner.as_bytes())
        }
        KeyParameters::Rsa(rsa) => {
            let inner = traditional::rsa_private(rsa)?;
            info(oid::RSA, Some(AnyRef::NULL), inner.as_bytes())
        }
        KeyParameters::Okp(okp) => {
            let oid = oid::edwards(&okp.crv).ok_or(Obstacle::Unfit)?;
            let d = okp.d.as_ref().ok_or(Obstacle::Public)?;
            let inner = Zeroizing::new(OctetStringRef::new(d)?.to_der()?);
            info(oid, None, &inner)
        }
        KeyParameters::Akp(akp) => {
            let oid = oid::ml_dsa(&akp.algorithm).ok_or(Obstacle::Unfit)?;
            let seed = akp.private.as_ref().ok_or(Obstacle::Public)?;
            info(oid, None, &ml_dsa_seed(seed)?)
        }
        _ => Err(Obstacle::Unfit),
    }
}

/// Encrypts a key with a passphrase: PBES2 of PBKDF2-HMAC-SHA-256 and AES-256-CBC
/// ([RFC 8018](https://www.rfc-editor.org/rfc/rfc8018)), which everything reads that reads any.
pub(super) fn encrypt(
    document: &SecretDocument,
    passphrase: &[u8],
) -> Result<SecretDocument, Obstacle> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    getrandom::fill(&mut salt).map_err(|_| Obstacle::NoRandomness)?;
    getrandom::fill(&mut iv).map_err(|_| Obstacle::NoRandomness)?;
    let parameters = pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, &salt, iv)
        .map_err(|_| Obstacle::Encoding)?;
    let encrypted =
        parameters.encrypt(passphrase, document.as_bytes()).map_err(|_| Obstacle::Encoding)?;
    Ok(SecretDocument::encode_msg(&EncryptedPrivateKeyInfoRef {
        encryption_algorithm: parameters.into(),
        encrypted_data: OctetStringRef::new(&encrypted)?,
    })?)
}

/// What OWASP's password storage cheat sheet asks of PBKDF2-HMAC-SHA-256.
const ROUNDS: u32 = 600_000;

fn info(
    oid: ObjectIdentifier,
    parameters: Option<AnyRef<'_>>,
    inner: &[u8],
) -> Result<SecretDocument, Obstacle> {
    let algorithm = AlgorithmIdentifierRef { oid, parameters };
    let info = PrivateKeyInfoRef::new(algorithm, OctetStringRef::new(inner)?);
    Ok(SecretDocument::encode_msg(&info)?)
}

/// The seed form of [RFC 9881 §6](https://www.rfc-editor.org/rfc/rfc9881#section-6): a JWK holds
/// the seed and no more.
fn ml_dsa_seed(seed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
    let seed_choice = Tag::ContextSpecific { number: TagNumber(0), constructed: false };
    Ok(Zeroizing::new(AnyRef::new(seed_choice, seed)?.to_der()?))
}
