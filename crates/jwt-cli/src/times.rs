//! Durations and points in time, as people write and read them.

use jiff::Timestamp;
use jwt_auth::{NumericDate, Span, workspace::read_duration};
use std::time::Duration;

/// Reads a duration: `300`, `90s`, `5m`, `1h30m`, `7d`.
///
/// # Errors
/// A sentence on what is wrong, for the command line's own error.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    read_duration(text)
}

/// Reads a leeway: a duration of ten minutes at most.
///
/// # Errors
/// A sentence on what is wrong, for the command line's own error.
pub(crate) fn leeway(text: &str) -> Result<Duration, String> {
    match duration(text)? {
        leeway if leeway > jwt_auth::Validation::MAX_LEEWAY => {
            Err("ten minutes at most: clocks that differ by more need to be set".to_owned())
        }
        leeway => Ok(leeway),
    }
}

/// Reads a point in time: RFC 3339, seconds since 1970, `now`, or `-2h` and `+5m` from now.
///
/// # Errors
/// A sentence on what is wrong, for the command line's own error.
pub(crate) fn instant(text: &str) -> Result<NumericDate, String> {
    let out_of_range = || "expected a time between 1970 and 9999".to_owned();
    let now = NumericDate::now();
    if text == "now" {
        return Ok(now);
    }
    if let Some(ago) = text.strip_prefix('-') {
        let ago = duration(ago)?.as_secs();
        return now
            .unix()
            .checked_sub(ago)
            .and_then(NumericDate::from_unix)
            .ok_or_else(out_of_range);
    }
    if let Some(ahead) = text.strip_prefix('+') {
        return later(now, duration(ahead)?).ok_or_else(out_of_range);
    }
    let seconds = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        let timestamp: Timestamp = text.parse().map_err(|_| {
            "expected a time such as 2026-11-23T20:14:03Z, 1795464843, -2h or now".to_owned()
        })?;
        u64::try_from(timestamp.as_second()).ok()
    };
    seconds.and_then(NumericDate::from_unix).ok_or_else(out_of_range)
}

/// The point in time so much later, `None` past the year 9999.
pub(crate) fn later(date: NumericDate, by: Duration) -> Option<NumericDate> {
    date.unix().checked_add(by.as_secs()).and_then(NumericDate::from_unix)
}

/// How a time claim stands: `expires in 4 min 58 s`, `expired 2 h 13 min ago`, `5 s ago`.
pub(crate) fn standing(claim: &str, date: NumericDate, now: NumericDate) -> String {
    let past = date <= now;
    let span = Span::between(date, now);
    match (claim, past) {
        ("exp", true) => format!("expired {span} ago"),
        ("exp", false) => format!("expires in {span}"),
        (_, true) => format!("{span} ago"),
        (_, false) => format!("in {span}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        for (text, seconds) in [
            ("300", 300),
            ("90s", 90),
            ("5m", 300),
            ("5min", 300),
            ("1h30m", 5400),
            ("1h 30m", 5400),
            ("7d", 604_800),
            ("2w", 1_209_600),
            ("0s", 0),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(duration(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in ["", "-5m", "5 parsecs", "1mo", "500ms", "1.5", "99999999999999999999", "∞"] {
            assert!(duration(text).is_err(), "{text}: {:?}", duration(text));
        }
        assert!(leeway("601").is_err());
        assert!(leeway("10m").is_ok());
    }

    #[test]
    fn instants_are_read_in_three_ways() {
        let date = |unix| NumericDate::from_unix(unix).expect("in range");
        assert_eq!(instant("2011-03-22T18:43:00Z"), Ok(date(1_300_819_380)));
        assert_eq!(instant("2011-03-22T19:43:00+01:00"), Ok(date(1_300_819_380)));
        assert_eq!(instant("1300819380"), Ok(date(1_300_819_380)));
        let ago = instant("-2h").expect("relative");
        assert!((7200..7210).contains(&(NumericDate::now().unix() - ago.unix())));
        for text in [
            "",
            "yesterday",
            "-900000d",
            "+9999999999999",
            "1969-12-31T23:59:59Z",
            "99999999999999",
        ] {
            assert!(instant(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_time_stands_before_or_behind_now() {
        let date = |unix| NumericDate::from_unix(unix).expect("in range");
        assert_eq!(standing("exp", date(1000), date(1298)), "expired 4 min 58 s ago");
        assert_eq!(standing("exp", date(1298), date(1000)), "expires in 4 min 58 s");
        assert_eq!(standing("iat", date(1000), date(1005)), "5 s ago");
        assert_eq!(standing("nbf", date(1005), date(1000)), "in 5 s");
    }
}
