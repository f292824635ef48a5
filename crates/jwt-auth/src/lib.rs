#![cfg_attr(not(feature = "std"), no_std)]
// The README shows every backend and more, so only with all of that do its examples compile.
#![cfg_attr(
    all(
        feature = "ring",
        feature = "aws-lc-rs",
        feature = "rustcrypto",
        feature = "keys",
        feature = "server-axum",
        feature = "tower",
        feature = "jwks-reqwest"
    ),
    doc = include_str!("../README.md")
)]
#![cfg_attr(
    not(all(
        feature = "ring",
        feature = "aws-lc-rs",
        feature = "rustcrypto",
        feature = "keys",
        feature = "server-axum",
        feature = "tower",
        feature = "jwks-reqwest"
    )),
    doc = "JSON Web Tokens with the crypto backend of your choice; turn on a feature to get one."
)]

#[cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "rustcrypto"))]
mod fastest;

#[cfg(any(feature = "ring", feature = "aws-lc-rs", feature = "rustcrypto"))]
pub use fastest::fastest;
pub use jwt_core::*;

/// The backend over AWS-LC, with the feature `fips` over its FIPS module.
#[cfg(feature = "aws-lc-rs")]
pub use jwt_aws_lc_rs as aws_lc_rs;

/// The Authorization header: tokens onto requests, and off them; clients that sign, and guards for
/// servers.
#[cfg(feature = "header")]
pub use jwt_header as header;

/// Keys of issuers: discovered, fetched, cached and rotated.
#[cfg(feature = "jwks")]
pub use jwt_jwks as jwks;

/// Keys in every format that people have.
#[cfg(feature = "keys")]
pub use jwt_keys as keys;

/// The backend over ring.
#[cfg(feature = "ring")]
pub use jwt_ring as ring;

/// The backend over RustCrypto.
#[cfg(feature = "rustcrypto")]
pub use jwt_rustcrypto as rustcrypto;

/// JWT authentication for requests, folders and workspaces.
#[cfg(feature = "workspace")]
pub use jwt_workspace as workspace;
