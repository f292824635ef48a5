//! Keys are read from every form, and refused for a reason.

use crate::{Backend, cases, keys};
use jwt_core::{Algorithm, Jwk, KeyMaterial, KeyRejected, Pem, Validation, sign, verify};
use serde_json::{Value, json};

cases![
    private_keys_are_read_from_every_form,
    public_keys_are_read_from_every_form,
    keys_of_another_kind_are_refused,
    keys_on_another_curve_are_refused,
    short_secrets_are_refused,
    small_rsa_keys_are_refused,
    keys_whose_halves_differ_are_refused,
    points_off_the_curve_are_refused,
    what_is_no_key_is_refused_with_a_reason,
    jwk_members_are_heeded,
    public_keys_do_not_sign,
];

fn private_keys_are_read_from_every_form(backend: &Backend) {
    for (algorithm, forms) in [
        (Algorithm::RS256, [keys::RSA_A, keys::RSA_A_PKCS1].as_slice()),
        (Algorithm::ES256, &[keys::P256_A, keys::P256_A_SEC1, keys::P256_WITH_PARAMETERS]),
        (Algorithm::ES384, &[keys::P384_A, keys::P384_A_SEC1]),
        (Algorithm::EDDSA, &[keys::ED25519_A]),
        (Algorithm::ED25519, &[keys::ED25519_A]),
    ] {
        if backend.provider.loader(algorithm).is_none() {
            continue;
        }
        for &pem in forms {
            let der = Pem::parse(pem).expect("one key");
            for material in [KeyMaterial::Pem(pem), KeyMaterial::Der(der.der())] {
                let signer = backend.signer(algorithm, material).expect("a private key");
                let verifier = backend.verifier(algorithm, material).expect("its public half");
                let token = sign(&claims(), &signer).expect("signed");
                verify::<Value>(&token, &verifier, &Validation::new()).expect("valid");
            }
        }
    }
}

fn public_keys_are_read_from_every_form(backend: &Backend) {
    for (algorithm, private, forms) in [
        (Algorithm::RS256, keys::RSA_A, [keys::RSA_A_PUBLIC, keys::RSA_A_PUBLIC_PKCS1].as_slice()),
        (Algorithm::PS512, keys::RSA_A, &[keys::RSA_A_PUBLIC, keys::RSA_A_PUBLIC_PKCS1]),
        (Algorithm::ES256, keys::P256_A, &[keys::P256_A_PUBLIC]),
        (Algorithm::ES384, keys::P384_A, &[keys::P384_A_PUBLIC]),
        (Algorithm::EDDSA, keys::ED25519_A, &[keys::ED25519_A_PUBLIC]),
    ] {
        if backend.provider.loader(algorithm).is_none() {
            continue;
        }
        let signer = backend.signer(algorithm, KeyMaterial::Pem(private)).expect("a private key");
        let token = sign(&claims(), &signer).expect("signed");
        for &pem in forms {
            let der = Pem::parse(pem).expect("one key");
            for material in [KeyMaterial::Pem(pem), KeyMaterial::Der(der.der())] {
                let verifier = backend.verifier(algorithm, material).expect("a public key");
                verify::<Value>(&token, &verifier, &Validation::new()).expect("valid");
            }
        }
    }
}

fn keys_of_another_kind_are_refused(backend: &Backend) {
    let all = [
        KeyMaterial::Secret(&[7; 64]),
        KeyMaterial::Pem(keys::RSA_A),
        KeyMaterial::Pem(keys::P256_A),
        KeyMaterial::Pem(keys::ED25519_A),
    ];
    for algorithm in backend.algorithms() {
        let family = match algorithm.name().get(..2) {
            Some("HS") => 0,
            Some("RS" | "PS") => 1,
            Some("ES") => 2,
            _ => 3,
        };
        for (_, &material) in all.iter().enumerate().filter(|&(i, _)| i != family) {
            for error in [
                backend.signer(algorithm, material).err(),
                backend.verifier(algorithm, material).err(),
            ] {
                let error = error.expect("another kind");
                assert!(matches!(error, KeyRejected::Kind { .. }), "{algorithm}: {error}");
            }
        }
    }
    if let Err(error) = backend.verifier(Algorithm::RS256, KeyMaterial::Pem(keys::P256_A_PUBLIC)) {
        let expected = "RS256 needs an RSA public key, but this is an EC P-256 public key";
        assert_eq!(error.to_string(), expected);
    }
}

fn keys_on_another_curve_are_refused(backend: &Backend) {
    let error = backend.signer(Algorithm::ES256, KeyMaterial::Pem(keys::SECP256K1));
    let error = error.expect_err("another curve");
    assert_eq!(error.to_string(), "ES256 needs a P-256 key, this key is on secp256k1");
    assert_eq!(error.hint(), Some("use ES256K, or make a P-256 key"));
    assert_eq!(error.code(), "ALG_CURVE");
    let error = backend.verifier(Algorithm::ES384, KeyMaterial::Pem(keys::P256_A_PUBLIC));
    assert!(matches!(error, Err(KeyRejected::Curve { .. })));
}

