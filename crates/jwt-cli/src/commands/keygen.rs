//! `jwt keygen`.

use crate::{
    args::{KeyFormat, KeygenArguments},
    failure::Failure,
    key_output::KeyOutput,
    keygen::new_key,
    new_file, passphrase, terminal,
};
use jwt_auth::{Jwk, keys::WriteError};

/// Makes a key, and prints it or writes it to files.
///
/// # Errors
/// [`Failure`] if the options do not go together, or a file cannot be written.
pub(crate) fn run(arguments: &KeygenArguments) -> Result<(), Failure> {
    let shared = arguments.alg.name().starts_with("HS");
    let format = arguments.format.unwrap_or(if shared { KeyFormat::Jwk } else { KeyFormat::Pem });
    check(arguments, shared, format)?;
    for path in [&arguments.out, &arguments.public_out].into_iter().flatten() {
        new_file::check_place(path, arguments.force)?;
    }
    let passphrase = arguments.passphrase_env.as_deref().map(passphrase::read).transpose()?;
    let passphrase = passphrase.as_ref().map(|passphrase| passphrase.as_slice());

    // The command line takes no other numbers.
    let bits = arguments.bits.as_ref().and_then(|bits| bits.parse().ok());
    let mut key = new_key(arguments.alg, bits)?;
    if let Some(kid) = &arguments.kid {
        key = key.with_kid(kid.clone());
    }
    // Both before anything is written, so that no half of a key pair is left alone.
    let private = output(&key, format, passphrase)?;
    let public = match (&arguments.public_out, key.to_public()) {
        (Some(path), Some(public)) => Some((path, output(&public, format, None)?)),
        _ => None,
    };
    match &arguments.out {
        Some(path) => {
            private.write(path, arguments.force)?;
            let (alg, kid, name) = (arguments.alg, key.kid().unwrap_or_default(), path.display());
            terminal::note(&format!("{alg} key {kid} is in {name}; keep it secret"));
        }
        None => private.print()?,
    }
    if let Some((path, public)) = public {
        public.write(path, arguments.force)?;
        terminal::note(&format!("its public half is in {}", path.display()));
    }
    Ok(())
}

fn check(arguments: &KeygenArguments, shared: bool, format: KeyFormat) -> Result<(), Failure> {
    let alg = arguments.alg;
    match (shared, format) {
        (true, KeyFormat::Pem) => {
            return Err(Failure::usage(format!("PEM has no place for the secret of {alg}"))
                .hint("choose --format jwk or --format secret"));
        }
        (false, KeyFormat::Secret) => {
            return Err(Failure::usage(format!("{alg} has no shared secret"))
                .hint("choose --format pem or --format jwk"));
        }
        _ => {}
    }
    if arguments.bits.is_some() && !alg.name().starts_with(['R', 'P']) {
        return Err(Failure::usage(format!("the keys of {alg} have one size; --bits is for RSA")));
    }
    if shared && arguments.public_out.is_some() {
        let message = format!("the secret of {alg} has no public half for --public-out");
        return Err(Failure::usage(message));
    }
    if arguments.public_out.is_some() && arguments.public_out == arguments.out {
        return Err(Failure::usage("--out and --public-out name the same file"));
    }
    if arguments.kid.is_some() && !matches!(format, KeyFormat::Jwk | KeyFormat::Jwks) {
        return Err(Failure::usage("only a JWK has a kid").hint("choose --format jwk"));
    }
    if arguments.public_out.is_some() && matches!(format, KeyFormat::Sec1 | KeyFormat::Sec1Der) {
        return Err(Failure::usage("SEC1 has no place for the public half of --public-out")
            .hint("choose --format pem"));
    }
    Ok(())
}

/// A form that does not fit the algorithm is a mistake in the command line.
fn output(key: &Jwk, format: KeyFormat, passphrase: Option<&[u8]>) -> Result<KeyOutput, Failure> {
    let keys = std::slice::from_ref(key);
    KeyOutput::new(keys, format, passphrase, false).map_err(|error| match error {
        WriteError::NoRandomness => error.into(),
        _ => Failure::usage(&error).hints(error.hint().map(str::to_owned)),
    })
}
