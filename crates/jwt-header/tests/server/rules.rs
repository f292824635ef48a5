//! Each way a token is refused, and the exact answer.

use crate::support::{
    NOW, axum, check, claims, exchange, get, guard, hyper, key, rules, send, sign, sign_with, token,
};
use axum::{Router, routing::get as on_get};
use jwt_core::{Algorithm, Clock, Header, Hs384, NumericDate, Unsigned};
use jwt_header::{
    Place,
    server::{CheckError, Guard, OneKey, Refusal, VerifiedToken, check_fn},
};
use jwt_ring::MacKey;
use serde_json::json;
use std::{error::Error, io};

#[tokio::test]
async fn a_valid_token_passes_and_its_claims_are_in_the_extensions() {
    let answer = send(guard(), &token(json!({}))).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "ann"));
    assert_eq!(answer.challenge(), None);
}

#[tokio::test]
async fn no_token_is_401_without_an_error() {
    let server = hyper(guard()).await;
    for lines in [&[][..], &["authorization: Basic YTpi"], &["x-token: a.b.c"]] {
        let answer = get(server, "/", lines).await;
        assert_eq!(answer.verdict(), (401, "Bearer realm=\"orders\""), "{lines:?}");
        assert_eq!(answer.body, "");
    }
}

#[tokio::test]
async fn every_way_a_token_is_refused_has_its_answer() {
    let other = MacKey::<Hs384>::from_bytes(&[1; 48]).expect("long enough");
    let header = Header::new(Algorithm::HS256);
    let with = |header: &Header<'_>, json: &str| {
        let unsigned = Unsigned::from_json(header, json).expect("JSON");
        unsigned.sign(&key()).expect("a key")
    };
    let valid = token(json!({}));
    let forged = format!("{}A{}", &valid[..valid.len() - 2], &valid[valid.len() - 1..]);
    assert_ne!(forged, valid);
    for (token, reason) in [
        ("a.b.c".to_owned(), "The token is malformed"),
        (forged, "The signature does not match"),
        (
            format!("{}.AAAA", valid.rsplit_once('.').expect("dots").0),
            "The signature does not match",
        ),
        (sign_with(&claims(json!({})), &other), "The token has another algorithm than its key"),
        ("eyJhbGciOiJub25lIn0.e30.".to_owned(), "The token has another algorithm than its key"),
        (
            token(json!({"exp": NOW})),
            "The token expired 0 s ago (exp 2023-11-14T22:13:20Z, now 22:13:20Z)",
        ),
        (token(json!({"nbf": NOW + 1})), "The token is not valid before 22:13:21Z (nbf, in 1 s)"),
        (
            token(json!({"iss": "https://evil.example", "aud": ["x-foreign"]})),
            "iss is not what is expected here; aud is not what is expected here",
        ),
        (token(json!({"exp": "x-foreign"})), "exp must be a number of seconds"),
        (token(json!({"exp": 1_700_000_000_000_u64})), "exp is not a date between 1970 and 9999"),
        (with(&header, r#"{"sub":"ann"}"#), "exp is missing; iss is missing; aud is missing"),
        (
            with(&header.clone().typ("x-foreign"), &claims(json!({})).to_string()),
            "typ is not what is expected here",
        ),
    ] {
        let answer = send(guard(), &token).await;
        let challenge = format!(
            "Bearer realm=\"orders\", error=\"invalid_token\", error_description=\"{reason}\""
        );
        assert_eq!(answer.verdict(), (401, &*challenge));
        assert_eq!(answer.body, "");
    }
}

#[tokio::test]
async fn an_extension_that_is_not_understood_is_not_named() {
    // {"alg":"HS256","crit":["x-foreign"],"x-foreign":1}
    let head = "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsieC1mb3JlaWduIl0sIngtZm9yZWlnbiI6MX0";
    let answer = send(guard(), &format!("{head}.e30.AAAA")).await;
    assert_eq!(answer.status, 401);
    let challenge = answer.challenge().expect("a challenge");
    assert!(challenge.ends_with("\"The token has an extension that is not understood\""));
}

#[tokio::test]
async fn an_optional_token_may_be_missing_and_not_bad() {
    let server = hyper(guard().optional()).await;
    for (lines, status, body) in [
        (vec![], 200, "nobody".to_owned()),
        (vec!["authorization: Basic YTpi".to_owned()], 200, "nobody".to_owned()),
        (vec![format!("authorization: Bearer {}", token(json!({})))], 200, "ann".to_owned()),
        (vec!["authorization: Bearer a.b.c".to_owned()], 401, String::new()),
        (vec!["authorization: Bearer".to_owned()], 400, String::new()),
        (
            vec!["authorization: Basic a".to_owned(), "authorization: Basic b".to_owned()],
            400,
            String::new(),
        ),
    ] {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let answer = get(server, "/", &lines).await;
        assert_eq!((answer.status, answer.body), (status, body), "{lines:?}");
    }
}

#[tokio::test]
async fn a_guard_looks_where_it_is_told() {
    let token = token(json!({}));
    for (place, path, line) in [
        (Place::cookie("session"), "/".to_owned(), format!("cookie: session={token}")),
        (Place::header("x-token", ""), "/".to_owned(), format!("x-token: {token}")),
        (Place::query("t"), format!("/?t={token}"), "x: y".to_owned()),
    ] {
        let server = hyper(guard().place(place.expect("a place"))).await;
        assert_eq!(get(server, &path, &[&line]).await.body, "ann");
        let bearer = format!("authorization: Bearer {token}");
        assert_eq!(get(server, "/", &[&bearer]).await.status, 401);
    }
}

#[tokio::test]
async fn methods_are_alike_but_for_preflights_that_may_pass() {
    const PREFLIGHT: &str = "origin: https://app.example\r\naccess-control-request-method: PUT\r\n";
    let (strict, passing) = (hyper(guard()).await, hyper(guard().pass_preflight()).await);
    for (server, method, headers, status) in [
        (strict, "HEAD", "", 401),
        (strict, "OPTIONS", PREFLIGHT, 401),
        (passing, "OPTIONS", PREFLIGHT, 200),
        (passing, "OPTIONS", "", 401),
        (passing, "OPTIONS", "origin: https://app.example\r\n", 401),
        (passing, "OPTIONS", "access-control-request-method: PUT\r\n", 401),
        (passing, "PUT", PREFLIGHT, 401),
        (passing, "HEAD", PREFLIGHT, 401),
    ] {
        let request =
            format!("{method} / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{headers}\r\n");
        let answer = exchange(server, request.as_bytes()).await;
        assert_eq!(answer.status, status, "{method} {headers}");
        assert!(status != 200 || answer.body == "nobody");
    }
    let head = "HEAD / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n";
    let request = format!("{head}authorization: Bearer {}\r\n\r\n", token(json!({})));
    assert_eq!(exchange(strict, request.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn a_check_that_cannot_tell_is_503() {
    let down =
        |_| async { Err::<VerifiedToken, _>(CheckError::unavailable(io::Error::other("x"))) };
    #[derive(Debug)]
    struct Stopped;
    impl Clock for Stopped {
        fn now(&self) -> Option<NumericDate> {
            None
        }
    }
    let stopped = OneKey::new(key(), rules().clock(Stopped));
    for guard in [Guard::new(check_fn(down)), Guard::new(stopped)] {
        let answer = send(guard, &token(json!({}))).await;
        assert_eq!((answer.status, answer.body.as_str()), (503, ""));
        assert_eq!(answer.challenge(), None);
    }
}

#[tokio::test]
async fn a_check_of_ones_own_passes_and_refuses() {
    let guard = Guard::new(check_fn(|token: String| async move {
        let verified = jwt_core::Unverified::parse(&token)?.verify(&key(), &rules())?.into_owned();
        match verified.subject() {
            Some("ann") => Ok(verified),
            _ => Err(CheckError::refused(io::Error::other("bob is on leave"))),
        }
    }));
    assert_eq!(send(guard.clone(), &token(json!({}))).await.body, "ann");
    let answer = send(guard, &token(json!({"sub": "bob"}))).await;
    assert_eq!(
        answer.verdict(),
        (
            401,
            "Bearer realm=\"api\", error=\"invalid_token\", \
             error_description=\"The token is not valid here\""
        )
    );
}

#[tokio::test]
async fn a_layer_outside_sees_why_a_request_was_refused() {
    let router = Router::new().route("/", on_get(|| async { "passed" })).layer(guard()).layer(
        axum::middleware::map_response(|response: axum::response::Response| async move {
            let refusal = response.extensions().get::<Refusal>().expect("a refusal");
            let why = refusal.source().map(ToString::to_string);
            (response.status(), format!("{refusal}; {}", why.unwrap_or_default()))
        }),
    );
    let server = axum(router).await;
    let bearer = format!("authorization: Bearer {}", sign(&claims(json!({"aud": "x"}))));
    for (lines, said) in [
        (
            vec![],
            "the request is answered 401: it has no token; the request has no token, expected in \
             the header Authorization with prefix Bearer",
        ),
        (
            vec![&*bearer],
            "the request is answered 401 invalid_token: aud is not what is expected here; aud is \
             \"x\", expected \"https://api.example\"",
        ),
    ] {
        assert_eq!(get(server, "/", &lines).await.body, said);
    }
}

#[test]
fn debug_shows_neither_tokens_nor_keys() {
    let guard = guard();
    assert!(!format!("{guard:?} {:?}", check()).contains("secret"));
    let token = token(json!({}));
    let unverified = jwt_core::Unverified::parse(&token).expect("form");
    let verified = unverified.verify(&key(), &rules()).expect("valid");
    assert_eq!(format!("{:?}", VerifiedToken::from(verified)), "VerifiedToken { .. }");
}
