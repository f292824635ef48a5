//! Claims that are made from bodies.

use crate::support::{
    CountingKey, Hands, NOW, Server, builder, chain, claims, everywhere, origin, verified,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::Request;
use http_body_util::{Full, StreamBody};
use hyper::body::Frame;
use hyper_util::{client::legacy, rt::TokioExecutor};
use jwt_header::client::{Outgoing, PerRequest, Signing, SigningClient};
use serde_json::json;
use tower::{Layer, ServiceExt};

fn hashing(server: &Server, key: CountingKey) -> Signing<PerRequest<CountingKey>> {
    let tokens = PerRequest::new(key, claims()).clock(Hands::at(NOW));
    Signing::new([origin(&server.origin)], tokens.body_hash("body_sha256", jwt_ring::sha256))
}

#[tokio::test]
async fn the_hash_is_that_of_the_body_which_arrives() {
    let server = Server::start().await;
    for (key, client) in everywhere(|key| hashing(&server, key)) {
        for body in ["", "a book", "ä\0\n"] {
            let request = Request::post(server.url("/")).body(body.into()).expect("a request");
            client.send(request).await.expect("an answer");
            let seen = server.seen().pop().expect("a request");
            assert_eq!(&seen.body[..], body.as_bytes());
            let hash = BASE64_URL_SAFE_NO_PAD.encode(jwt_ring::sha256(&seen.body));
            assert_eq!(verified(&key, &seen)["body_sha256"], hash);
        }
        // FIPS 180-4, the example "abc".
        let request = Request::post(server.url("/")).body("abc".into()).expect("a request");
        client.send(request).await.expect("an answer");
        assert_eq!(
            verified(&key, &server.seen().pop().expect("a request"))["body_sha256"],
            "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"
        );
    }
}

#[tokio::test]
async fn claims_may_be_made_from_the_body_itself() {
    let server = Server::start().await;
    for (key, client) in everywhere(|key| {
        let tokens = PerRequest::new(key, claims()).clock(Hands::at(NOW));
        let tokens = tokens.and_from_body(|request: &Outgoing<'_>| {
            Ok(json!({"len": request.body().map(<[u8]>::len)}))
        });
        Signing::new([origin(&server.origin)], tokens)
    }) {
        let request = Request::post(server.url("/")).body("a book".into()).expect("a request");
        client.send(request).await.expect("an answer");
        assert_eq!(verified(&key, &server.seen().pop().expect("a request"))["len"], 6);
    }
}

#[tokio::test]
async fn a_stream_cannot_be_hashed_and_is_not_sent() {
    let server = Server::start().await;
    let key = CountingKey::new();
    let client = SigningClient::new(builder(), hashing(&server, key.clone())).expect("a client");
    let frames = tokio_stream::iter([Ok::<_, std::io::Error>(Frame::data(Bytes::from("a")))]);
    let body = reqwest::Body::wrap(StreamBody::new(frames));
    let request = client.post(server.url("/")).with(|request| request.body(body));
    let error = request.send().await.expect_err("refused");
    assert_eq!((error.code(), key.asked()), ("BODY", 0));
    assert!(chain(&error).contains("not in memory"), "{error}");

    // A layer that is not told how to replay bodies cannot look into one.
    let hyper = legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let service = hashing(&server, key.clone()).layer().layer(hyper);
    let request = Request::post(server.url("/")).body(Full::new(Bytes::from("a")));
    let error = service.oneshot(request.expect("a request")).await.expect_err("refused");
    assert_eq!((error.code(), key.asked()), ("BODY", 0));
    assert!(server.seen().is_empty());
}
