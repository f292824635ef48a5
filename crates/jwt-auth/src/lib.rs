#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(all(feature = "ring", feature = "std"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "ring", feature = "std")),
    doc = "JSON Web Tokens with the crypto backend of your choice; turn on a feature to get one."
)]

pub use jwt_core::*;

/// The Authorization header: tokens onto requests, and off them.
#[cfg(feature = "header")]
pub use jwt_header as header;

/// The backend over ring.
#[cfg(feature = "ring")]
pub use jwt_ring as ring;
