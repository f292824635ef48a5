//! What a key file or a variable holds.

use crate::{
    args::{KeyArguments, ReadingArguments},
    backend::provider,
    failure::Failure,
    input, passphrase,
    secret::WrittenSecret,
    terminal,
};
use jwt_auth::keys::{Expected, Format, Found, KeyError, KeyErrorKind, Reader};
use std::path::Path;
use zeroize::Zeroizing;

/// A key that was read, or several of a set, for an algorithm yet to be settled.
#[derive(Debug)]
pub(crate) struct KeyContent {
    found: Found,
    secret: Option<WrittenSecret>,
}

/// The text of a key, and what it is said to be.
#[derive(Clone)]
pub(crate) enum KeyText {
    /// By `--key`.
    Key { text: Zeroizing<Vec<u8>>, label: String, passphrase: Option<Zeroizing<Vec<u8>>> },
    /// By `--secret-file` or `--secret-env`.
    Secret(WrittenSecret),
}

impl KeyText {
    /// Reads what the options name; `None` if they name nothing.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be read.
    pub(crate) fn read(arguments: &KeyArguments) -> Result<Option<Self>, Failure> {
        let encoding = arguments.secret_encoding;
        Ok(Some(match (&arguments.key, &arguments.secret_file, &arguments.secret_env) {
            (Some(path), ..) => {
                let (label, text) = (input::label(path), input::read(path)?);
                let passphrase = arguments.passphrase_env.as_deref();
                Self::Key { text, label, passphrase: passphrase.map(passphrase::read).transpose()? }
            }
            (None, Some(path), _) => Self::Secret(WrittenSecret::from_file(path, encoding)?),
            (None, None, Some(name)) => Self::Secret(WrittenSecret::from_variable(name, encoding)?),
            (None, None, None) => return Ok(None),
        }))
    }
}

impl KeyContent {
    /// Reads the key that the options name, and says what was put right.
    ///
    /// # Errors
    /// [`Failure`] if they name none, or it cannot be read.
    pub(crate) fn read(arguments: &KeyArguments) -> Result<Self, Failure> {
        let Some(text) = KeyText::read(arguments)? else {
            return Err(missing());
        };
        let content = Self::of(text)?;
        content.announce();
        Ok(content)
    }

    /// The key that a text is.
    ///
    /// # Errors
    /// [`Failure`] if it is none.
    pub(crate) fn of(text: KeyText) -> Result<Self, Failure> {
        match text {
            KeyText::Key { text, label, passphrase } => {
                let passphrase = passphrase.as_ref().map(|passphrase| passphrase.as_slice());
                Self::key(&text, &label, passphrase, "a shared secret is given with --secret-file")
            }
            KeyText::Secret(secret) => Self::secret(secret),
        }
    }

    /// Reads a key from a file that is named without an option.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be read.
    pub(crate) fn read_file(path: &Path, how: &ReadingArguments) -> Result<Self, Failure> {
        match how.secret_encoding {
            Some(encoding) => Self::secret(WrittenSecret::from_file(path, encoding)?),
            None => {
                let (label, text) = (input::label(path), input::read(path)?);
                let passphrase = how.passphrase_env.as_deref().map(passphrase::read).transpose()?;
                let passphrase = passphrase.as_ref().map(|passphrase| passphrase.as_slice());
                let if_secret = "for a shared secret, say --secret-encoding utf8";
                Self::key(&text, &label, passphrase, if_secret)
            }
        }
    }

    /// What was read.
    pub(crate) fn found(&self) -> &Found {
        &self.found
    }

    /// A shared secret as it was written, if that is what was read.
    pub(crate) fn written_secret(&self) -> Option<&WrittenSecret> {
        self.secret.as_ref()
    }

    /// Says what was put right, and what else there is to know.
    pub(crate) fn announce(&self) {
        let label = self.found.label();
        for repair in self.found.repairs() {
            terminal::warning(&format!("{label}: {repair}; it is read all the same"));
        }
        for note in self.found.notes() {
            terminal::note(&format!("{note} ({label})"));
        }
    }

    /// A text that looks like no key is no secret here: whoever means one says so.
    fn key(
        text: &[u8],
        label: &str,
        passphrase: Option<&[u8]>,
        if_secret: &str,
    ) -> Result<Self, Failure> {
        let mut reader = Reader::new(provider()).label(label);
        if let Some(passphrase) = passphrase {
            reader = reader.passphrase(passphrase);
        }
        match reader.read(text) {
            Ok(found) if matches!(found.format(), Format::Secret(_)) => {
                Err(unknown(label, if_secret))
            }
            Ok(found) => Ok(Self { found, secret: None }),
            Err(error) if matches!(error.kind(), KeyErrorKind::Secret { .. }) => {
                Err(unknown(label, if_secret))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What looks like a key is no secret: a public key taken for one is how tokens get forged.
    fn secret(secret: WrittenSecret) -> Result<Self, Failure> {
        let reader = Reader::new(provider()).label(secret.label());
        let reader = reader.format(Expected::Secret).secret_encoding(secret.encoding());
        let found = reader.read(secret.text())?;
        Ok(Self { found, secret: Some(secret) })
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        let failure = Self::configuration(error.code(), &error);
        match error.kind() {
            KeyErrorKind::PassphraseMissing => {
                failure.hint("name the variable that holds it: --passphrase-env NAME")
            }
            KeyErrorKind::Unexpected { expected: Expected::Secret, .. } => {
                failure.hint("give the file with --key, and --alg if the key is for several")
            }
            _ => failure.hints(error.hint()),
        }
    }
}

/// The failure where no key is named.
pub(crate) fn missing() -> Failure {
    Failure::usage("there is no key")
        .hint("give one: --key FILE, --secret-file FILE or --secret-env NAME")
}

fn unknown(label: &str, if_secret: &str) -> Failure {
    let message = format!("{label} holds no key: neither PEM, DER, a JWK nor an OpenSSH key");
    let look_for = "look for a file with BEGIN PRIVATE KEY or BEGIN PUBLIC KEY";
    Failure::configuration("KEY_KIND", message).hint(format!("{look_for}; {if_secret}"))
}
