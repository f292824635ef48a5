//! Where tokens go, and where in a request.

use crate::support::{Client, Hands, NOW, Server, chain, claims, everywhere, origin};
use http::{HeaderValue, Request};
use hyper::body::Bytes;
use jwt_header::{
    Place,
    client::{Reused, Signing},
};

#[tokio::test]
async fn other_origins_are_refused_before_anything_is_sent() {
    let (server, other) = (Server::start().await, Server::start().await);
    for (key, client) in
        everywhere(|key| Signing::new([origin(&server.origin)], Reused::new(key, claims())))
    {
        let error = client.get(&other.url("/")).await.expect_err("refused");
        assert_eq!(
            chain(&error),
            format!(
                "the request goes to {}, but tokens go to {} only",
                other.origin, server.origin
            )
        );
        assert_eq!((error.code(), key.asked()), ("ORIGIN", 0));
    }
    for (_, client) in everywhere(|key| Signing::new([], Reused::new(key, claims()))) {
        let error = client.get(&server.url("/")).await.expect_err("refused");
        assert!(error.to_string().ends_with("but tokens go nowhere"), "{error}");
    }
    assert!(server.seen().is_empty() && other.seen().is_empty());
}

#[tokio::test]
async fn plain_http_to_another_machine_is_refused_before_anything_is_sent() {
    // Were it sent, it would not leave the machine either: 0.0.0.0 is here, and not known as such.
    let server = Server::start().await;
    let elsewhere = server.origin.replace("127.0.0.1", "0.0.0.0");
    let signing = |key| Signing::new([origin(&elsewhere)], Reused::new(key, claims()));
    for (key, client) in everywhere(signing) {
        let error = client.get(&elsewhere).await.expect_err("refused");
        assert_eq!(
            chain(&error),
            format!(
                "the request goes to {elsewhere}, and over plain HTTP everybody on the way can \
                 read its token; use https"
            )
        );
        assert_eq!((error.code(), key.asked()), ("PLAIN_HTTP", 0));
    }
    assert!(server.seen().is_empty());

    for (_, client) in everywhere(|key| signing(key).dangerously_show_tokens_to_the_network()) {
        assert_eq!(client.get(&elsewhere).await.expect("an answer"), 200);
    }
    assert!(server.seen().iter().all(|seen| seen.headers.contains_key("authorization")));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn every_place_gets_one_token_and_all_else_stays() {
    let server = Server::start().await;
    for place in [
        Place::bearer(),
        Place::header("x-token", "").expect("a place"),
        Place::query("token").expect("a place"),
        Place::cookie("token").expect("a place"),
    ] {
        let clients = everywhere(|key| {
            let tokens = Reused::new(key, claims()).clock(Hands::at(NOW));
            Signing::new([origin(&server.origin)], tokens).at(place.clone())
        });
        for (key, client) in clients {
            let request = Request::get(server.url("/a?b=%2f&token=old"))
                .header("cookie", "a=1; token=old")
                .header("x-token", "old")
                .header("authorization", "Bearer old")
                .body(Bytes::new());
            client.send(request.expect("a request")).await.expect("an answer");
            let seen = server.seen().pop().expect("a request");
            let token = place.take_off(&seen.headers, &seen.uri).expect("one token");
            assert_eq!(key.verified(token)["iss"], "billing");
            let all = format!("{} {:?}", seen.uri, seen.headers);
            assert_eq!(all.matches("old").count(), 3, "{all}");
            assert!(seen.uri.query().is_some_and(|query| query.starts_with("b=%2f&token=")));
        }
    }
}

#[tokio::test]
async fn headers_with_tokens_are_sensitive() {
    let key = crate::support::CountingKey::new();
    for place in [Place::bearer(), Place::cookie("token").expect("a place")] {
        let signing =
            Signing::new([origin("https://api.example")], Reused::new(key.clone(), claims()));
        let (mut parts, ()) =
            Request::get("https://api.example").body(()).expect("a request").into_parts();
        signing.at(place).sign(&mut parts, None).await.expect("signed");
        assert!(parts.headers.values().all(HeaderValue::is_sensitive));
        assert_eq!(parts.headers.len(), 1);
    }
}

#[tokio::test]
async fn other_origins_may_go_without_a_token_and_without_what_stands_in_its_place() {
    let (server, other) = (Server::start().await, Server::start().await);
    for (place, uri, kept) in [
        (Place::bearer(), "/?token=t", ["x-token", "cookie"].as_slice()),
        (Place::header("x-token", "").expect("a place"), "/?token=t", &["authorization", "cookie"]),
        (Place::query("token").expect("a place"), "/", &["authorization", "x-token", "cookie"]),
        (Place::cookie("token").expect("a place"), "/?token=t", &["authorization", "x-token"]),
    ] {
        for (key, client) in everywhere(|key| {
            let signing = Signing::new([origin(&server.origin)], Reused::new(key, claims()));
            signing.at(place.clone()).others_unsigned()
        }) {
            let request = Request::get(other.url("/?token=t"))
                .header("authorization", "Basic YTpi")
                .header("x-token", "t")
                .header("cookie", "token=t")
                .body(Bytes::new());
            client.send(request.expect("a request")).await.expect("an answer");
            let seen = other.seen().pop().expect("a request");
            assert_eq!(seen.uri, uri, "{place}");
            let found = ["authorization", "x-token", "cookie"].map(|name| {
                assert_eq!(seen.headers.contains_key(name), kept.contains(&name), "{place} {name}");
            });
            assert_eq!((found.len(), key.asked()), (3, 0));
        }
    }
}

#[tokio::test]
async fn cookies_and_parameters_beside_the_place_stay() {
    let (server, other) = (Server::start().await, Server::start().await);
    for place in [Place::query("token").expect("a place"), Place::cookie("token").expect("a place")]
    {
        for (_, client) in everywhere(|key| {
            let signing = Signing::new([origin(&server.origin)], Reused::new(key, claims()));
            signing.at(place.clone()).others_unsigned()
        }) {
            let request = Request::get(other.url("/p?a=%2f&t%6Fken=t&b"))
                .header("cookie", "a=1; token=t; b=2")
                .body(Bytes::new());
            client.send(request.expect("a request")).await.expect("an answer");
        }
    }
    let seen = other.seen();
    let found: Vec<_> = seen
        .iter()
        .map(|seen| (seen.uri.to_string(), seen.headers["cookie"].to_str().expect("text")))
        .collect();
    let (query, cookie) = ("/p?a=%2f&b".to_owned(), "/p?a=%2f&t%6Fken=t&b".to_owned());
    assert_eq!(
        found,
        [
            (query.clone(), "a=1; token=t; b=2"),
            (query, "a=1; token=t; b=2"),
            (cookie.clone(), "a=1; b=2"),
            (cookie, "a=1; b=2"),
        ]
    );
}

#[tokio::test]
async fn paths_go_to_the_server_that_is_said() {
    let key = crate::support::CountingKey::new();
    let path = || Request::get("/orders?page=2").body(()).expect("a request").into_parts().0;
    let signing = || {
        let tokens = Reused::new(key.clone(), claims().audience_is_origin()).clock(Hands::at(NOW));
        Signing::new([origin("https://api.example")], tokens)
    };
    let error = signing().sign(&mut path(), None).await.expect_err("refused");
    assert!(error.to_string().contains("relative_to"), "{error}");

    let mut parts = path();
    let signing = signing().relative_to(origin("https://api.example"));
    let token = signing.sign(&mut parts, None).await.expect("signed").expect("a token");
    assert_eq!(key.verified(token.as_str())["aud"], "https://api.example");
    assert_eq!(parts.uri, "/orders?page=2");

    // What says where it goes, goes there.
    let (mut parts, ()) =
        Request::get("https://evil.example/").body(()).expect("a request").into_parts();
    signing.sign(&mut parts, None).await.expect_err("refused");

    let elsewhere = signing.relative_to(origin("https://evil.example"));
    elsewhere.sign(&mut path(), None).await.expect_err("refused");
}

#[tokio::test]
async fn errors_do_not_show_the_token() {
    // Nobody listens on the port of a server that is gone.
    let gone = {
        let server = Server::start().await;
        server.origin.clone()
    };
    for (key, client) in everywhere(|key| {
        let place = Place::query("token").expect("a place");
        Signing::new([origin(&gone)], Reused::new(key, claims())).at(place)
    }) {
        let error = loop {
            // The port closes when the server's task has ended.
            match client.get(&gone).await {
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => break error,
            }
        };
        assert_eq!((error.code(), key.asked()), ("SEND", 1));
        let text = format!("{} {error:?}", chain(&error));
        assert!(!text.contains("eyJ"), "{text}");
    }
}

#[tokio::test]
async fn answers_do_not_show_the_token() {
    let server = Server::answering(|_, _| crate::support::status(500)).await;
    let key = crate::support::CountingKey::new();
    let signing = Signing::new([origin(&server.origin)], Reused::new(key, claims()))
        .at(Place::query("token").expect("a place"));
    let Client::Reqwest(client) = Client::reqwest(signing) else { unreachable!("reqwest it is") };
    let answer = client.get(server.url("/a?b=c")).send().await.expect("an answer");
    assert!(server.seen()[0].uri.query().is_some_and(|query| query.contains("token=eyJ")));
    assert_eq!(answer.url().as_str(), server.url("/a?b=c"));
    let error = answer.error_for_status().expect_err("500");
    assert!(!format!("{error} {error:?}").contains("eyJ"), "{error:?}");
}
