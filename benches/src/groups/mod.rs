//! What is compared.

mod cached;
mod http;
mod load;
mod parallel;
mod reject;
mod sign;
mod size;
mod verify;

pub use cached::cached;
pub use http::http;
pub use load::load;
pub use parallel::parallel;
pub use reject::reject;
pub use sign::sign;
pub use size::size;
pub use verify::verify;

/// The bare call.
pub const FLOOR: &str = "floor";
/// This workspace's crates.
pub const OURS: &str = "ours";
/// The same, into claims that borrow from the token.
pub const BORROWED: &str = "ours, borrowed claims";
/// The same, without the claims that only their reader needs.
pub const REGISTERED: &str = "ours, registered claims only";
/// The peer of the same backend.
pub const JSONWEBTOKEN: &str = "jsonwebtoken";
/// A key from DER, PEM and JWK.
pub const FORMS: [&str; 3] = ["ours, DER", "ours, PEM", "ours, JWK"];
/// A hit of the cache.
pub const HIT: &str = "ours, the same token again";
/// On every core.
pub const ALL_CORES: &str = "ours, all cores";
