use super::{HIT, OURS};
use crate::{ALGORITHMS, Backend, Claims, Group, ours};
use jwt_core::Algorithm;
use jwt_header::server::{Cached, Check, OneKey};
use std::{
    hint::black_box,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
    time::Duration,
};

/// The same token again, among others that a server has met: a cache's hit beside the whole check.
///
/// # Panics
/// If a way fails.
#[must_use]
pub fn cached(backend: Backend) -> Vec<Group> {
    ALGORITHMS.map(|algorithm| one(backend, algorithm)).into()
}

fn one(backend: Backend, algorithm: Algorithm) -> Group {
    let signer = ours::signer(backend, algorithm);
    let sign = |claims: &Claims| jwt_core::sign(claims, &signer).expect("a key that signs");
    let token: Rc<str> = sign(&Claims::valid()).into();
    let check = || OneKey::new(ours::verifier(backend, algorithm), ours::rules());

    let whole = check();
    assert!(passes(&whole, &token));
    // The others sign and verify too slowly to make that many.
    let others = if algorithm == Algorithm::HS256 { 10_000 } else { 100 };
    let cached = Cached::new(check(), 20_000).max_age(Duration::MAX);
    for other in 0..others {
        let claims = Claims { jti: format!("{other:016}"), ..Claims::valid() };
        assert!(passes(&cached, &sign(&claims)));
    }
    assert!(passes(&cached, &token));
    let again = token.clone();
    Group::new("cached", algorithm)
        .case(OURS, move || passes(&whole, black_box(&token)))
        .case(HIT, move || passes(&cached, black_box(&again)))
}

/// Checks with keys that are here, which wait for nothing.
pub(super) fn passes(check: &impl Check, token: &str) -> bool {
    let mut context = Context::from_waker(Waker::noop());
    matches!(pin!(check.check(token)).poll(&mut context), Poll::Ready(Ok(_)))
}
