//! JSON Web Token signatures by [ring](https://docs.rs/ring).
//!
//! Keys are typed by their algorithm, and read and checked once:
//!
//! ```
//! use jwt_core::{Es256, Hs256, Validation, sign, verify};
//! use jwt_ring::{MacKey, SigningKey};
//! use serde_json::{Value, json};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let claims = json!({"sub": "u1", "exp": 4_102_444_800_u64});
//! let rules = Validation::new();
//!
//! let key = SigningKey::<Es256>::generate()?;
//! let token = sign(&claims, &key)?;
//! assert_eq!(verify::<Value>(&token, &key.verifying_key(), &rules)?, claims);
//!
//! let other = MacKey::<Hs256>::generate()?;
//! assert!(verify::<Value>(&token, &other, &rules).is_err());
//! # Ok(()) }
//! ```
//!
//! For algorithms chosen at run time there is [`PROVIDER`].
//!
//! Features, all additive: `hmac` (HS256, HS384, HS512), `rsa` (RS and PS 256, 384, 512), `ecdsa`
//! (ES256, ES384), `eddsa` (Ed25519, also under the name `EdDSA`). `no_std` with `alloc`.
#![no_std]

extern crate alloc;

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
mod asymmetric;
#[cfg(feature = "ecdsa")]
mod ecdsa;
#[cfg(feature = "eddsa")]
mod eddsa;
mod hash;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
mod key_loader;
#[cfg(feature = "hmac")]
mod mac;
#[cfg(feature = "hmac")]
mod mac_loader;
mod provider;
#[cfg(feature = "rsa")]
mod rsa;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
mod signing_key;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
mod verifying_key;

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
pub use asymmetric::Asymmetric;
pub use hash::sha256;
#[cfg(feature = "hmac")]
pub use mac::{Mac, MacKey};
pub use provider::PROVIDER;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
pub use signing_key::SigningKey;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "rsa"))]
pub use verifying_key::VerifyingKey;
