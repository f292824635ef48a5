//! `jwt algorithms`.

use crate::{
    args::AlgorithmsArguments,
    backend,
    failure::Failure,
    terminal::{self, BOLD},
};
use jwt_auth::Algorithm;
use serde_json::{Value, json};

/// Lists the algorithms, what key each takes, and whose cryptography serves it.
///
/// # Errors
/// [`Failure`] if it cannot be written.
pub(crate) fn run(arguments: &AlgorithmsArguments) -> Result<(), Failure> {
    if arguments.json {
        let list: Vec<Value> = backend::loaders()
            .map(|loader| {
                let (algorithm, fips) = (loader.algorithm(), loader.fips().to_string());
                json!({
                    "algorithm": algorithm.name(),
                    "key": key(algorithm),
                    "backend": loader.backend(),
                    "fips": fips,
                })
            })
            .collect();
        return terminal::stdout(&terminal::compact_json(&Value::Array(list)));
    }
    let line = |algorithm: &str, key: &str, backend: &str, fips: &str| {
        format!("{algorithm:<10} {key:<28} {backend:<11} {fips}")
    };
    let heading = line("algorithm", "key", "backend", "FIPS 140-3");
    terminal::stdout(&format!("{BOLD}{heading}{BOLD:#}"))?;
    backend::loaders().try_for_each(|loader| {
        let (algorithm, fips) = (loader.algorithm(), loader.fips().to_string());
        terminal::stdout(&line(algorithm.name(), key(algorithm), loader.backend(), &fips))
    })
}

/// The key that an algorithm takes.
fn key(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::HS256 => "secret, 32 bytes or more",
        Algorithm::HS384 => "secret, 48 bytes or more",
        Algorithm::HS512 => "secret, 64 bytes or more",
        Algorithm::ES256 => "EC P-256",
        Algorithm::ES384 => "EC P-384",
        Algorithm::ES512 => "EC P-521",
        Algorithm::ES256K => "EC secp256k1",
        Algorithm::EDDSA | Algorithm::ED25519 => "Ed25519",
        Algorithm::ED448 => "Ed448",
        Algorithm::ML_DSA_44 => "ML-DSA-44 (AKP)",
        Algorithm::ML_DSA_65 => "ML-DSA-65 (AKP)",
        Algorithm::ML_DSA_87 => "ML-DSA-87 (AKP)",
        _ => "RSA, 2048 bits or more",
    }
}
