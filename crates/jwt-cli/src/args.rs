//! The command line.

mod choices;
mod issuer;
mod key;
mod rules;

pub(crate) use choices::{IssuedAt, JwtId, KeyFormat};
pub(crate) use issuer::IssuerArguments;
pub(crate) use key::KeyArguments;
pub(crate) use rules::RulesArguments;

use crate::{
    backend,
    commands::{
        curl::CurlArguments, explain::ExplainArguments, import::ImportArguments, man::ManArguments,
    },
    page::UiArguments,
    secret::Encoding,
    send::SendArguments,
    server::ServeArguments,
    times,
};
use clap::{Args, Parser, Subcommand};
use jwt_auth::{Algorithm, NumericDate, Validation};
use std::{path::PathBuf, sync::LazyLock, time::Duration};

/// Signs, verifies, decodes and explains JSON Web Tokens.
#[derive(Debug, Parser)]
#[command(name = "jwt", version = version(), after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 fine, 1 token rejected, 2 usage, 3 configuration or key, \
4 input, output or network.";

/// The version, and whose cryptography is inside.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let (names, fips) = (backend::names(), backend::provider().fips());
        format!("{} ({names}; FIPS 140-3: {fips})", env!("CARGO_PKG_VERSION"))
    });
    &VERSION
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Sign(Box<SignArguments>),
    Verify(Box<VerifyArguments>),
    Decode(DecodeArguments),
    Doctor(Box<DoctorArguments>),
    Keygen(KeygenArguments),
    Convert(ConvertArguments),
    InspectKey(InspectKeyArguments),
    Preset(PresetArguments),
    Send(Box<SendArguments>),
    Curl(CurlArguments),
    Explain(ExplainArguments),
    Import(ImportArguments),
    Serve(Box<ServeArguments>),
    Ui(UiArguments),
    /// Watch tokens being sent, checked and refused.
    Demo,
    Algorithms(AlgorithmsArguments),
    Completions(CompletionsArguments),
    /// Print the JSON Schema of workspace files, for editors.
    Schema,
    Man(ManArguments),
}

/// Make a token and print it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt sign --key key.pem --claims '{\"sub\":\"u1\"}' --expires-in 5m
  jwt sign --secret-env JWT_SECRET --claims @claims.json --audience api
  echo '{\"sub\":\"u1\"}' | jwt sign --key key.jwk --claims - --issued-at off")]
pub(crate) struct SignArguments {
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    /// The claims: a JSON object, @FILE, or - for standard input. What stands here wins over the
    /// options below.
    #[arg(long, value_name = "JSON", default_value = "{}", hide_default_value = true)]
    pub(crate) claims: String,
    /// Further header members: a JSON object, @FILE, or -.
    #[arg(long, value_name = "JSON")]
    pub(crate) header: Option<String>,
    /// Sets exp, from now on: 300, 5m, 1h30m, 7d.
    #[arg(long, value_name = "DURATION", value_parser = times::duration)]
    pub(crate) expires_in: Option<Duration>,
    /// Sets nbf, from now on.
    #[arg(long, value_name = "DURATION", value_parser = times::duration)]
    pub(crate) not_before: Option<Duration>,
    /// Sets iat, or leaves it out.
    #[arg(long, value_enum, default_value_t = IssuedAt::Now)]
    pub(crate) issued_at: IssuedAt,
    /// Sets iss.
    #[arg(long)]
    pub(crate) issuer: Option<String>,
    /// Sets sub.
    #[arg(long)]
    pub(crate) subject: Option<String>,
    /// Sets aud; a list if repeated.
    #[arg(long)]
    pub(crate) audience: Vec<String>,
    /// Sets jti to something that no other token has.
    #[arg(long, value_name = "KIND", value_enum, default_value_t = JwtId::None)]
    pub(crate) jwt_id: JwtId,
    /// Sets kid in the header, or picks a key of a set. Otherwise the JWK's own.
    #[arg(long, allow_hyphen_values = true)] // as one thumbprint in 64 starts
    pub(crate) kid: Option<String>,
    /// Sets typ in the header; '' leaves it out. Otherwise JWT.
    #[arg(long)]
    pub(crate) typ: Option<String>,
}

