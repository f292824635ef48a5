//! `jwt keygen`.

use crate::{
    args::{KeyFormat, KeygenArguments},
    failure::Failure,
    keygen::NewKey,
    new_file::{self, Readers},
    terminal,
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_auth::{Jwk, KeyParameters};
use serde::Serialize as _;
use zeroize::Zeroizing;

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

    // The command line takes no other numbers.
    let mut key = NewKey::generate(arguments.alg, arguments.bits.parse().unwrap_or(2048))?;
    if let Some(kid) = &arguments.kid {
        key.jwk = key.jwk.with_kid(kid.clone());
    }
    let private = match format {
        KeyFormat::Pem => key.private_pem()?.unwrap_or_default(),
        KeyFormat::Jwk => line(&key.jwk)?,
        KeyFormat::Secret => secret(&key.jwk),
    };
    match &arguments.out {
        Some(path) => {
            new_file::write(path, private.as_bytes(), Readers::Owner, arguments.force)?;
            let kid = key.jwk.kid().unwrap_or_default();
            let name = path.display();
            terminal::note(&format!("{} key {kid} is in {name}; keep it secret", arguments.alg));
        }
        None => terminal::stdout_verbatim(private.trim_end())?,
    }
    if let Some(path) = &arguments.public_out {
        let public = match (format, key.jwk.to_public()) {
            (KeyFormat::Jwk, Some(public)) => line(&public)?.to_string(),
            _ => key.public_pem()?.unwrap_or_default(),
        };
        new_file::write(path, public.as_bytes(), Readers::Everyone, arguments.force)?;
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
    if shared && arguments.public_out.is_some() {
        let message = format!("the secret of {alg} has no public half for --public-out");
        return Err(Failure::usage(message));
    }
    if arguments.public_out.is_some() && arguments.public_out == arguments.out {
        return Err(Failure::usage("--out and --public-out name the same file"));
    }
    if arguments.kid.is_some() && format != KeyFormat::Jwk {
        return Err(Failure::usage("only a JWK has a kid").hint("choose --format jwk"));
    }
    Ok(())
}

/// A JWK as a line of text.
fn line(jwk: &Jwk) -> Result<Zeroizing<String>, Failure> {
    // Room for an RSA key of 4096 bits, so that growing leaves no copies of a secret behind.
    let mut json = Zeroizing::new(Vec::with_capacity(8 * 1024));
    jwk.serialize(&mut serde_json::Serializer::new(&mut *json)).map_err(|error| {
        Failure::configuration("KEY_KIND", format!("the key cannot be written: {error}"))
    })?;
    json.push(b'\n');
    // JSON is always UTF-8.
    Ok(Zeroizing::new(String::from_utf8(std::mem::take(&mut *json)).unwrap_or_default()))
}

/// A shared secret as base64url.
fn secret(jwk: &Jwk) -> Zeroizing<String> {
    Zeroizing::new(match jwk.parameters() {
        KeyParameters::Oct(secret) => format!("{}\n", BASE64_URL_SAFE_NO_PAD.encode(&**secret)),
        _ => String::new(),
    })
}
