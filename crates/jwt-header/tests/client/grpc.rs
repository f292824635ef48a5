//! A tonic client inside the layer.

use crate::support::{CountingKey, Hands, NOW, Seen, Server, bearer, claims, origin, verified};
use bytes::{Buf, BufMut, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue, Response, uri::PathAndQuery};
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use jwt_header::client::{Reused, Signing};
use std::{
    convert::Infallible,
    sync::atomic::{AtomicBool, Ordering},
};
use tonic::{
    Code, Status,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    transport::Endpoint,
};
use tower::Layer;

#[tokio::test]
async fn a_grpc_call_has_a_token() {
    let server = Server::answering(|_, _| message("pong")).await;
    let key = CountingKey::new();
    let reply = call(&server, &client(&server, key.clone())).await.expect("an answer");
    assert_eq!(reply, "pong");
    let seen = server.seen().pop().expect("a request");
    assert_eq!(seen.uri.path(), "/orders.Orders/Ping");
    assert_eq!(verified(&key, &seen)["aud"], server.origin.as_str());
}

#[tokio::test]
async fn a_token_that_a_grpc_server_refuses_is_forgotten() {
    let refuses = AtomicBool::new(true);
    let server = Server::answering(move |_: &Seen, _| {
        if refuses.swap(false, Ordering::SeqCst) { unauthenticated() } else { message("pong") }
    })
    .await;
    let key = CountingKey::new();
    let layer = client(&server, key.clone());
    assert_eq!(call(&server, &layer).await.expect_err("refused").code(), Code::Unauthenticated);
    assert_eq!(call(&server, &layer).await.expect("an answer"), "pong");
    assert_eq!(key.asked(), 2);
    let seen = server.seen();
    assert_ne!(bearer(&seen[0]), bearer(&seen[1]));
}

type SignLayer = jwt_header::client::SignLayer<Reused<CountingKey>>;

fn client(server: &Server, key: CountingKey) -> SignLayer {
    let tokens = Reused::new(key, claims().jti().audience_is_origin()).clock(Hands::at(NOW));
    let server = origin(&server.origin);
    Signing::new([server.clone()], tokens).relative_to(server).layer()
}

async fn call(server: &Server, layer: &SignLayer) -> Result<String, Status> {
    let channel = Endpoint::from_shared(server.origin.clone()).expect("a URI");
    let channel = layer.layer(channel.connect().await.expect("a connection"));
    let mut grpc = tonic::client::Grpc::new(channel);
    grpc.ready().await.expect("ready");
    let path = PathAndQuery::from_static("/orders.Orders/Ping");
    let request = tonic::Request::new("ping".to_owned());
    Ok(grpc.unary(request, path, Text).await?.into_inner())
}

/// Messages that are text, so that the test needs no protobuf.
#[derive(Debug, Clone, Copy, Default)]
struct Text;

impl Codec for Text {
    type Encode = String;
    type Decode = String;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }
    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Text {
    type Item = String;
    type Error = Status;

    fn encode(&mut self, item: String, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put(item.as_bytes());
        Ok(())
    }
}

impl Decoder for Text {
    type Item = String;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<String>, Status> {
        let bytes = buffer.copy_to_bytes(buffer.remaining());
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn message(text: &str) -> Response<Reply> {
    let mut body = vec![0];
    body.put_u32(u32::try_from(text.len()).expect("short"));
    body.put(text.as_bytes());
    let ok = HeaderMap::from_iter([(GRPC_STATUS, HeaderValue::from_static("0"))]);
    let body = Full::new(Bytes::from(body)).with_trailers(std::future::ready(Some(Ok(ok))));
    answer(body.boxed())
}

fn unauthenticated() -> Response<Reply> {
    let mut response = answer(Full::default().boxed());
    response.headers_mut().insert(GRPC_STATUS, HeaderValue::from_static("16"));
    response
}

fn answer(body: Reply) -> Response<Reply> {
    let mut response = Response::new(body);
    let grpc = HeaderValue::from_static("application/grpc");
    response.headers_mut().insert("content-type", grpc);
    response
}

type Reply = BoxBody<Bytes, Infallible>;

const GRPC_STATUS: HeaderName = HeaderName::from_static("grpc-status");
