//! The API that `cargo xtask load-test` asks: one handler on axum, free to all and behind guards.
//!
//! It prints a line for each of its paths: the path, what guards it, and a token that passes.

use axum::{Router, routing::get};
use jwt_benches::{Backend, Claims as AccessToken, ours};
use jwt_core::{Algorithm, sign};
use jwt_header::server::{Cached, Claims, Guard, OneKey};
use std::error::Error;
use tokio::net::TcpListener;

async fn free() -> &'static str {
    "orders"
}

async fn guarded(Claims(_): Claims<AccessToken>) -> &'static str {
    "orders"
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut app = Router::new().route("/free", get(free));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    println!("{port} /free\tnothing\t");
    for algorithm in [Algorithm::HS256, Algorithm::ES256] {
        let check = || OneKey::new(ours::verifier(Backend::Ring, algorithm), ours::rules());
        let token = sign(&AccessToken::valid(), &ours::signer(Backend::Ring, algorithm))?;
        let kinds = [("each", Guard::new(check())), ("known", Guard::new(Cached::new(check(), 9)))];
        for (kind, guard) in kinds {
            let path = format!("/{algorithm}/{kind}");
            app = app.route(&path, get(guarded).layer(guard));
            let noun = match kind {
                "each" => "each token checked",
                _ => "behind `Cached`",
            };
            println!("{port} {path}\t{algorithm}, {noun}\t{token}");
        }
    }
    println!();
    axum::serve(listener, app).await?;
    Ok(())
}
