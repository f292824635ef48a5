//! Verifying a token: signature, times, issuer and audience, then the claims into their type.

use criterion::Criterion;
use jwt_benches::{ALGORITHMS, Backend, BorrowedClaims, Claims, floor, ours, peer};
use jwt_core::{Algorithm, Limits, Unverified};
use std::{hint::black_box, time::Duration};

fn verify(criterion: &mut Criterion, backend: Backend) {
    for algorithm in ALGORITHMS {
        verify_one(criterion, backend, algorithm, &algorithm.to_string(), &Claims::valid());
    }
    let large = Claims::with_scope_of(1000);
    verify_one(criterion, backend, Algorithm::HS256, "HS256 of 1.2 KB", &large);
}

fn verify_one(
    criterion: &mut Criterion,
    backend: Backend,
    algorithm: Algorithm,
    name: &str,
    claims: &Claims,
) {
    let mut group = criterion.benchmark_group(format!("verify/{}/{name}", backend.name()));
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let token =
        jwt_core::sign(claims, &ours::signer_of(backend, algorithm)).expect("a key that signs");

    let (message, signature) = token.rsplit_once('.').expect("a token has dots");
    let mut bare = [0; 512];
    let len = floor::signer(backend, algorithm)(message.as_bytes(), &mut bare);
    assert!(signature.len() == (len * 4).div_ceil(3));
    let floor = floor::verifier(backend, algorithm);
    assert!(floor(message.as_bytes(), &bare[..len]));
    group.bench_function("floor", |b| {
        b.iter(|| floor(black_box(message.as_bytes()), &bare[..len]));
    });

    let (key, rules) = (ours::verifier_of(backend, algorithm), ours::rules());
    let ours = || jwt_core::verify::<Claims>(black_box(&token), &key, &rules);
    assert_eq!(ours().as_ref(), Ok(claims));
    group.bench_function("ours", |b| b.iter(ours));
    let mut buffer = Vec::with_capacity(token.len());
    group.bench_function("ours, borrowed claims", |b| {
        b.iter(|| {
            let token = Unverified::parse_into(black_box(&token), &mut buffer, &Limits::new())?;
            let verified = token.verify(&key, &rules)?;
            black_box(verified.claims::<BorrowedClaims<'_>>()?);
            Ok::<(), jwt_core::VerifyError>(())
        });
    });

    if backend.has_peer() {
        let key = peer::verifier(algorithm).expect("a key for the algorithm");
        let rules = peer::rules(algorithm).expect("an algorithm that it has");
        let theirs = || peer::decode::<Claims>(black_box(&token), &key, &rules);
        assert_eq!(theirs().expect("a valid token").claims, *claims);
        group.bench_function("jsonwebtoken", |b| b.iter(theirs));
    }
    group.finish();
}

fn main() {
    Backend::each(|backend| {
        let mut criterion = Criterion::default().configure_from_args();
        verify(&mut criterion, backend);
        criterion.final_summary();
    });
}
