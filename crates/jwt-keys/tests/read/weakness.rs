use crate::{binary, error, file, read, text};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_core::{Jwk, KeyMaterial, KeyRejected};
use jwt_keys::KeyErrorKind;
use wycheproof_ng_kdf_jose::json_web;

fn jwks() -> impl Iterator<Item = (String, serde_json::Value)> {
    let set = json_web::TestSet::load(json_web::TestName::JsonWebKey).expect("the test set");
    set.test_groups.into_iter().filter_map(|group| Some((group.group_comment, group.private_key?)))
}

/// Wycheproof's tests of JSON Web Keys, by the comment of their group.
fn wycheproof(comment: &str) -> String {
    let (_, key) = jwks().find(|(found, _)| found == comment).expect(comment);
    key.to_string()
}

#[test]
fn refuses_keys_of_the_roca_flaw_private_and_public() {
    let set = read(wycheproof("jws_rsa_roca_key")).expect("a set");
    let reason = &set.skipped()[0].reason;
    assert!(reason.to_string().contains("CVE-2017-15361"), "{reason}");
    assert_eq!(reason.code(), "KEY_KIND");
    let json = serde_json::from_str::<serde_json::Value>(&wycheproof("jws_rsa_roca_key"));
    let key = json.expect("JSON")["keys"][0].to_string();
    assert!(error(&key).to_string().contains("ROCA"));
    let public = Jwk::parse(&key).expect("a JWK").to_public().expect("asymmetric");
    let loader = jwt_ring::PROVIDER.named("RS256").expect("ring has it");
    let refused = loader.verifier(KeyMaterial::Jwk(&public)).expect_err("marked");
    assert!(matches!(refused, KeyRejected::Weak { .. } | KeyRejected::AlgorithmMismatch { .. }));
    let public = serde_json::to_string(&public).expect("JSON");
    assert!(error(public).to_string().contains("ROCA"));
}

#[test]
fn refuses_rsa_keys_that_are_small_or_odd() {
    let small = error(file("rsa-1024.pem"));
    let message = "1024-bit RSA key; RS256 takes 2048 to 8192 bits here (secret)";
    assert_eq!((small.to_string().as_str(), small.code()), (message, "KEY_KIND"));
    let found = read(file("rsa-a.pub.pem")).expect("a key");
    let good = serde_json::to_value(found.key().expect("one").jwk()).expect("JSON");
    let n = good["n"].as_str().expect("n").to_owned();
    let even = n[..n.len() - 2].to_owned() + "AA";
    for (n, e, why) in [
        (&even, "AQAB", "its modulus is even"),
        (&n, "AQ", "its public exponent"),
        (&n, "Ag", "its public exponent"),
        (&n, "AgAAAAE", "its public exponent"),
    ] {
        let error = error(format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#));
        assert!(error.to_string().contains(why), "{error}");
        assert!(matches!(error.kind(), KeyErrorKind::Weak { .. }));
    }
    assert!(read(format!(r#"{{"kty":"RSA","n":"{n}","e":"Aw"}}"#)).is_ok());
}

#[test]
fn refuses_points_off_the_curve_and_halves_that_differ() {
    let of = |name: &str| {
        let found = read(file(name)).expect(name);
        serde_json::to_value(found.key().expect("one").jwk()).expect("JSON")
    };
    for (one, other, halves) in [
        ("p256-a.pem", "p256-b.pem", &["d"][..]),
        ("p384-a.pem", "p384-b.pem", &["d"]),
        ("p521-a.pem", "p521-b.pem", &["d"]),
        ("ed25519-a.pem", "ed25519-b.pem", &["d"]),
        ("rsa-a.pem", "rsa-b.pem", &["d", "p", "q", "dp", "dq", "qi"]),
    ] {
        let (mut key, other) = (of(one), of(other));
        for name in halves {
            key[name] = other[name].clone();
        }
        let error = error(key.to_string());
        assert!(error.to_string().contains("do not belong together"), "{one}: {error}");
        assert_eq!(error.code(), "KEY_KIND");
    }
    for name in ["p256-a.pub.pem", "p384-a.pub.pem"] {
        let mut key = of(name);
        key["y"] = key["x"].clone();
        let error = error(key.to_string());
        assert!(error.to_string().contains("off the curve"), "{name}: {error}");
    }
}

/// Nobody needs d to sign, so not every backend looks at it; but OpenSSH's format is made from it.
#[test]
fn refuses_an_rsa_key_whose_private_exponent_alone_is_wrong() {
    let of = |name: &str| {
        let found = read(file(name)).expect(name);
        serde_json::to_value(found.key().expect("one").jwk()).expect("JSON")
    };
    let (mut key, other) = (of("rsa-a.pem"), of("rsa-b.pem"));
    key["d"] = other["d"].clone();
    for d in [other["d"].clone(), "AQ".into(), BASE64_URL_SAFE_NO_PAD.encode([7; 257]).into()] {
        key["d"] = d;
        let error = error(key.to_string());
        assert!(error.to_string().contains("do not belong together"), "{error}");
    }
}

/// ring does not tell of it, RustCrypto does.
#[test]
fn refuses_an_ed25519_point_off_the_curve_if_any_backend_tells() {
    let x = BASE64_URL_SAFE_NO_PAD.encode([&[2], [0; 31].as_slice()].concat());
    let error = error(format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#));
    assert_eq!(
        error.to_string(),
        "secret holds an Ed25519 public key that is none: its bytes are no point of the curve"
    );
}

#[test]
fn refuses_small_points_of_ed25519() {
    let error =
        error(r#"{"kty":"OKP","crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#);
    assert!(error.to_string().contains("small order"), "{error}");
}

#[test]
fn agrees_with_wycheproof_on_json_web_keys() {
    for comment in ["keysize_too_small", "exponentOne", "invalid_point", "wrong_kty"] {
        for (_, key) in jwks().filter(|(found, _)| found == comment) {
            let usable = read(key.to_string()).is_ok_and(|found| found.keys().len() > 0);
            assert!(!usable, "{comment}");
        }
    }
    for comment in ["rs256", "jws_keyset"] {
        let usable = read(wycheproof(comment)).is_ok_and(|found| found.keys().len() > 0);
        assert!(usable, "{comment}");
    }
}

#[test]
fn refuses_shared_secrets_that_are_another_key() {
    let pem = file("rsa-a.pub.pem");
    let der = binary("rsa-a.pub.pem");
    for bytes in [pem, der] {
        let jwk = format!(r#"{{"kty":"oct","k":"{}"}}"#, BASE64_URL_SAFE_NO_PAD.encode(bytes));
        let error = error(&jwk);
        assert_eq!(
            error.to_string(),
            "secret holds a shared secret that is too weak: its bytes are a key of another kind, \
             which others may know"
        );
        let set = read(format!(r#"{{"keys":[{jwk}]}}"#)).expect("a set");
        assert_eq!((set.keys().len(), set.skipped().len()), (0, 1));
    }
}

#[test]
fn a_weak_key_is_weak_in_every_format() {
    let error = error(text("rsa-1024.pem").replace('\n', "\\n"));
    assert!(matches!(error.kind(), KeyErrorKind::Rejected(KeyRejected::RsaSize { .. })));
}
