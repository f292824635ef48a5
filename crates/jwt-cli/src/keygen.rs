//! New keys.

use crate::{backend::provider, failure::Failure};
use jwt_auth::{
    Algorithm, Jwk,
    keys::{generate, thumbprint},
};

/// A new private key or shared secret, named by its thumbprint. `rsa_bits` counts for RSA only.
///
/// # Errors
/// [`Failure`] if the random source fails, or no backend makes keys for the algorithm.
pub(crate) fn new_key(algorithm: Algorithm, rsa_bits: Option<usize>) -> Result<Jwk, Failure> {
    let key = generate(provider(), algorithm, rsa_bits).map_err(|error| {
        let failure = Failure::configuration(error.code(), &error);
        failure.hints(error.hint().map(str::to_owned))
    })?;
    let kid = thumbprint(&key);
    Ok(key.with_kid(kid))
}
