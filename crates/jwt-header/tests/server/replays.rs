//! Tokens that are used once.

use crate::support::{
    Answer, NOW, at, check, claims, get, guard, hyper, key, rules, send, sign, token,
};
use jwt_core::{Clock, NumericDate, Unverified};
use jwt_header::server::{
    Check, Guard, MemoryReplays, MemoryReplaysError, OneKey, ReplayKey, ReplayStore,
};
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

fn store(capacity: usize) -> MemoryReplays {
    MemoryReplays::with_clock(capacity, at(NOW))
}

fn replay_key(claims: Value) -> Option<ReplayKey> {
    let token = sign(&claims);
    let rules = rules().waive_issuer();
    let verified = Unverified::parse(&token).expect("form").verify(&key(), &rules).expect("valid");
    ReplayKey::of(&verified)
}

fn named(jti: &str) -> ReplayKey {
    replay_key(claims(json!({"jti": jti}))).expect("a key")
}

fn invalid(answer: &Answer) -> Option<&str> {
    assert_eq!(answer.status, 401);
    let start = "Bearer realm=\"orders\", error=\"invalid_token\", error_description=\"";
    answer.challenge()?.strip_prefix(start)?.strip_suffix('"')
}

#[tokio::test]
async fn the_second_request_with_a_token_is_refused() {
    let server = hyper(guard().once(store(10))).await;
    let line = format!("authorization: Bearer {}", token(json!({"jti": "1"})));
    assert_eq!(get(server, "/", &[&line]).await.status, 200);
    for _ in 0..2 {
        let answer = get(server, "/", &[&line]).await;
        assert_eq!(invalid(&answer), Some("The token was used before"));
    }
    let line = format!("authorization: Bearer {}", token(json!({"jti": "2"})));
    assert_eq!(get(server, "/", &[&line]).await.status, 200);
}

