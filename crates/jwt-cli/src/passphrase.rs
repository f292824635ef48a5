//! Passphrases, which come from variables: arguments are seen by other processes.

use crate::failure::Failure;
use std::env;
use zeroize::Zeroizing;

/// The passphrase in a variable.
///
/// # Errors
/// [`Failure`] if there is no such variable, or nothing in it.
pub(crate) fn read(variable: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let Some(value) = env::var_os(variable) else {
        let message = format!("there is no environment variable {variable}");
        return Err(Failure::configuration("SECRET", message));
    };
    let passphrase = Zeroizing::new(value.into_encoded_bytes());
    if passphrase.is_empty() {
        let message = format!("the passphrase in variable {variable} is empty");
        return Err(Failure::configuration("SECRET", message));
    }
    Ok(passphrase)
}
