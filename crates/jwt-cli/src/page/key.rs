//! What somebody pasted as a key.

use super::{Refusal, source::Snapshot};
use crate::{
    backend::provider,
    commands::inspect_key::{fitting, warnings},
    failure::Failure,
    key_content::{KeyContent, KeyText},
    passphrase,
    secret::{Encoding, WrittenSecret},
};
use clap::ValueEnum as _;
use http::StatusCode;
use jwt_auth::{
    Algorithm, NumericDate,
    keys::{Format, Reader},
    workspace::Surroundings as _,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// A key's text or its file, and the form that it stands in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    form: Option<Map<String, Value>>,
}

/// What it is, and what it is for.
///
/// # Errors
/// [`Refusal`] that says what is wrong with it.
pub(super) fn recognize(snapshot: &Snapshot, asked: Asked) -> Result<Value, Refusal> {
    let form = asked.form.unwrap_or_default();
    let (bytes, label) = match (asked.text, asked.path) {
        (Some(text), None) => (Zeroizing::new(text.as_bytes().to_vec()), "key".to_owned()),
        (None, Some(path)) => {
            let is_key = path.contains(['\n', '{']) || path.contains("-----");
            // Not to be shown as the name of a file that is not there.
            let label = if is_key { "the path".to_owned() } else { path.clone() };
            let bytes = snapshot.system().read_file(&path);
            (bytes.map_err(|error| Failure::io(&label, &error))?, label)
        }
        _ => {
            let message = "give one of text and path";
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "REQUEST", message));
        }
    };
    let content = KeyContent::of(key_text(bytes, label, &form)?)?;
    let found = content.found();
    let says: Vec<String> = found.keys().map(|key| key.to_string()).collect();
    let mut algorithms: Vec<&str> = Vec::new();
    for algorithm in found.keys().flat_map(fitting).map(Algorithm::name) {
        if !algorithms.contains(&algorithm) {
            algorithms.push(algorithm);
        }
    }
    Ok(json!({
        "says": says.join("; "),
        "algorithms": algorithms,
        "warnings": warnings(found, None, NumericDate::now()),
    }))
}

/// A text as what it looks like: a key, or else a shared secret, written as the form says.
///
/// # Errors
/// [`Failure`] if the form names a passphrase that is not there.
pub(super) fn key_text(
    text: Zeroizing<Vec<u8>>,
    label: String,
    form: &Map<String, Value>,
) -> Result<KeyText, Failure> {
    let member =
        |name: &str| form.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let encoding = match member("secretEncoding") {
        Some(name) => Encoding::from_str(name, false).unwrap_or_default(),
        None if form.get("secretBase64") == Some(&Value::Bool(true)) => Encoding::Base64,
        None => Encoding::Utf8,
    };
    let found = Reader::new(provider()).label(&label).read(&text);
    let is_key = !found.is_ok_and(|found| matches!(found.format(), Format::Secret(_)));
    if member("keyFormat") == Some("secret") || !is_key {
        return Ok(KeyText::Secret(WrittenSecret::new(text, encoding, label)));
    }
    let passphrase = match (member("passphrase"), member("passphraseEnv")) {
        (Some(text), _) => Some(Zeroizing::new(text.as_bytes().to_vec())),
        (None, Some(name)) => Some(passphrase::read(name)?),
        (None, None) => None,
    };
    Ok(KeyText::Key { text, label, passphrase })
}
