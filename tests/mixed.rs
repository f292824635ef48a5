//! Several backends in one binary, through the facade.

use jwt_auth::{
    Algorithm, Es256, Es512, FipsStatus, Provider, Validation, aws_lc_rs, ring, rustcrypto, sign,
    verify,
};
use serde_json::{Value, json};

fn provider() -> Provider {
    ring::PROVIDER.or(rustcrypto::PROVIDER)
}

#[test]
fn a_mixed_provider_asks_the_first_backend_that_has_the_algorithm() {
    let backend = |algorithm| provider().loader(algorithm).map(|loader| loader.backend());
    assert_eq!(backend(Algorithm::ES256), Some("ring"));
    assert_eq!(backend(Algorithm::ES512), Some("RustCrypto"));
    assert_eq!(backend(Algorithm::ML_DSA_65), Some("RustCrypto"));
    assert_eq!(backend(Algorithm::ED448), None);
}

#[test]
fn a_mixed_provider_names_each_algorithm_once() {
    let mut names: Vec<Algorithm> = provider().algorithms().collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(count > ring::PROVIDER.algorithms().count());
}

#[test]
fn a_mixed_provider_is_as_validated_as_its_least_part() {
    assert_eq!(provider().or(aws_lc_rs::PROVIDER).fips(), FipsStatus::Unvalidated);
}

#[test]
fn typed_keys_of_several_backends_live_in_one_program() {
    let claims = json!({"sub": "u1", "exp": 4_102_444_800_u64});
    let rules = Validation::new();

    let key = ring::SigningKey::<Es256>::generate().expect("a key");
    let token = sign(&claims, &key).expect("a token");
    let jwk = key.verifying_key().to_jwk();
    let public = aws_lc_rs::VerifyingKey::<Es256>::from_jwk(&jwk).expect("a key");
    assert_eq!(verify::<Value>(&token, &public, &rules).expect("valid"), claims);

    let key = aws_lc_rs::SigningKey::<Es512>::generate().expect("a key");
    let token = sign(&claims, &key).expect("a token");
    let jwk = key.verifying_key().to_jwk();
    let public = rustcrypto::VerifyingKey::<Es512>::from_jwk(&jwk).expect("a key");
    assert_eq!(verify::<Value>(&token, &public, &rules).expect("valid"), claims);
}
