//! JSON Web Token signatures by [RustCrypto](https://github.com/RustCrypto).
//!
//! Keys are typed by their algorithm, and read and checked once:
//!
#![cfg_attr(feature = "std", doc = "```")]
#![cfg_attr(not(feature = "std"), doc = "```ignore")]
//! use jwt_core::{Es256, Hs256, Validation, sign, verify};
//! use jwt_rustcrypto::{MacKey, SigningKey};
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
//! (ES256, ES384, ES512, ES256K), `eddsa` (Ed25519, also under the name `EdDSA`), `ml-dsa`
//! (ML-DSA-44, 65, 87), and `std`.
//!
//! `no_std` with `alloc`. The feature `std` brings the system's random source and larger tables,
//! which make elliptic curves faster. Without it, [`Randomness`] is passed to what needs it: new
//! keys, and RSA keys that sign.
#![no_std]

extern crate alloc;

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod asymmetric;
#[cfg(feature = "ecdsa")]
mod ecdsa;
#[cfg(feature = "eddsa")]
mod eddsa;
mod hash;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod key_loader;
#[cfg(feature = "hmac")]
mod keyed_hash;
#[cfg(feature = "hmac")]
mod mac;
#[cfg(feature = "hmac")]
mod mac_loader;
#[cfg(feature = "ml-dsa")]
mod mldsa;
mod provider;
mod randomness;
#[cfg(any(feature = "ecdsa", feature = "rsa"))]
mod rng;
#[cfg(feature = "rsa")]
mod rsa;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod signing_key;
#[cfg(feature = "std")]
mod system_randomness;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod verifying_key;

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use asymmetric::Asymmetric;
pub use hash::sha256;
#[cfg(feature = "hmac")]
pub use mac::{Mac, MacKey};
pub use provider::PROVIDER;
pub use randomness::{NoRandomness, Randomness};
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use signing_key::SigningKey;
#[cfg(feature = "std")]
pub use system_randomness::SystemRandomness;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use verifying_key::VerifyingKey;
