//! Whose key verifies whose token.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::{ISSUER, rules, server_with, transport, trust},
};
use jwt_core::{Algorithm, Header, KeyMaterial, Unsigned, Unverified, VerifyError};
use jwt_jwks::{Issuer, RemoteError, RemoteVerifier};
use jwt_ring::PROVIDER;
use serde_json::json;

#[tokio::test]
async fn a_token_is_verified_by_its_issuers_key() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    assert_eq!(server.asked("/keys"), 0, "not before there is a token");
    for _ in 0..3 {
        let verified = verifier.verify(&key.token(ISSUER)).await.expect("right");
        assert_eq!(verified.subject(), Some("ann"));
        assert_eq!(verified.issuer(), Some(ISSUER));
    }
    assert_eq!(server.asked("/keys"), 1);
    let error = verifier.verify(&Key::new("k1").token(ISSUER)).await.expect_err("another's");
    assert!(matches!(error, RemoteError::Verify(VerifyError::Signature { .. })), "{error}");
}

#[tokio::test]
async fn a_parsed_token_is_verified_too() {
    let key = Key::new("k1");
    let (_server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let token = key.token(ISSUER);
    let parsed = Unverified::parse(&token).expect("well-formed");
    assert_eq!(verifier.verify_parsed(parsed).await.expect("right").subject(), Some("ann"));
}

#[tokio::test]
async fn keys_come_from_a_file_too() {
    let (one, two) = (Key::new("k1"), Key::new("k2"));
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("keys.json");
    std::fs::write(&path, set(&[one.public()])).expect("a file");
    let verifier = trust(Issuer::from_file(ISSUER, &path));
    verifier.verify(&one.token(ISSUER)).await.expect("right");

    std::fs::write(&path, set(&[two.public()])).expect("a file");
    crate::setting::pass(11).await;
    verifier.verify(&two.token(ISSUER)).await.expect("the file was read again");
    verifier.verify(&one.token(ISSUER)).await.expect_err("the key is gone");

    let missing = trust(Issuer::from_file(ISSUER, directory.path().join("none.json")));
    let error = missing.prepare().await.expect_err("no file");
    assert_eq!(error.code(), "FILE");
    assert!(error.to_string().contains("none.json"), "{error}");
    let error = trust(Issuer::from_file(ISSUER, directory.path())).prepare().await;
    assert!(error.expect_err("a directory").to_string().contains("no regular file"));
    std::fs::write(&path, vec![b' '; 600 * 1024]).expect("a file");
    let error = trust(Issuer::from_file(ISSUER, &path)).prepare().await.expect_err("large");
    assert_eq!(error.code(), "RESPONSE");
}

#[tokio::test]
async fn a_key_of_one_issuer_does_not_verify_anothers_token_though_the_kid_is_the_same() {
    let (a, b) = (Key::new("k1"), Key::new("k1"));
    let server = Server::start().await;
    server.on("/a", Reply::ok(set(&[a.public()])));
    server.on("/b", Reply::ok(set(&[b.public()])));
    let verifier = RemoteVerifier::new(PROVIDER, transport())
        .issuer(Issuer::keys_at("a", server.url("/a")), rules())
        .and_then(|it| it.issuer(Issuer::keys_at("b", server.url("/b")), rules()))
        .expect("two issuers");
    assert_eq!(verifier.verify(&a.token("a")).await.expect("right").issuer(), Some("a"));
    assert_eq!(verifier.verify(&b.token("b")).await.expect("right").issuer(), Some("b"));
    for token in [a.token("b"), b.token("a")] {
        let error = verifier.verify(&token).await.expect_err("another issuer's key");
        assert!(matches!(error, RemoteError::Verify(VerifyError::Signature { .. })), "{error}");
    }
    // And a key that only the other one has is none.
    let c = Key::new("k2");
    server.on("/a", Reply::ok(set(&[a.public(), c.public()])));
    crate::setting::pass(11).await;
    verifier.verify(&c.token("a")).await.expect("right");
    let error = verifier.verify(&c.token("b")).await.expect_err("another issuer's key");
    assert!(matches!(error, RemoteError::KeyNotFound { .. }), "{error}");
}

#[tokio::test]
async fn each_issuer_has_its_own_rules() {
    let key = Key::new("k1");
    let server = Server::start().await;
    server.on("/keys", Reply::ok(set(&[key.public()])));
    let verifier = RemoteVerifier::new(PROVIDER, transport())
        .issuer(Issuer::keys_at("a", server.url("/keys")), rules())
        .and_then(|it| {
            it.issuer(
                Issuer::keys_at("b", server.url("/keys")),
                rules().audience("b").subject("bo"),
            )
        })
        .expect("two issuers");
    verifier.verify(&key.token("a")).await.expect("right");
    let error = verifier.verify(&key.token("b")).await.expect_err("another subject");
    assert!(matches!(error, RemoteError::Verify(VerifyError::Claims(_))), "{error}");
}

#[tokio::test]
async fn an_issuer_that_is_not_trusted_is_not_asked_for_and_not_repeated() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let error = verifier.verify(&key.token("https://evil.example")).await.expect_err("unknown");
    assert_eq!(error.to_string(), "the token's issuer (iss) is none that is trusted");
    assert_eq!(error.code(), "ISSUER");
    for nearly in ["https://id.example/", "https://ID.example", "http://id.example"] {
        let error = verifier.verify(&key.token(nearly)).await.expect_err(nearly);
        let told = "the token's issuer (iss) is nearly \"https://id.example\", but they differ by";
        assert!(error.to_string().starts_with(told), "{error}");
    }
    for claims in [json!({"aud": "api"}), json!({"iss": [ISSUER]}), json!({"iss": null})] {
        let error = verifier.verify(&key.sign(&claims)).await.expect_err("no issuer");
        assert!(matches!(error, RemoteError::NoIssuer), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn rules_that_waive_the_issuer_get_it_all_the_same() {
    let (a, b) = (Key::new("k1"), Key::new("k2"));
    let server = Server::start().await;
    server.on("/a", Reply::ok(set(&[a.public()])));
    server.on("/b", Reply::ok(set(&[b.public()])));
    let verifier = RemoteVerifier::new(PROVIDER, transport())
        .issuer(Issuer::keys_at("a", server.url("/a")), rules().waive_issuer())
        .and_then(|it| it.issuer(Issuer::keys_at("b", server.url("/b")), rules().issuer("a")))
        .expect("two issuers");
    verifier.verify(&a.token("a")).await.expect("right");
    verifier.verify(&b.token("b")).await.expect("the rules ask for b");
    verifier.verify(&b.token("a")).await.expect_err("b does not speak for a");
}

#[tokio::test]
async fn a_tokens_algorithm_is_one_of_the_issuers_or_refused() {
    let key = Key::new("k1");
    let public = key.public().to_string();
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let claims = json!({"iss": ISSUER, "aud": "api", "exp": 4_102_444_800_u64});

    // The public key as a secret.
    let hmac = PROVIDER.loader(Algorithm::HS256).expect("HMAC");
    let secret = hmac.signer(KeyMaterial::Secret(public.as_bytes())).expect("long enough");
    let header = Header::new(Algorithm::HS256).kid("k1");
    let confused = Unsigned::new(&header, &claims).expect("claims").sign(&secret).expect("signed");
    let error = verifier.verify(&confused).await.expect_err("HMAC");
    assert_eq!(error.to_string(), "the token says HS256, expected ES256");
    assert_eq!(error.code(), "ALG_MISMATCH");

    // {"alg":"none","kid":"k1"}
    let payload = key.token(ISSUER).split('.').nth(1).expect("a payload").to_owned();
    let unsigned = format!("eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.{payload}.");
    verifier.verify(&unsigned).await.expect_err("none");
    assert!(server.requests().is_empty(), "what cannot be right is not worth a request");

    // Another algorithm of the issuer's than the key's.
    let both = Issuer::keys_at(ISSUER, server.url("/keys"))
        .algorithms([Algorithm::ES256, Algorithm::EDDSA]);
    let both = RemoteVerifier::new(PROVIDER, transport()).issuer(both, rules()).expect("an issuer");
    let other = Key::of(Algorithm::EDDSA, |jwk| jwk.with_kid("k1"));
    let error = both.verify(&other.token(ISSUER)).await.expect_err("no such key");
    assert!(matches!(error, RemoteError::KeyNotFound { .. }), "{error}");
}

#[tokio::test]
async fn without_a_choice_the_algorithms_are_the_providers_with_public_keys() {
    let (ec, ed) = (Key::new("k1"), Key::of(Algorithm::EDDSA, |jwk| jwk.with_kid("k2")));
    let server = Server::start().await;
    server.on("/keys", Reply::ok(set(&[ec.public(), ed.public()])));
    let issuer = Issuer::keys_at(ISSUER, server.url("/keys"));
    let verifier =
        RemoteVerifier::new(PROVIDER, transport()).issuer(issuer, rules()).expect("an issuer");
    verifier.verify(&ec.token(ISSUER)).await.expect("right");
    verifier.verify(&ed.token(ISSUER)).await.expect("right");
    let header = Header::new(Algorithm::HS256).kid("k1");
    let claims = json!({"iss": ISSUER});
    let token = Unsigned::new(&header, &claims).expect("claims").attach(&[0; 32]).expect("32");
    let error = verifier.verify(&token).await.expect_err("HMAC");
    assert!(matches!(error, RemoteError::Algorithm { .. }), "{error}");
}

#[tokio::test]
async fn keys_and_urls_in_a_token_are_not_followed() {
    let (key, evil) = (Key::new("k1"), Key::new("k1"));
    let attacker = Server::start().await;
    attacker.on("/keys", Reply::ok(set(&[evil.public()])));
    let (_server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let url = attacker.url("/keys");
    let header = Header::new(Algorithm::ES256)
        .kid("k1")
        .member("jwk", evil.public())
        .and_then(|header| header.member("jku", url.as_str()))
        .and_then(|header| header.member("x5u", url.as_str()))
        .expect("members");
    let claims = json!({"iss": ISSUER, "aud": "api", "exp": 4_102_444_800_u64});
    let error = verifier.verify(&evil.sign_with(&header, &claims)).await.expect_err("forged");
    assert!(matches!(error, RemoteError::Verify(VerifyError::Signature { .. })), "{error}");
    assert!(attacker.requests().is_empty());
}

#[tokio::test]
async fn no_error_repeats_a_token_or_a_key() {
    let (key, private) = (Key::new("k1"), Key::new("k2"));
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let mut errors = Vec::new();
    for token in [
        Key::new("k1").token(ISSUER),
        Key::new("k9").token(ISSUER),
        key.token("https://secret.example"),
        format!("{}x", key.token(ISSUER)),
    ] {
        errors.push((verifier.verify(&token).await.expect_err("wrong"), token));
    }
    server.on("/keys", Reply::ok(set(&[private.private()])));
    let leaked = trust(Issuer::keys_at(ISSUER, server.url("/keys")));
    let token = private.token(ISSUER);
    errors.push((leaked.verify(&token).await.expect_err("leaked"), token));
    let d = private.private()["d"].as_str().expect("a private part").to_owned();
    for (error, token) in errors {
        let shown = format!("{error} {error:?} {:?}", error.hint());
        for part in token.split('.') {
            assert!(!shown.contains(part), "{shown}");
        }
        assert!(!shown.contains("secret.example") && !shown.contains(&d), "{shown}");
    }
}

#[test]
fn outside_of_a_runtime_there_are_no_keys_and_no_panic() {
    let verifier = trust(Issuer::keys_at(ISSUER, "http://127.0.0.1:9/keys"));
    let token = Key::new("k1").token(ISSUER);
    let mut verifying = Box::pin(verifier.verify(&token));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match verifying.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert_eq!(error.code(), "RUNTIME");
            assert!(error.hint().is_some());
        }
        other => unreachable!("{other:?}"),
    }
}
