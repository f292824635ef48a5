use jsonwebtoken::crypto::{CryptoProvider, aws_lc, rust_crypto};
use jwt_core::Provider;
use std::{env, path::Path, process::Command};

/// A backend of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// `jwt-ring`.
    Ring,
    /// `jwt-aws-lc-rs`.
    AwsLcRs,
    /// `jwt-rustcrypto`.
    RustCrypto,
}

impl Backend {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ring, Self::AwsLcRs, Self::RustCrypto];

    /// Does something for each, in a process of its own: jsonwebtoken has one backend a process.
    ///
    /// # Panics
    /// If a process fails.
    pub fn each(run: impl FnOnce(Self)) {
        if let Some(backend) = Self::chosen() {
            return run(backend);
        }
        for backend in Self::ALL {
            let status = backend.process().args(env::args_os().skip(1)).status();
            assert!(status.expect("a process").success(), "{} failed", backend.name());
        }
    }

    /// The backend that this process is for.
    #[must_use]
    pub fn chosen() -> Option<Self> {
        let name = env::var(CHOICE).ok()?;
        let backend = Self::ALL.into_iter().find(|backend| backend.name() == name)?;
        // It fails only if there was one before, and this is the first to ask.
        let _ = backend.peer().unwrap_or(&rust_crypto::DEFAULT_PROVIDER).install_default();
        Some(backend)
    }

    /// This program, for a backend.
    ///
    /// # Panics
    /// If the system does not tell where the program is.
    #[must_use]
    pub fn process(self) -> Command {
        self.process_of(&env::current_exe().expect("this program"))
    }

    /// Another program, for a backend.
    #[must_use]
    pub fn process_of(self, program: &Path) -> Command {
        let mut process = Command::new(program);
        process.env(CHOICE, self.name());
        process
    }

    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::AwsLcRs => "aws-lc-rs",
            Self::RustCrypto => "RustCrypto",
        }
    }

    /// The keys' provider.
    #[must_use]
    pub fn provider(self) -> Provider {
        match self {
            Self::Ring => jwt_ring::PROVIDER,
            Self::AwsLcRs => jwt_aws_lc_rs::PROVIDER,
            Self::RustCrypto => jwt_rustcrypto::PROVIDER,
        }
    }

    /// The same backend of jsonwebtoken, which has none on ring.
    fn peer(self) -> Option<&'static CryptoProvider> {
        match self {
            Self::Ring => None,
            Self::AwsLcRs => Some(&aws_lc::DEFAULT_PROVIDER),
            Self::RustCrypto => Some(&rust_crypto::DEFAULT_PROVIDER),
        }
    }

    /// Whether jsonwebtoken has the same backend.
    #[must_use]
    pub fn has_peer(self) -> bool {
        self.peer().is_some()
    }
}

const CHOICE: &str = "JWT_BENCH_BACKEND";
