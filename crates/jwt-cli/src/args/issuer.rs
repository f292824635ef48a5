use clap::Args;

/// Where an issuer's keys are, for tokens that are checked without a key of one's own.
#[derive(Debug, Default, Args)]
pub(crate) struct IssuerArguments {
    /// Where the issuer's keys are. Without it and without a key, the URL in --issuer is asked
    /// for its discovery document (RFC 8414).
    #[arg(long, value_name = "URL", help_heading = "Key", requires = "issuer",
        conflicts_with_all = ["key", "secret_file", "secret_env"])]
    pub(crate) jwks_uri: Option<String>,
}
