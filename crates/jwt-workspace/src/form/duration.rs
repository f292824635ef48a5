//! Durations as people write them.

use super::field::FromText;
use jiff::SpanRelativeTo;
use std::time::Duration;

impl FromText for Duration {
    fn from_text(text: &str) -> Result<Self, String> {
        read(text)
    }
}

/// Reads a duration in whole seconds as people write it: `300`, `90s`, `5m`, `1h30m` or `7d`.
///
/// # Errors
/// What is wrong, as it goes on after the name of a field: `must be …`.
pub fn read(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let expected = "must be a duration such as 300, 90s, 5m, 1h30m or 7d";
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map(Duration::from_secs).map_err(|_| "is too long".to_owned());
    }
    let span: jiff::Span = text.parse().map_err(|_| expected.to_owned())?;
    let duration = span
        .to_duration(SpanRelativeTo::days_are_24_hours())
        .map_err(|_| format!("{expected}; months and years have no fixed length"))?;
    let duration = Duration::try_from(duration).map_err(|_| format!("{expected}, not negative"))?;
    match duration.subsec_nanos() {
        0 => Ok(duration),
        _ => Err("must be whole seconds, as all times in a token are".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        for (text, seconds) in
            [("300", 300), ("90s", 90), (" 5m ", 300), ("1h30m", 5400), ("7d", 604_800), ("0s", 0)]
        {
            assert_eq!(read(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "-5m", "5 parsecs", "1mo", "500ms", "1.5", "99999999999999999999"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
