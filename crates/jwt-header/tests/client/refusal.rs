//! Servers that answer 401.

use crate::support::{
    Client, CountingKey, Hands, NOW, Server, bearer, builder, claims, everywhere, origin, status,
};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{Full, StreamBody};
use hyper::body::Frame;
use hyper_util::{client::legacy, rt::TokioExecutor};
use jwt_header::client::{NoBodies, PerRequest, Reused, Signing, SigningClient};
use std::{
    collections::HashSet,
    future::{Ready, ready},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};
use tower::{Layer, Service, ServiceExt};

fn reused(server: &Server, key: CountingKey) -> Signing<Reused<CountingKey>> {
    let tokens = Reused::new(key, claims().jti()).clock(Hands::at(NOW));
    Signing::new([origin(&server.origin)], tokens)
}

#[tokio::test]
async fn a_request_is_sent_once_more_with_a_new_token_and_then_the_401_is_passed_on() {
    // A client that went on trying would come to the 200.
    let server = Server::answering(|_, before| status(if before < 20 { 401 } else { 200 })).await;
    for (key, client) in everywhere(|key| reused(&server, key)) {
        let before = server.seen().len();
        let request = Request::post(server.url("/orders")).header("x-a", "b").body("a book".into());
        assert_eq!(client.send(request.expect("a request")).await.expect("an answer"), 401);
        let seen = &server.seen()[before..];
        assert_eq!((seen.len(), key.asked()), (2, 2));
        assert_ne!(bearer(&seen[0]), bearer(&seen[1]));
        for seen in seen {
            assert_eq!(
                (&seen.body[..], &seen.headers["x-a"]),
                (&b"a book"[..], &"b".parse().expect("a value"))
            );
        }
    }
}

#[tokio::test]
async fn a_new_token_that_is_taken_is_kept() {
    let server =
        Server::answering(|_, before| status(if before % 4 == 1 { 401 } else { 200 })).await;
    for (key, client) in everywhere(|key| reused(&server, key)) {
        let before = server.seen().len();
        for _ in 0..3 {
            assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
        }
        let tokens: Vec<_> =
            server.seen()[before..].iter().map(|seen| bearer(seen).to_owned()).collect();
        assert_eq!(tokens.len(), 4);
        assert!(tokens[0] == tokens[1] && tokens[1] != tokens[2] && tokens[2] == tokens[3]);
        assert_eq!(key.asked(), 2);
    }
}

#[tokio::test]
async fn many_refusals_of_one_token_take_one_new_signature() {
    // Revoked: what was issued first is taken by nobody.
    let revoked = std::sync::OnceLock::<String>::new();
    let server = Server::answering(move |seen, _| {
        let token = bearer(seen).to_owned();
        status(if *revoked.get_or_init(|| token.clone()) == token { 401 } else { 200 })
    })
    .await;
    let key = CountingKey::new();
    let client = Client::tower(reused(&server, key.clone()));
    let requests: Vec<_> = (0..50)
        .map(|_| {
            let (client, url) = (client.clone(), server.url("/"));
            tokio::spawn(async move { client.get(&url).await })
        })
        .collect();
    for request in requests {
        assert_eq!(request.await.expect("no panic").expect("an answer"), 200);
    }
    assert_eq!(key.asked(), 2);
    let tokens = server.seen().iter().map(|seen| bearer(seen).to_owned()).collect::<HashSet<_>>();
    assert_eq!(tokens.len(), 2);
}

#[tokio::test]
async fn other_answers_are_passed_on_at_once() {
    let server = Server::answering(|_, before| status([403, 407, 500][before % 3])).await;
    for (key, client) in everywhere(|key| reused(&server, key)) {
        for code in [403, 407, 500] {
            assert_eq!(client.get(&server.url("/")).await.expect("an answer"), code);
        }
        assert_eq!(key.asked(), 1);
    }
    assert_eq!(server.seen().len(), 6);
}

