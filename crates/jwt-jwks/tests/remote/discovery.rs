//! What issuers say about themselves.

use crate::{
    keys::{Key, set},
    server::{Reply, Server},
    setting::trust,
};
use jwt_jwks::{Issuer, RemoteError};
use serde_json::json;

const OPENID: &str = "/.well-known/openid-configuration";
const OAUTH: &str = "/.well-known/oauth-authorization-server";

fn document(issuer: &str, keys: &str) -> Reply {
    let more = json!({"issuer": issuer, "jwks_uri": keys, "scopes_supported": ["openid"]});
    Reply::ok(more.to_string()).header("Content-Type", "application/json")
}

/// Why the keys of a server's issuer cannot be had.
async fn failure(server: &Server, issuer: &str) -> RemoteError {
    let error = trust(Issuer::discover(issuer)).prepare().await.expect_err("no keys");
    assert_eq!(server.asked("/keys"), 0, "{error}");
    error
}

#[tokio::test]
async fn keys_are_found_by_openid_connect_discovery() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    for path in ["", "/realms/a", "/realms/b/"] {
        let issuer = server.url(path);
        let place = format!("{}{OPENID}", path.trim_end_matches('/'));
        server.on(&place, document(&issuer, &server.url("/keys")));
        server.on("/keys", Reply::ok(set(&[key.public()])));
        let verifier = trust(Issuer::discover(&issuer));
        verifier.verify(&key.token(&issuer)).await.expect("right");
        assert_eq!(server.asked(&place), 1);
    }
}

#[tokio::test]
async fn keys_are_found_by_rfc_8414_where_there_is_no_openid() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    server.on("/keys", Reply::ok(set(&[key.public()])));
    for (path, place) in [("", OAUTH.to_owned()), ("/tenants/a", format!("{OAUTH}/tenants/a"))] {
        let issuer = server.url(path);
        server.on(&place, document(&issuer, &server.url("/keys")));
        let verifier = trust(Issuer::discover(&issuer));
        verifier.verify(&key.token(&issuer)).await.expect("right");
        assert_eq!(server.asked(&place), 1);
        assert_eq!(server.asked(&format!("{path}{OPENID}")), 1);
    }
}

