//! One token for many requests.

use super::{
    AsyncSigner, Claims, Outgoing, Token, TokenError, TokenSource,
    mint::{Mint, Minted},
};
use crate::Origin;
use jwt_core::{Clock, NumericDate};
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// One token for many requests, until shortly before it expires.
///
/// The next token is made when a tenth of the lifetime is left, or 60 s if that is less. However
/// many requests wait for a token, one signature is made, and if it fails, all of them fail with
/// it. Where the last token still holds, it serves the others meanwhile, and all if no new one can
/// be made. A token that a server answers with 401 is forgotten.
///
/// With [`Claims::audience_is_origin`] there is one token for each origin. Claims cannot depend on
/// anything else of a request; for that there is [`PerRequest`](super::PerRequest).
///
/// ```
/// # use jwt_core::Hs256; use jwt_ring::MacKey;
/// use jwt_header::client::{Claims, Reused};
/// use std::time::Duration;
///
/// # let key = MacKey::<Hs256>::generate()?;
/// let claims = Claims::new().issuer("billing").lifetime(Duration::from_secs(3600));
/// let tokens = Reused::new(key, claims);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub struct Reused<K> {
    mint: Mint<K>,
    /// By origin if the audience is; otherwise there is one slot. There are as many as origins
    /// that get tokens.
    slots: Mutex<HashMap<Option<Origin>, Arc<Slot>>>,
}

impl<K: AsyncSigner> Reused<K> {
    /// Tokens with these claims, signed by this key.
    pub fn new(key: K, claims: Claims) -> Self {
        Self { mint: Mint::new(key, claims), slots: Mutex::default() }
    }

    /// Sets `typ` in the header; `JWT` if it is not set.
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.mint.typ = typ.into();
        self
    }

    /// Sets the clock; the system's if it is not set.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.mint.clock = Box::new(clock);
        self
    }

    fn slot(&self, origin: &Origin) -> Arc<Slot> {
        let origin = self.mint.claims.bound_to(origin).cloned();
        Arc::clone(lock(&self.slots).entry(origin).or_default())
    }

    fn age(&self, minted: &Minted, now: NumericDate) -> Age {
        // One that is issued later than now was made before the clock was set back.
        if now < minted.issued || now >= minted.expires {
            Age::Expired
        } else if now + self.mint.claims.margin() >= minted.expires {
            Age::Late
        } else {
            Age::Fresh
        }
    }

    /// Makes the slot's next token. Whoever calls holds the slot's flight.
    async fn renew(&self, slot: &Slot, request: &Outgoing<'_>) -> Result<Token, TokenError> {
        let outcome = self.mint.token(request, &[]).await;
        let mut state = lock(&slot.state);
        state.flights = state.flights.wrapping_add(1);
        match outcome {
            Ok(minted) => {
                let token = minted.token.clone();
                *state = State { minted: Some(minted), failure: None, ..*state };
                Ok(token)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }
}

impl<K: AsyncSigner + 'static> TokenSource for Reused<K> {
    async fn token(&self, request: &Outgoing<'_>) -> Result<Token, TokenError> {
        let slot = self.slot(request.origin());
        let now = self.mint.now()?;
        let (minted, flights) = slot.look();
        let aged = minted.map(|minted| (self.age(&minted, now), minted.token));
        match aged {
            Some((Age::Fresh, token)) => return Ok(token),
            Some((Age::Late, token)) => {
                return match slot.flight.try_lock() {
                    // Another request may have been faster between the look and the lock.
                    Ok(_flight) if slot.look().1 == flights => {
                        Ok(self.renew(&slot, request).await.unwrap_or(token))
                    }
                    _ => Ok(token),
                };
            }
            Some((Age::Expired, _)) | None => {}
        }

        let _flight = slot.flight.lock().await;
        let now = self.mint.now()?;
        let (minted, landed) = slot.look();
        match minted {
            Some(minted) if self.age(&minted, now) != Age::Expired => return Ok(minted.token),
            _ => {}
        }
        if landed != flights {
            // Whoever was ahead tried while this request waited: to try again would let as many
            // requests as wait knock on a key that does not answer, one after the other.
            if let Some(error) = slot.failure() {
                return Err(error);
            }
        }
        self.renew(&slot, request).await
    }

    fn reuses(&self) -> bool {
        true
    }

    fn forget(&self, token: &Token) {
        for slot in lock(&self.slots).values() {
            let mut state = lock(&slot.state);
            // Another request may have had the same answer before, and the next token be there.
            if state.minted.as_ref().is_some_and(|minted| minted.token == *token) {
                state.minted = None;
            }
        }
    }
}

impl<K> fmt::Debug for Reused<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reused").field("claims", &self.mint.claims).finish_non_exhaustive()
    }
}

/// The place of one token, and whose turn it is to make the next.
#[derive(Default)]
struct Slot {
    state: Mutex<State>,
    /// Held while a token is made. A request that is given up lets go of it.
    flight: tokio::sync::Mutex<()>,
}

impl Slot {
    fn look(&self) -> (Option<Minted>, u64) {
        let state = lock(&self.state);
        (state.minted.clone(), state.flights)
    }

    fn failure(&self) -> Option<TokenError> {
        lock(&self.state).failure.clone()
    }
}

#[derive(Default)]
struct State {
    minted: Option<Minted>,
    /// Why the last flight failed, if it did.
    failure: Option<TokenError>,
    /// How often a token was made, or not.
    flights: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    Fresh,
    /// Still good, and time for the next.
    Late,
    Expired,
}

/// Nothing here leaves a state half changed, so a panic elsewhere does not spoil it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
