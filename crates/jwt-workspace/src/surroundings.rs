//! What templates and keys take from outside: time, randomness, files and environment variables.

use jiff::Timestamp;
use std::{
    env,
    fmt::Debug,
    fs::File,
    io::{self, Read as _},
    path::PathBuf,
};
use zeroize::Zeroizing;

/// Where time, randomness, files and environment variables come from.
///
/// [`System`] takes them from the machine; tests and demonstrations bring their own.
pub trait Surroundings: Debug + Send + Sync {
    /// The current time.
    fn now(&self) -> Timestamp;

    /// Fills `bytes` with randomness.
    ///
    /// # Errors
    /// If there is none to be had.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;

    /// Reads a file. A relative path starts at the workspace's folder, `~/` at the user's.
    ///
    /// # Errors
    /// If the file cannot be read, or is larger than 64 MiB.
    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>>;

    /// An environment variable of the process.
    fn variable(&self, name: &str) -> Option<Zeroizing<String>>;
}

/// The machine's own time, randomness, files and environment variables.
#[derive(Debug, Clone, Default)]
pub struct System {
    folder: PathBuf,
}

impl System {
    /// Relative paths start at this folder.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

impl Surroundings for System {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(|error| io::Error::other(error.to_string()))
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let path = match path.strip_prefix("~/") {
            Some(rest) => {
                let home = env::home_dir().ok_or_else(|| io::Error::other("no home folder"))?;
                home.join(rest)
            }
            None => self.folder.join(path),
        };
        // Room for nearly all there is, so that growing leaves no copies of a key behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(16 * 1024));
        File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(io::Error::other("larger than 64 MiB"));
        }
        Ok(bytes)
    }

    fn variable(&self, name: &str) -> Option<Zeroizing<String>> {
        env::var(name).ok().map(Zeroizing::new)
    }
}

const MOST_BYTES: u64 = 64 * 1024 * 1024;
