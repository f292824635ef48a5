//! Other crates, each with the claims, the rules and the keys that ours get.

mod josekit;
mod jwt_compact;
mod jwt_simple;

use jwt_benches::Claims;
use jwt_core::Algorithm;

/// Makes a token of claims that it was made with.
pub type Sign = Box<dyn Fn() -> String>;
/// Whether a token is valid; its claims have been read into a type if it is.
pub type Verify = Box<dyn Fn(&str) -> bool>;

/// A peer. What it lacks is `None`.
pub struct Peer {
    /// The crate's name.
    pub name: &'static str,
    /// A key that signs.
    pub signer: fn(Algorithm, &Claims) -> Option<Sign>,
    /// A key that verifies.
    pub verifier: fn(Algorithm) -> Option<Verify>,
}

/// All but jsonwebtoken, which has our backends and stands beside each.
pub const ALL: [Peer; 3] = [jwt_simple::PEER, jwt_compact::PEER, josekit::PEER];
