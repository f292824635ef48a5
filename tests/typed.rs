//! Typed keys have the same names and do the same in every backend.

use jwt_core::{Jwk, KeyRejected, Validation, Verifier, sign, verify};
use serde_json::{Value, json};

/// A key of each type is made, named, written as a JWK, read back, and made once more out of what
/// is kept.
macro_rules! round_trip {
    ($backend:ident: $($algorithm:ident)*) => {$({
        use jwt_core::{Alg, $algorithm as A};
        use $backend::{SigningKey, VerifyingKey};

        let key = SigningKey::<A>::generate().expect("a key").with_key_id("k1");
        let token = sign(&claims(), &key).expect("signed");
        let public = key.verifying_key();
        assert_eq!(public.key_id(), Some("k1"));

        let jwk = public.to_jwk();
        assert!(!jwk.is_private());
        assert_eq!((jwk.alg(), jwk.kid()), (Some(A::ALGORITHM.name()), Some("k1")));
        let json = serde_json::to_string(&jwk).expect("json");
        let read = VerifyingKey::<A>::from_jwk(&Jwk::parse(&json).expect("a key")).expect("a key");
        assert_eq!(serde_json::to_string(&read.to_jwk()).expect("json"), json);
        for key in [&public, &public.clone(), &read] {
            verify::<Value>(&token, key, &Validation::new()).expect("valid");
        }

        let kept = SigningKey::<A>::generate_pkcs8().expect("a key");
        let [one, two] = [(); 2].map(|()| SigningKey::<A>::from_der(&kept).expect("a key"));
        assert_eq!(one.verifying_key().to_jwk().kid(), None);
        let token = sign(&claims(), &one).expect("signed");
        verify::<Value>(&token, &two.verifying_key(), &Validation::new()).expect("valid");
        verify::<Value>(&token, &public, &Validation::new()).expect_err("another key");

        let public = VerifyingKey::<A>::from_der(&kept).expect("its public half");
        verify::<Value>(&token, &public, &Validation::new()).expect("valid");
        assert!(matches!(VerifyingKey::<A>::from_pem(""), Err(KeyRejected::Pem(_))));
    })*};
}

/// A secret is made, kept, and named.
macro_rules! secrets {
    ($backend:ident) => {
        use jwt_core::Hs512;
        use $backend::MacKey;

        let secret = MacKey::<Hs512>::generate_secret().expect("a secret");
        assert_eq!(secret.len(), 64);
        assert_ne!(secret, MacKey::<Hs512>::generate_secret().expect("another"));
        let key = MacKey::<Hs512>::from_bytes(&secret).expect("a key").with_key_id("k1");
        assert_eq!(Verifier::key_id(&key), Some("k1"));
        let token = sign(&claims(), &key).expect("signed");
        verify::<Value>(&token, &key, &Validation::new()).expect("valid");
        let other = MacKey::<Hs512>::generate().expect("a key");
        verify::<Value>(&token, &other, &Validation::new()).expect_err("another key");
        let short = MacKey::<Hs512>::from_bytes(&secret[1..]).expect_err("short");
        assert!(matches!(short, KeyRejected::ShortSecret { found: 63, .. }));
        let legacy = MacKey::<Hs512>::from_short_secret_for_legacy_use_only(b"of fourteen or more");
        sign(&claims(), &legacy.expect("not empty")).expect("signed");
    };
}

/// RSA keys are made in the sizes that were asked for.
macro_rules! sizes {
    ($backend:ident) => {
        use jwt_core::{Algorithm, Ps384, Signer};
        use $backend::SigningKey;

        let key = SigningKey::<Ps384>::generate_with_bits(3072).expect("a key");
        assert_eq!(key.signature_len(), 384);
        let kept = SigningKey::<Ps384>::generate_pkcs8_with_bits(2048).expect("a key");
        assert_eq!(SigningKey::<Ps384>::from_der(&kept).expect("a key").signature_len(), 256);
        for found in [0, 1024, 2047, 4097, 8192, usize::MAX] {
            let (algorithm, allowed) = (Algorithm::PS384, (2048, 4096));
            let size = Err(KeyRejected::RsaSize { algorithm, allowed, found });
            assert_eq!(SigningKey::<Ps384>::generate_with_bits(found).map(drop), size);
            assert_eq!(SigningKey::<Ps384>::generate_pkcs8_with_bits(found).map(drop), size);
        }
    };
}

#[test]
fn rsa_keys_have_the_same_choice_of_sizes_in_every_backend_that_makes_them() {
    {
        sizes!(jwt_aws_lc_rs);
    }
    {
        sizes!(jwt_rustcrypto);
    }
}

#[test]
fn keys_of_ring_round_trip() {
    round_trip!(jwt_ring: Es256 Es384 Ed25519 EdDsa);
    secrets!(jwt_ring);
}

#[test]
fn keys_of_aws_lc_round_trip() {
    round_trip!(jwt_aws_lc_rs: Rs256 Ps384 Es256 Es384 Es512 Ed25519 EdDsa MlDsa44 MlDsa87);
    secrets!(jwt_aws_lc_rs);
}

#[test]
fn keys_of_rust_crypto_round_trip() {
    round_trip!(jwt_rustcrypto: Rs256 Ps384 Es256 Es384 Es512 Es256k Ed25519 EdDsa MlDsa44 MlDsa87);
    secrets!(jwt_rustcrypto);
}

#[test]
fn digests_are_the_same_in_every_backend() {
    for length in [0, 1, 63, 64, 1000] {
        let bytes = vec![0x5a; length];
        let digest = jwt_ring::sha256(&bytes);
        assert_eq!(jwt_aws_lc_rs::sha256(&bytes), digest);
        assert_eq!(jwt_rustcrypto::sha256(&bytes), digest);
    }
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
