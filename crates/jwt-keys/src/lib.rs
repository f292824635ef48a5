//! Keys of JSON Web Tokens in every format that people have.
//!
//! [`Reader`] takes what a user has pasted, or named as a file or a variable, and gives the key as
//! a [`Jwk`](jwt_core::Jwk), or an error that says what to do. It tells PEM, DER, JWK, JWK Sets,
//! certificates, OpenSSH keys and shared secrets apart by their content, opens what a passphrase
//! encrypts, and refuses what is weak or broken. [`Writer`] writes a key in any of these formats
//! that can hold it; [`generate`] makes a new one.
//!
//! This crate names no backend: the arithmetic of keys is that of the
//! [`Provider`](jwt_core::Provider) that the caller passes.

mod certificate;
mod der;
mod encrypted;
mod error;
mod expected;
mod exponent;
mod foreign;
mod format;
mod found;
mod generate;
mod key;
mod pem;
mod reader;
mod repair;
mod secret;
mod soundness;
mod ssh;
mod text;
mod thumbprint;
mod write;

pub use certificate::Certificate;
pub use error::{KeyError, KeyErrorKind};
pub use expected::Expected;
pub use foreign::Foreign;
pub use format::{Format, Wrapping};
pub use found::{Found, Note, Skipped};
pub use generate::{GenerateError, generate};
pub use key::Key;
pub use pem::PemFault;
pub use reader::Reader;
pub use repair::Repair;
pub use secret::{OtherReading, SecretEncoding};
pub use thumbprint::thumbprint;
pub use write::{Target, WriteError, Writer};
