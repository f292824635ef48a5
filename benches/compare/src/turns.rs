//! Measuring in turns.
//!
//! criterion measures one case after the other, and a machine shared with others slows down by half
//! for seconds at a time: ratios of its medians differ by as much from run to run. Here the cases of
//! a group take turns of a millisecond, long enough for caches to hold what a case needs, and each
//! group has its rounds at several times. Of each case the tenth percentile counts, since what
//! disturbs only ever adds; and not to all alike: a neighbour on the same core hardly slows a hash.

use jwt_benches::Case;
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// The cases of a group.
pub struct Turns(Vec<Runner>);

impl Turns {
    /// Warms up.
    pub fn new(cases: Vec<Case>) -> Self {
        Self(cases.into_iter().map(Runner::new).collect())
    }

    /// Rounds for a while, and a few at least.
    pub fn take(&mut self, budget: Duration) {
        let start = Instant::now();
        for round in 0.. {
            if start.elapsed() > budget && round >= LEAST_ROUNDS {
                break;
            }
            // No case always runs behind the same other.
            let first = round % self.0.len();
            let (front, back) = self.0.split_at_mut(first);
            back.iter_mut().chain(front).for_each(Runner::turn);
        }
    }

    /// Nanoseconds of one call, for each case by its name.
    pub fn finish(self) -> BTreeMap<String, f64> {
        self.0.into_iter().map(Runner::finish).collect()
    }
}

struct Runner {
    case: Case,
    calls: u32,
    nanoseconds: Vec<f64>,
}

impl Runner {
    /// Finds out how many calls make a turn.
    fn new(case: Case) -> Self {
        let mut runner = Self { case, calls: 1, nanoseconds: Vec::new() };
        let once = (0..3).map(|_| runner.time()).min().unwrap_or_default();
        runner.calls = (TURN.as_nanos() / once.as_nanos().max(20)).clamp(1, 50_000) as u32;
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

    fn finish(mut self) -> (String, f64) {
        self.nanoseconds.sort_by(f64::total_cmp);
        (self.case.name.to_owned(), self.nanoseconds[self.nanoseconds.len() / 10])
    }
}

/// How many times each group has rounds.
pub const TIMES: u32 = 4;

const TURN: Duration = Duration::from_millis(1);
const LEAST_ROUNDS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use jwt_benches::Group;
    use std::{cell::Cell, rc::Rc};

    #[test]
    fn every_case_has_its_turns_and_a_time() {
        let counts: [Rc<Cell<u32>>; 2] = Default::default();
        let [fast, slow] = counts.clone();
        let group = Group::new("test", "turns")
            .case("fast", move || fast.set(fast.get() + 1))
            .case("slow", move || {
                slow.set(slow.get() + 1);
                std::thread::sleep(Duration::from_millis(2));
            });
        let mut turns = Turns::new(group.cases);
        turns.take(Duration::ZERO);
        turns.take(Duration::ZERO);
        let times = turns.finish();
        assert_eq!(times.keys().collect::<Vec<_>>(), ["fast", "slow"]);
        assert!(times["slow"] >= 2_000_000.0);
        assert_eq!(counts[1].get() as usize, 3 + 1 + 2 * LEAST_ROUNDS);
        assert!(counts[0].get() > 50 * counts[1].get());
    }
}
