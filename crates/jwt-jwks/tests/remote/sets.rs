//! Sets with odd keys in them.

use crate::{
    keys::{Key, set},
    server::Reply,
    setting::{ISSUER, rules, server_with, transport},
};
use jwt_core::{Algorithm, Jwk, KeyRejected, VerifyError};
use jwt_jwks::{Issuer, RemoteError, RemoteVerifier, SkipReason};
use jwt_ring::PROVIDER;
use serde_json::{Value, json};

/// Why a token of a key is not verified by a set.
async fn refusal(key: &Key, keys: &[Value]) -> RemoteError {
    let (_server, verifier) = server_with(Reply::ok(set(keys))).await;
    verifier.verify(&key.token(ISSUER)).await.expect_err("refused")
}

#[tokio::test]
async fn one_bad_key_does_not_break_the_set_and_is_told() {
    let good = Key::new("good");
    let mut off_curve = good.public();
    off_curve["kid"] = json!("off");
    off_curve["y"] = off_curve["x"].clone();
    let mut encrypting = Key::new("enc").public();
    encrypting["use"] = json!("enc");
    let keys = [
        json!({"kty": "EC", "crv": "P-256", "kid": "broken", "x": "AA", "y": "AA"}),
        json!({"kty": "LATTICE", "kid": "new"}),
        json!("no key at all"),
        off_curve,
        encrypting,
        Key::of(Algorithm::EDDSA, |jwk| jwk.with_kid("ed")).public(),
        good.public(),
    ];
    let (_server, verifier) = server_with(Reply::ok(set(&keys))).await;
    verifier.verify(&good.token(ISSUER)).await.expect("right");

    let status = verifier.status(ISSUER).expect("an issuer");
    let told: Vec<String> = status.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 6, "{told:?}");
    assert!(
        told[0].starts_with("the key \"broken\" is not used: x in the JWK must be"),
        "{told:?}"
    );
    assert_eq!(told[1], "the key \"new\" is not used: the JWK is of an unknown kind: LATTICE");
    assert!(told[2].starts_with("a key without a name is not used: "), "{told:?}");
    let off = status.skipped.iter().find(|skipped| skipped.kid.as_deref() == Some("off"));
    let off = &off.expect("off the curve").reason;
    assert!(matches!(off, SkipReason::Key(KeyRejected::Inconsistent { .. })), "{off:?}");

    let error = verifier.verify(&Key::new("broken").token(ISSUER)).await.expect_err("broken");
    assert!(error.to_string().contains("; the key \"broken\" is not used: "), "{error}");
    let error = verifier.verify(&Key::new("off").token(ISSUER)).await.expect_err("off");
    assert!(matches!(error, RemoteError::KeyRejected { .. }), "{error}");
    verifier.verify(&Key::new("enc").token(ISSUER)).await.expect_err("for encryption");
}

#[tokio::test]
async fn a_weak_key_is_told() {
    let n = format!("{}E", "z".repeat(170));
    let weak = json!({"kty": "RSA", "kid": "weak", "e": "AQAB", "n": n});
    let (server, verifier) = server_with(Reply::ok(set(&[weak]))).await;
    let issuer = Issuer::keys_at("rsa", server.url("/keys")).algorithms([Algorithm::RS256]);
    let verifier = verifier.issuer(issuer, rules()).expect("an issuer");
    verifier.prepare().await.expect("keys");
    let status = verifier.status("rsa").expect("an issuer");
    let reason = &status.skipped[0].reason;
    assert!(matches!(reason, SkipReason::Key(KeyRejected::RsaSize { .. })), "{reason:?}");
    let status = verifier.status(ISSUER).expect("an issuer");
    assert_eq!(status.skipped.len(), 1, "no key for ES256 either");
}