#[tokio::test]
async fn a_token_that_was_fresh_is_not_tried_anew() {
    let server = Server::answering(|_, _| status(401)).await;
    for (key, client) in
        everywhere(|key| Signing::new([origin(&server.origin)], PerRequest::new(key, claims())))
    {
        assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 401);
        assert_eq!(key.asked(), 1);
    }
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_not_sent_twice_but_the_token_is_forgotten() {
    let server = Server::answering(|_, before| status(if before == 0 { 401 } else { 200 })).await;
    let key = CountingKey::new();
    let client = SigningClient::new(builder(), reused(&server, key.clone())).expect("a client");
    let stream = || {
        let frames = tokio_stream::iter([Ok::<_, std::io::Error>(Frame::data(Bytes::from("a")))]);
        reqwest::Body::wrap(StreamBody::new(frames))
    };
    for code in [401, 200] {
        let request = client.post(server.url("/")).with(|request| request.body(stream()));
        assert_eq!(request.send().await.expect("an answer").status(), code);
    }
    assert_eq!((server.seen().len(), key.asked()), (2, 2));
}

#[tokio::test]
async fn a_layer_sends_only_empty_bodies_twice_unless_told_otherwise() {
    let server = Server::answering(|_, _| status(401)).await;
    let hyper = || legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
    let url = server.url("/");
    let request = |body: &'static str| {
        Request::post(&url).body(Full::new(Bytes::from_static(body.as_bytes()))).expect("a request")
    };
    let code = |response: Response<_>| {
        let _: &hyper::body::Incoming = response.body();
        response.status()
    };
    for (body, sent) in [("", 2), ("a book", 1)] {
        let before = server.seen().len();
        let service = reused(&server, CountingKey::new()).layer().layer(hyper());
        assert_eq!(code(service.oneshot(request(body)).await.expect("an answer")), 401);
        assert_eq!(server.seen().len() - before, sent, "{body:?}");
    }
    let before = server.seen().len();
    let layer = reused(&server, CountingKey::new()).layer().replay(NoBodies);
    assert_eq!(code(layer.layer(hyper()).oneshot(request("")).await.expect("an answer")), 401);
    let layer = reused(&server, CountingKey::new()).layer();
    let layer = layer.replay(|body: &Full<Bytes>| Some(body.clone()));
    assert_eq!(code(layer.layer(hyper()).oneshot(request("a")).await.expect("an answer")), 401);
    assert_eq!(server.seen().len() - before, 1 + 2);
}

#[tokio::test]
async fn a_request_whose_second_token_cannot_be_made_is_an_error() {
    let server = Server::answering(|_, _| status(401)).await;
    for (key, client) in everywhere(|key| reused(&server, key)) {
        // The token is made, and then no other.
        let warm = client.get(&server.url("/")).await.expect("an answer");
        assert_eq!((warm.as_u16(), key.asked()), (401, 2));
        let before = server.seen().len();
        key.fail(true);
        let error = client.get(&server.url("/")).await.expect_err("no second token");
        assert_eq!(error.code(), "SIGN");
        assert_eq!(server.seen().len() - before, 1);
    }
}

#[tokio::test]
async fn a_service_is_ready_whenever_it_is_called() {
    let calls = Arc::new(AtomicUsize::new(0));
    let signing = Signing::new(
        [origin("https://api.example")],
        Reused::new(CountingKey::new(), claims()).clock(Hands::at(NOW)),
    );
    let service = signing.layer().layer(Careful { ready: false, calls: Arc::clone(&calls) });
    let request = Request::get("https://api.example/").body(Full::<Bytes>::default());
    let response = service.oneshot(request.expect("a request")).await.expect("an answer");
    assert_eq!((response.status().as_u16(), calls.load(Ordering::SeqCst)), (401, 2));
}

/// A service that fails if it was not asked whether it is ready, and else refuses.
struct Careful {
    ready: bool,
    calls: Arc<AtomicUsize>,
}

impl Clone for Careful {
    fn clone(&self) -> Self {
        Self { ready: false, calls: Arc::clone(&self.calls) }
    }
}

impl<B> Service<Request<B>> for Careful {
    type Response = Response<()>;
    type Error = std::io::Error;
    type Future = Ready<Result<Response<()>, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<B>) -> Self::Future {
        if !std::mem::take(&mut self.ready) {
            return ready(Err(std::io::Error::other("called before it was ready")));
        }
        self.calls.fetch_add(1, Ordering::SeqCst);
        ready(Ok(status(401).map(drop)))
    }
}
