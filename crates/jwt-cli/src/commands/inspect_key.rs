//! `jwt inspect-key`.

use crate::{
    args::InspectKeyArguments,
    backend::provider,
    failure::Failure,
    key_content::KeyContent,
    terminal::{self, BOLD, SIDE, WARN, visible},
    times,
};
use jwt_auth::{
    Algorithm, KeyParameters, NumericDate,
    keys::{Certificate, Found, Key, thumbprint},
};
use serde_json::{Value, json};
use std::path::Path;

/// Says what a file holds, and nothing of what must stay secret.
///
/// # Errors
/// [`Failure`] if the key cannot be read, which says what is wrong with it.
pub(crate) fn run(arguments: &InspectKeyArguments) -> Result<(), Failure> {
    let content = KeyContent::read_file(&arguments.key, &arguments.reading)?;
    let found = content.found();
    let warnings = warnings(found, Some(&arguments.key), NumericDate::now());
    if arguments.json {
        return terminal::stdout(&terminal::compact_json(&json(found, &warnings)));
    }
    for key in found.keys() {
        terminal::stdout(&format!("{BOLD}{}{BOLD:#}", visible(&title(key))))?;
        for (name, value) in of_key(key) {
            row(name, &value)?;
        }
        if found.keys().len() > 1 {
            terminal::stdout("")?;
        }
    }
    if found.keys().len() != 1 {
        terminal::stdout(&format!("{BOLD}{} keys{BOLD:#}", found.keys().len()))?;
    }
    row("form", &found.format().to_string())?;
    for (name, value) in of_file(found) {
        row(name, &value)?;
    }
    for skipped in found.skipped() {
        let name = skipped.kid.as_ref().map(|kid| format!(" \"{kid}\"")).unwrap_or_default();
        let line = format!("key {}{name}: {}", skipped.index, skipped.reason);
        terminal::stdout(&format!("  {WARN}{:<12}{WARN:#} {}", "left out", visible(&line)))?;
    }
    for warning in warnings {
        terminal::stdout(&format!("  {WARN}{:<12}{WARN:#} {}", "warning", visible(&warning)))?;
    }
    Ok(())
}

fn row(name: &str, value: &str) -> Result<(), Failure> {
    terminal::stdout(&format!("  {SIDE}{name:<12}{SIDE:#} {}", visible(value)))
}

/// The kind of key: `Ed25519 private key`.
fn title(key: Key<'_>) -> String {
    let noun = key.jwk().parameters().noun();
    let noun = noun.split_once(' ').map_or(noun.as_str(), |(_, noun)| noun); // its article
    let mut letters = noun.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn of_key(key: Key<'_>) -> Vec<(&'static str, String)> {
    let jwk = key.jwk();
    let mut rows = Vec::new();
    if let Some(size) = size(jwk.parameters()) {
        rows.push(("size", size));
    }
    rows.push(("algorithms", algorithms(key)));
    if let Some(alg) = jwk.alg().filter(|alg| key.algorithms().iter().all(|only| *only != **alg)) {
        rows.push(("alg", alg.to_owned()));
    }
    let thumbprint = public_thumbprint(key);
    match (jwk.kid(), thumbprint) {
        (Some(kid), Some(thumbprint)) if kid == thumbprint => {
            rows.push(("kid", format!("{kid}, its thumbprint")));
        }
        (kid, thumbprint) => {
            rows.extend(kid.map(|kid| ("kid", kid.to_owned())));
            rows.extend(thumbprint.map(|thumbprint| ("thumbprint", thumbprint)));
        }
    }
    rows
}

fn of_file(found: &Found) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    if let Some(certificate) = found.certificate() {
        rows.push(("subject", certificate.subject().to_owned()));
        rows.push(("issuer", certificate.issuer().to_owned()));
        let (from, until) = (certificate.not_before(), certificate.not_after());
        let standing = times::standing("exp", until, NumericDate::now());
        rows.push(("valid", format!("{from} to {until}, {standing}")));
    }
    if let Some(comment) = found.comment() {
        rows.push(("comment", comment.to_owned()));
    }
    rows.extend(found.repairs().iter().map(|repair| ("repaired", repair.to_string())));
    rows.extend(found.notes().iter().map(|note| ("note", note.to_string())));
    rows
}

fn size(parameters: &KeyParameters) -> Option<String> {
    Some(match parameters {
        KeyParameters::Rsa(rsa) => {
            let exponent = rsa.e.iter().fold(0u64, |sum, &byte| sum << 8 | u64::from(byte));
            format!("{} bits, exponent {exponent}", bits(parameters)?)
        }
        KeyParameters::Oct(secret) => format!("{} bytes", secret.len()),
        _ => return None, // the curve or the algorithm says it
    })
}

