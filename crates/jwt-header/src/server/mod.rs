//! Guards HTTP servers by JSON Web Tokens, as a layer for tower and by extractors for axum.
//!
//! A [`Guard`] says what a request must have: one token, in the right place, that passes a
//! [`Check`], and the scopes and roles that it must allow. What does not pass is answered as
//! [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750) has it. What passes has a [`VerifiedToken`]
//! in its extensions.
//!
//! ```
//! use axum::{Router, body::Body, routing::get};
//! use http::{Request, StatusCode};
//! use jwt_core::{Hs256, NumericDate, Validation, sign};
//! use jwt_header::server::{Claims, Guard, OneKey};
//! use jwt_ring::MacKey;
//! use serde::Deserialize;
//! use std::time::Duration;
//! use tower::ServiceExt;
//!
//! #[derive(Deserialize)]
//! struct User {
//!     sub: String,
//! }
//!
//! async fn orders(Claims(user): Claims<User>) -> String {
//!     format!("orders of {}", user.sub)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = MacKey::<Hs256>::from_bytes(b"a secret of 32 bytes, for tests.")?;
//! let rules = Validation::new().issuer("https://id.example").audience("https://api.example");
//! let guard = Guard::new(OneKey::new(key, rules)).realm("orders").scope("orders:read");
//! let app = Router::new().route("/orders", get(orders)).layer(guard);
//!
//! let token = |scope| {
//!     let key = MacKey::<Hs256>::from_bytes(b"a secret of 32 bytes, for tests.")?;
//!     let claims = serde_json::json!({
//!         "iss": "https://id.example", "aud": "https://api.example", "sub": "ann", "scope": scope,
//!         "exp": NumericDate::now() + Duration::from_secs(60),
//!     });
//!     Ok::<_, Box<dyn std::error::Error>>(format!("Bearer {}", sign(&claims, &key)?))
//! };
//! let request = || Request::get("/orders");
//!
//! // The right token.
//! let right = request().header("authorization", token("orders:read")?).body(Body::empty())?;
//! let answer = app.clone().oneshot(right).await?;
//! assert_eq!(answer.status(), StatusCode::OK);
//!
//! // None.
//! let answer = app.clone().oneshot(request().body(Body::empty())?).await?;
//! assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
//! assert_eq!(answer.headers()["www-authenticate"], "Bearer realm=\"orders\"");
//!
//! // One that is for something else.
//! let other = request().header("authorization", token("orders:write")?).body(Body::empty())?;
//! let answer = app.oneshot(other).await?;
//! assert_eq!(answer.status(), StatusCode::FORBIDDEN);
//! assert_eq!(
//!     answer.headers()["www-authenticate"],
//!     "Bearer realm=\"orders\", error=\"insufficient_scope\", \
//!      error_description=\"The token is valid, but not for this\", scope=\"orders:read\"",
//! );
//! # Ok(()) }
//! ```
//!
//! The folder `examples` has whole programs for axum, hyper and tonic.
//!
//! # Keys
//!
//! [`OneKey`] checks with one key, [`Keys`] with the one of several that a token names. Anything
//! else that gives a [`Verified`](jwt_core::Verified), such as the keys that an issuer publishes,
//! comes in by [`check_fn`] or an implementation of [`Check`].
//!
//! [`Cached`] around any of them remembers the tokens that passed, so that their signatures are
//! checked once. Times are checked for each request, and a token is forgotten when keys are
//! replaced.
//!
//! # Answers
//!
//! | | HTTP | gRPC | `error` |
//! |---|---|---|---|
//! | no token | 401 | 16 | |
//! | two tokens, or none where one starts | 400 | 16 | `invalid_request` |
//! | a token that is not valid, or was used before | 401 | 16 | `invalid_token` |
//! | a token without the scope or role | 403 | 7 | `insufficient_scope` |
//! | it cannot be told: a store or an issuer is down | 503 | 14 | |
//! | an extractor without a guard | 500 | 13 | |
//!
//! The challenge stands in `WWW-Authenticate`, and has no byte that the client sent. A request of
//! content type `application/grpc` is answered in gRPC's own form. The [`Refusal`] in the answer's
//! extensions tells the server's log more.
//!
//! `HEAD` and `OPTIONS` are guarded as all methods are; for CORS see [`Guard::pass_preflight`].
//!
//! # Tokens that are used once
//!
//! With [`Guard::once`], a [`ReplayStore`] remembers each token's `jti` until the token has
//! expired:
//!
//! ```
//! use jwt_core::{Hs256, Validation};
//! use jwt_header::server::{Guard, MemoryReplays, OneKey};
//! use jwt_ring::MacKey;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = MacKey::<Hs256>::from_bytes(b"a secret of 32 bytes, for tests.")?;
//! let claims = serde_json::json!({"jti": "payment-4711", "exp": 4102444800_u64});
//! let token = jwt_core::sign(&claims, &key)?;
//! let check = OneKey::new(key, Validation::new());
//! let guard = Guard::new(check).once(MemoryReplays::new(100_000));
//!
//! let request = || http::Request::post("/").header("authorization", format!("Bearer {token}"));
//! let (mut first, ()) = request().body(())?.into_parts();
//! assert!(guard.admit(&mut first).await.is_ok());
//!
//! let (mut second, ()) = request().body(())?.into_parts();
//! let refusal = guard.admit(&mut second).await.expect_err("used before");
//! assert_eq!(refusal.status(), 401);
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! `server` is the guard alone, for which [`Guard::admit`] takes the parts of any request. `tower`
//! makes it a layer, `axum` brings `Claims`, and `redis` brings `RedisReplays`, for processes that
//! share what was used.

mod cached;
mod check;
mod check_error;
#[cfg(feature = "axum")]
mod claims;
mod grants;
mod grpc;
mod guard;
mod keys;
#[cfg(feature = "tower")]
mod layer;
mod memory_replays;
mod one_key;
mod reason;
#[cfg(feature = "redis")]
mod redis_replays;
mod refusal;
mod replay_store;
mod verified_token;

pub use cached::Cached;
pub use check::{Check, CheckFn, Recheck, check_fn};
pub use check_error::CheckError;
#[cfg(feature = "axum")]
pub use claims::{Claims, HasGuard};
pub use guard::Guard;
pub use keys::{Keys, KeysError};
#[cfg(feature = "tower")]
pub use layer::{Guarded, GuardedFuture};
pub use memory_replays::{MemoryReplays, MemoryReplaysError};
pub use one_key::OneKey;
#[cfg(feature = "redis")]
pub use redis_replays::{RedisReplays, RedisReplaysError};
pub use refusal::Refusal;
pub use replay_store::{ReplayKey, ReplayStore};
pub use verified_token::VerifiedToken;
