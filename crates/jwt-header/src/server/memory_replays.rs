use super::{ReplayKey, ReplayStore};
use jwt_core::{Clock, NumericDate, SystemClock};
use std::{
    collections::{BTreeMap, HashSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// A [`ReplayStore`] in the memory of one process.
///
/// It forgets a token when it has expired, and never before: a store that is full of tokens which
/// have not refuses all others. A token takes a few hundred bytes.
#[derive(Debug)]
pub struct MemoryReplays {
    capacity: usize,
    clock: Box<dyn Clock>,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    keys: HashSet<Arc<ReplayKey>>,
    /// The same, by the second at which they can go.
    ends: BTreeMap<NumericDate, Vec<Arc<ReplayKey>>>,
}

impl MemoryReplays {
    /// Room for so many tokens.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self::with_clock(capacity, SystemClock)
    }

    /// Room for so many tokens, by a clock of one's own.
    #[must_use]
    pub fn with_clock(capacity: usize, clock: impl Clock + 'static) -> Self {
        Self { capacity, clock: Box::new(clock), used: Mutex::default() }
    }

    /// How many tokens are remembered now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).keys.len()
    }

    /// Whether no token is remembered now.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl ReplayStore for MemoryReplays {
    type Error = MemoryReplaysError;

    async fn first_use(
        &self,
        key: &ReplayKey,
        until: NumericDate,
    ) -> Result<bool, MemoryReplaysError> {
        let now = self.clock.now().ok_or(MemoryReplaysError::NoClock)?;
        if until <= now {
            return Err(MemoryReplaysError::Past { until });
        }
        // Nothing between locking and unlocking panics but for want of memory.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.forget_some(now);
        if used.keys.contains(key) {
            return Ok(false);
        }
        if used.keys.len() >= self.capacity {
            return Err(MemoryReplaysError::Full { capacity: self.capacity });
        }
        let key = Arc::new(key.clone());
        used.keys.insert(Arc::clone(&key));
        used.ends.entry(until).or_default().push(key);
        Ok(true)
    }
}

impl Used {
    /// Forgets what has ended: more at each call than comes in, and never so many that others wait.
    fn forget_some(&mut self, now: NumericDate) {
        for _ in 0..16 {
            let Some(mut first) = self.ends.first_entry().filter(|first| *first.key() <= now)
            else {
                return;
            };
            match first.get_mut().pop() {
                Some(key) => {
                    self.keys.remove(&key);
                }
                None => {
                    first.remove();
                }
            }
        }
    }
}

impl fmt::Debug for Used {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Used").field("len", &self.keys.len()).finish_non_exhaustive()
    }
}

/// [`MemoryReplays`] cannot say whether a token was used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemoryReplaysError {
    /// It is full of tokens that have not expired.
    Full {
        /// The room that it has.
        capacity: usize,
    },
    /// The token could be forgotten at once: its check goes by another clock.
    Past {
        /// Until when the token should be remembered.
        until: NumericDate,
    },
    /// The clock does not know the time.
    NoClock,
}

impl fmt::Display for MemoryReplaysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full { capacity } => {
                write!(f, "all {capacity} used tokens that there is room for have not expired yet")
            }
            Self::Past { until } => {
                write!(f, "the token cannot be remembered until {until}, which has passed")
            }
            Self::NoClock => f.write_str("the time is not known, so used tokens cannot expire"),
        }
    }
}

impl std::error::Error for MemoryReplaysError {}
