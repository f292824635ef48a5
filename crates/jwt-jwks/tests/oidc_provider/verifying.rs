use crate::{
    client::{Client, jwt, run},
    provider::{Provider, new_key},
};
use jwt_core::{Algorithm, Validation};
use jwt_jwks::{Destinations, Issuer, RemoteError, RemoteVerifier, ReqwestTransport};
use jwt_ring::PROVIDER;
use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
use std::time::Duration;

const ORDERS: &str = "https://orders.example";
const BILLING: &str = "https://billing.example";

#[tokio::test]
#[ignore = "cargo xtask gateways runs it"]
async fn a_token_is_verified_by_what_its_provider_publishes() {
    let client = Client::new();
    let provider = Provider::start(&[&new_key()], &client.public_key());
    let verifier = orders_api(&provider);
    let token = client.token_for(&provider, ORDERS);
    let verified = verifier.verify(&token).await.expect("right");
    assert_eq!(verified.subject(), Some("warehouse"));
    assert_eq!(verified.header().typ(), Some("at+jwt"));
}

#[test]
#[ignore = "cargo xtask gateways runs it"]
fn the_command_verifies_it_too() {
    let client = Client::new();
    let provider = Provider::start(&[&new_key()], &client.public_key());
    let token = client.token_for(&provider, ORDERS);
    for (audience, code) in [(ORDERS, 0), (BILLING, 1)] {
        let rules = ["--issuer", &provider.issuer(), "--audience", audience, "--typ", "at+jwt"];
        let output = jwt().args(["verify", &token]).args(rules).output().expect("it runs");
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
}

#[tokio::test]
#[ignore = "cargo xtask gateways runs it"]
async fn a_token_for_another_api_is_refused() {
    let client = Client::new();
    let provider = Provider::start(&[&new_key()], &client.public_key());
    let token = client.token_for(&provider, BILLING);
    let error = orders_api(&provider).verify(&token).await.expect_err("for another API");
    assert!(matches!(error, RemoteError::Verify(_)), "{error}");
    let told = format!("aud is \"{BILLING}\", expected \"{ORDERS}\"");
    assert_eq!(error.to_string(), told);
}

#[tokio::test]
#[ignore = "cargo xtask gateways runs it"]
async fn a_tampered_token_is_refused() {
    let client = Client::new();
    let provider = Provider::start(&[&new_key()], &client.public_key());
    let tokens = [(); 2].map(|()| client.token_for(&provider, ORDERS));
    let [(signed, _), (_, signature)] =
        tokens.each_ref().map(|token| token.rsplit_once('.').expect("a signature"));
    let error = orders_api(&provider).verify(&format!("{signed}.{signature}")).await;
    assert_eq!(error.expect_err("of two halves").code(), "SIGNATURE");
}

#[test]
#[ignore = "cargo xtask gateways runs it"]
fn an_assertion_is_good_once() {
    let client = Client::new();
    let provider = Provider::start(&[&new_key()], &client.public_key());
    for _ in 0..2 {
        let script = client.script(&provider, ORDERS);
        assert!(run(&script)["access_token"].is_string());
        assert_eq!(run(&script)["error"], "invalid_client");
    }
}

#[test]
#[ignore = "cargo xtask gateways runs it"]
fn an_assertion_by_another_key_is_refused() {
    let (client, other) = (Client::new(), Client::new());
    let provider = Provider::start(&[&new_key()], &other.public_key());
    assert_eq!(run(&client.script(&provider, ORDERS))["error"], "invalid_client");
}

#[tokio::test]
#[ignore = "cargo xtask gateways runs it"]
async fn a_token_is_good_for_as_long_as_its_key_is_published() {
    let (client, old_key, new_key) = (Client::new(), new_key(), new_key());
    let mut provider = Provider::start(&[&old_key], &client.public_key());
    let verifier = orders_api(&provider);
    let old = client.token_for(&provider, ORDERS);
    verifier.verify(&old).await.expect("right");

    provider.restart(&[&new_key, &old_key]);
    pass(11).await; // the window in which an issuer is asked once
    let new = client.token_for(&provider, ORDERS);
    let verified = verifier.verify(&new).await.expect("found at once");
    assert_eq!(verified.header().kid(), new_key["kid"].as_str());
    verifier.verify(&old).await.expect("its key is still there");

    provider.restart(&[&new_key]);
    pass(601).await; // the time for which keys are kept
    let error = verifier.verify(&old).await.expect_err("its key is gone");
    assert_eq!(error.code(), "KID");
    verifier.verify(&new).await.expect("right");
}

#[tokio::test]
#[ignore = "cargo xtask gateways runs it"]
async fn tokens_are_verified_while_their_provider_is_down() {
    let client = Client::new();
    let mut provider = Provider::start(&[&new_key()], &client.public_key());
    let verifier = orders_api(&provider);
    let tokens = [(); 2].map(|()| client.token_for(&provider, ORDERS));
    verifier.verify(&tokens[0]).await.expect("right");
    provider.stop();
    verifier.verify(&tokens[1]).await.expect("the key is known");
    pass(601).await; // the time for which keys are kept
    verifier.verify(&tokens[1]).await.expect("the key is used while nobody answers");
    let status = verifier.status(&provider.issuer()).expect("an issuer");
    assert!(!status.fresh);
    pass(3601).await; // and for how much longer
    let error = verifier.verify(&tokens[1]).await.expect_err("no key");
    assert!(error.is_unavailable(), "{error}");
}

/// The API of orders, which knows the provider by its name.
fn orders_api(provider: &Provider) -> RemoteVerifier {
    let tls = ClientConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring has what TLS needs")
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls);
    let transport = ReqwestTransport::new(client, Destinations::public().loopback());
    let issuer = Issuer::discover(provider.issuer()).algorithms([Algorithm::ES256]);
    RemoteVerifier::new(PROVIDER, transport.expect("a client"))
        .issuer(issuer, Validation::new().audience(ORDERS).typ("at+jwt"))
        .expect("an issuer")
}

/// Turns the clock by which keys age.
async fn pass(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}