#[tokio::test]
async fn a_token_that_cannot_be_told_apart_is_refused() {
    let waived = OneKey::new(key(), rules().waive_expiration());
    let guard = Guard::new(waived).realm("orders").once(store(10));
    for claims in
        [claims(json!({})), claims(json!({"jti": ""})), claims(json!({"jti": "x".repeat(513)}))]
    {
        let answer = send(guard.clone(), &sign(&claims)).await;
        assert_eq!(invalid(&answer), Some("jti is missing, or too long"));
    }
    let mut endless = claims(json!({"jti": "1"}));
    endless.as_object_mut().expect("an object").remove("exp");
    assert_eq!(invalid(&send(guard, &sign(&endless)).await), Some("exp is missing"));
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_token_up() {
    let store = Arc::new(store(10));
    let guard = guard().once(Arc::clone(&store));
    let token = token(json!({"jti": "1", "scope": "read"}));
    assert_eq!(send(guard.clone().scope("write"), &token).await.status, 403);
    assert!(store.is_empty());
    assert_eq!(send(guard.scope("read"), &token).await.status, 200);
    assert_eq!(store.len(), 1);
}

/// A store that is down.
struct Down;

impl ReplayStore for Down {
    type Error = io::Error;

    async fn first_use(&self, _: &ReplayKey, _: NumericDate) -> io::Result<bool> {
        Err(io::Error::other("connection refused"))
    }
}

#[tokio::test]
async fn a_store_that_is_down_or_full_is_503() {
    for guard in [guard().once(Down), guard().once(store(0))] {
        let answer = send(guard, &token(json!({"jti": "1"}))).await;
        assert_eq!((answer.status, answer.body.as_str()), (503, ""));
        assert_eq!(answer.challenge(), None);
    }
}

/// A store that shows what it is told.
struct Until(Arc<AtomicU64>);

impl ReplayStore for Until {
    type Error = io::Error;

    async fn first_use(&self, _: &ReplayKey, until: NumericDate) -> io::Result<bool> {
        self.0.store(until.unix(), Ordering::Relaxed);
        Ok(true)
    }
}

#[tokio::test]
async fn a_token_is_remembered_past_any_leeway() {
    let until = Arc::new(AtomicU64::new(0));
    let guard = guard().once(Until(Arc::clone(&until)));
    assert_eq!(send(guard, &token(json!({"jti": "1"}))).await.status, 200);
    assert_eq!(until.load(Ordering::Relaxed), NOW + 60 + 600);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_tasks_one_is_the_first() {
    let store = Arc::new(store(1000));
    for round in 0..20 {
        let key = named(&round.to_string());
        let tasks: Vec<_> = (0..100)
            .map(|_| {
                let (store, key) = (Arc::clone(&store), key.clone());
                tokio::spawn(async move { store.first_use(&key, at(NOW + 60)).await })
            })
            .collect();
        let mut first = 0;
        for task in tasks {
            first += usize::from(task.await.expect("no panic").expect("room"));
        }
        assert_eq!(first, 1);
    }
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
async fn a_full_store_refuses_until_a_token_expires() {
    let clock = Turned(Arc::new(AtomicU64::new(NOW)));
    let store = MemoryReplays::with_clock(2, clock.clone());
    let use_up = async |jti: &str, until: u64| store.first_use(&named(jti), at(until)).await;
    assert_eq!(use_up("a", NOW + 10).await, Ok(true));
    assert_eq!(use_up("b", NOW + 20).await, Ok(true));
    assert_eq!(use_up("c", NOW + 30).await, Err(MemoryReplaysError::Full { capacity: 2 }));
    assert_eq!(use_up("a", NOW + 10).await, Ok(false), "full or not, it was used");
    clock.0.store(NOW + 9, Ordering::Relaxed);
    assert_eq!(use_up("c", NOW + 30).await, Err(MemoryReplaysError::Full { capacity: 2 }));
    clock.0.store(NOW + 10, Ordering::Relaxed);
    assert_eq!(use_up("c", NOW + 30).await, Ok(true));
    assert_eq!(use_up("b", NOW + 20).await, Ok(false));
    assert_eq!(store.len(), 2);
    assert_eq!(use_up("d", NOW + 10).await, Err(MemoryReplaysError::Past { until: at(NOW + 10) }));
}

#[tokio::test]
async fn what_has_expired_goes_little_by_little() {
    let clock = Turned(Arc::new(AtomicU64::new(NOW)));
    let store = MemoryReplays::with_clock(1000, clock.clone());
    for i in 0..1000 {
        assert_eq!(store.first_use(&named(&i.to_string()), at(NOW + 1 + i % 7)).await, Ok(true));
    }
    clock.0.store(NOW + 60, Ordering::Relaxed);
    for i in 0..100 {
        assert_eq!(store.first_use(&named(&format!("x{i}")), at(NOW + 100)).await, Ok(true));
    }
    assert_eq!(store.len(), 100);
}

#[tokio::test]
async fn without_a_time_nothing_is_a_first_use() {
    #[derive(Debug)]
    struct Stopped;
    impl Clock for Stopped {
        fn now(&self) -> Option<NumericDate> {
            None
        }
    }
    let store = MemoryReplays::with_clock(2, Stopped);
    let error = store.first_use(&named("a"), at(NOW)).await.expect_err("no time");
    assert_eq!(error, MemoryReplaysError::NoClock);
}

#[test]
fn keys_are_the_same_only_if_issuer_and_jti_are() {
    let pairs = [
        (None, "a"),
        (Some(""), "a"),
        (Some("a"), "a"),
        (Some("a:"), "a"),
        (Some("a"), ":a"),
        (Some("1"), ":a"),
        (Some("1:"), "a"),
        (None, "0::a"),
        (Some("a:a"), "a"),
        (Some("a"), "a:a"),
        (Some("a\r\nDEL x"), "\0"),
        (Some("é"), "a"),
    ];
    let keys: HashSet<ReplayKey> = pairs
        .iter()
        .map(|(iss, jti)| {
            let mut claims = claims(json!({"jti": jti, "iss": iss}));
            if iss.is_none() {
                claims.as_object_mut().expect("an object").remove("iss");
            }
            replay_key(claims).expect("a key")
        })
        .collect();
    assert_eq!(keys.len(), pairs.len());
    assert_eq!(named("a"), named("a"));
    assert_eq!(replay_key(claims(json!({"jti": "a", "iss": "x".repeat(513)}))), None);
}

#[tokio::test]
async fn a_remembered_token_is_used_once_all_the_same() {
    let cached = jwt_header::server::Cached::new(check(), 10);
    let token = token(json!({"jti": "1"}));
    cached.check(&token).await.expect("valid");
    let guard = Guard::new(cached).once(store(10));
    assert_eq!(send(guard.clone(), &token).await.status, 200);
    assert_eq!(send(guard, &token).await.status, 401);
}