/// Check a token: claims on standard output, verdict on standard error.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt verify \"$TOKEN\" --key public.pem --audience api --issuer https://id.example
  jwt verify \"$TOKEN\" --issuer https://id.example --audience api
  jwt verify --key jwks.json --waive aud,iss < token.txt
  jwt verify --each tokens.txt --key jwks.json --audience api
  jwt verify \"$TOKEN\" --secret-env JWT_SECRET --at 2026-11-23T20:00:00Z --json")]
pub(crate) struct VerifyArguments {
    /// The token, @FILE, or - for standard input, which is the default.
    #[arg(default_value = "-", hide_default_value = true)]
    pub(crate) token: String,
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    #[command(flatten)]
    pub(crate) issuer: IssuerArguments,
    #[command(flatten)]
    pub(crate) rules: RulesArguments,
    /// Check as of then: RFC 3339, seconds since 1970, or -2h and +5m from now.
    #[arg(long, value_name = "TIME", value_parser = times::instant, allow_hyphen_values = true)]
    pub(crate) at: Option<NumericDate>,
    /// Check every token of a file, one a line, or - for standard input. Each gets a line: its
    /// number, valid or a code, and the algorithm or what is wrong.
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    pub(crate) each: Option<PathBuf>,
    /// Print one JSON object instead, also for a token that is refused; with --each, one a line.
    #[arg(long)]
    pub(crate) json: bool,
}

impl VerifyArguments {
    /// The rules, as of the time that was asked for.
    pub(crate) fn validation(&self) -> Validation {
        let rules = self.rules.validation();
        match self.at {
            Some(at) => rules.clock(at),
            None => rules,
        }
    }
}

/// Show what a token says, without checking it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt decode \"$TOKEN\"
  pbpaste | jwt decode --json")]
