use crate::{error, provider, read};
use jwt_core::{Algorithm, KeyUse};
use jwt_keys::{Format, Found};

const EC: &str = r#""kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0""#;
const OKP: &str =
    r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;

fn set(keys: &[String]) -> Found {
    read(format!(r#"{{"keys":[{}]}}"#, keys.join(","))).expect("a set")
}

#[test]
fn a_key_is_chosen_by_its_name_its_algorithm_and_its_use() {
    let set = set(&[
        format!(r#"{{{EC},"kid":"k1"}}"#),
        format!(r#"{{{OKP},"kid":"2024-06"}}"#),
        format!(r#"{{{EC},"kid":"k3","use":"enc"}}"#),
    ]);
    assert_eq!(set.format(), Format::JwkSet);
    assert_eq!(set.keys().len(), 3);
    let verify = KeyUse::Verify;
    let kid = |key: Option<&str>, algorithm| {
        let key = set.select(key, algorithm, verify)?;
        Ok::<_, jwt_keys::KeyError>(key.jwk().kid().unwrap_or_default().to_owned())
    };
    assert_eq!(kid(Some("k1"), None).as_deref(), Ok("k1"));
    assert_eq!(kid(None, Some(Algorithm::ES256)).as_deref(), Ok("k1"));
    assert_eq!(kid(None, Some(Algorithm::ED25519)).as_deref(), Ok("2024-06"));
    let key = set.select(Some("k1"), None, verify).expect("k1");
    assert!(key.verifier(&provider(), Algorithm::ES256).is_ok());
    for (asked, algorithm, message) in [
        (Some("k2"), None, "no key \"k2\" in the key set (it has k1, 2024-06, k3) (secret)"),
        (Some("k3"), None, "no key \"k3\" in the key set (it has k1, 2024-06, k3) (secret)"),
        (None, None, "2 keys in the key set (it has k1, 2024-06, k3) (secret)"),
        (
            None,
            Some(Algorithm::RS256),
            "no key for RS256 in the key set (it has k1, 2024-06, k3) (secret)",
        ),
    ] {
        let error = set.select(asked, algorithm, verify).expect_err(message);
        assert_eq!(error.to_string(), message);
        assert_eq!(error.code(), "KID");
        assert!(error.hint().is_some());
    }
    let error = set.select(Some("k1"), None, KeyUse::Sign).expect_err("public");
    assert_eq!(error.code(), "KID");
    assert_eq!(set.key().expect_err("three").code(), "KID");
}

#[test]
fn keys_that_cannot_be_used_are_passed_over_and_told() {
    let off_the_curve = EC.replace("x_FE", "x_FF");
    let set = set(&[
        r#"{"kty":"future","kid":"a"}"#.to_owned(),
        format!(r#"{{{EC},"kid":"b"}}"#),
        format!(r#"{{{off_the_curve},"kid":"c"}}"#),
        r#"{"kty":"oct"}"#.to_owned(),
        format!(r#"{{{OKP},"kid":"e","alg":"RS256"}}"#),
    ]);
    let skipped: Vec<_> = set.skipped().iter().map(|key| (key.index, key.kid.as_deref())).collect();
    assert_eq!(skipped, [(0, Some("a")), (2, Some("c")), (3, None), (4, Some("e"))]);
    assert!(set.skipped()[1].reason.to_string().contains("off the curve"));
    assert_eq!(set.key().expect("one is left").jwk().kid(), Some("b"));
    let error = set.select(Some("c"), None, KeyUse::Verify).expect_err("passed over");
    assert_eq!(
        error.to_string(),
        "no key \"c\" in the key set (it has b, and 4 that cannot be used) (secret)"
    );
}

#[test]
fn a_single_key_is_taken_whatever_its_name() {
    let found = read(format!(r#"{{{EC},"kid":"k1"}}"#)).expect("a JWK");
    assert!(found.select(Some("another"), None, KeyUse::Verify).is_ok());
}

#[test]
fn sets_that_are_none_are_refused() {
    assert_eq!(error(r#"{"keys":1}"#).code(), "KEY_KIND");
    assert_eq!(error(r#"{"keys":[{"kty":"oct","k":"AA"}"#).code(), "KEY_KIND");
    assert!(read(r#"{"keys":[]}"#).expect("a set").key().is_err());
}
