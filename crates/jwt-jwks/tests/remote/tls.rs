//! Keys over TLS.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::{ISSUER, client, rules},
};
use jwt_jwks::{Destinations, Issuer, RemoteVerifier, ReqwestTransport};
use jwt_ring::PROVIDER;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A server with keys behind TLS, for a name: its port, and its certificate.
async fn secured(server: &Server, name: &str) -> (u16, CertificateDer<'static>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let certificate = cert.der().clone();
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let tls = ServerConfig::builder_with_provider(default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring has what TLS needs")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("a key and its certificate");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let (acceptor, script) = (TlsAcceptor::from(Arc::new(tls)), server.script_for_tls());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not like the certificate goes away.
            if let Ok(stream) = acceptor.accept(stream).await {
                script.converse(stream).await;
            }
        }
    });
    (port, certificate)
}

fn trust(port: u16, roots: RootCertStore) -> RemoteVerifier {
    let destinations = Destinations::public().loopback();
    let transport = ReqwestTransport::new(client(roots), destinations).expect("a client");
    RemoteVerifier::new(PROVIDER, transport)
        .issuer(Issuer::keys_at(ISSUER, format!("https://localhost:{port}/keys")), rules())
        .expect("an issuer")
}

#[tokio::test]
async fn a_certificate_must_be_trusted_and_for_the_host() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    server.on("/keys", Reply::ok(set(&[key.public()])));
    let token = key.token(ISSUER);
    let (port, certificate) = secured(&server, "localhost").await;
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a certificate");
    trust(port, roots).verify(&token).await.expect("right");

    let error = trust(port, RootCertStore::empty()).verify(&token).await.expect_err("untrusted");
    assert_eq!(error.code(), "NETWORK");
    assert!(error.to_string().contains("invalid peer certificate"), "{error}");

    let (port, certificate) = secured(&server, "id.example").await;
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a certificate");
    let error = trust(port, roots).verify(&token).await.expect_err("another's certificate");
    assert!(error.to_string().contains("invalid peer certificate"), "{error}");
    assert_eq!(server.asked("/keys"), 1);
}
