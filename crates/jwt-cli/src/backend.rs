//! Whose cryptography this program was built with.

use jwt_auth::{Algorithm, KeyLoader, KeyRejected, Provider};
use std::sync::LazyLock;

/// Every algorithm that the program has, each by the backend that serves it.
pub(crate) fn provider() -> &'static Provider {
    static PROVIDER: LazyLock<Provider> = LazyLock::new(built_with);
    &PROVIDER
}

/// What serves each algorithm, family by family.
pub(crate) fn loaders() -> impl Iterator<Item = &'static dyn KeyLoader> {
    Algorithm::ALL.iter().filter_map(|&algorithm| provider().loader(algorithm))
}

/// Loads a key by the first backend that takes it: they differ in what they sign with, such as in
/// the sizes of RSA keys. `None` if none has the algorithm.
///
/// # Errors
/// [`KeyRejected`] by the backend that serves the algorithm, if none takes the key.
pub(crate) fn load<K>(
    algorithm: Algorithm,
    load: impl Fn(&dyn KeyLoader) -> Result<K, KeyRejected>,
) -> Option<Result<K, KeyRejected>> {
    let mut loaders =
        provider().loaders.iter().filter(|loader| loader.algorithm() == algorithm).copied();
    let first = load(loaders.next()?);
    Some(first.or_else(|error| loaders.find_map(|loader| load(loader).ok()).ok_or(error)))
}

/// The names of the backends, such as `ring and RustCrypto`.
pub(crate) fn names() -> String {
    let mut names: Vec<&str> = Vec::new();
    for loader in provider().loaders.iter() {
        if !names.contains(&loader.backend()) {
            names.push(loader.backend());
        }
    }
    names.join(" and ")
}

/// What the command line takes for an algorithm: its name in any casing.
pub(crate) fn algorithm(name: &str) -> Result<Algorithm, String> {
    loaders()
        .map(|loader| loader.algorithm())
        .find(|algorithm| algorithm.name().eq_ignore_ascii_case(name))
        .ok_or_else(|| format!("choose one of {}", algorithm_names()))
}

/// The names of all algorithms, as they stand in a sentence.
pub(crate) fn algorithm_names() -> String {
    let names: Vec<&str> = loaders().map(|loader| loader.algorithm().name()).collect();
    names.join(", ")
}

#[cfg(feature = "fips")]
fn built_with() -> Provider {
    jwt_auth::aws_lc_rs::FIPS_PROVIDER
}

#[cfg(all(feature = "aws-lc-rs", not(feature = "fips")))]
fn built_with() -> Provider {
    jwt_auth::aws_lc_rs::PROVIDER
}

#[cfg(not(feature = "aws-lc-rs"))]
fn built_with() -> Provider {
    let none = Provider { loaders: [].as_slice().into() };
    #[cfg(feature = "ring")]
    let none = none.or(jwt_auth::ring::PROVIDER);
    #[cfg(feature = "rustcrypto")]
    let none = none.or(jwt_auth::rustcrypto::PROVIDER);
    none
}
