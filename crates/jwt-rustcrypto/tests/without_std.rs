//! Without the feature `std` there is no random source but the caller's.
#![cfg(all(not(feature = "std"), feature = "ecdsa", feature = "hmac", feature = "rsa"))]

use jwt_core::{
    Algorithm, Es256, Hs256, KeyMaterial, KeyRejected, Ps256, Validation, sign, verify,
};
use jwt_rustcrypto::{
    MacKey, NoRandomness, PROVIDER, Randomness, SigningKey, VerifyingKey, sha256,
};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that anybody can foretell, which will do for a test.
#[derive(Debug)]
struct Chain(AtomicU64);

impl Randomness for Chain {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(32) {
            let hash = sha256(&self.0.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
        Ok(())
    }
}

static CHAIN: Chain = Chain(AtomicU64::new(0));

#[test]
fn rsa_keys_sign_with_randomness_that_they_are_given() {
    let pkcs8 = SigningKey::<Ps256>::generate_pkcs8_with(&CHAIN).expect("a key");
    let loader = PROVIDER.loader(Algorithm::PS256).expect("an algorithm of the backend");
    for refused in [
        SigningKey::<Ps256>::from_der(&pkcs8).map(drop),
        SigningKey::<Ps256>::generate_with_bits(2048).map(drop),
        loader.signer(KeyMaterial::Der(&pkcs8)).map(drop),
        loader.generate(None).map(drop),
    ] {
        assert_eq!(refused, Err(KeyRejected::NoRandomness));
    }
    let key = SigningKey::<Ps256>::from_der_with(&pkcs8, &CHAIN).expect("a key");
    let token = sign(&claims(), &key).expect("signed");
    assert_ne!(token, sign(&claims(), &key).expect("signed"), "another salt");
    let public = VerifyingKey::<Ps256>::from_der(&pkcs8).expect("needs no randomness");
    verify::<Value>(&token, &public, &Validation::new()).expect("valid");
}

#[test]
fn other_keys_need_randomness_to_be_made_only() {
    assert_eq!(MacKey::<Hs256>::generate().map(drop), Err(KeyRejected::NoRandomness));
    assert_eq!(SigningKey::<Es256>::generate().map(drop), Err(KeyRejected::NoRandomness));
    let pkcs8 = SigningKey::<Es256>::generate_pkcs8_with(&CHAIN).expect("a key");
    let key = SigningKey::<Es256>::from_der(&pkcs8).expect("a key");
    let token = sign(&claims(), &key).expect("signed");
    assert_eq!(token, sign(&claims(), &key).expect("signed"), "deterministic");
    verify::<Value>(&token, &key.verifying_key(), &Validation::new()).expect("valid");
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
