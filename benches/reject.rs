//! Refusing a token: what an attacker can make a server work for.
#![allow(missing_docs, reason = "criterion's macros write functions without docs")]

use criterion::{Criterion, criterion_group, criterion_main};
use jwt_benches::{Claims, ours, peer};
use jwt_core::Algorithm;
use std::{hint::black_box, time::Duration};

fn reject(criterion: &mut Criterion) {
    let algorithm = Algorithm::ES256;
    let key = ours::signer(algorithm);
    let sign = |claims: &Claims| jwt_core::sign(claims, &key).expect("a key that signs");
    let hs256 = ours::signer(Algorithm::HS256);
    let valid = sign(&Claims::valid());
    let (message, signature) = valid.rsplit_once('.').expect("a token has dots");
    let reversed: String = signature[..84].chars().rev().chain(signature[84..].chars()).collect();
    for (name, token) in [
        ("garbage", "x".repeat(300)),
        ("another algorithm", jwt_core::sign(&Claims::valid(), &hs256).expect("a secret")),
        ("a bad signature", format!("{message}.{reversed}")),
        ("expired", sign(&Claims::expired())),
        ("1 MiB", sign(&Claims::with_scope_of(750_000))),
    ] {
        let mut group = criterion.benchmark_group(format!("reject/{name}"));
        group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));

        let (key, rules) = (ours::verifier(algorithm), ours::rules());
        let ours = || jwt_core::verify::<Claims>(black_box(&token), &key, &rules);
        assert!(ours().is_err(), "{name}");
        group.bench_function("ours", |b| b.iter(ours));

        let key = peer::verifier(algorithm).expect("a key for the algorithm");
        let rules = peer::rules(algorithm).expect("an algorithm that it has");
        let theirs = || peer::decode::<Claims>(black_box(&token), &key, &rules);
        // It has no limit on length.
        assert_eq!(theirs().is_err(), name != "1 MiB", "{name}");
        group.bench_function("jsonwebtoken", |b| b.iter(theirs));
        group.finish();
    }
}

criterion_group!(benches, reject);
criterion_main!(benches);
