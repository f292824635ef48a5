//! The verifier as a check of jwt-header's guards, with their cache around it.

use crate::{
    keys::{Key, forged, set},
    server::Reply,
    setting::{ISSUER, pass, rules, server_with, transport, trust},
};
use http::{StatusCode, request::Parts};
use jwt_core::{Algorithm, ClaimFailure, NumericDate};
use jwt_header::server::{Cached, Check, CheckError, Guard, Recheck};
use jwt_jwks::{Issuer, RemoteVerifier};
use jwt_ring::PROVIDER;
use std::time::Duration;

fn request(token: &str) -> Parts {
    let request = http::Request::get("/").header("authorization", format!("Bearer {token}"));
    request.body(()).expect("a request").into_parts().0
}

#[tokio::test]
async fn a_guard_admits_by_an_issuers_keys() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let guard = Guard::new(Cached::new(verifier, 10));
    for _ in 0..2 {
        let token = guard.admit(&mut request(&key.token(ISSUER))).await.expect("right");
        assert_eq!(token.expect("a token").subject(), Some("ann"));
    }
    for (token, told) in [
        (forged(ISSUER, "k2"), "no key here is the token's"),
        (forged(ISSUER, "k1"), "The signature does not match"),
        (key.token("https://other.example"), "The token is not valid here"),
    ] {
        let refusal = guard.admit(&mut request(&token)).await.expect_err("not right");
        assert_eq!(refusal.status(), StatusCode::UNAUTHORIZED);
        let challenge = refusal.challenge().expect("the token's fault");
        assert_eq!(challenge.description(), Some(told));
    }
    assert_eq!(server.asked("/keys"), 1);
}

#[tokio::test]
async fn an_issuer_that_is_down_is_no_fault_of_the_token() {
    let key = Key::new("k1");
    let (_server, verifier) = server_with(Reply::status(500)).await;
    let error = Check::check(&verifier, &key.token(ISSUER)).await.expect_err("no keys");
    assert!(matches!(error, CheckError::Unavailable(_)), "{error}");
    let refusal = Guard::new(verifier).admit(&mut request(&key.token(ISSUER))).await;
    assert_eq!(refusal.expect_err("no keys").status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn what_is_cached_is_refused_once_its_key_is_gone() {
    let (old, new) = (Key::new("k1"), Key::new("k2"));
    let (server, verifier) = server_with(Reply::ok(set(&[old.public()]))).await;
    let cached = Cached::new(verifier.clone(), 10);
    cached.check(&old.token(ISSUER)).await.expect("right");
    server.on("/keys", Reply::ok(set(&[new.public()])));
    pass(11).await;
    cached.check(&old.token(ISSUER)).await.expect("its key is thought to be there");
    cached.check(&new.token(ISSUER)).await.expect("asked for again");
    let error = cached.check(&old.token(ISSUER)).await.expect_err("gone");
    assert!(matches!(error, CheckError::NoKey), "{error}");
}

#[tokio::test]
async fn the_same_keys_again_are_no_replacement() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    let first = verifier.generation();
    pass(601).await;
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    assert_eq!((server.asked("/keys"), verifier.generation()), (2, first));
    server.on("/keys", Reply::ok(set(&[key.public(), Key::new("k2").public()])));
    pass(601).await;
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    assert_eq!((server.asked("/keys"), verifier.generation()), (3, first + 1));
}

#[tokio::test]
async fn what_is_cached_expires_by_the_rules_of_its_issuer() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let token = verifier.verify(&key.token(ISSUER)).await.expect("right");
    verifier.still_valid(&token).expect("until 2100");
    let later = rules().clock(NumericDate::from_unix(7_000_000_000).expect("2191"));
    let issuer = Issuer::keys_at(ISSUER, server.url("/keys")).algorithms([Algorithm::ES256]);
    let verifier = RemoteVerifier::new(PROVIDER, transport()).issuer(issuer, later);
    let error = verifier.expect("an issuer").still_valid(&token).expect_err("in 2191");
    assert_eq!(error.failures()[0].code(), "EXPIRED");
    // Another verifier's token.
    let other = trust(Issuer::keys_at("https://other.example", server.url("/keys")));
    let error = other.still_valid(&token).expect_err("not its own");
    assert!(matches!(error.failures()[0], ClaimFailure::NoClock { .. }), "{error}");
    let cached = Cached::new(other, 10).max_age(Duration::ZERO);
    cached.check(&key.token(ISSUER)).await.expect_err("not its own");
    assert!(cached.is_empty());
}
