//! JSON Web Tokens with the crypto backend of your choice.
#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

pub use jwt_core::*;

/// The Authorization header: tokens onto requests, and off them ([`jwt_header`]).
#[cfg(feature = "header")]
pub use jwt_header as header;

/// The backend over ring ([`jwt_ring`]).
#[cfg(feature = "ring")]
pub use jwt_ring as ring;
