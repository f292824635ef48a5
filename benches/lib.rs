//! What the benchmarks share: one token, one set of rules, and the same keys for all.
//!
//! Each backend, operation and algorithm is a group of its own: the backend's bare call as the floor,
//! ours, and jsonwebtoken on the same backend as the peer. Keys are made outside the loop. What counts
//! are the ratios within a group of one run; times are the machine's.

mod backend;
mod claims;
pub mod floor;
mod keys;
pub mod ours;
pub mod peer;

pub use backend::Backend;
pub use claims::{AUDIENCE, BorrowedClaims, Claims, ISSUER};
pub use keys::{ALGORITHMS, SECRET, private_pem, public_pem};
