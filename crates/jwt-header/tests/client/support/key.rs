use jwt_core::{Algorithm, Hs256, SignError, Signer, Validation, verify};
use jwt_header::client::AsyncSigner;
use jwt_ring::MacKey;
use serde_json::Value;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// A key that counts its signatures, and gives them when it is let.
#[derive(Clone)]
pub(crate) struct CountingKey {
    key: Arc<MacKey<Hs256>>,
    asked: Arc<AtomicUsize>,
    fails: Arc<AtomicBool>,
    gate: Arc<Semaphore>,
}

impl CountingKey {
    pub(crate) fn new() -> Self {
        Self {
            key: Arc::new(MacKey::generate().expect("a key").with_key_id("k1")),
            asked: Arc::default(),
            fails: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        }
    }

    /// A key that signs only as often as it is let.
    pub(crate) fn held() -> Self {
        Self { gate: Arc::new(Semaphore::new(0)), ..Self::new() }
    }

    pub(crate) fn let_one(&self) {
        self.gate.add_permits(1);
    }

    pub(crate) fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }

    /// How many signatures were asked for.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// The claims of a token that this key signed, whatever their times.
    pub(crate) fn verified(&self, token: &str) -> Value {
        let now = jwt_core::NumericDate::from_unix(super::NOW).expect("a date");
        let rules = Validation::with_clock(now).waive_issuer().waive_audience().waive_typ();
        // The test's clock may have moved on, and `iat` with it.
        verify(token, &*self.key, &rules.leeway(Duration::from_secs(600)))
            .expect("a token of this key")
    }
}

impl AsyncSigner for CountingKey {
    type Error = SignError;

    fn algorithm(&self) -> Algorithm {
        Signer::algorithm(&*self.key)
    }

    fn key_id(&self) -> Option<&str> {
        Signer::key_id(&*self.key)
    }

    async fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        // A test that waits for nothing fails, and does not hang.
        match timeout(Duration::from_secs(60), self.gate.acquire()).await {
            Ok(Ok(permit)) => permit.forget(),
            _ => {
                self.gate.close();
                return Err(SignError::from_source("the test let no signature be made"));
            }
        }
        if self.fails.load(Ordering::SeqCst) {
            return Err(SignError::from_source("the KMS is asleep"));
        }
        AsyncSigner::sign(&*self.key, signing_input).await
    }
}