/// The length that counts for strength, where there is one.
fn bits(parameters: &KeyParameters) -> Option<usize> {
    Some(match parameters {
        KeyParameters::Rsa(rsa) => {
            let zeros = rsa.n.first().map_or(0, |first| first.leading_zeros() as usize);
            (8 * rsa.n.len()).saturating_sub(zeros)
        }
        KeyParameters::Ec(ec) => match ec.crv.as_str() {
            "P-256" | "secp256k1" => 256,
            "P-384" => 384,
            "P-521" => 521,
            _ => return None,
        },
        KeyParameters::Okp(okp) => 8 * okp.x.as_ref()?.len(),
        KeyParameters::Oct(secret) => 8 * secret.len(),
        _ => return None,
    })
}

/// What the key is for: of a secret, what it is long enough for, if that is anything.
pub(crate) fn fitting(key: Key<'_>) -> Vec<Algorithm> {
    let all = key.algorithms();
    let KeyParameters::Oct(secret) = key.jwk().parameters() else { return all };
    let suffices = |algorithm: &&Algorithm| algorithm.signature_len() <= Some(secret.len());
    match all.iter().filter(suffices).copied().collect::<Vec<_>>() {
        none if none.is_empty() => all,
        fitting => fitting,
    }
}

fn algorithms(key: Key<'_>) -> String {
    let names: Vec<String> = fitting(key)
        .into_iter()
        .map(|algorithm| match provider().loader(algorithm) {
            Some(_) => algorithm.name().to_owned(),
            None => format!("{algorithm} (no backend here has it)"),
        })
        .collect();
    if names.is_empty() { "none that is known here".to_owned() } else { names.join(", ") }
}

/// The thumbprint of what may be known. That of a secret would tell whether a guess is right.
fn public_thumbprint(key: Key<'_>) -> Option<String> {
    match key.jwk().parameters() {
        KeyParameters::Oct(_) => None,
        _ => Some(thumbprint(key.jwk())),
    }
}

/// What should be looked at, though the key can be used.
pub(crate) fn warnings(found: &Found, path: Option<&Path>, now: NumericDate) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(certificate) = found.certificate() {
        warnings.extend(validity(certificate, now));
    }
    for key in found.keys() {
        if let (KeyParameters::Oct(secret), Some(algorithm)) =
            (key.jwk().parameters(), key.algorithms().first())
            && let Some(least) = algorithm.signature_len().filter(|&least| secret.len() < least)
        {
            warnings.push(format!(
                "{}-byte secret; {algorithm} needs {least} bytes or more (RFC 7518 §3.2)",
                secret.len()
            ));
        }
    }
    let is_private = found.keys().any(|key| key.jwk().is_private());
    if let Some(path) = path.filter(|path| is_private && is_open_to_others(path)) {
        let name = path.display();
        warnings.push(format!("others on this machine may read {name}: chmod 600 {name}"));
    }
    warnings
}

fn validity(certificate: &Certificate, now: NumericDate) -> Option<String> {
    let (from, until) = (certificate.not_before(), certificate.not_after());
    if until <= now {
        Some(format!("the certificate {}", times::standing("exp", until, now)))
    } else if from > now {
        Some(format!("the certificate is valid only {}", times::standing("nbf", from, now)))
    } else {
        None
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

fn json(found: &Found, warnings: &[String]) -> Value {
    let keys: Vec<Value> = found.keys().map(key_json).collect();
    let certificate = found.certificate().map(|certificate| {
        json!({
            "subject": certificate.subject(),
            "issuer": certificate.issuer(),
            "notBefore": certificate.not_before().to_string(),
            "notAfter": certificate.not_after().to_string(),
        })
    });
    let skipped = found.skipped().iter().map(|skipped| {
        json!({
            "index": skipped.index,
            "kid": skipped.kid,
            "code": skipped.reason.code(),
            "reason": skipped.reason.to_string(),
        })
    });
    let texts = |texts: &mut dyn Iterator<Item = String>| texts.collect::<Vec<_>>();
    json!({
        "form": found.format().to_string(),
        "keys": keys,
        "skipped": skipped.collect::<Vec<_>>(),
        "certificate": certificate,
        "comment": found.comment(),
        "repairs": texts(&mut found.repairs().iter().map(ToString::to_string)),
        "notes": texts(&mut found.notes().iter().map(ToString::to_string)),
        "warnings": warnings,
    })
}

fn key_json(key: Key<'_>) -> Value {
    let jwk = key.jwk();
    let parameters = jwk.parameters();
    let crv = match parameters {
        KeyParameters::Ec(ec) => Some(&ec.crv),
        KeyParameters::Okp(okp) => Some(&okp.crv),
        _ => None,
    };
    let algorithms: Vec<&str> = fitting(key).into_iter().map(Algorithm::name).collect();
    json!({
        "kind": title(key),
        "kty": parameters.kty(),
        "crv": crv,
        "bits": bits(parameters),
        "private": jwk.is_private(),
        "algorithms": algorithms,
        "alg": jwk.alg(),
        "kid": jwk.kid(),
        "thumbprint": public_thumbprint(key),
    })
}
