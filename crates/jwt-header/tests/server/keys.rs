//! Several keys by their names.

use crate::support::{claims, rules, send, sign_with, token};
use jwt_core::{Algorithm, Hs256, Hs384, Jwk, JwkSet, KeyMaterial, Signer, Verifier};
use jwt_header::server::{Check, CheckError, Guard, Keys, KeysError};
use jwt_ring::{MacKey, PROVIDER};
use serde_json::json;

fn mac(kid: &str, byte: u8) -> MacKey<Hs256> {
    MacKey::from_bytes(&[byte; 32]).expect("long enough").with_key_id(kid)
}

fn boxed<const N: usize>(keys: [MacKey<Hs256>; N]) -> Vec<Box<dyn Verifier>> {
    keys.into_iter().map(|key| Box::new(key) as Box<dyn Verifier>).collect()
}

fn by(key: &dyn Signer) -> String {
    sign_with(&claims(json!({})), key)
}

#[tokio::test]
async fn the_kid_picks_the_key() {
    let keys = Keys::new(boxed([mac("a", 1), mac("b", 2)]), rules()).expect("two names");
    let guard = Guard::new(keys);
    for (key, status) in [
        (mac("a", 1), 200),
        (mac("b", 2), 200),
        (mac("a", 2), 401),
        (mac("c", 1), 401),
        (mac("A", 1), 401),
    ] {
        assert_eq!(
            send(guard.clone(), &by(&key)).await.status,
            status,
            "{:?}",
            Signer::key_id(&key)
        );
    }
    let answer = send(guard, &token(json!({}))).await;
    let reason = "error=\"invalid_token\", error_description=\"no key here is the token's\"";
    assert_eq!(answer.verdict(), (401, &*format!("Bearer realm=\"api\", {reason}")));
}

#[tokio::test]
async fn keys_of_one_name_are_told_apart_by_algorithm() {
    let other = || MacKey::<Hs384>::from_bytes(&[3; 48]).expect("long enough").with_key_id("a");
    let mut both = boxed([mac("a", 1)]);
    both.push(Box::new(other()));
    let keys = Keys::new(both, rules()).expect("two algorithms");
    assert!(keys.check(&by(&mac("a", 1))).await.is_ok());
    assert!(keys.check(&by(&other())).await.is_ok());

    let keys = Keys::new(boxed([mac("a", 1)]), rules()).expect("a name");
    let error = keys.check(&by(&other())).await.expect_err("another algorithm");
    assert_eq!(error.to_string(), "the token says HS384, HS256 is expected");
}

#[test]
fn keys_that_cannot_be_told_apart_are_refused() {
    let nameless = MacKey::<Hs256>::from_bytes(&[1; 32]).expect("long enough");
    for (keys, error) in [
        (boxed([]), KeysError::Empty),
        (boxed([mac("a", 1), nameless]), KeysError::Nameless { index: 1 }),
        (boxed([mac("a", 1), mac("a", 2)]), KeysError::Twice { kid: "a".into() }),
    ] {
        assert_eq!(Keys::new(keys, rules()).expect_err("refused"), error);
    }
}

#[tokio::test]
async fn keys_are_replaced_while_a_guard_uses_them() {
    let keys = std::sync::Arc::new(Keys::new(boxed([mac("a", 1)]), rules()).expect("a name"));
    let old = by(&mac("a", 1));
    assert!(keys.check(&old).await.is_ok());
    keys.replace(boxed([])).expect_err("no key");
    assert!(keys.check(&old).await.is_ok());
    keys.replace(boxed([mac("b", 2)])).expect("a name");
    assert!(matches!(keys.check(&old).await, Err(CheckError::NoKey)));
    assert!(keys.check(&by(&mac("b", 2))).await.is_ok());
}

#[tokio::test]
async fn a_set_gives_the_keys_of_the_algorithms_that_are_allowed() {
    let jwk = |algorithm: Algorithm, kid: &str| {
        let loader = PROVIDER.loader(algorithm).expect("ring has it");
        let key = loader.generate(None).expect("randomness");
        Jwk::new(key, algorithm).expect("a key").with_kid(kid)
    };
    let (ec, ed) = (jwk(Algorithm::ES256, "ec"), jwk(Algorithm::EDDSA, "ed"));
    let public = [ec.to_public().expect("public"), ed.to_public().expect("public")];
    let set = JwkSet::parse(&json!({"keys": public}).to_string()).expect("a set");
    let keys = |algorithms: &[Algorithm]| Keys::of_set(&set, &PROVIDER, algorithms, rules());

    let (ec_key, ed_key) = (
        PROVIDER.loader(Algorithm::ES256).expect("ES256").signer(KeyMaterial::Jwk(&ec)),
        PROVIDER.loader(Algorithm::EDDSA).expect("EdDSA").signer(KeyMaterial::Jwk(&ed)),
    );
    let (ec, ed) = (by(&ec_key.expect("a key")), by(&ed_key.expect("a key")));
    let both = keys(&[Algorithm::ES256, Algorithm::EDDSA]).expect("two keys");
    assert!(both.check(&ec).await.is_ok() && both.check(&ed).await.is_ok());
    let one = keys(&[Algorithm::ES256]).expect("one key");
    assert!(one.check(&ec).await.is_ok());
    assert!(matches!(one.check(&ed).await, Err(CheckError::NoKey)));
    assert_eq!(
        keys(&[Algorithm::HS256]).expect_err("none").to_string(),
        "there is no key with a kid for the algorithms"
    );
    both.replace_by_set(&set, &PROVIDER, &[Algorithm::EDDSA]).expect("one key");
    assert!(both.check(&ec).await.is_err() && both.check(&ed).await.is_ok());
}
