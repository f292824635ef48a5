//! Options that name a key.

use crate::{backend, secret::Encoding};
use clap::Args;
use jwt_auth::Algorithm;
use std::path::PathBuf;

/// Where the key comes from. There is no option that takes a secret itself: arguments are seen by
/// other processes and kept by shells.
#[derive(Debug, Default, Args)]
pub(crate) struct KeyArguments {
    /// The key: PEM, DER, JWK, JWK Set, OpenSSH or a certificate; - for standard input.
    #[arg(long, value_name = "FILE", help_heading = "Key", conflicts_with_all = ["secret_file", "secret_env"])]
    pub(crate) key: Option<PathBuf>,
    /// An environment variable with the passphrase of an encrypted key.
    #[arg(long, value_name = "NAME", help_heading = "Key", requires = "key")]
    pub(crate) passphrase_env: Option<String>,
    /// A file with a shared secret; - for standard input.
    #[arg(long, value_name = "FILE", help_heading = "Key", conflicts_with = "secret_env")]
    pub(crate) secret_file: Option<PathBuf>,
    /// An environment variable with a shared secret.
    #[arg(long, value_name = "NAME", help_heading = "Key")]
    pub(crate) secret_env: Option<String>,
    /// How the secret is written.
    #[arg(long, value_name = "ENCODING", value_enum, default_value_t = Encoding::Utf8,
        help_heading = "Key", conflicts_with = "key")]
    pub(crate) secret_encoding: Encoding,
    /// The algorithm; by default the JWK's, the only one that the key is for, or HS256 for a
    /// secret.
    #[arg(long, value_name = "ALGORITHM", value_parser = backend::algorithm, help_heading = "Key")]
    pub(crate) alg: Option<Algorithm>,
}

impl KeyArguments {
    /// Whether they name a key.
    pub(crate) fn is_given(&self) -> bool {
        self.key.is_some() || self.secret_file.is_some() || self.secret_env.is_some()
    }
}
