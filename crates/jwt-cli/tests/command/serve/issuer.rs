//! Tokens of an issuer that publishes its keys.

use super::Server;
use crate::{folder::Folder, issuer_server::IssuerServer};

#[test]
fn an_issuers_tokens_are_accepted_and_no_others() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    folder.key_pair("ES256", "jwk", "other");
    let issuer = IssuerServer::start(&folder, &["key.pub"]);
    let server = Server::start(&["--issuer", &issuer.url, "--audience", "api"]);
    assert_eq!(server.token, "$TOKEN");
    for (key, name, status) in [
        ("key", issuer.url.as_str(), "200"),
        ("other", &issuer.url, "401"),
        ("key", "https://other.example", "401"),
    ] {
        let sign = ["sign", "--key", key, "--issuer", name, "--audience", "api"];
        let token = folder.printed(&[&sign[..], &["--expires-in", "5m"]].concat());
        let answer = server.get("/", &[format!("Authorization: Bearer {token}")]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{key} {name}: {answer}");
    }
    assert_eq!(issuer.asked(), 1, "once in a window, whatever comes");
}

#[test]
fn an_issuer_that_cannot_be_asked_is_told_at_the_start() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    let issuer = IssuerServer::start(&folder, &["key.pub"]);
    issuer.break_down();
    let err = folder.jwt(&["serve", "--port", "0", "--issuer", &issuer.url]).failed(4);
    assert!(err.starts_with("error[HTTP]: the keys of "), "{err}");
}
