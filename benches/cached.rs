//! The same token again: a cache's hit beside the whole check.
#![allow(missing_docs, reason = "criterion's macros write functions without docs")]

use criterion::{Criterion, criterion_group, criterion_main};
use jwt_benches::{Claims, ours};
use jwt_core::Algorithm;
use jwt_header::server::{Cached, Check, OneKey};
use std::{
    hint::black_box,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

fn cached(criterion: &mut Criterion) {
    for algorithm in [Algorithm::HS256, Algorithm::ES256] {
        let mut group = criterion.benchmark_group(format!("cached/{algorithm}"));
        group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        let token = jwt_core::sign(&Claims::valid(), &ours::signer(algorithm)).expect("a key");
        let check = || OneKey::new(ours::verifier(algorithm), ours::rules());

        let whole = check();
        assert!(passes(&whole, &token));
        group.bench_function("whole check", |b| b.iter(|| passes(&whole, black_box(&token))));
        let cached = Cached::new(check(), 10_000).max_age(Duration::MAX);
        assert!(passes(&cached, &token));
        group.bench_function("hit", |b| b.iter(|| passes(&cached, black_box(&token))));
        // Among others, as a server has it.
        for scope in 0..9_000 {
            let token =
                jwt_core::sign(&Claims::with_scope_of(scope % 600), &ours::signer(algorithm));
            assert!(passes(&cached, &token.expect("a key")));
        }
        assert!(passes(&cached, &token));
        group.bench_function("hit among many", |b| b.iter(|| passes(&cached, black_box(&token))));
        group.finish();
    }
}

/// Checks with keys that are here, which wait for nothing.
fn passes(check: &impl Check, token: &str) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    matches!(pin!(check.check(token)).poll(&mut context), Poll::Ready(Ok(_)))
}

criterion_group!(benches, cached);
criterion_main!(benches);
