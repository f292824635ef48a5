use jwt_core::{Clock, NumericDate};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A clock whose hands a test moves.
#[derive(Debug, Clone)]
pub(crate) struct Hands(Arc<AtomicU64>);

impl Hands {
    pub(crate) fn at(time: u64) -> Self {
        Self(Arc::new(AtomicU64::new(time)))
    }

    pub(crate) fn set(&self, time: u64) {
        self.0.store(time, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn now(&self) -> Option<NumericDate> {
        NumericDate::from_unix(self.0.load(Ordering::SeqCst))
    }
}
