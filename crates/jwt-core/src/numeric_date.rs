//! A point in time as JWT writes it.

use crate::json;
use core::{fmt, time::Duration};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Whole seconds since 1970-01-01T00:00:00Z ([RFC 7519 §2](https://www.rfc-editor.org/rfc/rfc7519#section-2)).
///
/// Between 0 and the end of the year 9999. Reading takes fractions too and rounds them down.
///
/// ```
/// use jwt_core::NumericDate;
/// use std::time::Duration;
///
/// let issued = NumericDate::from_unix(1_300_819_380).expect("in range");
/// assert_eq!(issued.to_string(), "2011-03-22T18:43:00Z");
/// assert_eq!((issued + Duration::from_secs(60)).unix(), 1_300_819_440);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumericDate(u64);

impl NumericDate {
    /// 9999-12-31T23:59:59Z: past it lie milliseconds taken for seconds, not dates.
    pub const MAX: Self = Self(253_402_300_799);

    /// The date so many seconds after the epoch, `None` past [`NumericDate::MAX`].
    #[must_use]
    pub const fn from_unix(seconds: u64) -> Option<Self> {
        if seconds <= Self::MAX.0 { Some(Self(seconds)) } else { None }
    }

    /// The system's time; the epoch if the system's clock stands before it.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn now() -> Self {
        use crate::{Clock, SystemClock};
        SystemClock.now().unwrap_or(Self(0))
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn unix(self) -> u64 {
        self.0
    }

    /// A JSON number's text as a date: `None` where it is negative or too large.
    #[inline]
    pub(crate) fn from_json_number(text: &str) -> Option<Self> {
        match json::natural(text) {
            Some(seconds) => Self::from_unix(seconds),
            None => Self::from_fraction(text),
        }
    }

    #[cold]
    fn from_fraction(text: &str) -> Option<Self> {
        // Twenty digits or more are out of range by any reading.
        let seconds = text.parse::<f64>().ok()?;
        if !(0.0..=Self::MAX.0 as f64 + 0.5).contains(&seconds) {
            return None;
        }
        Self::from_unix(seconds as u64) // a cast truncates, and the number is not negative
    }
}

/// Stops at [`NumericDate::MAX`].
impl core::ops::Add<Duration> for NumericDate {
    type Output = Self;

    fn add(self, later: Duration) -> Self {
        Self(self.0.saturating_add(later.as_secs()).min(Self::MAX.0))
    }
}

/// Stops at the epoch.
impl core::ops::Sub<Duration> for NumericDate {
    type Output = Self;

    fn sub(self, earlier: Duration) -> Self {
        Self(self.0.saturating_sub(earlier.as_secs()))
    }
}

/// RFC 3339 in UTC, as in `2026-11-23T20:14:03Z`.
impl fmt::Display for NumericDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, second) = (self.0 / 86_400, self.0 % 86_400);
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl Serialize for NumericDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = NumericDate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("seconds since 1970, before the year 10000")
            }
            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<NumericDate, E> {
                NumericDate::from_unix(seconds)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(seconds), &self))
            }
            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<NumericDate, E> {
                u64::try_from(seconds)
                    .ok()
                    .and_then(NumericDate::from_unix)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(seconds), &self))
            }
            fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<NumericDate, E> {
                if (0.0..=NumericDate::MAX.0 as f64 + 0.5).contains(&seconds) {
                    return self.visit_u64(seconds as u64);
                }
                Err(E::invalid_value(de::Unexpected::Float(seconds), &self))
            }
        }

        // Asking for a float rather than for anything keeps this right when another crate turns
        // on serde_json's `arbitrary_precision`, which hands numbers to `deserialize_any` as maps.
        deserializer.deserialize_f64(Visitor)
    }
}

/// Year, month and day of a day counted from 1970-01-01.
///
/// By hand because it is all of a calendar that this crate needs, and calendars are large.
fn civil(days: u64) -> (u64, u64, u64) {
    // Count from 0000-03-01, so that the leap day is the last of its year; 719468 days earlier.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn dates_are_written_in_rfc_3339() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(NumericDate(seconds).to_string(), text);
        }
    }

    #[test]
    fn numbers_out_of_range_are_no_dates() {
        for text in [
            "-1",
            "-0.5",
            "1e308",
            "1e400",
            "9007199254740993",
            "18446744073709551616",
            "253402300800",
        ] {
            assert_eq!(NumericDate::from_json_number(text), None, "{text}");
            assert!(serde_json::from_str::<NumericDate>(text).is_err(), "{text}");
        }
        for (text, seconds) in
            [("0", 0), ("1.9", 1), ("1e3", 1000), ("253402300799", 253_402_300_799)]
        {
            assert_eq!(NumericDate::from_json_number(text), Some(NumericDate(seconds)), "{text}");
            assert_eq!(serde_json::from_str::<NumericDate>(text).ok(), Some(NumericDate(seconds)));
        }
    }

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(NumericDate(5) - Duration::MAX, NumericDate(0));
        assert_eq!(NumericDate(5) + Duration::MAX, NumericDate::MAX);
    }
}
