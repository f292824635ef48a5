//! What attackers send: two tokens in one request, odd spaces, tokens where none is looked for.

use crate::support::{exchange, get, guard, hyper, token};
use serde_json::json;

fn invalid_request(reason: &str) -> (u16, String) {
    let challenge = format!(
        "Bearer realm=\"orders\", error=\"invalid_request\", error_description=\"{reason}\""
    );
    (400, challenge)
}

#[tokio::test]
async fn all_but_one_well_formed_token_is_400() {
    let server = hyper(guard()).await;
    let token = token(json!({}));
    let twice = "The header Authorization stands 2 times, only one is allowed";
    for (head, reason) in [
        (format!("authorization: Bearer {token}\r\nauthorization: Bearer {token}"), twice),
        (format!("authorization: Bearer {token}\r\nAuthorization: Basic YTpi"), twice),
        (format!("authorization: Basic YTpi\r\nAUTHORIZATION: Bearer {token}"), twice),
        (
            format!("authorization: Bearer {token},{token}"),
            "The header Authorization has a comma: only one token is allowed",
        ),
        (
            format!("authorization: Bearer {token}, Basic YTpi"),
            "The header Authorization has a comma: only one token is allowed",
        ),
        (
            format!("authorization: Bearer  {token}"),
            "The header Authorization has more than one space before the token",
        ),
        (
            format!("authorization: Bearer\t{token}"),
            "The header Authorization has something other than a space behind its prefix",
        ),
        (
            format!("authorization: Bearer {token} x"),
            "The header Authorization has something behind the token",
        ),
        (
            format!("authorization: Bearer \"{token}\""),
            "The header Authorization has a character that no token has",
        ),
        ("authorization: Bearer".to_owned(), "The header Authorization has no token"),
    ] {
        let answer = get(server, "/", &[&head]).await;
        let (status, challenge) = answer.verdict();
        assert_eq!((status, challenge.to_owned()), invalid_request(reason), "{head}");
    }
}

#[tokio::test]
async fn the_schemes_case_and_the_lines_spaces_do_not_matter() {
    let server = hyper(guard()).await;
    let token = token(json!({}));
    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
        // HTTP takes spaces around a value off (RFC 9110 §5.5).
        let head = format!("authorization:   {scheme} {token}  ");
        assert_eq!(get(server, "/", &[&head]).await.body, "ann", "{scheme}");
    }
}

#[tokio::test]
async fn folded_lines_do_not_reach_the_guard() {
    let server = hyper(guard()).await;
    let token = token(json!({}));
    for fold in ["\r\n ", "\r\n\t", "\n ", "\r "] {
        let request = format!(
            "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\nauthorization: Bearer{fold}{token}\r\n\r\n"
        );
        let answer = exchange(server, request.as_bytes()).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, ""), "{fold:?}");
    }
}

#[tokio::test]
async fn a_token_in_the_query_is_none_and_beside_another_one_too_many() {
    let server = hyper(guard()).await;
    let token = token(json!({}));
    let path = format!("/?access_token={token}");
    assert_eq!(get(server, &path, &[]).await.verdict(), (401, "Bearer realm=\"orders\""));
    let answer = get(server, &path, &[&format!("authorization: Bearer {token}")]).await;
    let (status, challenge) = answer.verdict();
    let reason = "The request has a token in the header Authorization and one in the query \
                  parameter access_token, only one is allowed";
    // It starts with `the `, and so gets a capital.
    assert_eq!((status, challenge.to_owned()), invalid_request(reason));
}

#[tokio::test]
async fn no_answer_has_a_byte_of_the_request() {
    let server = hyper(guard()).await;
    // {"alg":"x-foreign","kid":"x-foreign"} and {"iss":"x-foreign"}, not signed by anyone.
    let unsigned = "eyJhbGciOiJ4LWZvcmVpZ24iLCJraWQiOiJ4LWZvcmVpZ24ifQ.eyJpc3MiOiJ4LWZvcmVpZ24ifQ.eC1mb3JlaWdu";
    let signed = token(json!({"iss": "x-foreign", "aud": "x-foreign", "nbf": "x-foreign"}));
    for line in [
        format!("authorization: Bearer {unsigned}"),
        format!("authorization: Bearer {signed}"),
        "authorization: Bearer x-foreign".to_owned(),
        "authorization: Bearer x-foreign\"\\".to_owned(),
        "authorization: x-foreign a.b.c".to_owned(),
        format!("authorization: Bearer {signed}, x-foreign"),
    ] {
        let answer = get(server, "/?x-foreign=x-foreign", &[&line]).await;
        assert!(matches!(answer.status, 400 | 401), "{line}: {answer:?}");
        let text = format!("{:?}{}", answer.headers, answer.body);
        assert!(!text.contains("foreign") && !text.contains("eyJ"), "{line}: {text}");
    }
}

#[tokio::test]
async fn a_token_that_is_too_long_is_refused() {
    let server = hyper(guard()).await;
    let line = format!("authorization: Bearer {}", "a".repeat(100_000));
    let answer = get(server, "/", &[&line]).await;
    assert_eq!(answer.status, 401);
    assert!(answer.challenge().expect("a challenge").ends_with("\"The token is malformed\""));
}
