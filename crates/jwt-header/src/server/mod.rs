//! Checking.

mod cached;
mod check;
mod check_error;
#[cfg(feature = "axum")]
mod claims;
mod grants;
mod grpc;
mod guard;
mod keys;
#[cfg(feature = "tower")]
mod layer;
mod memory_replays;
mod one_key;
mod reason;
#[cfg(feature = "redis")]
mod redis_replays;
mod refusal;
mod replay_store;
mod verified_token;

pub use cached::Cached;
pub use check::{Check, CheckFn, Recheck, check_fn};
pub use check_error::CheckError;
#[cfg(feature = "axum")]
pub use claims::{Claims, HasGuard};
pub use guard::Guard;
pub use keys::{Keys, KeysError};
#[cfg(feature = "tower")]
pub use layer::{Guarded, GuardedFuture};
pub use memory_replays::{MemoryReplays, MemoryReplaysError};
pub use one_key::OneKey;
#[cfg(feature = "redis")]
pub use redis_replays::{RedisReplays, RedisReplaysError};
pub use refusal::Refusal;
pub use replay_store::{ReplayKey, ReplayStore};
pub use verified_token::VerifiedToken;
