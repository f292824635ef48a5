//! Verifies JSON Web Tokens by the keys that their issuers publish.
//!
//! A [`RemoteVerifier`] trusts the [`Issuer`]s that it is given, and nobody else. Their keys come
//! from a URL, a file, or where the issuer itself says that they are. They are fetched when the
//! first token needs them, kept as HTTP has it within bounds ([`Caching`]), and fetched anew before
//! they expire, and when a token names a key that is not there.
//!
//! ```
//! use jwt_core::{Algorithm, Header, Jwk, KeyMaterial, Unsigned, Validation};
//! use jwt_jwks::{Destinations, Issuer, RemoteVerifier, ReqwestTransport};
//! use jwt_ring::PROVIDER;
//! # use std::{io::{Read, Write}, net::TcpListener, thread};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // An issuer: its key, and a server of this machine that tells where the public half is.
//! let loader = PROVIDER.loader(Algorithm::ES256).ok_or("ES256")?;
//! let jwk = Jwk::new(loader.generate(None)?, Algorithm::ES256)?.with_kid("2026-11");
//! let server = TcpListener::bind("127.0.0.1:0")?;
//! let iss = format!("http://{}", server.local_addr()?);
//! let discovery = format!(r#"{{"issuer":"{iss}","jwks_uri":"{iss}/keys"}}"#);
//! let keys = serde_json::json!({ "keys": [jwk.to_public()] }).to_string();
//! # thread::spawn(move || {
//! #     for stream in server.incoming() {
//! #         let mut stream = stream.expect("a connection");
//! #         let mut head = [0; 4096];
//! #         let len = stream.read(&mut head).expect("a request");
//! #         let is_keys = head[..len].starts_with(b"GET /keys ");
//! #         let body = if is_keys { &keys } else { &discovery };
//! #         let len = body.len();
//! #         write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {len}\r\nConnection: close\r\n\r\n{body}")
//! #             .expect("a response");
//! #     }
//! # });
//!
//! // An API that trusts it. Outside of an example there is no loopback.
//! let client = reqwest::Client::builder();
//! # let client = client.tls_backend_preconfigured(
//! #     rustls::ClientConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
//! #         .with_safe_default_protocol_versions()?
//! #         .with_root_certificates(rustls::RootCertStore::empty())
//! #         .with_no_client_auth(),
//! # );
//! let transport = ReqwestTransport::new(client, Destinations::public().loopback())?;
//! let verifier = RemoteVerifier::new(PROVIDER, transport).issuer(
//!     Issuer::discover(&iss).algorithms([Algorithm::ES256]),
//!     Validation::new().audience("https://api.example"),
//! )?;
//!
//! // A token of the issuer's.
//! let key = loader.signer(KeyMaterial::Jwk(&jwk))?;
//! let claims = serde_json::json!({
//!     "iss": iss, "aud": "https://api.example", "sub": "ann", "exp": 4102444800_u64,
//! });
//! let token = Unsigned::new(&Header::for_key(&key), &claims)?.sign(&key)?;
//! assert_eq!(verifier.verify(&token).await?.subject(), Some("ann"));
//!
//! // A key that the issuer does not have.
//! let header = Header::new(Algorithm::ES256).kid("1999-01");
//! let forged = Unsigned::new(&header, &claims)?.sign(&key)?;
//! let error = verifier.verify(&forged).await.expect_err("no such key");
//! assert_eq!(error.code(), "KID");
//! assert!(!error.is_unavailable());
//! # Ok(())
//! # }
//! ```
//!
//! # What is refused
//!
//! - **Places**: plain http, redirects, addresses that are not public. [`Destinations`] allow more
//!   by name. Names are resolved once, and only an address that was checked is connected to.
//! - **Documents**: of another issuer, longer than 512 KiB, slower than the issuer's deadline,
//!   compressed. A set of keys with a private or symmetric one in it is refused whole, and so is one
//!   of more than 100 keys. A key that is broken or weak is passed over, and told:
//!   [`IssuerStatus::skipped`].
//! - **Tokens**: of an issuer that is not named, by an algorithm that the issuer does not sign with,
//!   without a `kid` where several keys would do.
//!
//! # Requests
//!
//! An issuer is asked once in [a window](Caching::window), whatever tokens come: one flight at
//! a time, for which everybody waits who needs it, and which goes on if they stop waiting. While an
//! issuer does not answer, or answers nonsense, its keys are used for [a while](Caching::stale).
//!
//! Keys without a `kid` can be replaced by others in silence; then they are noticed when the old
//! ones expire. Time is tokio's, which tests can [turn](https://docs.rs/tokio/latest/tokio/time/fn.advance.html).
//!
//! # Features
//!
//! `reqwest` brings `ReqwestTransport`; what TLS it speaks, the program's own dependency on reqwest
//! says. `rustls` adds TLS by rustls without cryptography, for which the program gives the client
//! a configuration. Without them, bring a [`Transport`].
//!
//! `server` makes the verifier a check of jwt-header's guards, also behind their cache:
//! `Guard::new(Cached::new(verifier, 10_000))`. A token that was verified by a key which its issuer
//! took back is refused as soon as that is known, and the cache's `max_age` later at the latest.

mod address;
mod caching;
#[cfg(feature = "server")]
mod check;
mod destinations;
mod discovery;
mod excerpt;
mod exchange;
mod fetch_error;
mod freshness;
mod issuer;
mod issuer_error;
mod key_set;
mod likeness;
mod location;
mod remote_error;
mod remote_keys;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
#[cfg(feature = "reqwest")]
mod resolver;
mod source;
mod status;
mod transport;
mod verifier;

pub use caching::Caching;
pub use destinations::{AddressRefused, Destinations};
pub use fetch_error::FetchError;
pub use issuer::Issuer;
pub use issuer_error::IssuerError;
pub use key_set::{SkipReason, SkippedKey};
pub use location::LocationError;
pub use remote_error::RemoteError;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use status::IssuerStatus;
pub use transport::{Transport, TransportError};
pub use verifier::RemoteVerifier;
