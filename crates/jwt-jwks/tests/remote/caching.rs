//! How long keys are used.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::{ISSUER, pass, server_with, trust, until},
};
use jwt_jwks::{Caching, Issuer, RemoteVerifier};
use std::time::Duration;

/// Uses the keys, and tells how often the server has been asked since.
async fn asked_after(server: &Server, verifier: &RemoteVerifier, key: &Key) -> usize {
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    server.asked("/keys")
}

/// Waits for a refresh in the background.
async fn refreshed(server: &Server, verifier: &RemoteVerifier, times: usize) {
    until(|| {
        let status = verifier.status(ISSUER).expect("an issuer");
        server.asked("/keys") == times && status.fresh && status.failure.is_none()
    })
    .await;
}

#[tokio::test]
async fn keys_are_used_as_long_as_the_issuer_says() {
    let key = Key::new("k1");
    for (headers, seconds) in [
        (vec![], 600),
        (vec![("Cache-Control", "max-age=300")], 300),
        (vec![("Cache-Control", "max-age=300"), ("Age", "200")], 100),
        // Within bounds.
        (vec![("Cache-Control", "max-age=0")], 60),
        (vec![("Cache-Control", "no-store")], 60),
        (vec![("Cache-Control", "max-age=300"), ("Age", "1000")], 60),
        (vec![("Cache-Control", "max-age=99999999999999")], 86_400),
    ] {
        let reply = Reply::ok(set(&[key.public()]));
        let reply = headers.iter().fold(reply, |reply, (name, value)| reply.header(name, value));
        let (server, verifier) = server_with(reply).await;
        assert_eq!(asked_after(&server, &verifier, &key).await, 1, "{headers:?}");
        pass(seconds * 4 / 5 - 2).await;
        assert_eq!(asked_after(&server, &verifier, &key).await, 1, "{headers:?}");
        assert!(verifier.status(ISSUER).expect("an issuer").fresh);
        pass(seconds / 5 + 3).await;
        assert!(!verifier.status(ISSUER).expect("an issuer").fresh, "{headers:?}");
        assert_eq!(asked_after(&server, &verifier, &key).await, 2, "{headers:?}");
    }
}

#[tokio::test]
async fn keys_are_fetched_in_the_background_before_they_expire() {
    let (key, new) = (Key::new("k1"), Key::new("k2"));
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    server.on("/keys", Reply::ok(set(&[new.public()])));
    pass(500).await;
    // The one who finds that it is time does not wait, and has the keys that there are.
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    refreshed(&server, &verifier, 2).await;
    verifier.verify(&new.token(ISSUER)).await.expect("there already");
    assert_eq!(server.asked("/keys"), 2);
    pass(400).await;
    assert_eq!(asked_after(&server, &verifier, &new).await, 2, "the time begins anew");
}

#[tokio::test]
async fn keys_that_have_not_changed_are_not_sent_again() {
    let key = Key::new("k1");
    let reply = Reply::ok(set(&[key.public()])).header("ETag", "\"v1\"");
    let (server, verifier) = server_with(reply.header("Cache-Control", "max-age=300")).await;
    for times in 1..=3 {
        assert_eq!(asked_after(&server, &verifier, &key).await, times);
        assert!(verifier.status(ISSUER).expect("an issuer").fresh);
        pass(301).await;
    }
    let asked: Vec<bool> =
        server.requests().iter().map(|it| it.head.contains("if-none-match: \"v1\"")).collect();
    assert_eq!(asked, [false, true, true]);

    // Another version comes whole.
    let new = Key::new("k2");
    server.on("/keys", Reply::ok(set(&[new.public()])).header("ETag", "\"v2\""));
    verifier.verify(&new.token(ISSUER)).await.expect("the new version");
    verifier.verify(&key.token(ISSUER)).await.expect_err("it is gone");
}

#[tokio::test]
async fn not_modified_says_nothing_to_who_has_nothing() {
    let key = Key::new("k1");
    let (_server, verifier) = server_with(Reply::status(304)).await;
    let error = verifier.verify(&key.token(ISSUER)).await.expect_err("no keys");
    assert!(error.to_string().ends_with("/keys answered 304"), "{error}");
}