#[tokio::test]
async fn a_set_with_a_symmetric_or_private_key_is_refused_whole() {
    let key = Key::new("k1");
    for bad in [
        json!({"kty": "oct", "kid": "s", "k": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}),
        json!({"kty": "oct", "kid": "s"}),
        Key::new("k2").private(),
        json!({"kty": "RSA", "n": "AQ", "e": "AQAB", "d": "AQ"}),
    ] {
        let error = refusal(&key, &[key.public(), bad]).await;
        assert_eq!(error.code(), "KEY_SET", "{error}");
        assert!(error.to_string().contains("key 1 of the set is private or symmetric"), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("public keys only")));
        assert!(error.is_unavailable());
    }
}

#[tokio::test]
async fn two_keys_of_one_name_are_none() {
    let (key, other) = (Key::new("k1"), Key::new("k1"));
    let error = refusal(&key, &[key.public(), other.public()]).await;
    assert!(error.to_string().starts_with("2 keys \"k1\" for ES256 in the key set"), "{error}");
    assert!(error.hint().is_some_and(|hint| hint.contains("kid of its own")));
}

#[tokio::test]
async fn two_keys_of_one_name_and_different_algorithms_are_told_apart() {
    let (ec, ed) = (Key::new("k1"), Key::of(Algorithm::EDDSA, |jwk| jwk.with_kid("k1")));
    let (server, _) = server_with(Reply::ok(set(&[ec.public(), ed.public()]))).await;
    let issuer = Issuer::keys_at(ISSUER, server.url("/keys"))
        .algorithms([Algorithm::ES256, Algorithm::EDDSA]);
    let verifier =
        RemoteVerifier::new(PROVIDER, transport()).issuer(issuer, rules()).expect("an issuer");
    verifier.verify(&ec.token(ISSUER)).await.expect("right");
    verifier.verify(&ed.token(ISSUER)).await.expect("right");
}

#[tokio::test]
async fn a_token_without_a_kid_is_verified_by_an_only_key() {
    let nameless = Key::of(Algorithm::ES256, |jwk: Jwk| jwk);
    let (_server, verifier) = server_with(Reply::ok(set(&[nameless.public()]))).await;
    verifier.verify(&nameless.token(ISSUER)).await.expect("right");
    let other = Key::of(Algorithm::ES256, |jwk: Jwk| jwk);
    let error = verifier.verify(&other.token(ISSUER)).await.expect_err("another key");
    assert!(matches!(error, RemoteError::Verify(VerifyError::Signature { .. })), "{error}");

    let keys: Vec<Value> = (0..50).map(|i| Key::new(&format!("k{i}")).public()).collect();
    let error = refusal(&nameless, &keys).await;
    assert!(error.to_string().contains("no kid to tell them apart"), "{error}");
}

#[tokio::test]
async fn sets_are_limited_in_keys_and_length() {
    let key = Key::new("k1");
    let mut keys = vec![json!({"kty": "X"}); 99];
    keys.push(key.public());
    let (server, verifier) = server_with(Reply::ok(set(&keys))).await;
    verifier.verify(&key.token(ISSUER)).await.expect("a hundred");
    keys.push(json!({"kty": "X"}));
    server.on("/keys", Reply::ok(set(&keys)));
    let error = refusal(&key, &keys).await;
    assert!(error.to_string().contains("the key set is too large"), "{error}");
    let long = vec![json!({"kty": "X", "x": "x".repeat(600 * 1024)})];
    assert!(refusal(&key, &long).await.to_string().contains("is longer than 524288 bytes"));
}

#[tokio::test]
async fn repeated_members_and_other_json_are_refused() {
    let key = Key::new("k1");
    let public = key.public();
    for body in [
        format!(r#"{{"keys":[],"keys":[{public}]}}"#),
        format!("[{public}]"),
        public.to_string(),
        format!(r#"{{"keys":{public}}}"#),
        format!("{}x", set(std::slice::from_ref(&public))),
        format!("\u{feff}{}", set(std::slice::from_ref(&public))),
        format!(r#"{{"keys":[{public}],"x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000)),
        String::new(),
        "null".to_owned(),
    ] {
        let (_server, verifier) = server_with(Reply::ok(body.clone())).await;
        let error = verifier.verify(&key.token(ISSUER)).await.expect_err("no set");
        assert_eq!(error.code(), "KEY_SET", "{}: {error}", &body[..body.len().min(80)]);
    }
}
