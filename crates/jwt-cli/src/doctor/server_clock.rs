use jwt_auth::{NumericDate, Span};
use std::time::Duration;

/// The clock of a server beside this machine's, at the moment of its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ServerClock {
    pub(crate) server: NumericDate,
    pub(crate) here: NumericDate,
}

impl ServerClock {
    /// What the server's clock shows when this machine's shows `here`.
    pub(crate) fn at(self, here: NumericDate) -> NumericDate {
        let offset = Duration::from_secs(self.server.unix().abs_diff(self.here.unix()));
        if self.server > self.here { here + offset } else { here - offset }
    }

    /// Whether the clocks differ by more than the way of an answer and whole seconds explain.
    pub(crate) fn is_off(self) -> bool {
        self.server.unix().abs_diff(self.here.unix()) > 2
    }

    /// How the clocks stand: `the server's clock is 40 s ahead of this machine's`.
    pub(crate) fn describe(self) -> String {
        let Self { server, here } = self;
        if !self.is_off() {
            return "the server's clock agrees with this machine's".to_owned();
        }
        let (span, way) =
            (Span::between(server, here), if server > here { "ahead of" } else { "behind" });
        format!("the server's clock is {span} {way} this machine's (Date {server}, here {here})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(server: u64, here: u64) -> ServerClock {
        let date = |unix| NumericDate::from_unix(unix).expect("in range");
        ServerClock { server: date(server), here: date(here) }
    }

    #[test]
    fn the_difference_goes_along_with_time() {
        let now = NumericDate::from_unix(1000).expect("in range");
        assert_eq!(clock(140, 100).at(now).unix(), 1040);
        assert_eq!(clock(100, 140).at(now).unix(), 960);
    }

    #[test]
    fn the_difference_is_told_from_two_seconds_on() {
        assert_eq!(
            clock(140, 100).describe(),
            "the server's clock is 40 s ahead of this machine's (Date 1970-01-01T00:02:20Z, here \
             1970-01-01T00:01:40Z)"
        );
        assert!(clock(100, 140).describe().starts_with("the server's clock is 40 s behind this"));
        assert!(!clock(100, 102).is_off());
        assert!(clock(100, 103).is_off());
        assert_eq!(clock(100, 102).describe(), "the server's clock agrees with this machine's");
    }
}
