//! Guards behind guards.

use crate::support::{axum, check, get, guard, key, rules, token};
use axum::{Router, routing::get as on_get};
use jwt_core::Validation;
use jwt_header::{
    Place,
    server::{Check, CheckError, Guard, MemoryReplays, OneKey, VerifiedToken, check_fn},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

async fn who(token: Option<axum::Extension<VerifiedToken>>) -> String {
    token.map_or("nobody".to_owned(), |token| token.subject().unwrap_or("somebody").to_owned())
}

fn router(inner: Guard, outer: Guard) -> Router {
    Router::new().route("/", on_get(who)).layer(inner).layer(outer)
}

#[tokio::test]
async fn a_clone_checks_scopes_and_not_the_token_again() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let guard = Guard::new(check_fn(move |token: String| {
        counted.fetch_add(1, Ordering::Relaxed);
        async move { check().check(&token).await }
    }));
    let server = axum(router(guard.clone().scope("write"), guard)).await;
    for (scope, status) in [("write", 200), ("read", 403)] {
        let line = format!("authorization: Bearer {}", token(json!({"scope": scope})));
        assert_eq!(get(server, "/", &[&line]).await.status, status);
    }
    assert_eq!(count.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_token_that_is_used_once_passes_a_guard_and_its_clone() {
    let guard = guard().once(MemoryReplays::with_clock(10, crate::support::at(0)));
    let server = axum(router(guard.clone().scope("write"), guard)).await;
    let line = format!("authorization: Bearer {}", token(json!({"scope": "write", "jti": "1"})));
    assert_eq!(get(server, "/", &[&line]).await.status, 200);
    assert_eq!(get(server, "/", &[&line]).await.status, 401);
}

#[tokio::test]
async fn another_guard_does_not_take_its_word() {
    let strict = Guard::new(OneKey::new(key(), rules().subject("bob")));
    let server = axum(router(strict, guard())).await;
    let line = format!("authorization: Bearer {}", token(json!({})));
    assert_eq!(get(server, "/", &[&line]).await.status, 401);

    // Nor what is left of it, where the other finds no token.
    let place = Place::header("x-token", "").expect("a place");
    let elsewhere = Guard::new(check()).place(place.clone()).optional();
    let server = axum(router(elsewhere, guard())).await;
    assert_eq!(get(server, "/", &[&line]).await.body, "nobody");

    // A guard that was changed after it was cloned is another.
    let server = axum(router(guard().place(place), guard())).await;
    assert_eq!(get(server, "/", &[&line]).await.status, 401);
}

#[tokio::test]
async fn a_guard_behind_an_optional_clone_asks_for_a_token() {
    let guard = guard();
    let server = axum(router(guard.clone(), guard.optional())).await;
    assert_eq!(get(server, "/", &[]).await.status, 401);
    let line = format!("authorization: Bearer {}", token(json!({})));
    assert_eq!(get(server, "/", &[&line]).await.body, "ann");
}

#[tokio::test]
async fn checks_are_shared_by_pointers() {
    let shared = Arc::new(check());
    let token = token(json!({}));
    assert!(shared.check(&token).await.is_ok());
    let error = OneKey::new(key(), Validation::new()).check(&token).await.expect_err("expired");
    assert!(matches!(error, CheckError::Invalid(_)));
}
