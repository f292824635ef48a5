//! Where names lead to.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::{ISSUER, client, pass, rules},
};
use jwt_jwks::{
    Destinations, Issuer, RemoteError, RemoteVerifier, ReqwestTransport, Transport, TransportError,
};
use jwt_ring::PROVIDER;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::RootCertStore;
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
};

/// A resolver whose answers are written before; the last one stays.
#[derive(Default)]
struct Written {
    answers: Mutex<Vec<Vec<IpAddr>>>,
    asked: Mutex<Vec<String>>,
}

impl Written {
    fn new(answers: &[&[&str]]) -> Arc<Self> {
        let parse = |answer: &&[&str]| answer.iter().map(|ip| ip.parse().expect(ip)).collect();
        let answers = answers.iter().rev().map(parse).collect();
        Arc::new(Self { answers: Mutex::new(answers), asked: Mutex::default() })
    }

    fn asked(&self) -> usize {
        self.asked.lock().expect("no panic").len()
    }
}

impl Resolve for Written {
    fn resolve(&self, name: Name) -> Resolving {
        self.asked.lock().expect("no panic").push(name.as_str().to_owned());
        let mut answers = self.answers.lock().expect("no panic");
        let answer = if answers.len() > 1 { answers.pop() } else { answers.last().cloned() };
        let addresses: Vec<SocketAddr> =
            answer.expect("an answer").into_iter().map(|ip| (ip, 0).into()).collect();
        Box::pin(async move { Ok(Box::new(addresses.into_iter()) as Addrs) })
    }
}

/// Trusts keys at a URL, with loopback allowed, by a resolver.
fn trust(url: &str, resolver: &Arc<Written>) -> RemoteVerifier {
    let destinations = Destinations::public().loopback().private_host("id.internal");
    let resolver: Arc<dyn Resolve> = Arc::clone(resolver) as _;
    let builder = client(RootCertStore::empty());
    let transport =
        ReqwestTransport::with_resolver(builder, destinations, resolver).expect("a client");
    RemoteVerifier::new(PROVIDER, transport)
        .issuer(Issuer::keys_at(ISSUER, url), rules())
        .expect("an issuer")
}

async fn refusal(verifier: &RemoteVerifier) -> RemoteError {
    let error = verifier.verify(&Key::new("k1").token(ISSUER)).await.expect_err("refused");
    assert_eq!(error.code(), "ADDRESS", "{error}");
    error
}

#[tokio::test]
async fn a_name_that_leads_into_the_own_network_is_refused() {
    let server = Server::start().await;
    let port = server.port();
    for address in [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "fd00::1",
        "fe80::1",
        "64:ff9b::a9fe:a9fe",
    ] {
        let resolver = Written::new(&[&[address]]);
        let error = refusal(&trust(&format!("https://id.example:{port}/keys"), &resolver)).await;
        assert!(error.to_string().contains("id.example has "), "{error}");
        assert_eq!(resolver.asked(), 1);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn one_bad_address_spoils_a_name() {
    let server = Server::start().await;
    server.on("/keys", Reply::ok(set(&[Key::new("k1").public()])));
    let url = format!("http://id.localhost:{}/keys", server.port());
    for answer in [["127.0.0.1", "10.0.0.1"], ["169.254.169.254", "127.0.0.1"]] {
        refusal(&trust(&url, &Written::new(&[&answer]))).await;
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_name_that_is_rebound_gains_nothing() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    server.on("/keys", Reply::ok(set(&[key.public()])));
    let url = format!("http://id.localhost:{}/keys", server.port());
    // What was checked is what is connected to: there is no second question.
    let resolver = Written::new(&[&["127.0.0.1"], &["169.254.169.254"]]);
    let verifier = trust(&url, &resolver);
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    assert_eq!(resolver.asked(), 1);
    // The next connection has its own check.
    pass(601).await;
    verifier.verify(&key.token(ISSUER)).await.expect("the keys that there were");
    let failure = verifier.status(ISSUER).expect("an issuer").failure.expect("a failure");
    assert_eq!(failure.code(), "ADDRESS", "{failure}");
    assert_eq!((resolver.asked(), server.requests().len()), (2, 1));
}

#[tokio::test]
async fn localhost_does_not_lead_away_from_this_machine() {
    let error = refusal(&trust("http://localhost:9/keys", &Written::new(&[&["8.8.8.8"]]))).await;
    assert!(error.to_string().contains("which is not this machine's"), "{error}");
}

#[tokio::test]
async fn a_private_host_is_not_this_machine() {
    let server = Server::start().await;
    let url = format!("https://id.internal:{}/keys", server.port());
    for address in ["127.0.0.1", "169.254.169.254"] {
        refusal(&trust(&url, &Written::new(&[&[address]]))).await;
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_address_in_the_clients_own_table_is_checked_too() {
    let server = Server::start().await;
    server.on("/keys", Reply::ok(set(&[])));
    let table = |host| {
        let loopback: SocketAddr = ([127, 0, 0, 1], server.port()).into();
        let builder = client(RootCertStore::empty()).resolve(host, loopback);
        ReqwestTransport::new(builder, Destinations::public().loopback()).expect("a client")
    };
    for (host, allowed) in [("id.localhost", true), ("id.example", false)] {
        let uri = format!("http://{host}:{}/keys", server.port());
        let request = http::Request::get(uri).body(()).expect("a request");
        let response = table(host).send(request, 100).await;
        let refused = matches!(response, Err(TransportError::Address(_)));
        assert_eq!((response.is_ok(), refused), (allowed, !allowed), "{host}");
    }
}

#[tokio::test]
async fn a_transport_checks_what_it_is_given_itself() {
    let builder = client(RootCertStore::empty());
    let transport = ReqwestTransport::new(builder, Destinations::public()).expect("a client");
    for uri in ["http://127.0.0.1:9/", "http://0x7f.1:9/", "http://2130706433/", "http://[::1]:9/"]
    {
        let request = http::Request::get(uri).body(()).expect(uri);
        let error = transport.send(request, 10).await.expect_err(uri);
        assert!(matches!(error, TransportError::Address(_)), "{uri}: {error}");
    }
}

#[tokio::test]
async fn the_systems_resolver_is_checked_too() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    server.on("/keys", Reply::ok(set(&[key.public()])));
    let verifier = crate::setting::trust(Issuer::keys_at(
        ISSUER,
        format!("http://localhost:{}/keys", server.port()),
    ));
    verifier.verify(&key.token(ISSUER)).await.expect("right");
    let nowhere = crate::setting::trust(Issuer::keys_at(ISSUER, "https://none.invalid/keys"));
    let error = nowhere.verify(&key.token(ISSUER)).await.expect_err("no such name");
    assert_eq!(error.code(), "NETWORK");
    assert!(error.to_string().contains("no address for none.invalid"), "{error}");
}
