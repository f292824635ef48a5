//! gRPC: tonic's own client and server.

use crate::support::{exchange, guard, hyper, token};
use jwt_header::server::{CheckError, Guard, VerifiedToken, check_fn};
use serde_json::json;
use std::{io, net::SocketAddr};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{
    Code, Request, Status,
    transport::{Channel, Server},
};
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

async fn tonic(guard: Guard) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (_, health) = tonic_health::server::health_reporter();
    let server = Server::builder().layer(guard).add_service(health);
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    address
}

async fn call(guard: Guard, values: &[&str]) -> Result<i32, Status> {
    let server = format!("http://{}", tonic(guard).await);
    let channel = Channel::from_shared(server).expect("a URI").connect().await;
    let mut client = HealthClient::new(channel.expect("a server"));
    let mut request = Request::new(HealthCheckRequest::default());
    for value in values {
        request.metadata_mut().append("authorization", value.parse().expect("metadata"));
    }
    client.check(request).await.map(|answer| answer.into_inner().status)
}

#[tokio::test]
async fn metadata_carries_the_token() {
    let bearer = format!("Bearer {}", token(json!({"scope": "health"})));
    assert_eq!(call(guard().scope("health"), &[&bearer]).await.expect("passed"), 1);
}

#[tokio::test]
async fn refusals_are_statuses_of_grpc() {
    let down =
        |_| async { Err::<VerifiedToken, _>(CheckError::unavailable(io::Error::other("x"))) };
    let bearer = format!("Bearer {}", token(json!({})));
    let expired = format!("Bearer {}", token(json!({"exp": 1})));
    for (guard, values, code, message) in [
        (guard(), vec![], Code::Unauthenticated, "The request has no token"),
        (guard(), vec!["Bearer a.b.c"], Code::Unauthenticated, "The token is malformed"),
        (
            guard(),
            vec![&*expired],
            Code::Unauthenticated,
            "The token expired 19675 days ago (exp 1970-01-01T00:00:01Z, now 2023-11-14T22:13:20Z)",
        ),
        (
            guard(),
            vec![&*bearer, &*bearer],
            Code::Unauthenticated,
            "The header Authorization stands 2 times, only one is allowed",
        ),
        (
            guard().scope("admin"),
            vec![&*bearer],
            Code::PermissionDenied,
            "The token is valid, but not for this",
        ),
        (
            Guard::new(check_fn(down)),
            vec![&*bearer],
            Code::Unavailable,
            "The token cannot be checked now",
        ),
    ] {
        let status = call(guard, &values).await.expect_err(message);
        assert_eq!((status.code(), status.message()), (code, message));
    }
}

#[tokio::test]
async fn the_challenge_is_metadata_of_the_status() {
    let status = call(guard().scope("admin"), &[&format!("Bearer {}", token(json!({})))]).await;
    let status = status.expect_err("no scope");
    let challenge = status.metadata().get("www-authenticate").expect("a challenge");
    assert!(challenge.to_str().expect("ASCII").ends_with(", scope=\"admin\""));
}

#[tokio::test]
async fn the_content_type_decides_on_any_server() {
    let server = hyper(guard()).await;
    for (content_type, status, grpc) in [
        ("application/grpc", 200, Some("16")),
        ("application/grpc-web+proto", 200, Some("16")),
        ("application/json", 401, None),
    ] {
        let request = format!(
            "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: {content_type}\r\n\
             content-length: 0\r\n\r\n"
        );
        let answer = exchange(server, request.as_bytes()).await;
        assert_eq!((answer.status, answer.header("grpc-status")), (status, grpc));
        assert_eq!(answer.challenge(), Some("Bearer realm=\"orders\""));
        assert_eq!(answer.body, "");
        if grpc.is_some() {
            assert_eq!(answer.header("grpc-message"), Some("The request has no token"));
        }
    }
}
