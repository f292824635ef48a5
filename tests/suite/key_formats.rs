//! Keys are read from every form, and refused for a reason.

use crate::{Backend, Limit, cases, keys};
use jwt_core::{
    Algorithm, EcParameters, EcPoint, Jwk, JwkError, KeyMaterial, KeyParameters, KeyRejected,
    KeyUse, OkpParameters, Pem, Validation, VerifyError, sign, verify,
};
use serde_json::{Value, json};

cases![
    private_keys_are_read_from_every_form,
    public_keys_are_read_from_every_form,
    keys_of_another_kind_are_refused,
    keys_on_another_curve_are_refused,
    ml_dsa_keys_are_for_one_algorithm for ML_DSA_65,
    short_secrets_are_refused,
    small_rsa_keys_are_refused,
    keys_whose_halves_differ_are_refused,
    points_off_the_curve_are_refused,
    ed25519_points_off_the_curve_verify_nothing for EDDSA,
    what_is_no_key_is_refused_with_a_reason,
    jwk_members_are_heeded,
    public_keys_do_not_sign,
];

fn private_keys_are_read_from_every_form(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let pem = keys::pair(algorithm, 'a').expect("a key of the suite").material();
        let KeyMaterial::Pem(pem) = pem else { unreachable!("an asymmetric key") };
        let more: &[&str] = match algorithm {
            Algorithm::RS256 | Algorithm::PS512 => &[keys::RSA_A_PKCS1],
            Algorithm::ES256 => &[keys::P256_A_SEC1, keys::P256_WITH_PARAMETERS],
            Algorithm::ES384 => &[keys::P384_A_SEC1],
            Algorithm::ES512 => &[keys::P521_A_SEC1],
            Algorithm::ES256K => &[keys::K256_A_SEC1],
            _ => &[],
        };
        for pem in [pem].into_iter().chain(more.iter().copied()) {
            let der = Pem::parse(pem).expect("one key");
            for material in [KeyMaterial::Pem(pem), KeyMaterial::Der(der.der())] {
                fit(backend, algorithm, material, material);
            }
        }
        let jwk = Jwk::new(backend.whole(algorithm, 'a'), algorithm).expect("with both halves");
        fit(backend, algorithm, KeyMaterial::Jwk(&jwk), KeyMaterial::Jwk(&jwk));
    }
}

fn public_keys_are_read_from_every_form(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let private = keys::pair(algorithm, 'a').expect("a key of the suite").material();
        let more: &[&str] = match algorithm {
            Algorithm::RS256 | Algorithm::PS512 => &[keys::RSA_A_PUBLIC_PKCS1],
            _ => &[],
        };
        let pem = keys::public(algorithm).expect("a public key");
        for pem in [pem].into_iter().chain(more.iter().copied()) {
            let der = Pem::parse(pem).expect("one key");
            for public in [KeyMaterial::Pem(pem), KeyMaterial::Der(der.der())] {
                fit(backend, algorithm, private, public);
            }
        }
        let parameters = KeyMaterial::Pem(pem).parameters(algorithm, KeyUse::Verify);
        let jwk = Jwk::new(parameters.expect("a public key").into_owned(), algorithm);
        fit(backend, algorithm, private, KeyMaterial::Jwk(&jwk.expect("a public key")));
    }
}

/// What one key signs, the other verifies.
fn fit(backend: &Backend, algorithm: Algorithm, private: KeyMaterial<'_>, public: KeyMaterial<'_>) {
    let signer = backend.signer(algorithm, private).expect("a private key");
    let verifier = backend.verifier(algorithm, public).expect("a key");
    let token = sign(&claims(), &signer).expect("signed");
    verify::<Value>(&token, &verifier, &Validation::new()).expect("valid");
}

