//! Clients that sign: a token on every request that is to have one, fresh or reused.
//!
//! [`Signing`] says which origins get tokens, where in the request, and from what source. It
//! becomes a layer for a tower client ([`Signing::layer`], feature `tower`) or a client around
//! reqwest ([`SigningClient`], feature `reqwest`); any other client calls [`Signing::sign`].
//!
//! ```
//! use http::{Request, Response};
//! use http_body_util::Full;
//! use hyper::body::Bytes;
//! use jwt_core::Hs256;
//! use jwt_header::client::{Claims, Reused, SendError, Signing, SigningError};
//! use jwt_ring::MacKey;
//! use std::convert::Infallible;
//! use tower::{Layer, ServiceExt, service_fn};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = MacKey::<Hs256>::generate()?.with_key_id("2026-11");
//! let claims = Claims::new().issuer("billing").audience_is_origin();
//! let signing = Signing::new(["https://api.example".parse()?], Reused::new(key, claims));
//!
//! // Any client of tower: hyper-util's, tonic's channel, or this one, which sends nothing.
//! let client = service_fn(|request: Request<Full<Bytes>>| async move {
//!     let token = request.headers()["authorization"].to_str().expect("text").to_owned();
//!     Ok::<_, Infallible>(Response::new(token))
//! });
//! let client = signing.layer().layer(client);
//!
//! let request = |uri| Request::get(uri).body(Full::<Bytes>::default());
//! let first = client.clone().oneshot(request("https://api.example/orders")?).await?;
//! let second = client.clone().oneshot(request("https://api.example/orders/7")?).await?;
//! assert!(first.body().starts_with("Bearer eyJ"));
//! assert_eq!(first.body(), second.body());
//!
//! // Nothing is sent to anybody else.
//! let error = client.oneshot(request("https://evil.example/")?).await.unwrap_err();
//! assert!(matches!(error, SendError::Signing(SigningError::Foreign { .. })));
//! assert_eq!(
//!     error.to_string(),
//!     "the request goes to https://evil.example, but tokens go to https://api.example only",
//! );
//! # Ok(()) }
//! ```
//!
//! # Fresh or reused
//!
//! [`Reused`] signs once for many requests and again shortly before the token expires; however many
//! requests wait, one signature is made. If a server answers 401, the token is forgotten, and the
//! request is sent once more with a new one, if its body is still there. The second answer stands,
//! whatever it is.
//!
//! [`PerRequest`] signs for every request, and can put the request into the claims, so that the
//! token is good for no other:
//!
//! ```
//! use http::Request;
//! use jwt_core::{Hs256, Validation, verify};
//! use jwt_header::client::{Claims, Outgoing, PerRequest, Signing, SigningError};
//! use jwt_ring::MacKey;
//! use serde_json::{Value, json};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let secret = MacKey::<Hs256>::generate_secret()?;
//! let tokens = PerRequest::new(MacKey::<Hs256>::from_bytes(&secret)?, Claims::new().jti())
//!     .method_and_target()
//!     .body_hash("body_sha256", jwt_ring::sha256)
//!     .and(|request: &Outgoing<'_>| Ok(json!({"tenant": request.uri().host()})));
//! let signing = Signing::new(["https://t1.example".parse()?], tokens);
//!
//! let (mut parts, ()) = Request::post("https://t1.example/orders?a=b").body(())?.into_parts();
//! let token = signing.sign(&mut parts, Some(b"a book")).await?.expect("an origin with tokens");
//!
//! let key = MacKey::<Hs256>::from_bytes(&secret)?;
//! let claims: Value = verify(token.as_str(), &key, &Validation::new())?;
//! assert_eq!(claims["htm"], "POST");
//! assert_eq!(claims["htu"], "https://t1.example/orders");
//! assert_eq!(claims["body_sha256"], "rjWWQhnRsku6EKL7qVUaBiGdcBqPP_9ugHUNCfTztJU");
//! assert_eq!(claims["tenant"], "t1.example");
//!
//! // What must be hashed must be in memory.
//! let (mut parts, ()) = Request::post("https://t1.example/orders").body(())?.into_parts();
//! let error = signing.sign(&mut parts, None).await.unwrap_err();
//! assert!(matches!(error, SigningError::Body));
//! # Ok(()) }
//! ```
//!
//! Both have the key in this process or elsewhere: every [`Signer`](jwt_core::Signer) is
//! an [`AsyncSigner`], and so is a KMS or an HSM with a few lines. While it takes its time, nobody
//! else waits. Tokens that others make come from a [`TokenSource`] of your own.
//!
//! # Where tokens go
//!
//! To the origins of [`Signing`], over https, and nowhere else; this machine may be reached by plain
//! HTTP. A request without a token that it should have is not sent.
//!
//! Redirects are other requests. In tower, whatever follows them, such as tower-http's
//! `FollowRedirect`, stands *outside* this layer. It then repeats the request as it was before
//! the token, and each one comes by here:
//!
//! ```
//! # use http::{Request, Response, StatusCode};
//! # use http_body_util::Full;
//! # use hyper::body::Bytes;
//! # use jwt_core::Hs256;
//! # use jwt_header::{Place, client::{Claims, Reused, Signing}};
//! # use jwt_ring::MacKey;
//! # use std::convert::Infallible;
//! use tower::{ServiceBuilder, ServiceExt, service_fn};
//! use tower_http::follow_redirect::FollowRedirectLayer;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let tokens = Reused::new(MacKey::<Hs256>::generate()?, Claims::new());
//! let signing = Signing::new(["https://api.example".parse()?], tokens)
//!     .at(Place::header("x-token", "")?)
//!     // Otherwise a redirect to elsewhere would be an error.
//!     .others_unsigned();
//!
//! let servers = service_fn(|request: Request<Full<Bytes>>| async move {
//!     let has_token = request.headers().contains_key("x-token");
//!     let host = request.uri().host().unwrap_or_default();
//!     let mut answer = Response::new(format!("{host} has a token: {has_token}"));
//!     if host == "api.example" {
//!         *answer.status_mut() = StatusCode::FOUND;
//!         let location = "https://files.example/a".parse().expect("a value");
//!         answer.headers_mut().insert("location", location);
//!         assert!(has_token);
//!     }
//!     Ok::<_, Infallible>(answer)
//! });
//!
//! let client = ServiceBuilder::new()
//!     .layer(FollowRedirectLayer::new())
//!     .layer(signing.layer())
//!     .service(servers);
//! let request = Request::get("https://api.example/a").body(Full::<Bytes>::default())?;
//! let answer = client.oneshot(request).await?;
//! assert_eq!(answer.body(), "files.example has a token: false");
//! # Ok(()) }
//! ```
//!
//! Inside the layer, a redirect would take the whole request along with its token: tower-http drops
//! the headers that it knows, and no header of another name and no cookie or parameter of yours. For
//! the same reason there is no middleware for reqwest, which follows redirects below all middleware
//! and does not tell: [`SigningClient`] makes its own client, and follows them itself.
//!
//! # gRPC
//!
//! A tonic channel fills in where a call goes after this layer has seen it, so the layer must be
//! told: [`Signing::relative_to`]. A call that is answered with `UNAUTHENTICATED` has the token
//! forgotten as after a 401, but is not repeated.

mod claims;
mod claims_for;
#[cfg(feature = "tower")]
mod layer;
mod mint;
mod outgoing;
mod per_request;
#[cfg(feature = "tower")]
mod replay;
mod reused;
#[cfg(any(feature = "tower", feature = "reqwest"))]
mod send_error;
mod signer;
mod signing;
#[cfg(feature = "reqwest")]
mod signing_client;
mod signing_error;
mod strip;
mod token;
mod token_error;
mod token_source;

pub use claims::Claims;
pub use claims_for::ClaimsFor;
#[cfg(feature = "tower")]
pub use layer::{Sign, SignLayer};
pub use outgoing::Outgoing;
pub use per_request::PerRequest;
#[cfg(feature = "tower")]
pub use replay::{ClonedBodies, EmptyBodies, NoBodies, Replay};
pub use reused::Reused;
#[cfg(any(feature = "tower", feature = "reqwest"))]
pub use send_error::SendError;
pub use signer::AsyncSigner;
pub use signing::Signing;
#[cfg(feature = "reqwest")]
pub use signing_client::{SigningClient, SigningRequest};
pub use signing_error::SigningError;
pub use token::Token;
pub use token_error::TokenError;
pub use token_source::TokenSource;