#[tokio::test]
async fn keys_are_used_for_a_while_when_the_issuer_is_down_and_no_longer() {
    let key = Key::new("k1");
    let (mut server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    server.stop().await;
    pass(601).await;
    verifier.verify(&key.token(ISSUER)).await.expect("expired, and nobody answers");
    let status = verifier.status(ISSUER).expect("an issuer");
    assert!(!status.fresh && status.kids == ["k1"]);
    assert_eq!(status.failure.expect("a failure").code(), "NETWORK");
    pass(3595).await;
    verifier.verify(&key.token(ISSUER)).await.expect("still in the hour");
    pass(10).await;
    let error = verifier.verify(&key.token(ISSUER)).await.expect_err("the hour is over");
    assert!(error.is_unavailable());
    assert_eq!(error.code(), "NETWORK");
    assert!(verifier.status(ISSUER).expect("an issuer").kids.is_empty());

    server.restart().await;
    pass(11).await;
    assert_eq!(asked_after(&server, &verifier, &key).await, 2, "and recovers");
    let status = verifier.status(ISSUER).expect("an issuer");
    assert!(status.fresh && status.failure.is_none());
}

#[tokio::test]
async fn nonsense_after_keys_keeps_the_keys() {
    let key = Key::new("k1");
    let good = Reply::ok(set(&[key.public()]));
    for (bad, code) in [
        (Reply::status(500), "HTTP"),
        (Reply::status(404), "HTTP"),
        (Reply::status(302).header("Location", "https://evil.example"), "HTTP"),
        (Reply::ok("<html>"), "KEY_SET"),
        (Reply::ok(set(&[Key::new("k1").private()])), "KEY_SET"),
        (Reply::Raw(b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{".to_vec()), "NETWORK"),
    ] {
        let (server, verifier) = server_with(good.clone()).await;
        assert_eq!(asked_after(&server, &verifier, &key).await, 1);
        server.on("/keys", bad.clone());
        pass(601).await;
        assert_eq!(asked_after(&server, &verifier, &key).await, 2, "{bad:?}");
        let failure = verifier.status(ISSUER).expect("an issuer").failure.expect("a failure");
        assert_eq!(failure.code(), code, "{failure}");
        server.on("/keys", good.clone());
        pass(11).await;
        verifier.verify(&key.token(ISSUER)).await.expect("right");
        refreshed(&server, &verifier, 3).await;
    }
}

#[tokio::test]
async fn an_issuer_that_hangs_is_waited_for_once() {
    let key = Key::new("k1");
    let server = Server::start().await;
    server.on("/keys", Reply::ok(set(&[key.public()])));
    let deadline = Duration::from_millis(200);
    let verifier = trust(Issuer::keys_at(ISSUER, server.url("/keys")).deadline(deadline));
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    server.on("/keys", Reply::Silence);
    pass(601).await;
    assert_eq!(asked_after(&server, &verifier, &key).await, 2);
    let failed = || verifier.status(ISSUER).is_some_and(|status| status.failure.is_some());
    until(failed).await;
    // From now on nobody waits: what polls once has its answer.
    for _ in 0..3 {
        pass(11).await;
        let token = key.token(ISSUER);
        tokio::select! {
            biased;
            verified = verifier.verify(&token) => drop(verified.expect("stale keys")),
            () = std::future::ready(()) => panic!("it waited"),
        }
    }
}

#[tokio::test]
async fn an_issuer_that_has_never_answered_is_asked_once_in_a_window() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::status(503)).await;
    for _ in 0..20 {
        let error = verifier.verify(&key.token(ISSUER)).await.expect_err("no keys");
        assert!(error.is_unavailable(), "{error}");
    }
    assert_eq!(server.asked("/keys"), 1);
    server.on("/keys", Reply::ok(set(&[key.public()])));
    verifier.verify(&key.token(ISSUER)).await.expect_err("in the same window");
    pass(11).await;
    verifier.verify(&key.token(ISSUER)).await.expect("in the next");
    assert_eq!(server.asked("/keys"), 2);
}

#[tokio::test]
async fn bounds_are_the_programs() {
    let key = Key::new("k1");
    let server = Server::start().await;
    let reply = Reply::ok(set(&[key.public()])).header("Cache-Control", "max-age=86400");
    server.on("/keys", reply);
    let caching = Caching::new().most(Duration::from_secs(120)).stale(Duration::ZERO);
    let verifier = trust(Issuer::keys_at(ISSUER, server.url("/keys")).caching(caching));
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    server.on("/keys", Reply::status(500));
    pass(121).await;
    verifier.verify(&key.token(ISSUER)).await.expect_err("not a second longer");
}

#[tokio::test]
async fn keys_are_prepared_before_the_first_token() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let before = verifier.status(ISSUER).expect("an issuer");
    assert!(!before.fresh && before.kids.is_empty() && before.failure.is_none());
    verifier.prepare().await.expect("keys");
    assert_eq!(verifier.status(ISSUER).expect("an issuer").kids, ["k1"]);
    assert_eq!(asked_after(&server, &verifier, &key).await, 1);
    assert!(verifier.status("https://other.example").is_none());
}

#[tokio::test]
async fn all_issuers_are_prepared_though_the_first_fails() {
    let key = Key::new("k1");
    let (server, verifier) = server_with(Reply::ok(set(&[key.public()]))).await;
    let broken = Issuer::keys_at("a", server.url("/none"));
    let verifier = verifier.issuer(broken, crate::setting::rules()).expect("an issuer");
    verifier.prepare().await.expect_err("a has no keys");
    until(|| verifier.status(ISSUER).is_some_and(|status| status.fresh)).await;
}

#[tokio::test]
async fn a_transport_that_panics_fails_the_one_request() {
    use jwt_jwks::{Destinations, Transport, TransportError};

    struct Panicking(Destinations);

    impl Transport for Panicking {
        fn destinations(&self) -> &Destinations {
            &self.0
        }

        async fn send(
            &self,
            _: http::Request<()>,
            _: usize,
        ) -> Result<http::Response<Vec<u8>>, TransportError> {
            unreachable!("a bug in a transport")
        }
    }

    let verifier = RemoteVerifier::new(jwt_ring::PROVIDER, Panicking(Destinations::public()))
        .issuer(Issuer::discover(ISSUER), crate::setting::rules())
        .expect("an issuer");
    for _ in 0..2 {
        let error = verifier.verify(&Key::new("k1").token(ISSUER)).await.expect_err("no keys");
        assert_eq!(error.code(), "RUNTIME", "{error}");
        pass(11).await;
    }
}