fn keys_of_another_kind_are_refused(backend: &Backend) {
    let all = [
        KeyMaterial::Secret(&[7; 64]),
        KeyMaterial::Pem(keys::RSA_A),
        KeyMaterial::Pem(keys::P256_A),
        KeyMaterial::Pem(keys::ED25519_A),
        KeyMaterial::Pem(keys::ML_DSA_44_A),
    ];
    for algorithm in backend.algorithms() {
        let family = match algorithm.name().get(..2) {
            Some("HS") => 0,
            Some("RS" | "PS") => 1,
            Some("ES") => 2,
            Some("Ed") => 3,
            _ => 4,
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
    let error = backend.signer(Algorithm::ES256, KeyMaterial::Pem(keys::K256_A));
    let error = error.expect_err("another curve");
    assert_eq!(error.to_string(), "ES256 needs a P-256 key, this key is on secp256k1");
    assert_eq!(error.hint(), Some("use ES256K, or make a P-256 key"));
    assert_eq!(error.code(), "ALG_CURVE");
    let error = backend.verifier(Algorithm::ES384, KeyMaterial::Pem(keys::P256_A_PUBLIC));
    assert!(matches!(error, Err(KeyRejected::Curve { .. })));
    for (algorithm, pem) in [
        (Algorithm::ES512, keys::P384_A),
        (Algorithm::ES256K, keys::P256_A),
        (Algorithm::ES256K, keys::P256_A_PUBLIC),
    ] {
        if let Some(loader) = backend.provider.loader(algorithm) {
            let error = loader.verifier(KeyMaterial::Pem(pem)).expect_err("another curve");
            assert!(matches!(error, KeyRejected::Curve { .. }), "{algorithm}: {error}");
        }
    }
}

/// Such a key is for one algorithm only, and a JWK of it says which.
fn ml_dsa_keys_are_for_one_algorithm(backend: &Backend) {
    let whole = Jwk::new(backend.whole(Algorithm::ML_DSA_65, 'a'), Algorithm::ML_DSA_65);
    let whole = whole.expect("with both halves");
    let json = serde_json::to_string(&whole).expect("json");
    for material in [
        KeyMaterial::Pem(keys::ML_DSA_65_A),
        KeyMaterial::Pem(keys::ML_DSA_65_A_PUBLIC),
        KeyMaterial::Jwk(&whole),
    ] {
        assert!(backend.verifier(Algorithm::ML_DSA_65, material).is_ok());
        for other in [Algorithm::ML_DSA_44, Algorithm::ML_DSA_87] {
            let error = backend.verifier(other, material).expect_err("another algorithm");
            let expected =
                matches!(error, KeyRejected::Kind { .. } | KeyRejected::AlgorithmMismatch { .. });
            assert!(expected, "{other}: {error}");
        }
    }
    let nameless = json.replace(r#""alg":"ML-DSA-65","#, "");
    assert_eq!(Jwk::parse(&nameless).expect_err("of no algorithm"), JwkError::Missing("alg"));
    for other in ["ML-DSA-44", "ML-DSA-87", "ES256"] {
        let renamed = json.replace("ML-DSA-65", other);
        assert!(Jwk::parse(&renamed).is_err(), "{other}");
    }
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

/// With RSA the public half is n and e as they stand, whatever comes with them: that the rest fits
/// is a matter of signing, for which no backend takes every size.
fn keys_whose_halves_differ_are_refused(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let public = backend.whole(algorithm, 'a').to_public().expect("its public half");
        let mixed = keys::joined(backend.whole(algorithm, 'b'), public);
        let jwk = Jwk::new(mixed, algorithm).expect("well formed");
        let material = KeyMaterial::Jwk(&jwk);
        let inconsistent = KeyRejected::Inconsistent { algorithm };
        assert_eq!(backend.signer(algorithm, material).expect_err("differ"), inconsistent);
        match backend.verifier(algorithm, material) {
            Ok(verifier) => {
                assert!(matches!(jwk.parameters(), KeyParameters::Rsa(_)), "{algorithm}");
                let (signer, _) = backend.pair(algorithm);
                let token = sign(&claims(), &signer).expect("signed");
                assert!(verify::<Value>(&token, &verifier, &Validation::new()).is_ok());
            }
            Err(error) => {
                assert!(!matches!(jwk.parameters(), KeyParameters::Rsa(_)), "{algorithm}");
                assert_eq!(error, inconsistent);
            }
        }
    }
}

fn points_off_the_curve_are_refused(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let good = backend.whole(algorithm, 'a');
        let KeyParameters::Ec(EcParameters { crv, point: Some(point), d }) = good else { continue };
        let EcPoint { x, mut y } = point;
        *y.last_mut().expect("not empty") ^= 1;
        for (x, y) in [
            (x.clone(), y.clone()),
            (y, x.clone()),
            (vec![0; x.len()], vec![0; x.len()]),
            (vec![0xff; x.len()], vec![0xff; x.len()]),
        ] {
            for d in [None, d.clone()] {
                let (crv, point) = (crv.clone(), Some(EcPoint { x: x.clone(), y: y.clone() }));
                let bad = KeyParameters::Ec(EcParameters { crv, point, d });
                let jwk = Jwk::new(bad, algorithm).expect("well formed");
                let error = backend.verifier(algorithm, KeyMaterial::Jwk(&jwk));
                assert_eq!(error.expect_err("off"), KeyRejected::Inconsistent { algorithm });
            }
        }
    }
}

/// There is no point of Ed25519 whose y is 2.
fn ed25519_points_off_the_curve_verify_nothing(backend: &Backend) {
    let mut x = vec![0; 32];
    x[0] = 2;
    let (crv, d) = ("Ed25519".to_owned(), None);
    let off = KeyParameters::Okp(OkpParameters { crv, x: Some(x), d });
    let jwk = Jwk::new(off, Algorithm::EDDSA).expect("well formed");
    let loaded = backend.verifier(Algorithm::EDDSA, KeyMaterial::Jwk(&jwk));
    if !backend.has(Limit::Ed25519PointsUnchecked) {
        let algorithm = Algorithm::EDDSA;
        assert_eq!(loaded.expect_err("off"), KeyRejected::Inconsistent { algorithm });
        return;
    }
    let key = loaded.expect("not looked at yet");
    let (signer, _) = backend.pair(Algorithm::EDDSA);
    let token = sign(&claims(), &signer).expect("signed");
    let refused = verify::<Value>(&token, &key, &Validation::new()).map(drop);
    assert!(matches!(refused, Err(VerifyError::Signature { .. })));
    for signature in [[0; 64], [1; 64], [0xff; 64]] {
        assert!(key.verify(b"", &signature).is_err());
    }
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
    for algorithm in backend.asymmetric() {
        let pem = keys::public(algorithm).expect("a public key");
        let error = backend.signer(algorithm, KeyMaterial::Pem(pem)).expect_err("public");
        assert!(matches!(error, KeyRejected::Kind { .. }), "{algorithm}: {error}");
    }
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
