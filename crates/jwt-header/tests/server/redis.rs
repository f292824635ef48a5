//! Used tokens in a Redis of this machine.

use crate::support::{get, hyper, key, send, sign};
use jwt_core::{NumericDate, Unverified, Validation};
use jwt_header::server::{Guard, OneKey, RedisReplays, ReplayKey, ReplayStore};
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use serde_json::{Value, json};
use std::{net::TcpListener, process::Stdio, time::Duration};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// A server that is stopped when it goes out of scope.
struct Redis {
    child: Child,
    port: u16,
    _folder: TempDir,
}

impl Redis {
    async fn start() -> Self {
        let mut tries = 0;
        loop {
            if let Some(redis) = Self::try_start().await {
                return redis;
            }
            // Another program may have taken the port in between.
            tries += 1;
            assert!(tries < 10, "redis-server starts on none of ten ports");
        }
    }

    async fn try_start() -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.expect("a free port").port();
        let folder = tempfile::tempdir().expect("a folder");
        let child = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--port", &port.to_string()])
            .args(["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("redis-server, which .ci/run installs");
        let mut redis = Self { child, port, _folder: folder };
        redis.is_up().await.then_some(redis)
    }

    async fn is_up(&mut self) -> bool {
        for _ in 0..500 {
            if self.child.try_wait().expect("a child").is_some() {
                return false;
            }
            if let Ok(mut connection) = self.client().get_multiplexed_async_connection().await {
                let pong: Result<String, _> = redis::cmd("PING").query_async(&mut connection).await;
                if pong.is_ok() {
                    return true;
                }
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        false
    }

    async fn stop(&mut self) {
        self.child.kill().await.expect("a child");
    }

    fn client(&self) -> redis::Client {
        redis::Client::open(("127.0.0.1", self.port)).expect("an address")
    }

    async fn connection(&self) -> ConnectionManager {
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_connection_timeout(Some(Duration::from_secs(2)))
            .set_response_timeout(Some(Duration::from_secs(2)));
        self.client().get_connection_manager_with_config(config).await.expect("a server")
    }

    async fn ask<T: redis::FromRedisValue>(&self, command: &[&[u8]]) -> T {
        let mut asked = redis::cmd(std::str::from_utf8(command[0]).expect("a name"));
        for argument in &command[1..] {
            asked.arg(*argument);
        }
        asked.query_async(&mut self.connection().await).await.expect("an answer")
    }
}

fn claims(jti: &str) -> Value {
    json!({"iss": "https://id.example", "jti": jti, "exp": NumericDate::now().unix() + 300})
}

fn guard(store: impl ReplayStore + 'static) -> Guard {
    Guard::new(OneKey::new(key(), Validation::new().issuer("https://id.example"))).once(store)
}

fn replay_key(jti: &str) -> ReplayKey {
    let token = sign(&claims(jti));
    let rules = Validation::new().issuer("https://id.example");
    let verified = Unverified::parse(&token).expect("form").verify(&key(), &rules).expect("valid");
    ReplayKey::of(&verified).expect("a key")
}

fn soon() -> NumericDate {
    NumericDate::now() + Duration::from_secs(60)
}

#[tokio::test]
async fn a_token_is_used_once_in_all_processes() {
    let redis = Redis::start().await;
    // Two connections, as two processes have them.
    let first = hyper(guard(RedisReplays::new(redis.connection().await, "orders:"))).await;
    let second = hyper(guard(RedisReplays::new(redis.connection().await, "orders:"))).await;
    let other = hyper(guard(RedisReplays::new(redis.connection().await, "bills:"))).await;
    let line = format!("authorization: Bearer {}", sign(&claims("1")));
    for (server, status) in [(first, 200), (second, 401), (first, 401), (other, 200)] {
        assert_eq!(get(server, "/", &[&line]).await.status, status);
    }
}

#[tokio::test]
async fn a_key_ends_by_itself() {
    let redis = Redis::start().await;
    let token = sign(&claims("1"));
    let store = RedisReplays::new(redis.connection().await, "p:");
    assert_eq!(send(guard(store.clone()), &token).await.status, 200);
    let keys: Vec<Vec<u8>> = redis.ask(&[b"KEYS", b"*"]).await;
    assert_eq!(keys, [b"p:18:https://id.example:1"]);
    let seconds: u64 = redis.ask(&[b"TTL", &keys[0]]).await;
    assert!((890..=900).contains(&seconds), "{seconds}");

    let key = replay_key("2");
    let until = NumericDate::now() + Duration::from_secs(2);
    assert!(store.first_use(&key, until).await.expect("an answer"));
    assert!(!store.first_use(&key, until).await.expect("an answer"));
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert!(store.first_use(&key, soon()).await.expect("an answer"));
    store.first_use(&key, NumericDate::now()).await.expect_err("it has passed");
}

#[tokio::test]
async fn foreign_text_stays_one_key() {
    let redis = Redis::start().await;
    let store = RedisReplays::new(redis.connection().await, "p:");
    let names = ["\r\nFLUSHALL\r\n", "a\r\n$1\r\nb", "\u{0}", "* NX GET", "\"", "a b", "a"];
    for jti in names {
        assert!(store.first_use(&replay_key(jti), soon()).await.expect("an answer"), "{jti:?}");
    }
    for jti in names {
        assert!(!store.first_use(&replay_key(jti), soon()).await.expect("an answer"), "{jti:?}");
    }
    let size: usize = redis.ask(&[b"DBSIZE"]).await;
    assert_eq!(size, names.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_tasks_one_is_the_first() {
    let redis = Redis::start().await;
    let store = RedisReplays::new(redis.connection().await, "p:");
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (store, key) = (store.clone(), replay_key("1"));
            tokio::spawn(async move { store.first_use(&key, soon()).await })
        })
        .collect();
    let mut first = 0;
    for task in tasks {
        first += usize::from(task.await.expect("no panic").expect("an answer"));
    }
    assert_eq!(first, 1);
}

#[tokio::test]
async fn a_redis_that_is_down_or_full_is_503() {
    let mut redis = Redis::start().await;
    let guard = guard(RedisReplays::new(redis.connection().await, "p:"));
    assert_eq!(send(guard.clone(), &sign(&claims("1"))).await.status, 200);

    let _: () = redis.ask(&[b"CONFIG", b"SET", b"maxmemory", b"1"]).await;
    let answer = send(guard.clone(), &sign(&claims("2"))).await;
    assert_eq!((answer.status, answer.challenge()), (503, None));

    redis.stop().await;
    let answer = send(guard, &sign(&claims("3"))).await;
    assert_eq!((answer.status, answer.challenge(), answer.body.as_str()), (503, None, ""));
}
