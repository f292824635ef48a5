//! Measuring in turns.
//!
//! criterion measures one case after the other, and a machine shared with others slows down by half
//! for seconds at a time: ratios of its medians differ by as much from run to run. Here the cases of
//! a group take turns of a tenth of a millisecond, and of each the tenth percentile counts, since
//! what disturbs a machine only ever adds.

use jwt_benches::{Case, Group};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// Nanoseconds of one call, for each case by its name.
pub fn measure(group: Group, budget: Duration) -> BTreeMap<&'static str, f64> {
    let mut runners: Vec<_> = group.cases.into_iter().map(Runner::new).collect();
    let start = Instant::now();
    for round in 0.. {
        if start.elapsed() > budget && round >= LEAST_ROUNDS {
            break;
        }
        // No case always runs behind the same other.
        let first = round % runners.len();
        let (front, back) = runners.split_at_mut(first);
        back.iter_mut().chain(front).for_each(Runner::turn);
    }
    runners.into_iter().map(Runner::finish).collect()
}

struct Runner {
    case: Case,
    calls: u32,
    nanoseconds: Vec<f64>,
}

impl Runner {
    /// Warms up, and finds out how many calls make a turn.
    fn new(case: Case) -> Self {
        let mut runner = Self { case, calls: 1, nanoseconds: Vec::new() };
        let once = (0..3).map(|_| runner.time()).min().unwrap_or_default();
        runner.calls = (TURN.as_nanos() / once.as_nanos().max(20)).clamp(1, 5000) as u32;
        runner.time();
        runner
    }

    fn turn(&mut self) {
        let time = self.time();
        self.nanoseconds.push(time.as_nanos() as f64 / f64::from(self.calls));
    }

    fn time(&mut self) -> Duration {
        let start = Instant::now();
        for _ in 0..self.calls {
            (self.case.run)();
        }
        start.elapsed()
    }

    fn finish(mut self) -> (&'static str, f64) {
        self.nanoseconds.sort_by(f64::total_cmp);
        (self.case.name, self.nanoseconds[self.nanoseconds.len() / 10])
    }
}

const TURN: Duration = Duration::from_micros(100);
const LEAST_ROUNDS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use std::{cell::Cell, rc::Rc};

    #[test]
    fn every_case_has_its_turns_and_a_time() {
        let counts: [Rc<Cell<u32>>; 2] = Default::default();
        let [fast, slow] = counts.clone();
        let group = Group::new("test", "turns")
            .case("fast", move || fast.set(fast.get() + 1))
            .case("slow", move || {
                slow.set(slow.get() + 1);
                std::thread::sleep(Duration::from_micros(300));
            });
        let times = measure(group, Duration::ZERO);
        assert_eq!(times.keys().copied().collect::<Vec<_>>(), ["fast", "slow"]);
        assert!(times["slow"] >= 300_000.0);
        assert_eq!(counts[1].get() as usize, 3 + 1 + LEAST_ROUNDS);
        assert!(counts[0].get() > 5 * counts[1].get());
    }
}
