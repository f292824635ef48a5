use jsonwebtoken::crypto::{CryptoProvider, aws_lc, rust_crypto};
use jwt_core::Provider;
use std::{env, process::Command};

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

    /// Runs a benchmark for each, in a process of its own: jsonwebtoken has one backend a process.
    ///
    /// # Panics
    /// If a process fails.
    pub fn each(run: impl FnOnce(Self)) {
        let chosen = env::var(CHOICE).ok();
        if let Some(backend) =
            Self::ALL.into_iter().find(|backend| Some(backend.name()) == chosen.as_deref())
        {
            // It fails only if there was one before, and this is the first to ask.
            let _ = backend.peer().unwrap_or(&rust_crypto::DEFAULT_PROVIDER).install_default();
            return run(backend);
        }
        let program = env::current_exe().expect("this program");
        for backend in Self::ALL {
            let mut process = Command::new(&program);
            let status = process.args(env::args_os().skip(1)).env(CHOICE, backend.name()).status();
            assert!(status.expect("a process").success(), "{} failed", backend.name());
        }
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
