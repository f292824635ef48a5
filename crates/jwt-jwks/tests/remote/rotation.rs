//! Keys that come and go.

use crate::{
    keys::{Key, forged, set},
    server::Reply,
    setting::{ISSUER, pass, server_with},
};
use jwt_jwks::RemoteError;
use std::sync::Arc;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_new_key_is_found_with_one_refresh() {
    let (old, new) = (Key::new("k1"), Key::new("k2"));
    let (server, verifier) = server_with(Reply::ok(set(&[old.public()]))).await;
    verifier.verify(&old.token(ISSUER)).await.expect("right");
    server.on("/keys", Reply::ok(set(&[old.public(), new.public()])));
    pass(11).await;
    verifier.verify(&new.token(ISSUER)).await.expect("found");
    verifier.verify(&old.token(ISSUER)).await.expect("still there");
    verifier.verify(&new.token(ISSUER)).await.expect("found");
    assert_eq!(server.asked("/keys"), 2);
}

#[tokio::test]
async fn an_old_key_that_is_gone_verifies_nothing_any_more() {
    let (old, new) = (Key::new("k1"), Key::new("k2"));
    let (server, verifier) = server_with(Reply::ok(set(&[old.public()]))).await;
    verifier.verify(&old.token(ISSUER)).await.expect("right");
    server.on("/keys", Reply::ok(set(&[new.public()])));
    pass(601).await;
    let error = verifier.verify(&old.token(ISSUER)).await.expect_err("gone");
    let told = "no key \"k1\" for ES256 in the key set (it has k2), of \"https://id.example\"";
    assert_eq!(error.to_string(), told);
    assert_eq!(error.code(), "KID");
    assert!(!error.is_unavailable());
}

#[tokio::test]
async fn unknown_kids_cause_one_refresh_in_a_window_however_many_they_are() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let verifier = Arc::new(verifier);
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    for window in 1..=2 {
        pass(11).await;
        let mut flood = JoinSet::new();
        for i in 0..10_000 {
            let verifier = Arc::clone(&verifier);
            flood.spawn(async move { verifier.verify(&forged(ISSUER, &format!("x{i}"))).await });
        }
        while let Some(refused) = flood.join_next().await {
            let error = refused.expect("no panic").expect_err("unknown");
            assert!(matches!(error, RemoteError::KeyNotFound { .. }), "{error}");
        }
        verifier.verify(&forged(ISSUER, "one more")).await.expect_err("unknown");
        verifier.verify(&key.token(ISSUER)).await.expect("right");
        assert_eq!(server.asked("/keys"), 1 + window);
    }
}

#[tokio::test]
async fn a_key_of_another_algorithm_is_unknown_and_no_more_is_asked() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[]))).await;
    for _ in 0..5 {
        verifier.verify(&key.token(ISSUER)).await.expect_err("there are no keys");
    }
    assert_eq!(server.asked("/keys"), 1);
}

#[tokio::test]
async fn many_at_once_wait_for_one_request() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let mut all = JoinSet::new();
    for _ in 0..100 {
        let (verifier, token) = (verifier.clone(), key.token(ISSUER));
        all.spawn(async move { verifier.verify(&token).await.map(drop) });
    }
    while let Some(verified) = all.join_next().await {
        verified.expect("no panic").expect("right");
    }
    assert_eq!(server.asked("/keys"), 1);
}

#[tokio::test]
async fn who_stops_waiting_does_not_stop_the_request() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let token = key.token(ISSUER);
    let impatient = verifier.verify(&token);
    tokio::select! {
        biased;
        _ = impatient => panic!("not yet"),
        () = tokio::task::yield_now() => {}
    }
    crate::setting::until(|| verifier.status(ISSUER).is_some_and(|status| status.fresh)).await;
    verifier.verify(&token).await.expect("right");
    assert_eq!(server.asked("/keys"), 1);
}
