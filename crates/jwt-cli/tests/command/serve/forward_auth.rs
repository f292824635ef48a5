//! Answers for a gateway.

use super::Server;
use crate::folder::{Folder, part};

fn bearer(token: &str) -> [String; 1] {
    [format!("Authorization: Bearer {token}")]
}

/// The value of a header line, whatever its case.
fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let (head, _) = answer.split_once("\r\n\r\n").expect("a head");
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(": ")?;
        found.eq_ignore_ascii_case(name).then_some(value)
    })
}

#[test]
fn a_right_token_is_admitted_and_its_claims_are_told() {
    let claims = ["--claim-header", "X-User=sub", "--claim-header", "X-None=none"];
    let server = Server::start(&[&["--forward-auth", "--subject", "ann"], &claims[..]].concat());
    for _ in 0..2 {
        let answer = server.get("/orders", &bearer(&server.token));
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert_eq!(header(&answer, "x-user"), Some("ann"));
        assert_eq!(header(&answer, "x-none"), None);
        let payload = header(&answer, "x-jwt-payload").expect("all claims");
        assert_eq!(part(&format!(".{payload}."), 1), part(&server.token, 1));
        assert_eq!(header(&answer, "cache-control"), Some("no-store"));
        assert!(answer.ends_with("\r\n\r\n"), "no body: {answer}");
    }
}

#[test]
fn what_a_gateway_would_take_for_a_fault_is_401() {
    let server = Server::start(&["--forward-auth"]);
    let right = bearer(&server.token)[0].clone();
    for headers in [
        &[][..],
        &bearer("a.b.c"),
        &[right.clone(), right.clone()],
        // Not where a gateway's clients put it.
        &[format!("X-Token: {}", server.token)],
    ] {
        let answer = server.get(&format!("/?token={}", server.token), headers);
        assert!(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{headers:?}: {answer}");
        let challenge = header(&answer, "www-authenticate").expect("a challenge");
        assert!(challenge.starts_with("Bearer realm=\"jwt\""), "{challenge}");
        assert_eq!(header(&answer, "x-jwt-payload"), None);
    }
}

#[test]
fn a_token_without_the_scope_is_403() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let public = folder.path("key.pub");
    let key = ["--forward-auth", "--key", public.to_str().expect("UTF-8")];
    let server = Server::start(&[&key[..], &["--scope", "read", "--scope", "write"]].concat());
    for (scope, status) in [("read write", "200"), ("write", "403"), ("readwrite", "403")] {
        let claims = format!(r#"{{"scope":"{scope}"}}"#);
        let sign = ["sign", "--key", "key", "--claims", &claims, "--expires-in", "5m"];
        let answer = server.get("/", &bearer(&folder.printed(&sign)));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{scope}: {answer}");
    }
}

#[test]
fn the_token_it_prints_has_the_scopes() {
    let server = Server::start(&["--forward-auth", "--scope", "read", "--scope", "write"]);
    let answer = server.get("/", &bearer(&server.token));
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn a_claim_that_no_header_can_hold_is_403_and_the_log_says_why() {
    let name = ["--subject", "Zoë", "--claim-header", "X-User=sub"];
    let mut server = Server::start(&[&["--forward-auth"], &name[..]].concat());
    let answer = server.get("/orders", &bearer(&server.token));
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    assert_eq!(header(&answer, "x-jwt-payload"), None);
    let told = "the claim \"sub\" is no text that the header x-user could hold";
    assert_eq!(server.logged(), format!("403 GET /orders  {told}\n"));
}

#[test]
fn its_options_need_it() {
    for options in [["--scope", "a"], ["--claim-header", "X-User=sub"]] {
        let err = Folder::new().jwt(&["serve", options[0], options[1]]).failed(2);
        assert!(err.contains("--forward-auth"), "{err}");
    }
}
