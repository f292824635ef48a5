//! Servers that send a client elsewhere.

use crate::support::{
    Client, CountingKey, Hands, NOW, Seen, Server, claims, everywhere, origin, status, to,
};
use http::Request;
use hyper::body::Bytes;
use jwt_header::{
    Place,
    client::{PerRequest, Signing},
};

fn places() -> [Place; 4] {
    [
        Place::bearer(),
        Place::header("x-token", "").expect("a place"),
        Place::query("token").expect("a place"),
        Place::cookie("token").expect("a place"),
    ]
}

/// Whatever the request has of a token, anywhere.
fn has_token(seen: &Seen) -> bool {
    format!("{} {:?} {:?}", seen.uri, seen.headers, seen.body).contains("eyJ")
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_signed_anew() {
    let server = Server::answering(|seen, _| match seen.uri.path() {
        "/old" => to(302, "/new?page=2"),
        _ => status(200),
    })
    .await;
    for place in places() {
        for (key, client) in everywhere(|key| {
            let tokens = PerRequest::new(key, claims()).clock(Hands::at(NOW)).method_and_target();
            Signing::new([origin(&server.origin)], tokens).at(place.clone())
        }) {
            assert_eq!(client.get(&server.url("/old")).await.expect("an answer"), 200, "{place}");
            let seen = server.seen().pop().expect("a request");
            let token = place.take_off(&seen.headers, &seen.uri).expect("one token");
            assert_eq!(key.verified(token)["htu"], server.url("/new"));
            assert_eq!(key.asked(), 2);
        }
    }
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_an_error_and_nothing_is_sent_there() {
    let other = Server::start().await;
    let target = other.url("/");
    let server = Server::answering(move |_, _| to(302, &target)).await;
    for place in places() {
        for (_, client) in everywhere(|key| {
            Signing::new([origin(&server.origin)], PerRequest::new(key, claims())).at(place.clone())
        }) {
            let error = client.get(&server.url("/")).await.expect_err("refused");
            assert_eq!(error.code(), "ORIGIN", "{place}");
        }
    }
    assert_eq!(server.seen().len(), 8);
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_redirect_to_another_origin_takes_no_token_along() {
    let other = Server::start().await;
    let target = other.url("/?a=b");
    // A server may copy the query into the location, and the token with it.
    let server = Server::answering(move |seen, _| match seen.uri.query() {
        Some(query) => to(307, &format!("{target}&{query}")),
        None => to(307, &target),
    })
    .await;
    for place in places() {
        for (key, client) in everywhere(|key| {
            let signing = Signing::new([origin(&server.origin)], PerRequest::new(key, claims()));
            signing.at(place.clone()).others_unsigned()
        }) {
            let request = Request::post(server.url("/")).header("x-a", "b").body("a book".into());
            assert_eq!(client.send(request.expect("a request")).await.expect("an answer"), 200);
            let (first, second) =
                (server.seen().pop().expect("a request"), other.seen().pop().expect("a request"));
            assert!(has_token(&first) && !has_token(&second), "{place} {second:?}");
            assert_eq!(&second.body[..], b"a book");
            assert_eq!((second.uri.query(), key.asked()), (Some("a=b"), 1));
            assert_eq!(second.headers["x-a"], "b");
            assert!(!second.headers.contains_key("referer"));
        }
    }
    assert_eq!(other.seen().len(), 8);
}

#[tokio::test]
async fn a_redirect_back_is_signed_again() {
    let server = Server::answering(|seen, _| match seen.uri.path() {
        "/there" => to(302, seen.headers["x-other"].to_str().expect("text")),
        _ => status(200),
    })
    .await;
    let back = server.url("/back");
    let other = Server::answering(move |_, _| to(302, &back)).await;
    for place in places() {
        for (_, client) in everywhere(|key| {
            let signing = Signing::new([origin(&server.origin)], PerRequest::new(key, claims()));
            signing.at(place.clone()).others_unsigned()
        }) {
            let request = Request::get(server.url("/there")).header("x-other", other.url("/"));
            let request = request.body(Bytes::new()).expect("a request");
            assert_eq!(client.send(request).await.expect("an answer"), 200);
            let seen = server.seen().pop().expect("a request");
            assert_eq!(seen.uri.path(), "/back");
            place.take_off(&seen.headers, &seen.uri).expect("one token");
        }
    }
    assert!(!other.seen().iter().any(has_token));
}

#[tokio::test]
async fn what_a_caller_set_for_one_origin_does_not_go_to_another() {
    let other = Server::start().await;
    let target = other.url("/");
    let server = Server::answering(move |_, _| to(302, &target)).await;
    for (_, client) in everywhere(|key| {
        let place = Place::header("x-token", "").expect("a place");
        let signing = Signing::new([origin(&server.origin)], PerRequest::new(key, claims()));
        signing.at(place).others_unsigned()
    }) {
        let request = Request::get(server.url("/"))
            .header("authorization", "Basic YTpi")
            .header("cookie", "session=s")
            .body(Bytes::new());
        client.send(request.expect("a request")).await.expect("an answer");
        assert!(server.seen().pop().expect("a request").headers.contains_key("cookie"));
        let seen = other.seen().pop().expect("a request");
        assert!(
            !seen.headers.contains_key("authorization") && !seen.headers.contains_key("cookie")
        );
    }
}

#[tokio::test]
async fn methods_and_bodies_follow_as_browsers_do() {
    let server = Server::answering(|seen, _| match seen.uri.path() {
        "/new" => status(200),
        path => to(path.trim_start_matches('/').parse().expect("a status"), "/new"),
    })
    .await;
    for (_, client) in
        everywhere(|key| Signing::new([origin(&server.origin)], PerRequest::new(key, claims())))
    {
        for (code, sent, followed, body) in [
            (301, "POST", "GET", ""),
            (302, "POST", "GET", ""),
            (303, "POST", "GET", ""),
            (303, "PUT", "GET", ""),
            (303, "HEAD", "HEAD", ""),
            (302, "PUT", "PUT", "a book"),
            (307, "POST", "POST", "a book"),
            (308, "PATCH", "PATCH", "a book"),
        ] {
            let request = Request::builder()
                .method(sent)
                .uri(server.url(&format!("/{code}")))
                .header("content-type", "text/plain")
                .body("a book".into());
            client.send(request.expect("a request")).await.expect("an answer");
            let seen = server.seen().pop().expect("a request");
            assert_eq!(
                (seen.method.as_str(), &seen.body[..]),
                (followed, body.as_bytes()),
                "{code}"
            );
            assert_eq!(seen.headers.contains_key("content-type"), !body.is_empty(), "{code}");
        }
    }
}

#[tokio::test]
async fn redirects_end() {
    let server = Server::answering(|_, _| to(302, "/")).await;
    let client = |limit| {
        let tokens = PerRequest::new(CountingKey::new(), claims());
        let signing = Signing::new([origin(&server.origin)], tokens);
        let Client::Reqwest(client) = Client::reqwest(signing) else { unreachable!("reqwest") };
        client.redirects(limit)
    };
    let error = client(10).get(server.url("/")).send().await.expect_err("too many");
    assert_eq!(error.to_string(), "the server redirected the request more than 10 times");
    assert_eq!((error.code(), server.seen().len()), ("REDIRECTS", 11));

    let answer = client(0).get(server.url("/")).send().await.expect("an answer");
    assert_eq!((answer.status().as_u16(), server.seen().len()), (302, 12));
}

#[tokio::test]
async fn a_redirect_has_no_say_in_who_logs_in_nor_in_the_scheme() {
    let server = Server::answering(|seen, _| match seen.uri.path() {
        "/user" => {
            to(302, &format!("http://ann:pw@{}/new", seen.headers["host"].to_str().expect("text")))
        }
        "/file" => to(302, "file:///etc/passwd"),
        _ => status(200),
    })
    .await;
    let tokens = PerRequest::new(CountingKey::new(), claims());
    let signing = Signing::new([origin(&server.origin)], tokens)
        .at(Place::header("x-token", "").expect("a place"));
    let Client::Reqwest(client) = Client::reqwest(signing) else { unreachable!("reqwest") };
    let answer = client.get(server.url("/user")).send().await.expect("an answer");
    assert_eq!(answer.url().as_str(), server.url("/new"));
    assert!(!server.seen().pop().expect("a request").headers.contains_key("authorization"));
    let answer = client.get(server.url("/file")).send().await.expect("an answer");
    assert_eq!(answer.status(), 302);
}
