//! A fresh token for every request.

use crate::support::{
    CountingKey, Hands, NOW, Server, chain, claims, everywhere, origin, verified,
};
use http::Request;
use hyper::body::Bytes;
use jwt_core::Clock;
use jwt_header::client::{Outgoing, PerRequest, Signing};
use serde_json::{Value, json};

#[tokio::test]
async fn every_request_has_a_token_of_its_own() {
    let server = Server::start().await;
    let clients = everywhere(|key| {
        let tokens = PerRequest::new(key, claims().jti()).clock(Hands::at(NOW));
        Signing::new([origin(&server.origin)], tokens)
    });
    for (key, client) in clients {
        let before = server.seen().len();
        for _ in 0..3 {
            assert_eq!(client.get(&server.url("/orders")).await.expect("an answer"), 200);
        }
        let all: Vec<Value> =
            server.seen()[before..].iter().map(|seen| verified(&key, seen)).collect();
        assert_eq!(key.asked(), 3);
        assert_eq!(all[0]["iss"], "billing");
        assert_eq!((&all[0]["iat"], &all[0]["exp"]), (&json!(NOW), &json!(NOW + 1000)));
        assert!(all[0]["jti"] != all[1]["jti"] && all[1]["jti"] != all[2]["jti"], "{all:?}");
    }
}

#[tokio::test]
async fn the_header_names_key_and_type() {
    let server = Server::start().await;
    let clients = everywhere(|key| {
        let tokens = PerRequest::new(key, claims()).typ("at+jwt");
        Signing::new([origin(&server.origin)], tokens)
    });
    for (_, client) in clients {
        client.get(&server.url("/")).await.expect("an answer");
    }
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for seen in &seen {
        let token = jwt_core::Unverified::parse(crate::support::bearer(seen)).expect("a token");
        let header = token.header();
        assert_eq!((header.kid(), header.typ()), (Some("k1"), Some("at+jwt")));
    }
}

#[tokio::test]
async fn claims_are_made_from_the_request() {
    let server = Server::start().await;
    let clients = everywhere(|key| {
        let tokens = PerRequest::new(key, claims().audience_is_origin())
            .clock(Hands::at(NOW))
            .method_and_target()
            .and(|request: &Outgoing<'_>| {
                let tenant = request.headers().get("x-tenant").ok_or("there is no tenant")?;
                Ok(json!({"tenant": tenant.to_str()?, "query": request.uri().query()}))
            });
        Signing::new([origin(&server.origin)], tokens)
    });
    for (key, client) in clients {
        let request = Request::put(server.url("/orders?page=2")).header("x-tenant", "t1");
        client.send(request.body(Bytes::new()).expect("a request")).await.expect("an answer");
        let claims = verified(&key, server.seen().last().expect("a request"));
        let expected = json!({
            "iss": "billing", "aud": server.origin, "iat": NOW, "exp": NOW + 1000,
            "htm": "PUT", "htu": server.url("/orders"), "tenant": "t1", "query": "page=2",
        });
        assert_eq!(claims, expected);
    }
}

#[tokio::test]
async fn a_request_whose_claims_cannot_be_made_is_not_sent() {
    let server = Server::start().await;
    let no_tenant = everywhere(|key| {
        let tokens = PerRequest::new(key, claims()).and(|request: &Outgoing<'_>| {
            request.headers().get("x-tenant").ok_or("there is no tenant")?;
            Ok(json!({}))
        });
        Signing::new([origin(&server.origin)], tokens)
    });
    let no_object = everywhere(|key| {
        let tokens = PerRequest::new(key, claims()).and(|_: &Outgoing<'_>| Ok("no object"));
        Signing::new([origin(&server.origin)], tokens)
    });
    let twice = everywhere(|key| {
        let exp = |_: &Outgoing<'_>| Ok(json!({"exp": u32::MAX}));
        Signing::new([origin(&server.origin)], PerRequest::new(key, claims()).and(exp))
    });
    let no_time = everywhere(|key| {
        let tokens = PerRequest::new(key, claims()).clock(Stopped);
        Signing::new([origin(&server.origin)], tokens)
    });
    for (clients, code, message) in [
        (
            no_tenant,
            "PAYLOAD_JSON",
            "the request has no token: the claims could not be made from the request: \
             there is no tenant",
        ),
        (
            no_object,
            "PAYLOAD_JSON",
            "the request has no token: the claims could not be made from the request: \
             the claims for a request are not a JSON object",
        ),
        (twice, "PAYLOAD_JSON", "the request has no token: payload is not a JSON object: "),
        (
            no_time,
            "CLOCK",
            "the request has no token: the clock does not know the time, which iat and exp need",
        ),
    ] {
        for (_, client) in clients {
            let error = client.get(&server.url("/")).await.expect_err("refused");
            assert!(chain(&error).starts_with(message), "{}", chain(&error));
            assert_eq!(error.code(), code);
        }
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_request_whose_key_fails_is_not_sent() {
    let server = Server::start().await;
    let clients = everywhere(|key: CountingKey| {
        key.fail(true);
        Signing::new([origin(&server.origin)], PerRequest::new(key, claims()))
    });
    for (key, client) in clients {
        let error = client.get(&server.url("/")).await.expect_err("refused");
        assert_eq!(
            chain(&error),
            "the request has no token: the key did not sign: the key could not sign: \
             the KMS is asleep"
        );
        assert_eq!(error.code(), "SIGN");
        key.fail(false);
        assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
    }
    assert_eq!(server.seen().len(), 2);
}

/// A clock that was never set.
#[derive(Debug)]
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Option<jwt_core::NumericDate> {
        None
    }
}
