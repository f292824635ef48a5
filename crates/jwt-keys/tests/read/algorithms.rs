use crate::{file, provider, read};
use jwt_core::Algorithm;

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
