use crate::{file, provider, read};
use jwt_core::{
    Algorithm, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, Provider, Signer, Verifier,
};

#[test]
fn the_key_fixes_the_algorithm_where_it_can() {
    for (name, algorithm) in [
        ("p256-a.pem", Some(Algorithm::ES256)),
        ("p384-a.pub.pem", Some(Algorithm::ES384)),
        ("p521-a.pem", Some(Algorithm::ES512)),
        ("k256-a.pem", Some(Algorithm::ES256K)),
        ("ed25519-a.pem", Some(Algorithm::EDDSA)),
        ("ml-dsa-87-a.pem", Some(Algorithm::ML_DSA_87)),
        ("rsa-a.pem", None),
    ] {
        let found = read(file(name)).expect(name);
        assert_eq!(found.key().expect("one").algorithm(), algorithm, "{name}");
    }
    assert_eq!(read("a secret").expect("a secret").key().expect("one").algorithm(), None);
}

#[test]
fn alg_in_a_jwk_fixes_the_algorithm() {
    let jwk = r#"{"kty":"oct","alg":"HS512","k":"c2VjcmV0"}"#;
    let found = read(jwk).expect("a JWK");
    assert_eq!(found.key().expect("one").algorithm(), Some(Algorithm::HS512));
    assert_eq!(found.key().expect("one").algorithms(), [Algorithm::HS512]);
}

#[test]
fn all_algorithms_of_a_key_are_listed() {
    let algorithms = |input: Vec<u8>| read(input).expect("a key").key().expect("one").algorithms();
    assert_eq!(algorithms(file("rsa-a.pem")).len(), 6);
    assert_eq!(algorithms(file("ed25519-a.pem")), [Algorithm::EDDSA, Algorithm::ED25519]);
    assert_eq!(
        algorithms(b"a secret".to_vec()),
        [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512]
    );
}

#[test]
fn the_first_backend_that_takes_the_key_has_it() {
    // ring signs with RSA keys of whole kilobits only.
    let found = read(file("rsa-2056.pem")).expect("a key");
    let key = found.key().expect("one");
    assert!(key.signer(&jwt_ring::PROVIDER, Algorithm::RS256).is_err());
    assert!(key.signer(&provider(), Algorithm::RS256).is_ok());
}

/// A FIPS module's backend, to which no key is good enough.
#[derive(Debug)]
struct Strict;

impl KeyLoader for Strict {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }

    fn backend(&self) -> &'static str {
        "strict"
    }

    fn signer(&self, _: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
        Err(KeyRejected::NotApproved { algorithm: Algorithm::RS256, what: "keys of this test" })
    }

    fn verifier(&self, _: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Err(KeyRejected::NotApproved { algorithm: Algorithm::RS256, what: "keys of this test" })
    }

    fn generate(&self, _: Option<usize>) -> Result<KeyParameters, KeyRejected> {
        Err(self.unsupported("make a key"))
    }
}

/// Else a key that FIPS does not approve of would be used all the same, and nobody told.
#[test]
fn what_one_backend_does_not_approve_of_no_later_one_takes() {
    let strict = Provider { loaders: vec![&Strict as &dyn KeyLoader].into() };
    let found = read(file("rsa-a.pem")).expect("a key");
    let key = found.key().expect("one");
    let first = strict.clone().or(provider());
    let error = key.signer(&first, Algorithm::RS256).expect_err("not approved");
    assert_eq!(error.code(), "FIPS");
    assert_eq!(key.verifier(&first, Algorithm::RS256).expect_err("not approved").code(), "FIPS");
    assert!(key.signer(&provider().or(strict), Algorithm::RS256).is_ok());
}
