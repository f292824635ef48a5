//! A client whose key is far away, and a server that checks what it signs.
//!
//! ```sh
//! cargo run -p jwt-header --example signing_client
//! ```

use http::{Request, Response, StatusCode};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use jwt_core::{Algorithm, Hs256, SignError, Signer, Validation, verify};
use jwt_header::{
    Challenge, Place,
    client::{AsyncSigner, Claims, Reused, Signing, SigningClient},
};
use jwt_ring::MacKey;
use serde_json::Value;
use std::{convert::Infallible, error::Error, sync::Arc, time::Duration};
use tokio::{net::TcpListener, time::sleep};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let key = Arc::new(MacKey::<Hs256>::generate()?.with_key_id("2026-11"));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(serve(listener, origin.clone(), Arc::clone(&key)));

    let claims = Claims::new().issuer("billing").audience_is_origin();
    let signing = Signing::new([origin.parse()?], Reused::new(FarKey(key), claims));
    let client = SigningClient::new(client()?, signing)?;
    for path in ["/orders", "/orders/7"] {
        let answer = client.get(format!("{origin}{path}")).send().await?;
        assert_eq!(answer.status(), StatusCode::OK);
        println!("{path}: {}", answer.text().await?);
    }

    let error = client.get("https://elsewhere.example/").send().await.err();
    println!("elsewhere: {}", error.ok_or("a token went elsewhere")?);
    Ok(())
}

/// A client with the TLS of one's choice, which this example does without.
fn client() -> Result<reqwest::ClientBuilder, rustls::Error> {
    let ring = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(ring.into())
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Ok(reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls))
}

/// Stands for a KMS, which answers in its own time.
struct FarKey(Arc<MacKey<Hs256>>);

impl AsyncSigner for FarKey {
    type Error = SignError;

    fn algorithm(&self) -> Algorithm {
        Signer::algorithm(&self.0)
    }

    fn key_id(&self) -> Option<&str> {
        Signer::key_id(&self.0)
    }

    async fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        println!("the key signs");
        sleep(Duration::from_millis(50)).await;
        AsyncSigner::sign(&self.0, signing_input).await
    }
}

/// Answers with the token's issuer, or says what is wrong.
async fn serve(listener: TcpListener, origin: String, key: Arc<MacKey<Hs256>>) {
    let rules = Arc::new(Validation::new().issuer("billing").audience(origin));
    while let Ok((stream, _)) = listener.accept().await {
        let (key, rules) = (Arc::clone(&key), Arc::clone(&rules));
        let service = service_fn(move |request: Request<Incoming>| {
            let answer = answer(&request, &key, &rules);
            async move { Ok::<_, Infallible>(answer) }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn answer(
    request: &Request<Incoming>,
    key: &MacKey<Hs256>,
    rules: &Validation,
) -> Response<String> {
    let token = match Place::bearer().take_off(request.headers(), request.uri()) {
        Ok(token) => token,
        Err(error) => return Challenge::from(&error).response(),
    };
    match verify::<Value>(token, key, rules) {
        Ok(claims) => Response::new(format!("{} may read this", claims["iss"])),
        Err(error) => Challenge::from(&error).response(),
    }
}
