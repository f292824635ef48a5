//! RustCrypto's bare calls.

use super::{Load, Sign, Verify, copy, der, load, public_der};
use crate::SECRET;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jwt_core::Algorithm;
use rsa::{
    PrivateKey, PublicKey, pkcs1v15, pss,
    signature::{Keypair as _, RandomizedSigner, SignatureEncoding, Signer, Verifier},
};
use sha2::Sha256;

pub(super) fn signer(algorithm: Algorithm) -> Sign {
    match algorithm {
        Algorithm::HS256 => {
            let key = hmac();
            Box::new(move |message, out| {
                copy(&key.clone().chain_update(message).finalize().into_bytes(), out)
            })
        }
        Algorithm::ES256 => sign::<p256::ecdsa::Signature>(p256_key()),
        Algorithm::ES384 => sign::<p384::ecdsa::Signature>(p384_key()),
        Algorithm::EDDSA => sign::<ed25519_dalek::Signature>(ed25519()),
        Algorithm::PS256 => sign_rsa::<pss::Signature>(pss::SigningKey::<Sha256>::new(rsa())),
        _ => sign_rsa::<pkcs1v15::Signature>(pkcs1v15::SigningKey::<Sha256>::new(rsa())),
    }
}

pub(super) fn verifier(algorithm: Algorithm) -> Verify {
    match algorithm {
        Algorithm::HS256 => {
            let key = hmac();
            Box::new(move |message, signature| {
                key.clone().chain_update(message).verify_slice(signature).is_ok()
            })
        }
        Algorithm::ES256 => verify::<p256::ecdsa::Signature>(*p256_key().verifying_key()),
        Algorithm::ES384 => verify::<p384::ecdsa::Signature>(*p384_key().verifying_key()),
        Algorithm::EDDSA => verify::<ed25519_dalek::Signature>(ed25519().verifying_key()),
        Algorithm::PS256 => {
            verify::<pss::Signature>(pss::SigningKey::<Sha256>::new(rsa()).verifying_key())
        }
        _ => verify::<pkcs1v15::Signature>(
            pkcs1v15::SigningKey::<Sha256>::new(rsa()).verifying_key(),
        ),
    }
}

pub(super) fn load_private(algorithm: Algorithm) -> Load {
    match algorithm {
        Algorithm::ES256 => load(der(algorithm), parse_p256),
        Algorithm::ES384 => load(der(algorithm), parse_p384),
        Algorithm::EDDSA => load(der(algorithm), parse_ed25519),
        _ => load(der(algorithm), parse_rsa),
    }
}

pub(super) fn load_public(algorithm: Algorithm) -> Load {
    let der = public_der(algorithm);
    match algorithm {
        Algorithm::ES256 => load(der, |der| {
            p256::ecdsa::VerifyingKey::from_public_key_der(der).expect("a P-256 key")
        }),
        Algorithm::ES384 => load(der, |der| {
            p384::ecdsa::VerifyingKey::from_public_key_der(der).expect("a P-384 key")
        }),
        Algorithm::EDDSA => load(der, |der| {
            ed25519_dalek::VerifyingKey::from_public_key_der(der).expect("an Ed25519 key")
        }),
        _ => load(der, |der| PublicKey::from_public_key_der(der).expect("an RSA key")),
    }
}

fn sign<S: SignatureEncoding>(key: impl Signer<S> + 'static) -> Sign {
    Box::new(move |message, out| copy(key.sign(message).to_bytes().as_ref(), out))
}

fn sign_rsa<S: SignatureEncoding>(key: impl RandomizedSigner<S> + 'static) -> Sign {
    Box::new(move |message, out| {
        let mut random = getrandom::rand_core::UnwrapErr(getrandom::SysRng);
        copy(key.sign_with_rng(&mut random, message).to_bytes().as_ref(), out)
    })
}

fn verify<S>(key: impl Verifier<S> + 'static) -> Verify
where
    S: for<'a> TryFrom<&'a [u8]> + 'static,
{
    Box::new(move |message, signature| {
        S::try_from(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
    })
}

fn hmac() -> Hmac<Sha256> {
    Hmac::new_from_slice(SECRET).expect("any length will do")
}

fn p256_key() -> p256::ecdsa::SigningKey {
    parse_p256(der(Algorithm::ES256).der())
}

fn p384_key() -> p384::ecdsa::SigningKey {
    parse_p384(der(Algorithm::ES384).der())
}

fn ed25519() -> ed25519_dalek::SigningKey {
    parse_ed25519(der(Algorithm::EDDSA).der())
}

fn rsa() -> PrivateKey {
    parse_rsa(der(Algorithm::RS256).der())
}

fn parse_p256(der: &[u8]) -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_pkcs8_der(der).expect("a P-256 key")
}

fn parse_p384(der: &[u8]) -> p384::ecdsa::SigningKey {
    p384::ecdsa::SigningKey::from_pkcs8_der(der).expect("a P-384 key")
}

fn parse_ed25519(der: &[u8]) -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_pkcs8_der(der).expect("an Ed25519 key")
}

fn parse_rsa(der: &[u8]) -> PrivateKey {
    PrivateKey::from_pkcs8_der(der).expect("an RSA key")
}
