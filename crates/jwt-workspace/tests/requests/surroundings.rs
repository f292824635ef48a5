use jiff::Timestamp;
use jwt_workspace::Surroundings;
use std::{
    collections::HashMap,
    io,
    sync::atomic::{AtomicI64, AtomicU8, Ordering},
};
use zeroize::Zeroizing;

/// Surroundings that stand still, but for randomness, which counts.
#[derive(Debug)]
pub(crate) struct Fixed {
    now: AtomicI64,
    count: AtomicU8,
    files: HashMap<String, Vec<u8>>,
    variables: HashMap<String, String>,
}

/// 2026-11-23T22:27:10Z
pub(crate) const NOW: i64 = 1_795_472_830;

impl Default for Fixed {
    fn default() -> Self {
        Self {
            now: AtomicI64::new(NOW),
            count: AtomicU8::new(0),
            files: HashMap::new(),
            variables: HashMap::new(),
        }
    }
}

impl Fixed {
    pub(crate) fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    pub(crate) fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Surroundings for Fixed {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.now.load(Ordering::Relaxed)).expect("in range")
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(self.count.fetch_add(1, Ordering::Relaxed));
        Ok(())
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let bytes = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Zeroizing::new(bytes.clone()))
    }

    fn variable(&self, name: &str) -> Option<Zeroizing<String>> {
        self.variables.get(name).cloned().map(Zeroizing::new)
    }
}
