//! `jwt sign`.

use crate::{args::SignArguments, failure::Failure, jose_header, key_source, payload, terminal};
use jwt_auth::Unsigned;

/// Makes a token and prints it.
///
/// # Errors
/// [`Failure`] if the key, the claims or the header cannot be used.
pub(crate) fn run(arguments: &SignArguments) -> Result<(), Failure> {
    let key = key_source::signer(&arguments.key, arguments.kid.as_deref())?;
    let header = jose_header::header(arguments, &*key)?;
    let payload = payload::payload(arguments)?;
    let token = Unsigned::from_json(&header, &payload)?.sign(&*key)?;
    terminal::stdout_verbatim(&token)
}
