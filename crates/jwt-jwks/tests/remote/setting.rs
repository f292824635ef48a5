//! A server, an issuer, and who trusts it.

use crate::server::{Reply, Server};
use jwt_core::{Algorithm, Validation};
use jwt_jwks::{Destinations, Issuer, RemoteVerifier, ReqwestTransport};
use jwt_ring::PROVIDER;
use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
use std::time::Duration;

/// A client that trusts these certificates.
pub(crate) fn client(roots: RootCertStore) -> reqwest::ClientBuilder {
    let tls = ClientConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring has what TLS needs")
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls)
}

/// A transport that also goes to this machine.
pub(crate) fn transport() -> ReqwestTransport {
    let destinations = Destinations::public().loopback();
    ReqwestTransport::new(client(RootCertStore::empty()), destinations).expect("a client")
}

pub(crate) fn rules() -> Validation {
    Validation::new().audience("api")
}

/// Trusts one issuer, which signs by ES256.
pub(crate) fn trust(issuer: Issuer) -> RemoteVerifier {
    let issuer = issuer.algorithms([Algorithm::ES256]);
    RemoteVerifier::new(PROVIDER, transport()).issuer(issuer, rules()).expect("an issuer")
}

/// A server with these keys at `/keys`, and the verifier that trusts them.
pub(crate) async fn server_with(keys: Reply) -> (Server, RemoteVerifier) {
    let server = Server::start().await;
    server.on("/keys", keys);
    let verifier = trust(Issuer::keys_at(ISSUER, server.url("/keys")));
    (server, verifier)
}

/// Turns the clock, and lets what is due then begin.
pub(crate) async fn pass(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

/// Waits, in real time, until something is so.
pub(crate) async fn until(is_so: impl Fn() -> bool) {
    for _ in 0..2000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(is_so(), "it is not so after ten seconds");
}

/// The issuer of servers that have keys only.
pub(crate) const ISSUER: &str = "https://id.example";