#[tokio::test]
async fn an_issuer_without_a_document_is_told() {
    let server = Server::start().await;
    let error = failure(&server, &server.url("")).await;
    assert!(
        error.to_string().ends_with("/.well-known/openid-configuration answered 404"),
        "{error}"
    );
    assert!(error.is_unavailable());
    assert_eq!(server.requests().len(), 2);
    // A server that is out of order is not asked twice.
    server.on(OPENID, Reply::status(500));
    failure(&server, &server.url("")).await;
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_document_of_another_issuer_is_refused_and_the_difference_told() {
    let server = Server::start().await;
    let issuer = server.url("");
    let with_slash = format!("{issuer}/");
    server.on(OPENID, document(&with_slash, &server.url("/keys")));
    let error = failure(&server, &issuer).await;
    let told = format!(
        "the keys of \"{issuer}\" could not be had: issuer \"{with_slash}\" in the discovery \
         document, expected \"{issuer}\": they differ by a slash at the end"
    );
    assert_eq!(error.to_string(), told);
    assert_eq!(error.code(), "DISCOVERY");
    let hint = error.hint().expect("a hint");
    assert!(hint.contains(&format!("Issuer::discover(\"{with_slash}\")")), "{hint}");

    server.on(OPENID, document("https://evil.example", &server.url("/keys")));
    assert!(failure(&server, &issuer).await.to_string().contains("\"https://evil.example\""));

    server.on(OPENID, document(&format!("{issuer}/{{tenantid}}"), &server.url("/keys")));
    let hint = failure(&server, &issuer).await.hint().expect("a hint");
    assert!(hint.contains("Issuer::keys_at"), "{hint}");
}

#[tokio::test]
async fn keys_in_forbidden_places_are_not_fetched() {
    let server = Server::start().await;
    let issuer = server.url("");
    for (keys, told) in [
        ("http://id.example/keys", "http is for this machine only"),
        ("file:///etc/passwd", "the scheme must be https"),
        ("https://10.0.0.1/keys", "10.0.0.1 is a private address, which is not allowed"),
        ("https://169.254.169.254/a", "169.254.169.254 is a link-local address"),
        ("https://[::ffff:a9fe:a9fe]/a", "is a link-local address"),
        ("https://ann:pw@id.example/keys", "there is a user or a password before the host"),
        ("/keys", "not a URL such as https://id.example"),
        ("", "not a URL such as https://id.example"),
    ] {
        server.on(OPENID, document(&issuer, keys));
        let error = failure(&server, &issuer).await;
        assert!(error.to_string().contains(told), "{keys}: {error}");
    }
}

#[tokio::test]
async fn what_is_no_document_is_told_with_what_it_is() {
    let server = Server::start().await;
    let issuer = server.url("");
    let page = Reply::ok("<!doctype html><p>Sign in").header("Content-Type", "text/html");
    server.on(OPENID, page);
    let error = failure(&server, &issuer).await;
    assert!(error.to_string().contains("is no discovery document: not a JSON object"), "{error}");
    assert!(error.to_string().ends_with("(it says that it is text/html)"), "{error}");
    for body in [
        format!(r#"["{issuer}","{issuer}/keys"]"#),
        format!(r#"{{"issuer":"{issuer}"}}"#),
        format!(
            r#"{{"issuer":"https://evil.example","issuer":"{issuer}","jwks_uri":"{issuer}/keys"}}"#
        ),
    ] {
        server.on(OPENID, Reply::ok(body.clone()));
        let error = failure(&server, &issuer).await;
        assert!(error.to_string().contains("is no discovery document: "), "{body}: {error}");
    }
    server.on(OPENID, Reply::ok(b"{\"issuer\":\"\xff\"}".to_vec()));
    assert!(failure(&server, &issuer).await.to_string().contains("not UTF-8"));
}

#[tokio::test]
async fn keys_that_have_moved_are_found_again() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    let issuer = server.url("");
    let lasting = document(&issuer, &server.url("/old")).header("Cache-Control", "max-age=86400");
    server.on(OPENID, lasting);
    server.on("/old", Reply::ok(set(&[key.public()])));
    let verifier = trust(Issuer::discover(&issuer));
    verifier.verify(&key.token(&issuer)).await.expect("right");

    let new = Key::new("k2");
    server.on(OPENID, document(&issuer, &server.url("/new")));
    server.on("/old", Reply::status(404));
    server.on("/new", Reply::ok(set(&[new.public()])));
    crate::setting::pass(11).await;
    verifier.verify(&new.token(&issuer)).await.expect_err("the document is still believed");
    crate::setting::pass(11).await;
    verifier.verify(&new.token(&issuer)).await.expect("and then asked for anew");
}

#[tokio::test]
async fn a_version_of_keys_elsewhere_says_nothing() {
    let (key, server) = (Key::new("k1"), Server::start().await);
    let issuer = server.url("");
    server.on(OPENID, document(&issuer, &server.url("/old")));
    server.on("/old", Reply::ok(set(&[key.public()])).header("ETag", "\"1\""));
    let verifier = trust(Issuer::discover(&issuer));
    verifier.verify(&key.token(&issuer)).await.expect("right");

    let new = Key::new("k2");
    server.on(OPENID, document(&issuer, &server.url("/new")));
    server.on("/new", Reply::ok(set(&[new.public()])).header("ETag", "\"1\""));
    crate::setting::pass(601).await;
    verifier.verify(&new.token(&issuer)).await.expect("the new keys");
}

#[tokio::test]
async fn an_issuer_elsewhere_does_not_lead_to_this_machine_though_it_is_allowed() {
    use jwt_jwks::{Destinations, RemoteVerifier, Transport, TransportError};

    /// Answers everything with a document.
    struct Canned(Destinations, String);

    impl Transport for Canned {
        fn destinations(&self) -> &Destinations {
            &self.0
        }

        async fn send(
            &self,
            _: http::Request<()>,
            _: usize,
        ) -> Result<http::Response<Vec<u8>>, TransportError> {
            Ok(http::Response::new(self.1.clone().into_bytes()))
        }
    }

    let (issuer, keys) = ("https://id.example", "http://127.0.0.1:8080/admin");
    let document = json!({"issuer": issuer, "jwks_uri": keys}).to_string();
    let transport = Canned(Destinations::public().loopback(), document);
    let verifier = RemoteVerifier::new(jwt_ring::PROVIDER, transport)
        .issuer(Issuer::discover(issuer), crate::setting::rules())
        .expect("an issuer");
    let error = verifier.prepare().await.expect_err("inward");
    assert!(error.to_string().ends_with("it leads from another machine to this one"), "{error}");
    assert_eq!(error.code(), "ADDRESS");
}
