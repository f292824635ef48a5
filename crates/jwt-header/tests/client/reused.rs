//! One token for many requests.

use crate::support::{
    Client, CountingKey, Hands, NOW, Server, bearer, chain, claims, everywhere, origin, verified,
};
use jwt_header::client::{Reused, SendError, Signing};
use std::collections::HashSet;

/// A client whose key is held, and its clock.
fn held(server: &Server) -> (CountingKey, Hands, Client<Reused<CountingKey>>) {
    let (key, clock) = (CountingKey::held(), Hands::at(NOW));
    let tokens = Reused::new(key.clone(), claims()).clock(clock.clone());
    (key, clock, Client::tower(Signing::new([origin(&server.origin)], tokens)))
}

fn tokens(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| bearer(seen).to_owned()).collect()
}

/// Lets all other tasks go on until they wait.
async fn until(mut ready: impl FnMut() -> bool) {
    while !ready() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_is_reused_until_a_minute_before_it_expires() {
    let server = Server::start().await;
    let clock = Hands::at(NOW);
    let clients = everywhere(|key| {
        let tokens = Reused::new(key, claims()).clock(clock.clone());
        Signing::new([origin(&server.origin)], tokens)
    });
    for (key, client) in clients {
        for (time, signatures) in
            [(0, 1), (1, 1), (500, 1), (939, 1), (940, 2), (941, 2), (1879, 2), (1880, 3)]
        {
            clock.set(NOW + time);
            assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
            assert_eq!(key.asked(), signatures, "after {time} s");
        }
        clock.set(NOW);
    }
}

#[tokio::test]
async fn a_token_of_short_life_is_reused_for_nine_tenths_of_it() {
    let server = Server::start().await;
    let clock = Hands::at(NOW);
    let clients = everywhere(|key| {
        let claims = claims().lifetime(std::time::Duration::from_secs(100));
        Signing::new([origin(&server.origin)], Reused::new(key, claims).clock(clock.clone()))
    });
    for (key, client) in clients {
        for (time, signatures) in [(0, 1), (89, 1), (90, 2), (179, 2), (180, 3)] {
            clock.set(NOW + time);
            client.get(&server.url("/")).await.expect("an answer");
            assert_eq!(key.asked(), signatures, "after {time} s");
        }
        clock.set(NOW);
    }
}

#[tokio::test]
async fn a_token_from_the_future_is_not_used() {
    let server = Server::start().await;
    let clock = Hands::at(NOW + 500);
    let clients = everywhere(|key| {
        let tokens = Reused::new(key, claims()).clock(clock.clone());
        Signing::new([origin(&server.origin)], tokens)
    });
    for (key, client) in clients {
        clock.set(NOW + 500);
        client.get(&server.url("/")).await.expect("an answer");
        clock.set(NOW);
        client.get(&server.url("/")).await.expect("an answer");
        let claims = verified(&key, server.seen().last().expect("a request"));
        assert_eq!((claims["iat"].as_u64(), key.asked()), (Some(NOW), 2));
    }
}

#[tokio::test]
async fn a_hundred_requests_at_once_take_one_signature() {
    let server = Server::start().await;
    let (key, _, client) = held(&server);
    let requests: Vec<_> = (0..100).map(|_| spawn_get(&client, &server)).collect();
    until(|| key.asked() == 1).await;
    key.let_one();
    for request in requests {
        assert_eq!(request.await.expect("no panic").expect("an answer"), 200);
    }
    assert_eq!(key.asked(), 1);
    let tokens = tokens(&server);
    assert_eq!(tokens.len(), 100);
    assert_eq!(HashSet::<String>::from_iter(tokens).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_requests_on_several_threads_take_one_signature() {
    let server = Server::start().await;
    for (key, client) in everywhere(|key| {
        let tokens = Reused::new(key, claims()).clock(Hands::at(NOW));
        Signing::new([origin(&server.origin)], tokens)
    }) {
        let requests: Vec<_> = (0..100).map(|_| spawn_get(&client, &server)).collect();
        for request in requests {
            assert_eq!(request.await.expect("no panic").expect("an answer"), 200);
        }
        assert_eq!(key.asked(), 1);
    }
    assert_eq!(server.seen().len(), 200);
}

#[tokio::test]
async fn whoever_waits_shares_a_failure() {
    let server = Server::start().await;
    let (key, _, client) = held(&server);
    key.fail(true);
    let requests: Vec<_> = (0..100).map(|_| spawn_get(&client, &server)).collect();
    until(|| key.asked() == 1).await;
    // All the others come to wait, since they were spawned before.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    key.let_one();
    for request in requests {
        let error = request.await.expect("no panic").expect_err("refused");
        assert!(chain(&error).ends_with("the KMS is asleep"), "{}", chain(&error));
    }
    assert_eq!(key.asked(), 1);
    assert!(server.seen().is_empty());

    // Whoever comes later tries anew.
    key.fail(false);
    key.let_one();
    assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
    assert_eq!(key.asked(), 2);
}

#[tokio::test]
async fn a_request_that_is_given_up_does_not_hold_up_others() {
    let server = Server::start().await;
    let (key, _, client) = held(&server);
    let first = spawn_get(&client, &server);
    until(|| key.asked() == 1).await;
    let second = spawn_get(&client, &server);
    tokio::task::yield_now().await;
    first.abort();
    until(|| key.asked() == 2).await;
    key.let_one();
    assert_eq!(second.await.expect("no panic").expect("an answer"), 200);
}

#[tokio::test]
async fn the_last_token_serves_while_the_next_is_made() {
    let server = Server::start().await;
    let (key, clock, client) = held(&server);
    key.let_one();
    client.get(&server.url("/")).await.expect("an answer");

    clock.set(NOW + 950);
    let renewing = spawn_get(&client, &server);
    until(|| key.asked() == 2).await;
    for _ in 0..3 {
        client.get(&server.url("/")).await.expect("an answer");
    }
    assert_eq!(key.asked(), 2);
    key.let_one();
    renewing.await.expect("no panic").expect("an answer");

    let tokens = tokens(&server);
    assert!(tokens[..4].iter().all(|token| *token == tokens[0]));
    assert_ne!(tokens[4], tokens[0]);
}

#[tokio::test]
async fn the_last_token_serves_if_the_next_cannot_be_made_until_it_expires() {
    let server = Server::start().await;
    let clock = Hands::at(NOW);
    for (key, client) in everywhere(|key| {
        let tokens = Reused::new(key, claims()).clock(clock.clone());
        Signing::new([origin(&server.origin)], tokens)
    }) {
        clock.set(NOW);
        client.get(&server.url("/")).await.expect("an answer");
        key.fail(true);
        clock.set(NOW + 999);
        assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
        assert_eq!(key.asked(), 2);
        clock.set(NOW + 1000);
        client.get(&server.url("/")).await.expect_err("refused");
        key.fail(false);
        assert_eq!(client.get(&server.url("/")).await.expect("an answer"), 200);
    }
}

#[tokio::test]
async fn a_signature_that_takes_longer_than_the_token_lasts_is_an_error() {
    let server = Server::start().await;
    let (key, clock, client) = held(&server);
    let request = spawn_get(&client, &server);
    until(|| key.asked() == 1).await;
    clock.set(NOW + 1000);
    key.let_one();
    let error = request.await.expect("no panic").expect_err("refused");
    assert_eq!(
        chain(&error),
        "the request has no token: the token expired before its signature was there"
    );
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn servers_share_a_token_unless_the_audience_is_the_origin() {
    let servers = [Server::start().await, Server::start().await];
    let origins = || servers.iter().map(|server| origin(&server.origin));
    for (claims, signatures) in [(claims(), 1), (claims().audience_is_origin(), 2)] {
        for (key, client) in everywhere(|key| {
            let tokens = Reused::new(key, claims.clone()).clock(Hands::at(NOW));
            Signing::new(origins(), tokens)
        }) {
            for _ in 0..2 {
                for server in &servers {
                    client.get(&server.url("/")).await.expect("an answer");
                    let claims = verified(&key, server.seen().last().expect("a request"));
                    if signatures == 2 {
                        assert_eq!(claims["aud"], server.origin.as_str());
                    }
                }
            }
            assert_eq!(key.asked(), signatures);
        }
    }
}

fn spawn_get(
    client: &Client<Reused<CountingKey>>,
    server: &Server,
) -> tokio::task::JoinHandle<Result<http::StatusCode, SendError>> {
    let (client, url) = (client.clone(), server.url("/"));
    tokio::spawn(async move { client.get(&url).await })
}
