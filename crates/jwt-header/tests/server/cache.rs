//! Tokens that are remembered: right at each moment, and no more of them than there is room for.

use crate::support::{NOW, claims, key, rules, sign, sign_with, token};
use jwt_core::{ClaimsRejected, Clock, Hs256, NumericDate, Verified, Verifier};
use jwt_header::server::{Cached, Check, CheckError, Keys, OneKey, Recheck, VerifiedToken};
use jwt_ring::MacKey;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// A check that counts how often it is asked.
#[derive(Debug, Default)]
struct Counted<C> {
    check: C,
    count: AtomicUsize,
}

impl<C: Check> Check for Counted<C> {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.check.check(token).await
    }
}

impl<C: Recheck> Recheck for Counted<C> {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        self.check.still_valid(token)
    }
    fn generation(&self) -> u64 {
        self.check.generation()
    }
}

fn counted<C: Recheck>(check: C) -> Arc<Counted<C>> {
    Arc::new(Counted { check, count: AtomicUsize::new(0) })
}

fn count<C>(counted: &Counted<C>) -> usize {
    counted.count.load(Ordering::Relaxed)
}

/// A clock that tests turn.
#[derive(Debug, Clone)]
struct Turned(Arc<AtomicU64>);

impl Clock for Turned {
    fn now(&self) -> Option<NumericDate> {
        NumericDate::from_unix(self.0.load(Ordering::Relaxed))
    }
}

#[tokio::test]
async fn a_token_is_checked_once_and_then_remembered() {
    let check = counted(crate::support::check());
    let cached = Cached::new(Arc::clone(&check), 10);
    assert!(cached.is_empty());
    for _ in 0..3 {
        let verified = cached.check(&token(json!({}))).await.expect("valid");
        assert_eq!(verified.subject(), Some("ann"));
    }
    assert_eq!((count(&check), cached.len()), (1, 1));
    cached.clear();
    cached.check(&token(json!({}))).await.expect("valid");
    assert_eq!(count(&check), 2);
}

#[tokio::test]
async fn what_does_not_pass_is_not_remembered() {
    let check = counted(crate::support::check());
    let cached = Cached::new(Arc::clone(&check), 10);
    for _ in 0..3 {
        cached.check(&token(json!({"aud": "x"}))).await.expect_err("another audience");
        cached.check("a.b.c").await.expect_err("no token");
    }
    assert_eq!((count(&check), cached.len()), (6, 0));
}

#[tokio::test]
async fn a_token_that_differs_anywhere_is_another() {
    let cached = Cached::new(crate::support::check(), 10);
    let valid = token(json!({}));
    cached.check(&valid).await.expect("valid");
    let other = token(json!({"sub": "eve"}));
    let signature = |token: &str| token.rsplit_once('.').map(|parts| parts.1.to_owned());
    // The remembered signature, which the map is asked by, on other claims.
    let (message, _) = other.rsplit_once('.').expect("dots");
    let forged = format!("{message}.{}", signature(&valid).expect("a signature"));
    cached.check(&forged).await.expect_err("forged");
    for at in (0..valid.len()).filter(|&at| valid.as_bytes()[at] != b'.') {
        let mut changed = valid.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("ASCII");
        assert!(cached.check(&changed).await.is_err(), "{at}");
    }
    cached.check(&valid).await.expect("valid");
}

#[tokio::test]
async fn an_expired_token_is_refused_though_it_is_remembered() {
    let clock = Turned(Arc::new(AtomicU64::new(NOW)));
    let check = counted(OneKey::new(key(), rules().clock(clock.clone())));
    let cached = Cached::new(Arc::clone(&check), 10);
    let token = sign(&claims(json!({"nbf": NOW})));
    for (now, error) in [
        (NOW + 59, None),
        (NOW + 60, Some("the token expired 0 s ago")),
        (NOW, None),
        (NOW - 1, Some("the token is not valid before")),
        (NOW + 59, None),
    ] {
        clock.0.store(now, Ordering::Relaxed);
        let said = cached.check(&token).await.map(drop).map_err(|error| error.to_string());
        match error {
            None => assert_eq!(said, Ok(())),
            Some(error) => assert!(said.expect_err("refused").starts_with(error), "{now}"),
        }
    }
    // Three times it was not remembered; twice the memory was enough to refuse it.
    assert_eq!(count(&check), 3);
}

