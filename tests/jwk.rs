//! JWKs: thumbprints of the RFCs, and what is made of a key.

use jwt_core::{Algorithm, Hs256, Jwk, JwkError};
use jwt_ring::{MacKey, sha256};

/// RFC 7638 §3.1.
#[test]
fn rsa_key_of_rfc_7638() {
    let jwk = Jwk::parse(concat!(
        r#"{"kty":"RSA","alg":"RS256","kid":"2011-04-29","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9n"#,
        "ndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMst",
        "n64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnY",
        "b9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHa",
        r#"Q-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}"#,
    ));
    let thumbprint = jwk.expect("the RFC's key").thumbprint(sha256);
    assert_eq!(thumbprint, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

/// RFC 8037 §A.3; the private key has the thumbprint of its public half.
#[test]
fn ed25519_key_of_rfc_8037() {
    let public =
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let private = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    for json in [public, private] {
        let thumbprint = Jwk::parse(json).expect("the RFC's key").thumbprint(sha256);
        assert_eq!(thumbprint, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}

#[test]
fn what_is_written_reads_the_same() {
    for json in [
        r#"{"kty":"OKP","use":"sig","alg":"EdDSA","kid":"a","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#,
        r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}"#,
        r#"{"kty":"EC","key_ops":["verify"],"crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
    ] {
        let jwk = Jwk::parse(json).expect("a key");
        assert_eq!(serde_json::to_string(&jwk).expect("json"), json);
        let public = jwk.to_public().map(|public| serde_json::to_string(&public).expect("json"));
        assert!(!public.is_some_and(|public| public.contains(r#""d""#)));
    }
}

#[test]
fn a_secret_that_may_only_verify_is_no_key_that_signs() {
    let jwk = |operations: &str| {
        let k = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr8";
        Jwk::parse(&format!(r#"{{"kty":"oct","key_ops":[{operations}],"k":"{k}"}}"#))
            .expect("a key")
    };
    assert!(MacKey::<Hs256>::from_jwk(&jwk(r#""sign","verify""#)).is_ok());
    for operations in [r#""verify""#, r#""sign""#, ""] {
        assert!(MacKey::<Hs256>::from_jwk(&jwk(operations)).is_err(), "{operations}");
    }
}

#[test]
fn a_public_half_may_verify_only_where_the_key_might_sign() {
    let public = |operations: &str| {
        let ed25519 =
            r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
        let jwk = Jwk::parse(&format!(r#"{{{ed25519},"key_ops":[{operations}]}}"#)).expect("a key");
        serde_json::to_value(jwk.to_public().expect("public")).expect("json")["key_ops"].clone()
    };
    assert_eq!(public(r#""sign""#), serde_json::json!(["verify"]));
    assert_eq!(public(r#""sign","verify""#), serde_json::json!(["verify"]));
    assert_eq!(public(r#""deriveKey""#), serde_json::json!([]));
}

#[test]
fn a_key_is_not_made_for_an_algorithm_of_another_kind() {
    let jwk = Jwk::parse(
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
    );
    let parameters = jwk.expect("a key").parameters().clone();
    assert!(Jwk::new(parameters.clone(), Algorithm::EDDSA).is_ok());
    for algorithm in [Algorithm::HS256, Algorithm::ES256, Algorithm::ED448, Algorithm::ML_DSA_44] {
        let error = Jwk::new(parameters.clone(), algorithm).expect_err("another kind");
        assert!(matches!(error, JwkError::Parameter { name: "alg", .. }));
    }
}
