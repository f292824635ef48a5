//! `jwt convert`.

use crate::{
    args::{ConvertArguments, KeyFormat},
    failure::Failure,
    key_content::KeyContent,
    key_output::KeyOutput,
    new_file, passphrase, terminal,
};
use jwt_auth::{
    Jwk,
    keys::{Format, Found, Key, thumbprint},
};

/// Reads a key in any form, and writes it in the one that was asked for.
///
/// # Errors
/// [`Failure`] if the key cannot be read, or the form does not hold it.
pub(crate) fn run(arguments: &ConvertArguments) -> Result<(), Failure> {
    let is_jwk = matches!(arguments.to, KeyFormat::Jwk | KeyFormat::Jwks);
    if arguments.alg.is_some() && !is_jwk {
        return Err(Failure::usage("only a JWK has an alg").hint("choose --to jwk"));
    }
    if arguments.pretty && !is_jwk {
        return Err(Failure::usage("only JSON is pretty").hint("choose --to jwk"));
    }
    if let Some(path) = &arguments.out {
        new_file::check_place(path, arguments.force)?;
    }
    let passphrase = arguments.new_passphrase_env.as_deref().map(passphrase::read).transpose()?;
    let passphrase = passphrase.as_ref().map(|passphrase| passphrase.as_slice());

    let content = KeyContent::read_file(&arguments.key, &arguments.reading)?;
    content.announce();
    let found = content.found();
    let keys: Vec<Jwk> = chosen(arguments, found)?
        .into_iter()
        .map(|key| changed(arguments, found, key))
        .collect::<Result<_, _>>()?;
    let output = KeyOutput::new(&keys, arguments.to, passphrase, arguments.pretty)?;
    let was_encrypted =
        matches!(found.format(), Format::EncryptedPkcs8(_) | Format::EncryptedOpenSshPrivate);
    if was_encrypted && passphrase.is_none() && keys.iter().any(Jwk::is_private) {
        terminal::warning(
            "the key was encrypted and is so no longer; --new-passphrase-env NAME encrypts it",
        );
    }
    match &arguments.out {
        Some(path) => {
            output.write(path, arguments.force)?;
            let what = match keys.as_slice() {
                [only] => only.parameters().noun(),
                several => format!("a set of {} keys", several.len()),
            };
            terminal::note(&format!("{what} is in {}", path.display()));
            Ok(())
        }
        None => output.print(),
    }
}

/// All keys where a set becomes a set, else the one that was named, or the only one.
fn chosen<'f>(arguments: &ConvertArguments, found: &'f Found) -> Result<Vec<Key<'f>>, Failure> {
    let is_set = found.format() == Format::JwkSet;
    for skipped in found.skipped() {
        terminal::warning(&format!("key {} is left out: {}", skipped.index, skipped.reason));
    }
    let named = |key: &Key<'_>| match &arguments.kid {
        Some(kid) if is_set => key.jwk().kid() == Some(kid),
        _ => true,
    };
    let keys: Vec<Key<'f>> = found.keys().filter(named).collect();
    if keys.len() == 1 || is_set && arguments.kid.is_none() && arguments.to == KeyFormat::Jwks {
        return Ok(keys);
    }
    let names: Vec<&str> = found.keys().filter_map(|key| key.jwk().kid()).collect();
    let known = match names.as_slice() {
        [] => "it has no named keys".to_owned(),
        names => format!("it has {}", names.join(", ")),
    };
    let (label, count) = (found.label(), keys.len());
    let failure = match (&arguments.kid, count) {
        (Some(kid), 0) => {
            Failure::configuration("KID", format!("no key \"{kid}\" in {label} ({known})"))
        }
        (Some(kid), _) => {
            Failure::configuration("KID", format!("{count} keys \"{kid}\" in {label}"))
        }
        (None, 0) => Failure::configuration("KID", format!("there is no key in the set ({label})")),
        (None, _) => Failure::configuration("KID", format!("{count} keys in {label} ({known})")),
    };
    Err(match count {
        0 => failure,
        _ => failure.hint("name one with --kid, or write them all: --to jwks"),
    })
}

/// The key with what the options ask of it.
fn changed(arguments: &ConvertArguments, found: &Found, key: Key<'_>) -> Result<Jwk, Failure> {
    let mut jwk = key.jwk().clone();
    let noun = jwk.parameters().noun();
    if let Some(alg) = arguments.alg {
        let kid = jwk.kid().map(str::to_owned);
        jwk = Jwk::new(jwk.parameters().clone(), alg).map_err(|_| {
            Failure::configuration(
                "KEY_KIND",
                format!("{alg} is not for {noun} ({})", found.label()),
            )
        })?;
        jwk = kid.into_iter().fold(jwk, Jwk::with_kid);
    }
    if arguments.public {
        jwk = jwk.to_public().ok_or_else(|| {
            Failure::configuration(
                "KEY_KIND",
                format!("{noun} has no public half ({})", found.label()),
            )
        })?;
    }
    let kid = match (&arguments.kid, found.format(), arguments.to) {
        (_, Format::JwkSet, _) => None,
        (Some(kid), ..) => Some(kid.clone()),
        (None, _, KeyFormat::Ssh) => found.comment().map(str::to_owned),
        // The thumbprint of a secret would tell whether a guess at it is right.
        (None, Format::Jwk | Format::Secret(_), _) => None,
        (None, ..) => Some(thumbprint(&jwk)),
    };
    Ok(kid.into_iter().fold(jwk, Jwk::with_kid))
}
