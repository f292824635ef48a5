//! Which issuers can be set up.

use crate::setting::{rules, transport};
use jwt_core::Algorithm;
use jwt_jwks::{Destinations, Issuer, IssuerError, RemoteVerifier, Transport};
use jwt_ring::PROVIDER;

fn refusal(issuer: Issuer) -> IssuerError {
    RemoteVerifier::new(PROVIDER, transport()).issuer(issuer, rules()).expect_err("refused")
}

#[test]
fn an_issuer_that_cannot_be_right_is_refused_at_once() {
    for (issuer, told) in [
        (
            Issuer::discover("http://id.example"),
            "the URL \"http://id.example\" cannot be used: http is for this machine only",
        ),
        (
            Issuer::discover("id.example"),
            "the URL \"id.example\" cannot be used: not a URL such as https://id.example",
        ),
        (
            Issuer::discover("https://id.example?a=secret"),
            "the URL \"https://id.example\" cannot be used: an issuer that is to be discovered has \
             no query (?)",
        ),
        (
            Issuer::keys_at("a", "file:///etc/keys.json"),
            "the URL \"file:///etc/keys.json\" cannot be used: the scheme must be https",
        ),
        (
            Issuer::keys_at("a", "https://ann:pw@id.example/keys"),
            "the URL \"id.example/keys\" cannot be used: there is a user or a password before the \
             host",
        ),
        (
            Issuer::keys_at("a", "https://10.0.0.1/keys"),
            "the URL \"https://10.0.0.1/keys\" cannot be used: 10.0.0.1 is a private address, \
             which is not allowed",
        ),
        (
            Issuer::keys_at("a", "https://169.254.169.254/latest"),
            "the URL \"https://169.254.169.254/latest\" cannot be used: 169.254.169.254 is \
             a link-local address, which is not allowed",
        ),
        (Issuer::keys_at("", "https://id.example/keys"), "the issuer's name is empty"),
        (
            Issuer::discover("https://id.example").algorithms([Algorithm::HS256]),
            "HS256 has no public keys that an issuer could publish",
        ),
        (
            Issuer::discover("https://id.example").algorithms([Algorithm::ES512]),
            "the provider does not have ES512",
        ),
        (
            Issuer::discover("https://id.example").algorithms([]),
            "the issuer \"https://id.example\" has no algorithm to sign with",
        ),
    ] {
        assert_eq!(refusal(issuer).to_string(), told);
    }
}

#[test]
fn an_issuer_is_named_once() {
    let verifier = RemoteVerifier::new(PROVIDER, transport())
        .issuer(Issuer::discover("https://id.example"), rules())
        .expect("an issuer");
    let other = Issuer::keys_at("https://id.example", "https://keys.example");
    let error = verifier.issuer(other, rules()).expect_err("twice");
    assert_eq!(error.to_string(), "the issuer \"https://id.example\" is named twice");
}

#[test]
fn this_machine_is_an_issuer_only_where_it_is_allowed() {
    struct Nowhere(Destinations);

    impl Transport for Nowhere {
        fn destinations(&self) -> &Destinations {
            &self.0
        }

        async fn send(
            &self,
            _: http::Request<()>,
            _: usize,
        ) -> Result<http::Response<Vec<u8>>, jwt_jwks::TransportError> {
            Err(jwt_jwks::TransportError::client("nowhere"))
        }
    }

    for url in ["http://localhost:1", "http://127.0.0.1", "https://[::1]", "http://0x7f.1/"] {
        let verifier = RemoteVerifier::new(PROVIDER, Nowhere(Destinations::public()));
        let error = verifier.issuer(Issuer::discover(url), rules()).expect_err(url);
        assert_eq!(error.code(), "ADDRESS", "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("loopback()")), "{error}");
        let verifier = RemoteVerifier::new(PROVIDER, Nowhere(Destinations::public().loopback()));
        verifier.issuer(Issuer::discover(url), rules()).expect(url);
    }
}
