//! JSON Web Token signatures by [AWS-LC](https://docs.rs/aws-lc-rs).
//!
//! Keys are typed by their algorithm, and read and checked once:
//!
//! ```
//! use jwt_aws_lc_rs::{MacKey, SigningKey};
//! use jwt_core::{Es256, Hs256, Validation, sign, verify};
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
//! (ML-DSA-44, 65, 87), and `fips`. Needs std.
//!
//! # FIPS
//!
//! The feature `fips` links AWS-LC's FIPS module instead of the ordinary library; to build it takes
//! `cmake`, Go and Perl. No key can be built then that FIPS 140-3 does not approve of, and
//! [`NotApproved`](jwt_core::KeyRejected::NotApproved) says what it objects to: ES256K, secrets
//! under 14 bytes, RSA keys with a public exponent under 65537 or an odd number of bits.
//! `FIPS_PROVIDER` exists only with the feature, so a program that names it does not compile without.
//!
//! Keys, loaders and providers tell by `fips()` how far they are validated. That is a certificate's
//! number only if the CMVP has certified just the linked version of the module, for just the
//! algorithm; what the certificate asks of a program's environment is the operator's to see to.
//! Otherwise it is [`Pending`](jwt_core::FipsStatus::Pending), as it is for the versions from 4.0
//! on, which aws-lc-rs links since 1.18.

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod asymmetric;
#[cfg(feature = "ecdsa")]
mod ecdsa;
#[cfg(feature = "eddsa")]
mod eddsa;
#[cfg(any(
    feature = "ecdsa",
    feature = "eddsa",
    feature = "hmac",
    feature = "ml-dsa",
    feature = "rsa"
))]
mod fips;
mod hash;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod key_loader;
#[cfg(feature = "hmac")]
mod mac;
#[cfg(feature = "hmac")]
mod mac_loader;
#[cfg(feature = "ml-dsa")]
mod mldsa;
mod provider;
#[cfg(feature = "rsa")]
mod rsa;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod signing_key;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
mod verifying_key;

#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use asymmetric::Asymmetric;
pub use hash::sha256;
#[cfg(feature = "hmac")]
pub use mac::{Mac, MacKey};
#[cfg(feature = "fips")]
pub use provider::FIPS_PROVIDER;
pub use provider::PROVIDER;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use signing_key::SigningKey;
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub use verifying_key::VerifyingKey;
