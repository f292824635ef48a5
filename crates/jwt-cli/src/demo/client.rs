//! The client of the demo: plain HTTP/1.1.

use crate::failure::Failure;
use http::{HeaderValue, Request, Response, Uri, header::HOST};
use http_body_util::{BodyExt as _, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::{fmt, io, net::Ipv4Addr};
use tokio::net::TcpStream;

/// Sends a request over a connection of its own.
///
/// # Errors
/// [`Failure`] if there is no answer.
pub(super) async fn send(
    port: u16,
    request: &Request<String>,
) -> Result<Response<String>, Failure> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let (mut sender, connection) = http1::Builder::new()
        // As people know them from books and other tools.
        .title_case_headers(true)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(failed)?;
    // What goes wrong there shows in the answer.
    tokio::spawn(connection);
    let answer = sender.send_request(on_the_wire(request)?).await.map_err(failed)?;
    let (parts, body) = answer.into_parts();
    let body = Limited::new(body, MAX_BODY_LEN).collect().await.map_err(failed)?;
    let body = String::from_utf8_lossy(&body.to_bytes()).into_owned();
    Ok(Response::from_parts(parts, body))
}

/// The request as HTTP/1.1 has it: the path in the first line, the host in a header.
fn on_the_wire(request: &Request<String>) -> Result<Request<String>, Failure> {
    let mut request = request.clone();
    let uri = request.uri();
    let host = uri.authority().map_or("", |authority| authority.as_str());
    let host = HeaderValue::try_from(host).map_err(failed)?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = Uri::try_from(path).map_err(failed)?;
    request.headers_mut().insert(HOST, host);
    Ok(request)
}

fn failed(error: impl fmt::Display) -> Failure {
    Failure::io("request to the demo's API", &io::Error::other(error.to_string()))
}

const MAX_BODY_LEN: usize = 64 * 1024;
