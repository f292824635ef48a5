//! AWS-LC's bare calls, with public keys that are parsed once.

use super::{Load, Sign, Verify, copy, der, load, public_der};
use crate::SECRET;
use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED,
        ECDSA_P384_SHA384_FIXED_SIGNING, ED25519, EcdsaKeyPair, EcdsaSigningAlgorithm,
        Ed25519KeyPair, KeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
        RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair, VerificationAlgorithm,
    },
};
use jwt_core::Algorithm;

pub(super) fn signer(algorithm: Algorithm) -> Sign {
    match algorithm {
        Algorithm::HS256 => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET);
            Box::new(move |message, out| copy(hmac::sign(&key, message).as_ref(), out))
        }
        Algorithm::ES256 => ecdsa(algorithm, &ECDSA_P256_SHA256_FIXED_SIGNING),
        Algorithm::ES384 => ecdsa(algorithm, &ECDSA_P384_SHA384_FIXED_SIGNING),
        Algorithm::EDDSA => {
            let key = ed25519();
            Box::new(move |message, out| copy(key.sign(message).as_ref(), out))
        }
        Algorithm::PS256 => rsa(&RSA_PSS_SHA256),
        _ => rsa(&RSA_PKCS1_SHA256),
    }
}

pub(super) fn verifier(algorithm: Algorithm) -> Verify {
    let ec = |signing, verification| {
        public(verification, ec_key(algorithm, signing).public_key().as_ref())
    };
    match algorithm {
        Algorithm::HS256 => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET);
            Box::new(move |message, signature| hmac::verify(&key, message, signature).is_ok())
        }
        Algorithm::ES256 => ec(&ECDSA_P256_SHA256_FIXED_SIGNING, &ECDSA_P256_SHA256_FIXED),
        Algorithm::ES384 => ec(&ECDSA_P384_SHA384_FIXED_SIGNING, &ECDSA_P384_SHA384_FIXED),
        Algorithm::EDDSA => public(&ED25519, ed25519().public_key().as_ref()),
        Algorithm::PS256 => public(&RSA_PSS_2048_8192_SHA256, rsa_key().public_key().as_ref()),
        _ => public(&RSA_PKCS1_2048_8192_SHA256, rsa_key().public_key().as_ref()),
    }
}

pub(super) fn load_private(algorithm: Algorithm) -> Load {
    match algorithm {
        Algorithm::ES256 => load_ec(algorithm, &ECDSA_P256_SHA256_FIXED_SIGNING),
        Algorithm::ES384 => load_ec(algorithm, &ECDSA_P384_SHA384_FIXED_SIGNING),
        Algorithm::EDDSA => load(der(algorithm), parse_ed25519),
        _ => load(der(algorithm), parse_rsa),
    }
}

pub(super) fn load_public(algorithm: Algorithm) -> Load {
    let verification: &'static dyn VerificationAlgorithm = match algorithm {
        Algorithm::ES256 => &ECDSA_P256_SHA256_FIXED,
        Algorithm::ES384 => &ECDSA_P384_SHA384_FIXED,
        Algorithm::EDDSA => &ED25519,
        _ => &RSA_PKCS1_2048_8192_SHA256,
    };
    load(public_der(algorithm), move |der| {
        ParsedPublicKey::new(verification, der).expect("a public key")
    })
}

fn load_ec(algorithm: Algorithm, signing: &'static EcdsaSigningAlgorithm) -> Load {
    load(der(algorithm), move |der| parse_ec(signing, der))
}

fn public(algorithm: &'static dyn VerificationAlgorithm, key: &[u8]) -> Verify {
    let key = ParsedPublicKey::new(algorithm, key).expect("a public key");
    Box::new(move |message, signature| key.verify_sig(message, signature).is_ok())
}

fn ecdsa(algorithm: Algorithm, signing: &'static EcdsaSigningAlgorithm) -> Sign {
    let (key, random) = (ec_key(algorithm, signing), SystemRandom::new());
    Box::new(move |message, out| {
        copy(key.sign(&random, message).expect("randomness").as_ref(), out)
    })
}

fn rsa(padding: &'static dyn RsaEncoding) -> Sign {
    let (key, random) = (rsa_key(), SystemRandom::new());
    Box::new(move |message, out| {
        let len = key.public_modulus_len();
        key.sign(padding, &random, message, &mut out[..len]).expect("randomness");
        len
    })
}

fn ec_key(algorithm: Algorithm, signing: &'static EcdsaSigningAlgorithm) -> EcdsaKeyPair {
    parse_ec(signing, der(algorithm).der())
}

fn ed25519() -> Ed25519KeyPair {
    parse_ed25519(der(Algorithm::EDDSA).der())
}

fn rsa_key() -> RsaKeyPair {
    parse_rsa(der(Algorithm::RS256).der())
}

fn parse_ec(signing: &'static EcdsaSigningAlgorithm, der: &[u8]) -> EcdsaKeyPair {
    EcdsaKeyPair::from_pkcs8(signing, der).expect("a key for the algorithm")
}

fn parse_ed25519(der: &[u8]) -> Ed25519KeyPair {
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).expect("an Ed25519 key")
}

fn parse_rsa(der: &[u8]) -> RsaKeyPair {
    RsaKeyPair::from_pkcs8(der).expect("an RSA key")
}
