//! Keys that answer in their own time.

use crate::support::{Client, CountingKey, Hands, NOW, Server, bearer, claims, origin};
use jwt_core::{Algorithm, Signer};
use jwt_header::client::{AsyncSigner, PerRequest, Signing};
use jwt_ring::MacKey;
use std::{convert::Infallible, sync::Arc};

#[tokio::test]
async fn a_key_that_is_slow_blocks_nobody_else() {
    // One thread for all: were it blocked, nothing else would go on.
    let server = Server::start().await;
    let slow = CountingKey::held();
    let client = |key| {
        let tokens = PerRequest::new(key, claims()).clock(Hands::at(NOW));
        Client::reqwest(Signing::new([origin(&server.origin)], tokens))
    };
    let (waiting, url) = (client(slow.clone()), server.url("/slow"));
    let waiting = tokio::spawn(async move { waiting.get(&url).await });
    while slow.asked() == 0 {
        tokio::task::yield_now().await;
    }
    let quick = client(CountingKey::new());
    assert_eq!(quick.get(&server.url("/quick")).await.expect("an answer"), 200);
    assert!(!waiting.is_finished());

    slow.let_one();
    assert_eq!(waiting.await.expect("no panic").expect("an answer"), 200);
    let paths: Vec<_> = server.seen().iter().map(|seen| seen.uri.path().to_owned()).collect();
    assert_eq!(paths, ["/quick", "/slow"]);
}

#[tokio::test]
async fn every_signer_is_a_key() {
    let server = Server::start().await;
    let typed = MacKey::<jwt_core::Hs256>::generate().expect("a key");
    let shared: Arc<dyn Signer> = Arc::new(MacKey::<jwt_core::Hs512>::generate().expect("a key"));
    let signing = Signing::new([origin(&server.origin)], PerRequest::new(typed, claims()));
    Client::tower(signing).get(&server.url("/")).await.expect("an answer");
    let signing = Signing::new([origin(&server.origin)], PerRequest::new(shared, claims()));
    Client::tower(signing).get(&server.url("/")).await.expect("an answer");
    let algorithms: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| {
            let token = jwt_core::Unverified::parse(bearer(seen)).expect("a token");
            token.header().alg().to_owned()
        })
        .collect();
    assert_eq!(algorithms, ["HS256", "HS512"]);
}

#[tokio::test]
async fn a_signature_of_the_wrong_length_makes_no_token() {
    struct Der;

    impl AsyncSigner for Der {
        type Error = Infallible;
        fn algorithm(&self) -> Algorithm {
            Algorithm::ES256
        }
        fn key_id(&self) -> Option<&str> {
            None
        }
        async fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Infallible> {
            Ok(vec![0x30; 71])
        }
    }

    let server = Server::start().await;
    let signing = Signing::new([origin(&server.origin)], PerRequest::new(Der, claims()));
    let error = Client::tower(signing).get(&server.url("/")).await.expect_err("refused");
    let text = crate::support::chain(&error);
    assert!(text.ends_with("(r and s side by side, not DER)"), "{text}");
    assert!(server.seen().is_empty());
}
