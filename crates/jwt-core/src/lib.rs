//! JSON Web Tokens ([RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)) without a crypto backend.
//!
//! This crate has the types that everything hangs on: what signs and verifies ([`Signer`],
//! [`Verifier`]), what can be claims ([`EncodeClaims`], [`DecodeClaims`]), the two ways of a token
//! ([`Unsigned`], and [`Unverified`] to [`Verified`]), the rules ([`Validation`]) and keys as JSON
//! ([`Jwk`], [`JwkSet`]). Keys come from a backend crate such as `jwt-ring`; most programs take
//! both through `jwt-auth`.
//!
//! A key carries its algorithm and its backend. There is no global, no default backend, and
//! no feature that chooses.
//!
//! Needs `alloc` and pointer-sized atomics. The feature `std`, on by default, adds the system's
//! clock: [`Validation::new`], [`NumericDate::now`].
#![no_std]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod algorithm;
mod base64url;
mod claims;
mod clock;
pub mod dangerous;
mod der;
mod error;
mod fips;
mod header;
mod json;
mod jwk;
mod key_loader;
mod key_material;
mod key_parameters;
mod limits;
mod media_type;
mod numeric_date;
mod pem;
mod provider;
mod signer;
mod span;
mod strength;
mod token;
mod validation;
mod verifier;

pub use algorithm::{
    Alg, Algorithm, Ed448, Ed25519, EdDsa, Es256, Es256k, Es384, Es512, Hs256, Hs384, Hs512,
    MlDsa44, MlDsa65, MlDsa87, Ps256, Ps384, Ps512, Rs256, Rs384, Rs512,
};
pub use base64url::Base64Error;
pub use claims::{DecodeClaims, EncodeClaims};
pub use clock::Clock;
#[cfg(feature = "std")]
pub use clock::SystemClock;
pub use error::{
    ClaimFailure, ClaimsRejected, DecodeError, EncodeError, HeaderError, InvalidSignature,
    KeyRejected, MalformedToken, Part, SignError, VerifyError,
};
pub use fips::FipsStatus;
pub use header::Header;
pub use json::{JsonError, JsonErrorKind};
pub use jwk::{Jwk, JwkError, JwkSet, KeyNotFound, KeyUse, Skipped};
pub use key_loader::KeyLoader;
pub use key_material::KeyMaterial;
pub use key_parameters::{
    AkpParameters, EcParameters, EcPoint, KeyParameters, OkpParameters, RsaParameters, RsaPrivate,
    Secret,
};
pub use limits::Limits;
pub use numeric_date::NumericDate;
pub use pem::Pem;
pub use provider::Provider;
pub use signer::{Signer, SignerFor};
pub use span::Span;
pub use token::{ReceivedHeader, Unsigned, Unverified, Verified, sign, verify};
pub use validation::Validation;
pub use verifier::{Verifier, VerifierFor};
