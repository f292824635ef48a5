use super::report::milliseconds;
use crate::http_client::Trouble;
use hdrhistogram::Histogram;
use http::StatusCode;
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

/// How many requests went how, in memory that does not grow with their number.
#[derive(Debug)]
pub(super) struct Summary {
    statuses: BTreeMap<u16, u64>,
    failures: BTreeMap<String, u64>,
    /// In microseconds.
    latencies: Histogram<u64>,
}

impl Summary {
    /// Nothing was sent yet.
    pub(super) fn new() -> Self {
        let (least, most, digits) = (1, LONGEST.as_micros() as u64, 3);
        let latencies = Histogram::new_with_bounds(least, most, digits);
        Self {
            statuses: BTreeMap::new(),
            failures: BTreeMap::new(),
            latencies: latencies.expect("bounds that are in order"),
        }
    }

    /// An answer after this time.
    pub(super) fn answered(&mut self, status: StatusCode, latency: Duration) {
        *self.statuses.entry(status.as_u16()).or_default() += 1;
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        self.latencies.saturating_record(micros.max(1));
    }

    /// No answer.
    pub(super) fn unanswered(&mut self, trouble: Trouble) {
        *self.failures.entry(trouble.to_string()).or_default() += 1;
    }

    /// A request that was not sent.
    pub(super) fn unsent(&mut self, code: &str) {
        *self.failures.entry(format!("not sent, {code}")).or_default() += 1;
    }

    /// The lines for people, after all took so long.
    pub(super) fn lines(&self, time: Duration, jobs: u16) -> Vec<String> {
        let (answered, failed) = (self.answers(), self.failures.values().sum::<u64>());
        let count = answered + failed;
        let seconds = time.as_secs_f64();
        let rate = rate(answered, time);
        let at_a_time = if jobs > 1 { format!(", {jobs} at a time") } else { String::new() };
        let requests = if count == 1 { "request" } else { "requests" };
        let mut lines =
            vec![format!("{count} {requests} in {seconds:.2} s{at_a_time}: {rate:.1} requests/s")];
        lines.extend(self.statuses.iter().map(|(status, count)| {
            let reason = StatusCode::from_u16(*status).ok().and_then(|s| s.canonical_reason());
            format!("{count:>8}  {status} {}", reason.unwrap_or_default())
        }));
        let failures = self.failures.iter();
        lines.extend(failures.map(|(reason, count)| format!("{count:>8}  {reason}")));
        if answered > 0 {
            let [min, median, p95, max] = self.quantiles().map(milliseconds);
            lines.push(format!("latency: min {min}, median {median}, p95 {p95}, max {max}"));
        }
        lines
    }

    /// The same for programs.
    pub(super) fn to_json(&self, time: Duration, jobs: u16) -> Value {
        let answered = self.answers();
        let latency = (answered > 0).then(|| {
            let [min, median, p95, max] =
                self.quantiles().map(|duration| duration.as_secs_f64() * 1000.0);
            json!({"min": min, "median": median, "p95": p95, "max": max})
        });
        let statuses = self.statuses.iter().map(|(status, n)| (status.to_string(), (*n).into()));
        json!({
            "requests": answered + self.failures.values().sum::<u64>(),
            "answers": answered,
            "jobs": jobs,
            "seconds": time.as_secs_f64(),
            "requestsPerSecond": rate(answered, time),
            "statuses": Value::Object(statuses.collect()),
            "failures": self.failures,
            "latencyMilliseconds": latency,
        })
    }

    fn answers(&self) -> u64 {
        self.statuses.values().sum()
    }

    fn quantiles(&self) -> [Duration; 4] {
        let latencies = &self.latencies;
        let at = |quantile| latencies.value_at_quantile(quantile);
        [latencies.min(), at(0.5), at(0.95), latencies.max()].map(Duration::from_micros)
    }
}

fn rate(count: u64, time: Duration) -> f64 {
    match time.as_secs_f64() {
        0.0 => 0.0,
        seconds => count as f64 / seconds,
    }
}

/// What took longer counts as this.
const LONGEST: Duration = Duration::from_secs(60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Summary {
        let mut summary = Summary::new();
        for milliseconds in 1..=100 {
            let status = if milliseconds > 98 { StatusCode::NOT_FOUND } else { StatusCode::OK };
            summary.answered(status, Duration::from_millis(milliseconds));
        }
        summary.unanswered(Trouble::Refused);
        summary.unanswered(Trouble::Refused);
        summary.unsent("SECRET");
        summary
    }

    #[test]
    fn statuses_failures_and_latencies_are_summed_up() {
        assert_eq!(
            filled().lines(Duration::from_secs(4), 8),
            [
                "103 requests in 4.00 s, 8 at a time: 25.0 requests/s",
                "      98  200 OK",
                "       2  404 Not Found",
                "       2  connection refused",
                "       1  not sent, SECRET",
                "latency: min 1.0 ms, median 50.0 ms, p95 95.0 ms, max 100.0 ms",
            ]
        );
    }

    #[test]
    fn programs_get_the_same_figures() {
        let value = filled().to_json(Duration::from_secs(4), 8);
        assert_eq!(value["requests"], 103);
        assert_eq!(value["statuses"], json!({"200": 98, "404": 2}));
        assert_eq!(value["failures"], json!({"connection refused": 2, "not sent, SECRET": 1}));
        let median = value["latencyMilliseconds"]["median"].as_f64().expect("a number");
        assert!((median - 50.0).abs() < 0.1, "{value}");
        let nothing = Summary::new();
        assert_eq!(nothing.to_json(Duration::ZERO, 1)["latencyMilliseconds"], Value::Null);
        assert_eq!(nothing.lines(Duration::ZERO, 1), ["0 requests in 0.00 s: 0.0 requests/s"]);
    }

    #[test]
    fn memory_does_not_grow_with_the_number_of_requests() {
        let mut summary = Summary::new();
        let before = summary.latencies.len();
        let buckets = summary.latencies.distinct_values();
        for n in 0..100_000 {
            summary.answered(StatusCode::OK, Duration::from_micros(n * n));
        }
        assert_eq!(summary.latencies.len() - before, 100_000);
        assert_eq!(summary.latencies.distinct_values(), buckets);
    }
}
