//! Under the feature `fips`, only what FIPS 140-3 approves of can be built.

use jwt_aws_lc_rs::{FIPS_PROVIDER, MacKey, PROVIDER, SigningKey, VerifyingKey};
use jwt_core::{
    Algorithm, Ed25519, Es256, Es256k, FipsStatus, Hs256, Hs512, Jwk, KeyMaterial, KeyParameters,
    KeyRejected, MlDsa65, Rs256, RsaParameters, Signer, Verifier,
};
use serde_json::json;

/// The generator of secp256k1: the public key of the private key 1.
const SECP256K1: [(&str, &str); 2] = [
    ("x", "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g"),
    ("y", "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg"),
];

#[test]
fn es256k_cannot_be_built() {
    let refused = not_approved(Algorithm::ES256K, "the curve secp256k1");
    let mut jwk = json!({"kty": "EC", "crv": "secp256k1"});
    for (name, value) in SECP256K1 {
        jwk[name] = value.into();
    }
    let public = parse(&jwk);
    assert_eq!(VerifyingKey::<Es256k>::from_jwk(&public).expect_err("public"), refused);
    jwk["d"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE".into();
    let private = parse(&jwk);
    assert_eq!(SigningKey::<Es256k>::from_jwk(&private).expect_err("private"), refused);
    assert_eq!(VerifyingKey::<Es256k>::from_jwk(&private).expect_err("private"), refused);
    assert_eq!(SigningKey::<Es256k>::generate().expect_err("new"), refused);
    assert_eq!(SigningKey::<Es256k>::generate_pkcs8().expect_err("new"), refused);
    assert_eq!(refused.code(), "FIPS");
    assert_eq!(refused.to_string(), "FIPS 140-3 does not approve of the curve secp256k1 (ES256K)");
}

#[test]
fn provider_has_what_is_approved_and_nothing_else() {
    let algorithms: Vec<Algorithm> = FIPS_PROVIDER.algorithms().collect();
    assert!(PROVIDER.algorithms().eq(algorithms.iter().copied()));
    for &algorithm in Algorithm::ALL {
        let approved = ![Algorithm::ES256K, Algorithm::ED448].contains(&algorithm);
        assert_eq!(algorithms.contains(&algorithm), approved, "{algorithm}");
    }
    assert!(FIPS_PROVIDER.loaders.iter().all(|loader| loader.backend() == "AWS-LC FIPS"));
}

#[test]
fn secrets_under_14_bytes_are_refused() {
    let refused = not_approved(Algorithm::HS256, "a secret under 14 bytes");
    let error = MacKey::<Hs256>::from_short_secret_for_legacy_use_only(&[7; 13]);
    assert_eq!(error.expect_err("13 bytes"), refused);
    assert!(MacKey::<Hs256>::from_short_secret_for_legacy_use_only(&[7; 14]).is_ok());

    let loader = FIPS_PROVIDER.loader(Algorithm::HS512).expect("HS512");
    let refused = not_approved(Algorithm::HS512, "a secret under 14 bytes");
    let short = |secret| KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id: None };
    assert_eq!(loader.signer(short(&[7; 13])).expect_err("13 bytes"), refused);
    assert_eq!(loader.verifier(short(&[7; 13])).expect_err("13 bytes"), refused);
    assert!(loader.verifier(short(&[7; 14])).is_ok());
    // The rule of JOSE is stricter, and comes first.
    let error = MacKey::<Hs512>::from_bytes(&[7; 13]).expect_err("13 bytes");
    assert!(matches!(error, KeyRejected::ShortSecret { minimum: 64, found: 13, .. }));
}

#[test]
fn rsa_keys_with_small_exponents_or_of_odd_sizes_are_refused() {
    let load = |first: u8, e: &[u8]| {
        let mut n = vec![0xff; 257];
        n[0] = first;
        let rsa = RsaParameters { n, e: e.to_vec(), private: None };
        let jwk = Jwk::new(KeyParameters::Rsa(rsa), Algorithm::RS256).expect("a JWK");
        VerifyingKey::<Rs256>::from_jwk(&jwk).map(|_| ())
    };
    assert_eq!(load(2, &[1, 0, 1]), Ok(()));
    let odd = not_approved(Algorithm::RS256, "a modulus of an odd number of bits");
    assert_eq!(load(1, &[1, 0, 1]), Err(odd));
    let small = not_approved(Algorithm::RS256, "a public exponent under 65537");
    for e in [&[3][..], &[17], &[0xff, 0xff]] {
        assert_eq!(load(2, e), Err(small.clone()), "{e:?}");
    }
    // Zeros before it do not make it larger.
    let zeros = load(2, &[0, 0, 0, 3]).expect_err("3");
    assert!(matches!(zeros, KeyRejected::Encoding(_)), "{zeros}");
    // What is no key for the algorithm at all is told first.
    let short = KeyMaterial::ShortSecretForLegacyUseOnly { secret: &[7; 13], key_id: None };
    let loader = FIPS_PROVIDER.loader(Algorithm::RS256).expect("RS256");
    assert_eq!(loader.verifier(short).expect_err("a secret").code(), "KEY_KIND");
}

#[test]
fn keys_of_the_module_without_a_certificate_are_pending() {
    let keys: [Box<dyn Signer>; 4] = [
        Box::new(MacKey::<Hs256>::generate().expect("a key")),
        Box::new(SigningKey::<Es256>::generate().expect("a key")),
        Box::new(SigningKey::<Ed25519>::generate().expect("a key")),
        Box::new(SigningKey::<MlDsa65>::generate().expect("a key")),
    ];
    for key in keys {
        assert_eq!(key.fips(), FipsStatus::Pending, "{key:?}");
    }
    let key = SigningKey::<Rs256>::generate().expect("a key");
    assert_eq!(key.verifying_key().fips(), FipsStatus::Pending);
    assert_eq!(Verifier::fips(&MacKey::<Hs256>::generate().expect("a key")), FipsStatus::Pending);
    assert_eq!(FIPS_PROVIDER.fips(), FipsStatus::Pending);
}

fn not_approved(algorithm: Algorithm, what: &'static str) -> KeyRejected {
    KeyRejected::NotApproved { algorithm, what }
}

fn parse(jwk: &serde_json::Value) -> Jwk {
    Jwk::parse(&jwk.to_string()).expect("a JWK")
}
