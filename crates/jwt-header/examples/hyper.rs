//! An API on bare hyper, whose tokens are each used once.
//!
//! `cargo run -p jwt-header --example hyper`

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use jwt_core::{Hs256, Validation};
use jwt_header::server::{Guard, MemoryReplays, OneKey, VerifiedToken};
use jwt_ring::MacKey;
use std::{convert::Infallible, error::Error};
use tokio::net::TcpListener;
use tower::{Layer, service_fn};

#[path = "shared/client.rs"]
mod client;

async fn pay(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let token = request.extensions().get::<VerifiedToken>();
    let name = token.and_then(|token| token.subject()).unwrap_or("somebody");
    Ok(Response::new(Full::new(Bytes::from(format!("{name} paid")))))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let key = MacKey::<Hs256>::from_bytes(client::SECRET)?;
    let rules = Validation::new().issuer(client::ISSUER).audience(client::AUDIENCE);
    let guard = Guard::new(OneKey::new(key, rules)).realm("payments");
    let service = guard.scope("pay").once(MemoryReplays::new(100_000)).layer(service_fn(pay));

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = TowerToHyperService::new(service.clone());
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    });

    let token = client::token("pay")?;
    for (token, expected) in [
        (None, "401 "),
        (Some(client::token("look")?), "403 "),
        (Some(token.clone()), "200 ann paid"),
        (Some(token), "401 "),
    ] {
        let answer = client::send(server, "POST", "/payments", token.as_deref()).await?;
        println!("POST /payments: {answer}");
        assert_eq!(answer, expected);
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the answers that it expects");
}
