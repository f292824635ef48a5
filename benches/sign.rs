//! Signing a token.

use criterion::Criterion;
use jwt_benches::{ALGORITHMS, Backend, Claims, floor, ours, peer};
use std::{hint::black_box, time::Duration};

fn sign(criterion: &mut Criterion, backend: Backend) {
    for algorithm in ALGORITHMS {
        let mut group = criterion.benchmark_group(format!("sign/{}/{algorithm}", backend.name()));
        group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        let claims = Claims::valid();
        let key = ours::signer_of(backend, algorithm);

        let token = jwt_core::sign(&claims, &key).expect("a key that signs");
        let (message, _) = token.rsplit_once('.').expect("a token has dots");
        let floor = floor::signer(backend, algorithm);
        let mut signature = [0; 512];
        group.bench_function("floor", |b| {
            b.iter(|| floor(black_box(message.as_bytes()), &mut signature));
        });
        group.bench_function("ours", |b| b.iter(|| jwt_core::sign(black_box(&claims), &key)));
        if backend.has_peer() {
            let (header, key) = peer::signer(algorithm).expect("a key for the algorithm");
            group.bench_function("jsonwebtoken", |b| {
                b.iter(|| peer::encode(&header, black_box(&claims), &key));
            });
        }
        group.finish();
    }
}

fn main() {
    Backend::each(|backend| {
        let mut criterion = Criterion::default().configure_from_args();
        sign(&mut criterion, backend);
        criterion.final_summary();
    });
}
