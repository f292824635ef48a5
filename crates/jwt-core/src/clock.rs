//! Where the time comes from.

use crate::NumericDate;
use alloc::{boxed::Box, sync::Arc};
use core::fmt::Debug;

/// A source of the current time.
///
/// A [`NumericDate`] is a clock that stands still, for tests. `no_std` and wasm bring their own.
pub trait Clock: Debug + Send + Sync {
    /// The current time, or `None` if it is not known: then tokens with time claims are refused.
    fn now(&self) -> Option<NumericDate>;
}

/// The operating system's clock.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[cfg(feature = "std")]
impl Clock for SystemClock {
    fn now(&self) -> Option<NumericDate> {
        let since_epoch =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        NumericDate::from_unix(since_epoch.as_secs())
    }
}

impl Clock for NumericDate {
    fn now(&self) -> Option<NumericDate> {
        Some(*self)
    }
}

impl<T: Clock + ?Sized> Clock for &T {
    fn now(&self) -> Option<NumericDate> {
        (**self).now()
    }
}

impl<T: Clock + ?Sized> Clock for Box<T> {
    fn now(&self) -> Option<NumericDate> {
        (**self).now()
    }
}

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> Option<NumericDate> {
        (**self).now()
    }
}
