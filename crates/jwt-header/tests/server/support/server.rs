use super::{Answer, get};
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use jwt_header::server::{Guard, VerifiedToken};
use std::{convert::Infallible, net::SocketAddr};
use tokio::net::TcpListener;
use tower::{Layer, service_fn};

/// A server of bare hyper that answers with the token's subject, or `nobody`.
pub(crate) async fn hyper(guard: Guard) -> SocketAddr {
    let (listener, address) = listen().await;
    let service = guard.layer(service_fn(|request: Request<Incoming>| async move {
        let token = request.extensions().get::<VerifiedToken>();
        let name = token.map_or("nobody", |token| token.subject().unwrap_or("somebody"));
        Ok::<_, Infallible>(Response::new(Full::new(Bytes::from(name.to_owned()))))
    }));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let service = TowerToHyperService::new(service.clone());
            tokio::spawn(async move {
                let server = auto::Builder::new(TokioExecutor::new());
                server.serve_connection(TokioIo::new(stream), service).await.ok();
            });
        }
    });
    address
}

/// A server of axum.
pub(crate) async fn axum(router: axum::Router) -> SocketAddr {
    let (listener, address) = listen().await;
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// What bare hyper behind a guard answers to a bearer token.
pub(crate) async fn send(guard: Guard, token: &str) -> Answer {
    get(hyper(guard).await, "/", &[&format!("authorization: Bearer {token}")]).await
}

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    (listener, address)
}
