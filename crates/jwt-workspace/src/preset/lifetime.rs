//! How long a token lives, and how that is written.

use jiff::{Span, SpanRelativeTo};
use std::time::Duration;

/// Reads `600`, `10m` or `1h30m`. A template and whatever else is no duration are `None`.
pub(super) fn read(text: &str) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    let span: Span = text.parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    Duration::try_from(duration).ok().filter(|duration| duration.subsec_nanos() == 0)
}

/// A duration in a form that is read again, such as `1h30m`.
pub(super) fn compact(duration: Duration) -> String {
    parts(duration).map(|(count, unit)| format!("{count}{unit}")).collect()
}

/// A duration as `timestamp.offset` takes it, such as `+1h +30m`.
pub(super) fn offset(duration: Duration) -> String {
    let parts = parts(duration).map(|(count, unit)| format!("+{count}{unit}"));
    parts.collect::<Vec<_>>().join(" ")
}

fn parts(duration: Duration) -> impl Iterator<Item = (u64, char)> {
    let seconds = duration.as_secs();
    let parts = [
        (seconds / 86_400, 'd'),
        (seconds / 3600 % 24, 'h'),
        (seconds / 60 % 60, 'm'),
        (seconds % 60, 's'),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for seconds in [1, 60, 600, 5400, 86_400, 15_777_000] {
            let duration = Duration::from_secs(seconds);
            assert_eq!(read(&compact(duration)), Some(duration), "{seconds}");
        }
        assert_eq!(compact(Duration::from_secs(15_777_000)), "182d14h30m");
        assert_eq!(offset(Duration::from_secs(5400)), "+1h +30m");
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for text in ["", "soon", "-5m", "1mo", "500ms", "1.5", "${[ x ]}", "99999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("90"), Some(Duration::from_secs(90)));
    }
}
