//! What a key file holds, told apart by its content.

use crate::{args::KeyArguments, failure::Failure, input, secret::WrittenSecret, terminal};
use jwt_auth::{JsonErrorKind, Jwk, JwkError, JwkSet, KeyMaterial};
use std::path::Path;
use zeroize::Zeroizing;

/// A key that was read, for an algorithm yet to be settled.
#[derive(Debug)]
pub(crate) struct KeyContent {
    /// Where it was read from.
    pub(crate) label: String,
    /// What was read.
    pub(crate) form: KeyForm,
}

/// The forms of a key.
pub(crate) enum KeyForm {
    /// A shared secret, and its bytes.
    Secret(WrittenSecret, Zeroizing<Vec<u8>>),
    /// PEM.
    Pem(Zeroizing<String>),
    /// DER.
    Der(Zeroizing<Vec<u8>>),
    /// A JSON Web Key.
    Jwk(Box<Jwk>),
    /// A set of them.
    Set(JwkSet),
}

impl KeyContent {
    /// Reads the key that the options name.
    ///
    /// # Errors
    /// [`Failure`] if they name none, or it cannot be read.
    pub(crate) fn read(arguments: &KeyArguments) -> Result<Self, Failure> {
        let encoding = arguments.secret_encoding;
        let secret = match (&arguments.key, &arguments.secret_file, &arguments.secret_env) {
            (Some(path), ..) => return Self::from_file(path),
            (None, Some(path), _) => WrittenSecret::from_file(path, encoding)?,
            (None, None, Some(name)) => WrittenSecret::from_variable(name, encoding)?,
            (None, None, None) => {
                return Err(Failure::usage("there is no key")
                    .hint("give one: --key FILE, --secret-file FILE or --secret-env NAME"));
            }
        };
        let bytes = secret.bytes()?;
        let label = secret.label().to_owned();
        Ok(Self { label, form: KeyForm::Secret(secret, bytes) })
    }

    /// What backends load, but for a set, of which one key must be chosen first.
    pub(crate) fn material(&self) -> Option<KeyMaterial<'_>> {
        Some(match &self.form {
            KeyForm::Secret(_, bytes) => KeyMaterial::Secret(bytes),
            KeyForm::Pem(text) => KeyMaterial::Pem(text),
            KeyForm::Der(bytes) => KeyMaterial::Der(bytes),
            KeyForm::Jwk(jwk) => KeyMaterial::Jwk(jwk),
            KeyForm::Set(_) => return None,
        })
    }

    fn from_file(path: &Path) -> Result<Self, Failure> {
        let label = input::label(path);
        let bytes = input::read(path)?;
        // DER is a SEQUENCE, and has numbers in it that no text has.
        let form = if bytes.first() == Some(&0x30) && bytes.iter().any(|&byte| byte < 8) {
            KeyForm::Der(bytes)
        } else {
            let text = std::str::from_utf8(&bytes).map_err(|_| unknown(&label))?;
            Self::from_text(text, &label)?
        };
        Ok(Self { label, form })
    }

    fn from_text(text: &str, label: &str) -> Result<KeyForm, Failure> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('{') {
            return json(text, label);
        }
        if text.contains("-----BEGIN ") {
            return Ok(KeyForm::Pem(repaired(text, label)));
        }
        if text.starts_with("ssh-") || text.starts_with("ecdsa-sha2-") {
            let message = format!("{label} holds a public key in OpenSSH's own format");
            return Err(Failure::configuration("KEY_KIND", message)
                .hint("convert it: ssh-keygen -e -m PKCS8 -f FILE"));
        }
        Err(unknown(label))
    }
}

impl std::fmt::Debug for KeyForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Secret(..) => "Secret",
            Self::Pem(_) => "Pem",
            Self::Der(_) => "Der",
            Self::Jwk(_) => "Jwk",
            Self::Set(_) => "Set",
        })
    }
}

/// A key or a set; the file is the user's own, so private keys may be in it.
fn json(text: &str, label: &str) -> Result<KeyForm, Failure> {
    match JwkSet::parse_with_private_keys(text) {
        Ok(set) => Ok(KeyForm::Set(set)),
        Err(JwkError::Missing("keys")) => match Jwk::parse(text) {
            Ok(jwk) => Ok(KeyForm::Jwk(Box::new(jwk))),
            Err(error) => Err(broken(&error, label)),
        },
        Err(error) => Err(broken(&error, label)),
    }
}

fn broken(error: &JwkError, label: &str) -> Failure {
    let failure = Failure::configuration(error.code(), format!("{error} ({label})"));
    match error {
        JwkError::Json(json) if json.kind() == JsonErrorKind::Duplicate => {
            failure.hint("readers differ in which of the two they take; keep the one that is meant")
        }
        _ => failure,
    }
}

/// PEM that went through an environment variable or a JSON string has `\n` for its line breaks,
/// and quotes around it. Nothing else in PEM looks like these, so undoing them is safe.
fn repaired(text: &str, label: &str) -> Zeroizing<String> {
    let bare = text.trim_matches(['"', '\'']);
    if bare.len() == text.len() && !text.contains("\\n") {
        return Zeroizing::new(text.to_owned());
    }
    terminal::warning(&format!(
        "the PEM in {label} is quoted or has the two characters \\n instead of line breaks; it is \
         read as if it were not"
    ));
    Zeroizing::new(bare.replace("\\r", "").replace("\\n", "\n"))
}

fn unknown(label: &str) -> Failure {
    Failure::configuration("KEY_KIND", format!("{label} holds neither PEM nor DER nor a JWK"))
        .hint("look for a file with BEGIN PRIVATE KEY or BEGIN PUBLIC KEY; a shared secret is given with --secret-file")
}
