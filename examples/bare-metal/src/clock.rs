//! The board's clock.

use core::sync::atomic::{AtomicU32, Ordering};
use jwt_core::{Clock, NumericDate};

/// The time that was set. A real board goes on from there by a timer of its own.
///
/// Until it is set, the time is not known, and tokens that expire are refused.
#[derive(Debug)]
pub struct BoardClock {
    seconds: AtomicU32,
}

pub static CLOCK: BoardClock = BoardClock { seconds: AtomicU32::new(0) };

impl BoardClock {
    pub fn set(&self, seconds: u32) {
        self.seconds.store(seconds, Ordering::Relaxed);
    }
}

impl Clock for BoardClock {
    fn now(&self) -> Option<NumericDate> {
        match self.seconds.load(Ordering::Relaxed) {
            0 => None,
            seconds => NumericDate::from_unix(seconds.into()),
        }
    }
}
