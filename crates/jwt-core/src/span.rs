//! The time between two dates, for people.

use crate::NumericDate;
use core::fmt;

/// The time between two dates, in its two largest units: `2 h 13 min`.
///
/// ```
/// use jwt_core::{NumericDate, Span};
/// use std::time::Duration;
///
/// let expired = NumericDate::from_unix(1_300_819_380).expect("in range");
/// let now = expired + Duration::from_secs(7980);
/// assert_eq!(Span::between(expired, now).to_string(), "2 h 13 min");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    seconds: u64,
}

impl Span {
    /// The time between two dates, whichever comes first.
    #[must_use]
    pub const fn between(a: NumericDate, b: NumericDate) -> Self {
        Self { seconds: a.unix().abs_diff(b.unix()) }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds;
        let (days, hours) = (seconds / 86_400, seconds / 3600);
        let ((count, unit), (more, lesser)) = match seconds {
            // Up to three minutes people set leeways, in seconds.
            0..180 => ((seconds, "s"), (0, "")),
            180..3600 => ((seconds / 60, "min"), (seconds % 60, "s")),
            3600..172_800 => ((hours, "h"), (seconds / 60 % 60, "min")),
            172_800..1_728_000 => ((days, "d"), (hours % 24, "h")),
            _ => ((days, "days"), (0, "")),
        };
        write!(f, "{count} {unit}")?;
        if more > 0 { write!(f, " {more} {lesser}") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn spans_read_as_people_say_them() {
        for (seconds, text) in [
            (0, "0 s"),
            (170, "170 s"),
            (298, "4 min 58 s"),
            (300, "5 min"),
            (7200, "2 h"),
            (7980, "2 h 13 min"),
            (200_000, "2 d 7 h"),
            (86_400 * 400, "400 days"),
        ] {
            assert_eq!(Span { seconds }.to_string(), text);
        }
    }
}
