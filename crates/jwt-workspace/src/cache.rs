//! Tokens that serve several requests.

use crate::{Problem, Surroundings, token::Made};
use jiff::Timestamp;
use jwt_core::NumericDate;
use std::{
    collections::HashMap,
    io,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use zeroize::Zeroizing;

/// Tokens by what they were made from.
#[derive(Default)]
pub(crate) struct Cache {
    tokens: Mutex<HashMap<[u8; 32], Kept>>,
}

struct Kept {
    token: Zeroizing<String>,
    expiration: Option<NumericDate>,
}

impl Cache {
    /// The token under this key unless it expires within `refresh_before`, else a new one. While it
    /// is made, others wait for it.
    pub(crate) fn token(
        &self,
        key: [u8; 32],
        now: NumericDate,
        refresh_before: Duration,
        make: impl FnOnce() -> Result<Made, Problem>,
    ) -> Result<Made, Problem> {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = tokens.get(&key)
            && kept.expiration.is_none_or(|exp| exp > now + refresh_before)
        {
            let token = kept.token.to_string();
            return Ok(Made {
                token,
                key: None,
                expiration: kept.expiration,
                warnings: Vec::new(),
            });
        }
        let made = make()?;
        let token = Zeroizing::new(made.token.clone());
        tokens.insert(key, Kept { token, expiration: made.expiration });
        Ok(made)
    }
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

/// Surroundings whose time and randomness stand still, so that a form renders to the same for as
/// long as its variables do.
#[derive(Debug)]
pub(crate) struct Still<'a>(pub(crate) &'a dyn Surroundings);

impl Surroundings for Still<'_> {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(0);
        Ok(())
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        self.0.read_file(path)
    }

    fn variable(&self, name: &str) -> Option<Zeroizing<String>> {
        self.0.variable(name)
    }
}
