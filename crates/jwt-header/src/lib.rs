//! JSON Web Tokens on HTTP requests: onto them, off them, and the answer when they are not right.
//!
//! A [`Place`] says where the token stands: the `Authorization` header of
//! [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750), another header, a query parameter or a
//! cookie. A client [puts the token on](Place::put_on), and can keep it from all but certain
//! [`Origin`]s. A server [takes it off](Place::take_off): strictly, so that programs on the way
//! do not read two different tokens from one request. A [`Challenge`] tells the client why its
//! request was refused.
//!
//! All works on the types of the `http` crate, so on those of hyper, axum, tonic and reqwest.
#![cfg_attr(
    feature = "client",
    doc = "Clients that sign each request by themselves are in [`client`]."
)]
//!
//! ```
//! use http::{HeaderValue, Request, StatusCode};
//! use jwt_header::{Challenge, Place, PutError, TakeError};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The client.
//! let place = Place::bearer().only_to(["https://api.example".parse()?]);
//! let mut request = Request::get("https://api.example/orders").body(())?;
//! place.put_on(&mut request, "eyJh.eyJp.c2ln")?;
//! assert_eq!(request.headers()["authorization"], "Bearer eyJh.eyJp.c2ln");
//!
//! // A redirect to somewhere else does not take the token along.
//! let mut elsewhere = Request::get("https://evil.example/orders").body(())?;
//! let error = place.put_on(&mut elsewhere, "eyJh.eyJp.c2ln").unwrap_err();
//! assert!(matches!(error, PutError::Origin { .. }));
//! assert!(elsewhere.headers().is_empty());
//!
//! // The server.
//! let token = Place::bearer().take_off(request.headers(), request.uri())?;
//! assert_eq!(token, "eyJh.eyJp.c2ln");
//!
//! // Two tokens: which one a program sees is chance, so neither is taken.
//! request.headers_mut().append("authorization", HeaderValue::from_static("Bearer a.b.c"));
//! let error = Place::bearer().take_off(request.headers(), request.uri()).unwrap_err();
//! assert!(matches!(error, TakeError::Repeated { .. }));
//!
//! let answer = Challenge::from(&error).realm("orders").response::<String>();
//! assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
//! assert_eq!(
//!     answer.headers()["www-authenticate"],
//!     "Bearer realm=\"orders\", error=\"invalid_request\", \
//!      error_description=\"The header Authorization stands 2 times, only one is allowed\"",
//! );
//! # Ok(()) }
//! ```

mod challenge;
#[cfg(feature = "client")]
pub mod client;
mod cookie;
mod origin;
mod place;
mod put_on;
mod query;
#[cfg(feature = "server")]
pub mod server;
mod take_off;
mod token;

pub use challenge::Challenge;
pub use origin::{Origin, OriginError};
pub use place::{Place, PlaceError};
pub use put_on::PutError;
pub use take_off::TakeError;
