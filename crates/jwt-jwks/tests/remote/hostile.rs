//! Servers that mean harm.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::{ISSUER, trust},
};
use jwt_jwks::{FetchError, Issuer, RemoteError};
use std::{sync::Arc, time::Duration};

/// How keys from a server that answers so fail.
async fn failure(reply: Reply) -> Arc<FetchError> {
    let server = Server::start().await;
    server.on("/keys", reply);
    let deadline = Duration::from_millis(500);
    let verifier = trust(Issuer::keys_at(ISSUER, server.url("/keys")).deadline(deadline));
    let error = verifier.verify(&Key::new("k1").token(ISSUER)).await.expect_err("no keys");
    assert_eq!(server.requests().len(), 1, "nothing else is asked for");
    match error {
        RemoteError::Keys { error, .. } => error,
        other => unreachable!("{other}"),
    }
}

#[tokio::test]
async fn a_slow_drip_meets_the_deadline() {
    for reply in [Reply::Drip, Reply::Silence] {
        let error = failure(reply).await;
        assert_eq!(error.to_string(), "the keys did not come within 0.5 s");
    }
}

#[tokio::test]
async fn a_long_body_is_not_read() {
    let long = vec![b' '; 10 * 1024 * 1024];
    let unannounced = [b"HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".as_slice(), &long].concat();
    for reply in [Reply::ok(long), Reply::Raw(unannounced), Reply::Endless] {
        let error = failure(reply).await;
        assert!(matches!(*error, FetchError::TooLarge { limit: 524_288, .. }), "{error}");
    }
}

#[tokio::test]
async fn an_announcement_of_a_long_body_is_believed() {
    let announced = b"HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\n{\"keys\":[]}".to_vec();
    let error = failure(Reply::Raw(announced)).await;
    assert!(matches!(*error, FetchError::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn headers_without_end_are_not_read() {
    let error = failure(Reply::EndlessHead).await;
    assert!(matches!(*error, FetchError::Network { .. }), "{error}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::start().await;
    for status in [301, 302, 303, 307, 308] {
        for to in [other.url("/keys"), "file:///etc/passwd".into(), "https://id.example/k".into()] {
            let error = failure(Reply::status(status).header("Location", &to)).await;
            let told = format!("answered with a redirect to \"{to}\", which is not followed");
            assert!(error.to_string().ends_with(&told), "{error}");
            assert!(error.hint().is_some());
        }
    }
    let error = failure(Reply::status(302)).await;
    assert!(error.to_string().ends_with("answered with a redirect, which is not followed"));
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn nothing_is_decompressed() {
    // Ten bytes that would be a gzip header, and then what would be a bomb.
    let bomb = [b"\x1f\x8b\x08\0\0\0\0\0\0\x03".as_slice(), &[0; 1000]].concat();
    for encoding in ["gzip", "br", "zstd", "deflate", "identity, gzip"] {
        let error = failure(Reply::ok(bomb.clone()).header("Content-Encoding", encoding)).await;
        assert!(matches!(*error, FetchError::Compressed { .. }), "{encoding}: {error}");
    }
    let error = failure(Reply::ok(bomb)).await;
    assert!(matches!(*error, FetchError::Content { .. }), "{error}");
}

#[tokio::test]
async fn compression_is_not_asked_for() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    let reply = Reply::ok(set(&[key.public()])).header("Content-Encoding", "identity");
    server.on("/keys", reply);
    let verifier = trust(Issuer::keys_at(ISSUER, server.url("/keys")));
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    let head = &server.requests()[0].head;
    assert!(!head.contains("accept-encoding"), "{head}");
    assert!(head.contains("user-agent: jwt-jwks/"), "{head}");
}

#[tokio::test]
async fn what_is_no_http_or_ends_early_is_told() {
    for reply in [
        Reply::Raw(Vec::new()),
        Reply::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
        Reply::Raw(b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"keys\":".to_vec()),
        Reply::Raw(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_vec()),
    ] {
        let error = failure(reply.clone()).await;
        assert_eq!(error.code(), "NETWORK", "{reply:?}: {error}");
        assert!(!error.to_string().contains("error sending request"), "{error}");
    }
}

#[tokio::test]
async fn no_status_but_200_brings_keys() {
    for status in [201, 204, 206, 400, 401, 403, 404, 418, 429, 500, 503] {
        let error = failure(Reply::status(status)).await;
        assert!(error.to_string().ends_with(&format!("/keys answered {status}")), "{error}");
    }
}

#[tokio::test]
async fn foreign_text_in_an_error_is_tamed() {
    let to = format!("https://evil.example/{}", "x".repeat(5000));
    let error = failure(Reply::status(302).header("Location", &to)).await;
    assert!(error.to_string().len() < 400, "{error}");
    let error = failure(Reply::ok("<p>").header("Content-Type", "text/\x1b[31mhtml")).await;
    assert!(!error.to_string().contains('\x1b'), "{error}");
}
