//! A gRPC service on tonic, with the token in the metadata `authorization`.
//!
//! `cargo run -p jwt-header --example tonic`

use jwt_core::{Hs256, NumericDate, Validation, sign};
use jwt_header::server::{Guard, OneKey};
use jwt_ring::MacKey;
use std::{error::Error, time::Duration};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{
    Code, Request,
    transport::{Channel, Server},
};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

/// Known to client and server alone. A real one is random, and not in the source.
const SECRET: &[u8] = b"a secret of 32 bytes, not a real";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let rules = Validation::new().issuer("https://id.example");
    let guard = Guard::new(OneKey::new(MacKey::<Hs256>::from_bytes(SECRET)?, rules));
    let (_, health) = tonic_health::server::health_reporter();

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::spawn(
        Server::builder()
            .layer(guard.scope("health"))
            .add_service(health)
            .serve_with_incoming(TcpListenerStream::new(listener)),
    );

    let channel = Channel::from_shared(format!("http://{server}"))?.connect().await?;
    for (scope, expected) in [
        (None, Code::Unauthenticated),
        (Some("other"), Code::PermissionDenied),
        (Some("health"), Code::Ok),
    ] {
        let mut request = Request::new(HealthCheckRequest::default());
        if let Some(scope) = scope {
            request.metadata_mut().insert("authorization", bearer(scope)?.parse()?);
        }
        let answer = HealthClient::new(channel.clone()).check(request).await;
        let code = answer.map_or_else(|status| status.code(), |_| Code::Ok);
        println!("{scope:?}: {code:?}");
        assert_eq!(code, expected);
    }
    Ok(())
}

fn bearer(scope: &str) -> Result<String, Box<dyn Error>> {
    let claims = serde_json::json!({
        "iss": "https://id.example", "scope": scope,
        "exp": NumericDate::now() + Duration::from_secs(60),
    });
    Ok(format!("Bearer {}", sign(&claims, &MacKey::<Hs256>::from_bytes(SECRET)?)?))
}

#[test]
fn it_runs() {
    main().expect("the answers that it expects");
}
