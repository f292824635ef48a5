//! Axum's extractors.

use crate::support::{NOW, axum, claims, get, guard, sign, token};
use axum::{Router, extract::FromRef, routing::get as on_get};
use jwt_header::server::{Claims, Guard, HasGuard, MemoryReplays, VerifiedToken};
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
struct Me {
    sub: String,
    email: String,
}

async fn me(Claims(me): Claims<Me>) -> String {
    format!("{} {}", me.sub, me.email)
}

async fn perhaps(me: Option<Claims<Me>>) -> String {
    me.map_or("nobody".to_owned(), |Claims(me)| me.sub)
}

async fn scopes(token: VerifiedToken) -> String {
    token.scopes().collect::<Vec<_>>().join(",")
}

async fn perhaps_token(token: Option<VerifiedToken>) -> String {
    token.is_some().to_string()
}

fn routes<S: HasGuard + Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/me", on_get(me))
        .route("/perhaps", on_get(perhaps))
        .route("/scopes", on_get(scopes))
        .route("/perhaps-token", on_get(perhaps_token))
}

/// A state with a guard in it.
#[derive(Clone, FromRef)]
struct App {
    guard: Guard,
    name: &'static str,
}

/// A state that leaves guarding to a layer.
#[derive(Clone)]
struct Layered;

impl HasGuard for Layered {
    fn guard(&self) -> Option<Guard> {
        None
    }
}

#[tokio::test]
async fn claims_come_by_the_state_and_by_the_layer() {
    let app = App { guard: guard(), name: "x" };
    assert_eq!(app.name, "x");
    let valid = token(json!({"email": "a@b", "scope": "r w"}));
    for router in [
        routes::<Guard>().with_state(guard()),
        routes::<App>().with_state(app.clone()),
        routes::<App>().layer(app.guard.clone()).with_state(app),
        routes::<()>().layer(guard()),
        routes::<Layered>().layer(guard()).with_state(Layered),
    ] {
        let server = axum(router).await;
        let bearer = format!("authorization: Bearer {valid}");
        for (path, body) in [
            ("/me", "ann a@b"),
            ("/perhaps", "ann"),
            ("/scopes", "r,w"),
            ("/perhaps-token", "true"),
        ] {
            let answer = get(server, path, &[&bearer]).await;
            assert_eq!((answer.status, answer.body.as_str()), (200, body), "{path}");
        }
        for path in ["/me", "/scopes"] {
            let missing = get(server, path, &[]).await;
            assert_eq!(missing.verdict(), (401, "Bearer realm=\"orders\""));
        }
        for path in ["/me", "/perhaps", "/scopes", "/perhaps-token"] {
            let bad = get(server, path, &["authorization: Bearer a.b.c"]).await;
            assert_eq!(
                bad.verdict(),
                (
                    401,
                    "Bearer realm=\"orders\", error=\"invalid_token\", \
                     error_description=\"The token is malformed\""
                ),
                "{path}"
            );
            let twice = [&*bearer, &*bearer];
            assert_eq!(get(server, path, &twice).await.status, 400);
        }
    }
}

#[tokio::test]
async fn an_optional_layer_leaves_the_choice_to_the_handler() {
    for router in [
        routes::<()>().layer(guard().optional()),
        routes::<Guard>().with_state(guard()),
        routes::<Guard>().with_state(guard().optional()),
    ] {
        let server = axum(router).await;
        for (path, body) in [("/perhaps", "nobody"), ("/perhaps-token", "false")] {
            let answer = get(server, path, &[]).await;
            assert_eq!((answer.status, answer.body.as_str()), (200, body));
        }
        for path in ["/me", "/scopes"] {
            assert_eq!(get(server, path, &[]).await.verdict(), (401, "Bearer realm=\"orders\""));
        }
    }
}

#[tokio::test]
async fn claims_that_do_not_fit_are_refused_without_a_word_about_the_type() {
    let server = axum(routes::<Guard>().with_state(guard())).await;
    let bearer = format!("authorization: Bearer {}", token(json!({"email": 1})));
    let answer = get(server, "/me", &[&bearer]).await;
    assert_eq!(
        answer.verdict(),
        (
            401,
            "Bearer realm=\"orders\", error=\"invalid_token\", \
             error_description=\"The claims are not what is expected here\""
        )
    );
}

#[tokio::test]
async fn a_handler_without_a_guard_answers_500() {
    let server = axum(routes::<()>()).await;
    let bearer = format!("authorization: Bearer {}", token(json!({"email": "a@b"})));
    for path in ["/me", "/perhaps", "/scopes", "/perhaps-token"] {
        for lines in [&[][..], &[&*bearer]] {
            let answer = get(server, path, lines).await;
            assert_eq!((answer.status, answer.body.as_str()), (500, ""), "{path}");
        }
    }
}

#[tokio::test]
async fn a_guard_in_the_state_asks_for_its_scopes() {
    let server = axum(routes::<Guard>().with_state(guard().scope("admin"))).await;
    for (scope, status) in [("admin", 200), ("user", 403)] {
        let token = token(json!({"email": "a@b", "scope": scope}));
        let bearer = format!("authorization: Bearer {token}");
        for path in ["/me", "/perhaps"] {
            assert_eq!(get(server, path, &[&bearer]).await.status, status);
        }
    }
}

#[tokio::test]
async fn two_extractors_use_a_token_once() {
    async fn both(_: Claims<Me>, token: VerifiedToken, _: Option<Claims<Me>>) -> String {
        token.jwt_id().unwrap_or_default().to_owned()
    }
    let guard = guard().once(MemoryReplays::with_clock(10, crate::support::at(NOW)));
    let router: Router<Guard> = Router::new().route("/", on_get(both));
    let server = axum(router.layer(guard.clone()).with_state(guard)).await;
    let token = sign(&claims(json!({"email": "a@b", "jti": "j"})));
    let bearer = format!("authorization: Bearer {token}");
    assert_eq!(get(server, "/", &[&bearer]).await.body, "j");
    assert_eq!(get(server, "/", &[&bearer]).await.status, 401);
}
