//! The API that tells what is in a token.

use super::Server;
use crate::folder::Folder;
use std::process::Command;

#[test]
fn the_token_it_prints_keeps_the_rules_it_was_given() {
    let options = ["--issuer", "me", "--audience", "a", "--subject", "s", "--typ", "at+jwt"];
    let server = Server::start(&options);
    let answer = server.get("/", &[format!("Authorization: Bearer {}", server.token)]);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for part in ["\"valid\":true", "\"iss\":\"me\"", "\"aud\":\"a\"", "\"typ\":\"at+jwt\""] {
        assert!(answer.contains(part), "{answer}");
    }
    assert!(!answer.to_ascii_lowercase().contains("access-control-"), "{answer}");
}

#[test]
fn requests_that_could_be_read_in_two_ways_are_refused() {
    let server = Server::start(&[]);
    let bearer = format!("Authorization: Bearer {}", server.token);
    let query = format!("/?token={0}&token={0}", server.token);
    for (path, headers) in [
        ("/", &[bearer.clone(), bearer.clone()][..]),
        ("/", &[bearer.clone(), "authorization: Basic YTpi".to_owned()]),
        ("/", &[format!("{bearer},{}", server.token)]),
        ("/", &[bearer.replace("Bearer ", "Bearer  ")]),
        ("/", &[format!("{bearer}\r\n folded")]),
        ("/?access_token=a", std::slice::from_ref(&bearer)),
        ("/", &[bearer.clone(), format!("X-Token: {}", server.token)]),
        (&query, &[]),
    ] {
        let answer = server.get(path, headers);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{path} {headers:?}: {answer}");
        assert!(!answer.contains(&server.token), "{answer}");
    }
}

#[test]
fn the_log_has_no_tokens() {
    let mut server = Server::start(&[]);
    let answer = server.get(&format!("/orders?token={}", server.token), &[]);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(server.logged(), "200 GET /orders  HS256 in the query parameter token\n");
}

#[test]
fn a_key_file_is_what_tokens_are_checked_with() {
    let folder = Folder::new();
    folder.key_pair("EdDSA", "pem", "key");
    let public = folder.path("key.pub");
    let server = Server::start(&["--key", public.to_str().expect("UTF-8")]);
    assert_eq!(server.token, "$TOKEN");
    for (alg, expires, status) in
        [("EdDSA", "5m", "200"), ("Ed25519", "5m", "200"), ("EdDSA", "0s", "401")]
    {
        let token =
            folder.printed(&["sign", "--key", "key", "--alg", alg, "--expires-in", expires]);
        let answer = server.get("/", &[format!("X-Token: {token}")]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{alg} {expires}: {answer}");
    }
}

#[test]
fn a_port_that_is_taken_is_exit_4_and_a_key_that_is_missing_too() {
    let server = Server::start(&[]);
    let port = server.port.to_string();
    for (options, message) in [
        (["--port", &port], "error[IO]: port "),
        (["--key", "/no/such/file"], "error[IO]: /no/such/file: no such file\n"),
    ] {
        let err = Folder::new().jwt(&["serve", options[0], options[1]]).failed(4);
        assert!(err.starts_with(message), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let mut server = Server::start(&[]);
    // The answer shows that it has come so far as to wait.
    server.get("/", &[]);
    let pid = server.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}