#[tokio::test]
async fn the_rules_of_another_check_are_not_shared() {
    let lenient = Cached::new(crate::support::check(), 10);
    let strict = Cached::new(OneKey::new(key(), rules().subject("bob")), 10);
    let token = token(json!({}));
    lenient.check(&token).await.expect("valid");
    strict.check(&token).await.expect_err("another subject");
    lenient.check(&token).await.expect("valid");
}

#[tokio::test]
async fn a_rotation_drops_what_was_remembered() {
    let mac =
        |byte| MacKey::<Hs256>::from_bytes(&[byte; 32]).expect("long enough").with_key_id("a");
    let boxed = |byte| vec![Box::new(mac(byte)) as Box<dyn Verifier>];
    let keys = Arc::new(Keys::new(boxed(1), rules()).expect("a name"));
    let cached = Cached::new(Arc::clone(&keys), 10);
    let old = sign_with(&claims(json!({})), &mac(1));
    cached.check(&old).await.expect("valid");
    keys.replace(boxed(2)).expect("a name");
    cached.check(&old).await.expect_err("the key is gone");
    assert!(cached.is_empty());
    cached.check(&sign_with(&claims(json!({})), &mac(2))).await.expect("valid");
}

/// A check whose keys are replaced while it checks.
struct Rotating(AtomicU64);

impl Check for Rotating {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        let verified = crate::support::check().check(token).await;
        self.0.fetch_add(1, Ordering::Relaxed);
        verified
    }
}

impl Recheck for Rotating {
    fn still_valid(&self, _: &Verified<'_>) -> Result<(), ClaimsRejected> {
        Ok(())
    }
    fn generation(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[tokio::test]
async fn a_verdict_by_keys_that_were_replaced_meanwhile_is_old() {
    let check = Arc::new(Rotating(AtomicU64::new(0)));
    let cached = Cached::new(Arc::clone(&check), 10);
    for _ in 0..2 {
        cached.check(&token(json!({}))).await.expect("valid");
    }
    assert_eq!(check.generation(), 2);
}

#[tokio::test]
async fn a_token_is_remembered_no_longer_than_the_cache_says() {
    let check = counted(crate::support::check());
    let cached = Cached::new(Arc::clone(&check), 10).max_age(Duration::ZERO);
    for _ in 0..2 {
        cached.check(&token(json!({}))).await.expect("valid");
    }
    assert_eq!(count(&check), 2);
}

#[tokio::test]
async fn there_are_no_more_than_there_is_room_for() {
    for capacity in [0, 1, 100] {
        let cached = Cached::new(crate::support::check(), capacity);
        for i in 0..300 {
            cached.check(&token(json!({"jti": i.to_string()}))).await.expect("valid");
            assert!(cached.len() <= capacity, "{capacity}: {}", cached.len());
        }
    }
    let cached = Cached::new(crate::support::check(), 10);
    cached.check(&token(json!({"jti": "x".repeat(8 * 1024)}))).await.expect("valid");
    assert!(cached.is_empty(), "a long token is not remembered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tasks_share_a_cache() {
    let cached = Arc::new(Cached::new(crate::support::check(), 20));
    let tasks = (0..100).map(|task| {
        let cached = Arc::clone(&cached);
        tokio::spawn(async move {
            for i in 0..50 {
                let name = ((task + i) % 30).to_string();
                let verified = cached.check(&token(json!({"sub": name}))).await.expect("valid");
                assert_eq!(verified.subject(), Some(&*name));
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.expect("no panic");
    }
}
