//! The keys of one issuer: held, refreshed, and let go.

use crate::{
    Caching, FetchError,
    exchange::Validator,
    key_set::KeySet,
    source::{Discovered, Fetched, KeysText, Known, Source},
};
use jwt_core::{Algorithm, Provider};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};
use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Duration, Instant},
};

/// The keys of one issuer. Whatever happens, it is asked once in a window, by one flight at a time.
#[derive(Clone)]
pub(crate) struct RemoteKeys {
    shared: Arc<Shared>,
}

struct Shared {
    source: Source,
    provider: Provider,
    algorithms: Vec<Algorithm>,
    caching: Caching,
    state: Mutex<State>,
    /// How often the keys became others.
    replacements: AtomicU64,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    discovered: Option<Discovered>,
    /// The last refresh's, if it failed.
    failure: Option<Arc<FetchError>>,
    /// When the last refresh began.
    began: Option<Instant>,
    /// Ends when the refresh does that is going on.
    flight: Option<watch::Receiver<()>>,
}

struct Held {
    keys: Arc<KeySet>,
    validator: Option<Validator>,
    refresh_at: Instant,
    expires_at: Instant,
    useless_at: Instant,
}

/// What is known of an issuer's keys, without asking for them.
pub(crate) struct Report {
    pub(crate) keys: Option<Arc<KeySet>>,
    pub(crate) fresh: bool,
    pub(crate) failure: Option<Arc<FetchError>>,
}

impl RemoteKeys {
    /// No keys yet.
    pub(crate) fn new(
        source: Source,
        provider: Provider,
        algorithms: Vec<Algorithm>,
        caching: Caching,
    ) -> Self {
        let (state, replacements) = (Mutex::default(), AtomicU64::new(0));
        let shared = Shared { source, provider, algorithms, caching, state, replacements };
        Self { shared: Arc::new(shared) }
    }

    /// The keys, fetched if there are none that are good.
    pub(crate) async fn current(&self) -> Result<Arc<KeySet>, Arc<FetchError>> {
        let flight = {
            let now = Instant::now();
            let mut state = self.shared.lock();
            let is_failing = state.failure.is_some();
            match state.held.as_ref().map(|held| (held.phase(now), Arc::clone(&held.keys))) {
                Some((Phase::Fresh, keys)) => return Ok(keys),
                Some((Phase::Due, keys)) => {
                    self.begin(&mut state, now);
                    return Ok(keys);
                }
                // An issuer that is down is not waited for again and again.
                Some((Phase::Stale, keys)) if is_failing => {
                    self.begin(&mut state, now);
                    return Ok(keys);
                }
                _ => match self.begin(&mut state, now) {
                    Some(flight) => flight,
                    None => return state.usable(now),
                },
            }
        };
        land(flight).await;
        self.shared.lock().usable(Instant::now())
    }

    /// The keys that are newer than these, if the issuer has such and may be asked now.
    pub(crate) async fn newer_than(&self, known: &Arc<KeySet>) -> Option<Arc<KeySet>> {
        let flight = {
            let mut state = self.shared.lock();
            match state.other_than(known) {
                Some(newer) => return Some(newer),
                None => self.begin(&mut state, Instant::now())?,
            }
        };
        land(flight).await;
        self.shared.lock().other_than(known)
    }

    /// Starts fetching keys, unless there are any that are good.
    pub(crate) fn prepare(&self) {
        let now = Instant::now();
        let mut state = self.shared.lock();
        if state.held.as_ref().is_none_or(|held| held.phase(now) != Phase::Fresh) {
            self.begin(&mut state, now);
        }
    }

    /// How often the keys became others.
    #[cfg(feature = "server")]
    pub(crate) fn replacements(&self) -> u64 {
        self.shared.replacements.load(Ordering::Acquire)
    }

    pub(crate) fn report(&self) -> Report {
        let now = Instant::now();
        let state = self.shared.lock();
        let held = state.held.as_ref().filter(|held| held.phase(now) != Phase::Useless);
        Report {
            keys: held.map(|held| Arc::clone(&held.keys)),
            fresh: held.is_some_and(|held| held.phase(now) != Phase::Stale),
            failure: state.failure.clone(),
        }
    }

    /// The refresh that is going on, or a new one; `None` if the window does not allow any.
    fn begin(&self, state: &mut State, now: Instant) -> Option<watch::Receiver<()>> {
        if let Some(flight) = &state.flight {
            return Some(flight.clone());
        }
        let window = self.shared.caching.refresh_window();
        if state.began.is_some_and(|began| now < began + window) {
            return None;
        }
        let Ok(runtime) = Handle::try_current() else {
            state.failure = Some(Arc::new(FetchError::NoRuntime));
            return None;
        };
        let (sender, flight) = watch::channel(());
        state.began = Some(now);
        state.flight = Some(flight.clone());
        // A task of its own: callers come and go, and what one of them began others wait for.
        runtime.spawn(fly(Landing { shared: Arc::clone(&self.shared), _sender: sender }));
        Some(flight)
    }
}

