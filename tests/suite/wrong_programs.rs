//! Programs that are wrong do not compile. Each stands beside a right one that differs in the one
//! thing that is wrong, and compiles: so it is that thing that the compiler refuses.
//!
//! # A MAC key where an ES256 verifier is due
//! ```compile_fail
//! use jwt_core::{Es256, VerifierFor};
//! fn check(_key: &impl VerifierFor<Es256>) {}
//! fn f(mac: &jwt_ring::MacKey<jwt_core::Hs256>) { check(mac); }
//! ```
//! ```
//! use jwt_core::{Es256, VerifierFor};
//! fn check(_key: &impl VerifierFor<Es256>) {}
//! fn f(public: &jwt_ring::VerifyingKey<Es256>) { check(public); }
//! ```
//!
//! # A secret as a key of an asymmetric algorithm
//! ```compile_fail
//! let _ = jwt_ring::MacKey::<jwt_core::Es256>::from_bytes(&[7; 32]);
//! ```
//! ```
//! let _ = jwt_ring::MacKey::<jwt_core::Hs256>::from_bytes(&[7; 32]);
//! ```
//!
//! # Claims before verification
//! ```compile_fail
//! fn f(token: jwt_core::Unverified<'_>) { let _ = token.claims::<serde_json::Value>(); }
//! ```
//! ```
//! fn f(token: jwt_core::Verified<'_>) { let _ = token.claims::<serde_json::Value>(); }
//! ```
//!
//! # A token that counts as verified without having been
//! ```compile_fail
//! fn f(token: jwt_core::Unverified<'_>) -> jwt_core::Verified<'_> { token.into() }
//! ```
//! ```
//! use jwt_core::{Validation, Verified, Verifier};
//! fn f<'t>(token: jwt_core::Unverified<'t>, key: &dyn Verifier) -> Verified<'t> {
//!     token.verify(key, &Validation::new()).expect("valid")
//! }
//! ```
//!
//! # Verifying without rules
//! ```compile_fail
//! fn f(token: jwt_core::Unverified<'_>, key: &dyn jwt_core::Verifier) { let _ = token.verify(key); }
//! ```
//! ```
//! fn f(token: jwt_core::Unverified<'_>, key: &dyn jwt_core::Verifier) {
//!     let _ = token.verify(key, &jwt_core::Validation::new());
//! }
//! ```
//!
//! # An algorithm out of a token
//! ```compile_fail
//! fn f(token: jwt_core::Unverified<'_>) { let _ = jwt_core::Algorithm::new(token.header().alg()); }
//! ```
//! ```
//! fn f(_: jwt_core::Unverified<'_>) { let _ = jwt_core::Algorithm::new("ES256"); }
//! ```
//!
//! # Signing with a public key
//! ```compile_fail
//! fn f(key: &jwt_ring::VerifyingKey<jwt_core::Es256>) { let _ = jwt_core::sign("", key); }
//! ```
//! ```
//! fn f(key: &jwt_ring::SigningKey<jwt_core::Es256>) { let _ = jwt_core::sign("", key); }
//! ```
//!
//! # A default provider
//! ```compile_fail
//! let _ = jwt_core::Provider::default();
//! ```
//! ```
//! let _ = jwt_ring::PROVIDER;
//! ```
