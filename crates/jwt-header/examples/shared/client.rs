//! A client, for the examples to answer to.

use http_body_util::{BodyExt, Empty};
use hyper_util::rt::TokioIo;
use jwt_core::{Hs256, NumericDate, sign};
use jwt_header::Place;
use jwt_ring::MacKey;
use std::{
    error::Error,
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use tokio::net::TcpStream;

/// Known to client and server alone. A real one is random, and not in the source.
pub(crate) const SECRET: &[u8] = b"a secret of 32 bytes, not a real";
pub(crate) const ISSUER: &str = "https://id.example";
pub(crate) const AUDIENCE: &str = "https://api.example";

/// How many tokens there are. A real `jti` is unique beyond one process.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Ann's token, for one minute.
pub(crate) fn token(scope: &str) -> Result<String, Box<dyn Error>> {
    let claims = serde_json::json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "ann", "scope": scope,
        "jti": COUNT.fetch_add(1, Ordering::Relaxed).to_string(),
        "exp": NumericDate::now() + Duration::from_secs(60),
    });
    Ok(sign(&claims, &MacKey::<Hs256>::from_bytes(SECRET)?)?)
}

/// Sends a request; answers with the status and the body.
pub(crate) async fn send(
    server: SocketAddr,
    method: &str,
    path: &str,
    token: Option<&str>,
) -> Result<String, Box<dyn Error>> {
    let request = http::Request::builder().method(method).uri(path).header("host", "api.example");
    let mut request = request.body(Empty::<bytes::Bytes>::new())?;
    if let Some(token) = token {
        Place::bearer().put_on(&mut request, token)?;
    }
    let stream = TokioIo::new(TcpStream::connect(server).await?);
    let (mut client, connection) = hyper::client::conn::http1::handshake(stream).await?;
    tokio::spawn(connection);
    let answer = client.send_request(request).await?;
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await?.to_bytes();
    Ok(format!("{status} {}", String::from_utf8(body.to_vec())?))
}