impl Shared {
    async fn refresh(&self) {
        let (known, held) = {
            let state = self.lock();
            let validator = state.held.as_ref().and_then(|held| held.validator.clone());
            let held = state.held.as_ref().map(|held| Arc::clone(&held.keys));
            (Known { validator, discovered: state.discovered.clone() }, held)
        };
        let asked = Instant::now();
        let renewal = match self.source.fetch(known).await {
            Ok(fetched) => self.load(fetched, held.as_ref()),
            Err(error) => Err(error),
        };
        let mut state = self.lock();
        match renewal {
            Ok(renewal) => {
                state.renew(renewal, asked, self.caching.stale_time());
                // After the keys: who read the number before has the old ones at worst, and sees
                // that it has grown.
                if state.held.as_ref().map(|now| &now.keys).zip(held.as_ref()).is_some_and(differ) {
                    self.replacements.fetch_add(1, Ordering::Release);
                }
            }
            Err(error) => {
                // Perhaps the keys have moved.
                state.discovered = None;
                state.failure = Some(Arc::new(error));
            }
        }
    }

    fn load(&self, fetched: Fetched, held: Option<&Arc<KeySet>>) -> Result<Renewal, FetchError> {
        let Fetched { keys, lifetime, discovered } = fetched;
        let lifetime = self.caching.lifetime(lifetime);
        let Some(KeysText { text, url, content_type, validator }) = keys else {
            return Ok(Renewal { keys: None, lifetime, discovered });
        };
        let keys = match held.filter(|held| held.text() == text) {
            Some(held) => Arc::clone(held),
            None => KeySet::parse(text, &self.provider, &self.algorithms)
                .map(Arc::new)
                .map_err(|error| FetchError::KeySet { url, content_type, error })?,
        };
        Ok(Renewal { keys: Some((keys, validator)), lifetime, discovered })
    }

    /// The state is right after every statement that changes it, so a panic spoils nothing.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn renew(&mut self, renewal: Renewal, asked: Instant, stale: Duration) {
        let unchanged = self.held.take().map(|held| (held.keys, held.validator));
        let expires_at = asked + renewal.lifetime;
        self.held = renewal.keys.or(unchanged).map(|(keys, validator)| Held {
            keys,
            validator,
            refresh_at: asked + renewal.lifetime / 5 * 4,
            expires_at,
            useless_at: expires_at + stale,
        });
        self.discovered = renewal.discovered;
        self.failure = None;
    }

    /// The keys that there are, or why there are none.
    fn usable(&self, now: Instant) -> Result<Arc<KeySet>, Arc<FetchError>> {
        match self.held.as_ref().filter(|held| held.phase(now) != Phase::Useless) {
            Some(held) => Ok(Arc::clone(&held.keys)),
            None => Err(match &self.failure {
                Some(failure) => Arc::clone(failure),
                None => Arc::new(FetchError::Interrupted),
            }),
        }
    }

    fn other_than(&self, known: &Arc<KeySet>) -> Option<Arc<KeySet>> {
        let held = self.held.as_ref().filter(|held| !Arc::ptr_eq(&held.keys, known))?;
        Some(Arc::clone(&held.keys))
    }
}

/// How good keys still are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Fresh,
    /// Good, and about to expire.
    Due,
    /// Expired, and to be used while their issuer does not answer.
    Stale,
    Useless,
}

impl Held {
    fn phase(&self, now: Instant) -> Phase {
        match now {
            now if now < self.refresh_at => Phase::Fresh,
            now if now < self.expires_at => Phase::Due,
            now if now < self.useless_at => Phase::Stale,
            _ => Phase::Useless,
        }
    }
}

/// Keys that came, `None` if those that are held are still right.
struct Renewal {
    keys: Option<(Arc<KeySet>, Option<Validator>)>,
    lifetime: Duration,
    discovered: Option<Discovered>,
}

/// Ends a flight when it is dropped: also when the transport panics, or the runtime shuts down.
struct Landing {
    shared: Arc<Shared>,
    /// Dropped last, which wakes all who wait.
    _sender: watch::Sender<()>,
}

impl Drop for Landing {
    fn drop(&mut self) {
        self.shared.lock().flight = None;
    }
}

fn differ((a, b): (&Arc<KeySet>, &Arc<KeySet>)) -> bool {
    !Arc::ptr_eq(a, b)
}

async fn fly(landing: Landing) {
    landing.shared.refresh().await;
}

async fn land(mut flight: watch::Receiver<()>) {
    // Nothing is ever sent: this is the error that the sender is gone.
    let _ = flight.changed().await;
}
