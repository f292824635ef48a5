//! An API on axum: reading takes a token, writing takes a scope, and the greeting takes anybody.
//!
//! `cargo run -p jwt-header --example axum`

use axum::{
    Router,
    extract::FromRef,
    routing::{get, post},
};
use jwt_core::{Hs256, Validation};
use jwt_header::server::{Cached, Claims, Guard, OneKey};
use jwt_ring::MacKey;
use serde::Deserialize;
use std::error::Error;
use tokio::net::TcpListener;

#[path = "shared/client.rs"]
mod client;

#[derive(Deserialize)]
struct User {
    sub: String,
}

/// The state: handlers that ask for [`Claims`] are guarded by what is in it.
#[derive(Clone, FromRef)]
struct Api {
    guard: Guard,
}

async fn greeting(user: Option<Claims<User>>) -> String {
    user.map_or("hello".to_owned(), |Claims(user)| format!("hello {}", user.sub))
}

async fn orders(Claims(user): Claims<User>) -> String {
    format!("orders of {}", user.sub)
}

async fn order(Claims(user): Claims<User>) -> String {
    format!("{} ordered", user.sub)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let key = MacKey::<Hs256>::from_bytes(client::SECRET)?;
    let rules = Validation::new().issuer(client::ISSUER).audience(client::AUDIENCE);
    let guard = Guard::new(Cached::new(OneKey::new(key, rules), 10_000)).realm("orders");

    let writing = guard.clone().scope("orders:write");
    let app = Router::new()
        .route("/orders", post(order).layer(writing))
        .route("/orders", get(orders))
        .route("/", get(greeting))
        .with_state(Api { guard });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, app).await });

    let (reader, writer) = (client::token("orders:read")?, client::token("orders:write")?);
    for (method, path, token, expected) in [
        ("GET", "/", None, "200 hello"),
        ("GET", "/", Some(&reader), "200 hello ann"),
        ("GET", "/orders", Some(&reader), "200 orders of ann"),
        ("GET", "/orders", None, "401 "),
        ("POST", "/orders", Some(&reader), "403 "),
        ("POST", "/orders", Some(&writer), "200 ann ordered"),
    ] {
        let answer = client::send(server, method, path, token.map(String::as_str)).await?;
        println!("{method} {path}: {answer}");
        assert_eq!(answer, expected);
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().expect("the answers that it expects");
}
