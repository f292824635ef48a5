//! What the benchmarks compare: the same claims, rules and keys in every group.
//!
//! A [`Group`] holds the ways to do one thing: the backend's bare call as the floor, ours, and
//! jsonwebtoken on the same backend. Keys are made before. What counts are the ratios within a group
//! of one run; times are the machine's. `cargo bench -p jwt-benches` hands the groups to criterion,
//! one after the other; `compare`, a workspace of its own, adds more peers and measures them in
//! turns.

mod backend;
mod claims;
pub mod floor;
mod group;
pub mod groups;
mod keys;
pub mod ours;
pub mod peer;

pub use backend::Backend;
pub use claims::{AUDIENCE, BorrowedClaims, Claims, ISSUER};
pub use group::{Case, Group};
pub use keys::{ALGORITHMS, SECRET, private_pem, public_pem};

use criterion::Criterion;
use std::time::Duration;

/// Has criterion measure the groups, each backend in a process of its own.
pub fn run(groups: fn(Backend) -> Vec<Group>) {
    Backend::each(|backend| {
        let mut criterion = Criterion::default().configure_from_args();
        for group in groups(backend) {
            let name = format!("{}/{}/{}", group.operation, backend.name(), group.subject);
            let mut benchmarks = criterion.benchmark_group(name);
            benchmarks.warm_up_time(Duration::from_millis(500));
            benchmarks.measurement_time(Duration::from_secs(2));
            for mut case in group.cases {
                benchmarks.bench_function(case.name, |bencher| bencher.iter(&mut case.run));
            }
            benchmarks.finish();
        }
        criterion.final_summary();
    });
}
