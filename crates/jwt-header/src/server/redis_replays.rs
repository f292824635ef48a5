use super::{ReplayKey, ReplayStore};
use jwt_core::{Clock, NumericDate, SystemClock};
use redis::{RedisError, Value, aio::ConnectionLike, cmd};
use std::fmt;

/// A [`ReplayStore`] in Redis, for processes that share it.
///
/// One command, `SET key 1 NX EX seconds`, finds out and remembers. Take a connection that has a
/// timeout and connects anew, such as `redis::aio::ConnectionManager`. Redis must not evict keys
/// that have not expired (`maxmemory-policy noeviction`), and what a failover loses can be used
/// again.
#[derive(Clone)]
pub struct RedisReplays<C> {
    connection: C,
    prefix: String,
}

impl<C: ConnectionLike + Clone + Send + Sync> RedisReplays<C> {
    /// A connection, and what the keys start with. Services that each take a token once have each
    /// a prefix of their own.
    #[must_use]
    pub fn new(connection: C, prefix: &str) -> Self {
        Self { connection, prefix: prefix.to_owned() }
    }
}

impl<C: ConnectionLike + Clone + Send + Sync> ReplayStore for RedisReplays<C> {
    type Error = RedisReplaysError;

    async fn first_use(
        &self,
        key: &ReplayKey,
        until: NumericDate,
    ) -> Result<bool, RedisReplaysError> {
        let now = SystemClock.now().ok_or(RedisReplaysError::NoClock)?;
        let seconds = until.unix().saturating_sub(now.unix());
        if seconds == 0 {
            return Err(RedisReplaysError::Past { until });
        }
        let mut set = cmd("SET");
        set.arg([self.prefix.as_bytes(), key.as_bytes()].concat());
        set.arg(1).arg("NX").arg("EX").arg(seconds);
        match set.query_async(&mut self.connection.clone()).await? {
            Value::Okay => Ok(true),
            Value::Nil => Ok(false),
            _ => Err(RedisReplaysError::Answer),
        }
    }
}

impl<C> fmt::Debug for RedisReplays<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisReplays").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// [`RedisReplays`] cannot say whether a token was used.
#[derive(Debug)]
#[non_exhaustive]
pub enum RedisReplaysError {
    /// Redis does not answer, or refuses.
    Redis(RedisError),
    /// Redis answered something else than it should.
    Answer,
    /// The token could be forgotten at once: its check goes by another clock.
    Past {
        /// Until when the token should be remembered.
        until: NumericDate,
    },
    /// The clock does not know the time.
    NoClock,
}

impl fmt::Display for RedisReplaysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Redis(error) => write!(f, "Redis does not tell used tokens: {error}"),
            Self::Answer => f.write_str("Redis answered SET with something unknown"),
            Self::Past { until } => {
                write!(f, "the token cannot be remembered until {until}, which has passed")
            }
            Self::NoClock => f.write_str("the time is not known, so used tokens cannot expire"),
        }
    }
}

impl std::error::Error for RedisReplaysError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Redis(error) => Some(error),
            _ => None,
        }
    }
}

impl From<RedisError> for RedisReplaysError {
    fn from(error: RedisError) -> Self {
        Self::Redis(error)
    }
}