pub(crate) struct DecodeArguments {
    /// The token, @FILE, or - for standard input, which is the default.
    #[arg(default_value = "-", hide_default_value = true)]
    pub(crate) token: String,
    /// Print one JSON object with header and claims.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Find out why a token is refused: by a key, by rules, by an API.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt doctor \"$TOKEN\"
  jwt doctor \"$TOKEN\" --key public.pem --audience https://api.example
  jwt doctor \"$TOKEN\" --secret-env JWT_SECRET --json
  curl -i -H \"Authorization: Bearer $TOKEN\" https://api.example | jwt doctor \"$TOKEN\" --response -

Exit codes: 0 no trouble found, 1 a finding explains the refusal, 3 the key cannot be used.")]
pub(crate) struct DoctorArguments {
    /// The token, @FILE, or - for standard input, which is the default.
    #[arg(default_value = "-", hide_default_value = true)]
    pub(crate) token: String,
    #[command(flatten)]
    pub(crate) key: KeyArguments,
    #[command(flatten)]
    pub(crate) rules: RulesArguments,
    /// The API's answer, as curl -i prints it; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) response: Option<PathBuf>,
    /// Look as of then: RFC 3339, seconds since 1970, or -2h and +5m from now.
    #[arg(long, value_name = "TIME", value_parser = times::instant, allow_hyphen_values = true)]
    pub(crate) at: Option<NumericDate>,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Make a key.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt keygen --alg ES256 --out key.pem --public-out public.pem
  jwt keygen --alg EdDSA --format jwk --out key.jwk
  jwt keygen --alg RS256 --bits 3072 --passphrase-env KEY_PASSPHRASE --out key.pem
  jwt keygen --alg HS256 --format secret --out secret.txt   # --secret-encoding base64url")]
pub(crate) struct KeygenArguments {
    /// The algorithm that the key is for.
    #[arg(long, value_name = "ALGORITHM", value_parser = backend::algorithm)]
    pub(crate) alg: Algorithm,
    /// The form; pem by default, jwk for HS256 to HS512.
    #[arg(long, value_enum)]
    pub(crate) format: Option<KeyFormat>,
    /// A new file for the private key, which only its owner may read. Otherwise it is printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// A new file for the public key, in the same form; SPKI for pem and der.
    #[arg(long, value_name = "FILE")]
    pub(crate) public_out: Option<PathBuf>,
    /// The kid of a JWK; by default its thumbprint (RFC 7638).
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) kid: Option<String>,
    /// An environment variable with a passphrase, which encrypts the private key: pem, der, ssh.
    #[arg(long, value_name = "NAME")]
    pub(crate) passphrase_env: Option<String>,
    /// The size of an RSA key; 2048 by default.
    #[arg(long, value_parser = ["2048", "3072", "4096"])]
    pub(crate) bits: Option<String>,
    /// Replace files that are there already.
    #[arg(long)]
    pub(crate) force: bool,
}

/// Write a key in another form.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt convert key.pem --to jwk --out key.jwk
  jwt convert ~/.ssh/id_ed25519 --to jwk --public
  jwt convert jwks.json --kid k1 --to pem
  jwt convert locked.pem --passphrase-env OLD --to ssh --new-passphrase-env NEW --out id_rsa
  jwt convert secret.txt --secret-encoding base64 --to jwk --alg HS256")]
pub(crate) struct ConvertArguments {
    /// The key, in any form; - for standard input.
    #[arg(value_name = "KEY")]
    pub(crate) key: PathBuf,
    /// The form to write it in. pem and der are PKCS#8 for a private key, SPKI for a public one.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) to: KeyFormat,
    /// Write the public half only.
    #[arg(long)]
    pub(crate) public: bool,
    /// A new file, which only its owner may read if the key is private. Otherwise it is printed.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Replace a file that is there already.
    #[arg(long)]
    pub(crate) force: bool,
    /// Picks a key of a set; else the kid of the new JWK, by default its thumbprint (RFC 7638).
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) kid: Option<String>,
    /// The alg of the new JWK.
    #[arg(long, value_name = "ALGORITHM", value_parser = backend::algorithm)]
    pub(crate) alg: Option<Algorithm>,
    /// JSON over several lines.
    #[arg(long)]
    pub(crate) pretty: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    /// An environment variable with a passphrase, which encrypts the new form: pem, der, ssh.
    #[arg(long, value_name = "NAME")]
    pub(crate) new_passphrase_env: Option<String>,
}

/// Say what a file holds: kind, size, form, algorithms, and what is wrong with it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt inspect-key key.pem
  jwt inspect-key certificate.pem --json
  pbpaste | jwt inspect-key -

Nothing of a private key or a secret is shown.")]
pub(crate) struct InspectKeyArguments {
    /// The key, in any form; - for standard input.
    #[arg(value_name = "KEY")]
    pub(crate) key: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
    /// Print one JSON object instead.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How a key that is named without an option is read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArguments {
    /// An environment variable with the passphrase of an encrypted key.
    #[arg(long, value_name = "NAME")]
    pub(crate) passphrase_env: Option<String>,
    /// Read KEY as a shared secret that is written so.
    #[arg(long, value_name = "ENCODING", value_enum, conflicts_with = "passphrase_env")]
    pub(crate) secret_encoding: Option<Encoding>,
}

/// Print the authentication of a workspace for a well-known service.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt preset
  jwt preset github-app app_id=Iv23liExample key_file=app.pem
  jwt preset snowflake account=myorg-myaccount user=jane > snowflake.yaml
  jwt preset kong key=a36c3049 --json

An input that is not given becomes a variable, which the workspace defines.")]
pub(crate) struct PresetArguments {
    /// The service. Without it, all of them are listed.
    #[arg(value_name = "PRESET")]
    pub(crate) preset: Option<String>,
    /// What is known of the account, the key and the token.
    #[arg(value_name = "INPUT=VALUE", value_parser = input)]
    pub(crate) inputs: Vec<(String, String)>,
    /// Print one JSON object with the form, or a JSON array of the presets.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Splits `INPUT=VALUE`.
fn input(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected INPUT=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// List the algorithms, and whose cryptography serves each.
#[derive(Debug, Args)]
pub(crate) struct AlgorithmsArguments {
    /// Print a JSON array instead.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
