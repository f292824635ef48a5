//! Keys and sets that say things twice, or not at all.

use jwt_core::{Algorithm, JsonErrorKind, Jwk, JwkError, JwkSet, KeyMaterial, KeyRejected, KeyUse};

#[test]
fn repeated_members_of_keys_and_sets_are_refused() {
    let good = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    Jwk::parse(good).expect("the RFC's key");
    let set = |keys: &str| format!(r#"{{"keys":[{keys}]}}"#);
    JwkSet::parse(&set(good)).expect("a public set");
    for member in [r#""kty":"oct""#, r#""x":"AA""#, r#""\u0078":"AA""#, r#""crv":"Ed448""#] {
        let twice = good.replacen('{', &format!("{{{member},"), 1);
        assert_duplicate(Jwk::parse(&twice).map(drop));
        assert_duplicate(JwkSet::parse(&set(&twice)).map(drop));
    }
    assert_duplicate(JwkSet::parse(r#"{"keys":[],"keys":[]}"#).map(drop));
    assert_duplicate(JwkSet::parse(r#"{"keys":[],"k\u0065ys":[]}"#).map(drop));
}

/// No key, however it is made, is for `none`.
#[test]
fn none_is_no_algorithm() {
    for name in ["none", "None", "NONE", "nOnE", "none ", "none\0", ""] {
        assert_eq!(Algorithm::new(name), None, "{name:?}");
    }
    assert_eq!(Algorithm::new("HS256"), Some(Algorithm::HS256));
}

/// [RFC 9964](https://www.rfc-editor.org/rfc/rfc9964): such a key is for the one algorithm it names.
#[test]
fn akp_keys_are_for_the_algorithm_they_name() {
    let missing = Jwk::parse(r#"{"kty":"AKP","pub":"AAAA"}"#).expect_err("no alg");
    assert_eq!(missing, JwkError::Missing("alg"));
    let short = Jwk::parse(r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA"}"#).expect_err("3 bytes");
    assert!(matches!(short, JwkError::Parameter { name: "pub", .. }), "{short:?}");
    // 1312 bytes of zero.
    let public = format!("{}AA", "A".repeat(1748));
    let json = format!(r#"{{"kty":"AKP","alg":"ML-DSA-44","pub":"{public}"}}"#);
    let jwk = Jwk::parse(&json).expect("a key");
    let parameters =
        |algorithm| KeyMaterial::Jwk(&jwk).parameters(algorithm, KeyUse::Verify).map(drop);
    assert_eq!(parameters(Algorithm::ML_DSA_44), Ok(()));
    for algorithm in [Algorithm::ML_DSA_65, Algorithm::ES256, Algorithm::HS256] {
        let found = "ML-DSA-44".to_owned();
        assert_eq!(parameters(algorithm), Err(KeyRejected::AlgorithmMismatch { algorithm, found }));
    }
}

fn assert_duplicate(outcome: Result<(), JwkError>) {
    match outcome {
        Err(JwkError::Json(error)) => assert_eq!(error.kind(), JsonErrorKind::Duplicate),
        other => unreachable!("{other:?}"),
    }
}
