//! How long a token lives, and how that is written.

use std::time::Duration;

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
    use crate::form::duration;

    #[test]
    fn what_is_written_is_read_again() {
        for seconds in [1, 60, 600, 5400, 86_400, 15_777_000] {
            let span = Duration::from_secs(seconds);
            assert_eq!(duration::read(&compact(span)), Ok(span), "{seconds}");
        }
        assert_eq!(compact(Duration::from_secs(15_777_000)), "182d14h30m");
        assert_eq!(offset(Duration::from_secs(5400)), "+1h +30m");
    }
}