fn short_secrets_are_refused(backend: &Backend) {
    for (algorithm, minimum) in
        [(Algorithm::HS256, 32), (Algorithm::HS384, 48), (Algorithm::HS512, 64)]
    {
        for len in [0, 1, minimum - 1] {
            let secret = vec![7; len];
            let error = backend.signer(algorithm, KeyMaterial::Secret(&secret)).expect_err("short");
            assert_eq!(error, KeyRejected::ShortSecret { algorithm, minimum, found: len });
        }
        assert!(backend.signer(algorithm, KeyMaterial::Secret(&vec![7; minimum])).is_ok());
    }
}

fn small_rsa_keys_are_refused(backend: &Backend) {
    for algorithm in [Algorithm::RS256, Algorithm::PS256] {
        let material = KeyMaterial::Pem(keys::RSA_1024);
        for error in
            [backend.signer(algorithm, material).err(), backend.verifier(algorithm, material).err()]
        {
            assert!(matches!(error, Some(KeyRejected::RsaSize { found: 1024, .. })));
        }
    }
}

fn keys_whose_halves_differ_are_refused(backend: &Backend) {
    // The coordinates of RFC 7515 §A.3 and another private number.
    let ec = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}"#;
    // The public key of RFC 8037 §A.2 and another private one.
    let okp = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}"#;
    for (algorithm, json) in [(Algorithm::ES256, ec), (Algorithm::EDDSA, okp)] {
        let jwk = Jwk::parse(json).expect("well formed");
        let material = KeyMaterial::Jwk(&jwk);
        for error in
            [backend.signer(algorithm, material).err(), backend.verifier(algorithm, material).err()]
        {
            assert_eq!(error, Some(KeyRejected::Inconsistent { algorithm }));
        }
    }
}

fn points_off_the_curve_are_refused(backend: &Backend) {
    // RFC 7515 §A.3 with the last byte of y changed.
    let json = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a4"}"#;
    let jwk = Jwk::parse(json).expect("well formed");
    let error =
        backend.verifier(Algorithm::ES256, KeyMaterial::Jwk(&jwk)).expect_err("off the curve");
    assert_eq!(error, KeyRejected::Inconsistent { algorithm: Algorithm::ES256 });
}

fn what_is_no_key_is_refused_with_a_reason(backend: &Backend) {
    for (text, reason) in [
        (keys::RSA_A_CERTIFICATE, "is a certificate"),
        (keys::P256_A_ENCRYPTED, "is encrypted"),
        ("secret", "has no line -----BEGIN"),
        ("", "has no line -----BEGIN"),
    ] {
        let error = backend.verifier(Algorithm::ES256, KeyMaterial::Pem(text)).expect_err("no key");
        assert!(error.to_string().contains(reason), "{error}");
    }
    for der in
        [b"".as_slice(), b"\x30\x00", b"\x30\x80\x00\x00", &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]]
    {
        let error = backend.signer(Algorithm::ES256, KeyMaterial::Der(der)).expect_err("no key");
        assert!(matches!(error, KeyRejected::Encoding(_)), "{error}");
    }
    let whole = Pem::parse(keys::P256_A).expect("one key");
    for len in 0..whole.der().len() {
        assert!(backend.signer(Algorithm::ES256, KeyMaterial::Der(&whole.der()[..len])).is_err());
    }
}

fn jwk_members_are_heeded(backend: &Backend) {
    let point = r#""kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0""#;
    let load = |members: &str| {
        let jwk = Jwk::parse(&format!("{{{point}{members}}}")).expect("well formed");
        backend.verifier(Algorithm::ES256, KeyMaterial::Jwk(&jwk))
    };
    assert_eq!(load(r#","kid":"k1""#).expect("a key").key_id(), Some("k1"));
    assert!(load(r#","alg":"ES256","use":"sig","key_ops":["verify"]"#).is_ok());
    assert!(matches!(load(r#","alg":"ES384""#), Err(KeyRejected::AlgorithmMismatch { .. })));
    assert!(matches!(load(r#","use":"enc""#), Err(KeyRejected::Use { operation: "verify" })));
    assert!(matches!(load(r#","key_ops":["encrypt"]"#), Err(KeyRejected::Use { .. })));
    assert!(matches!(load(r#","key_ops":["sign"]"#), Err(KeyRejected::Use { .. })));

    let json =
        r#"{"kty":"oct","key_ops":["verify"],"k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8"}"#;
    let jwk = Jwk::parse(json).expect("well formed");
    assert!(backend.verifier(Algorithm::HS256, KeyMaterial::Jwk(&jwk)).is_ok());
    let error =
        backend.signer(Algorithm::HS256, KeyMaterial::Jwk(&jwk)).expect_err("verifies only");
    assert_eq!(error, KeyRejected::Use { operation: "sign" });
}

fn public_keys_do_not_sign(backend: &Backend) {
    for (algorithm, pem) in [
        (Algorithm::RS256, keys::RSA_A_PUBLIC),
        (Algorithm::ES256, keys::P256_A_PUBLIC),
        (Algorithm::EDDSA, keys::ED25519_A_PUBLIC),
    ] {
        let error = backend.signer(algorithm, KeyMaterial::Pem(pem)).expect_err("public");
        assert!(matches!(error, KeyRejected::Kind { .. }), "{error}");
    }
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
