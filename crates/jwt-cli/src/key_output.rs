//! Keys on their way out, to a file or to standard output.

use crate::{
    args::KeyFormat,
    failure::Failure,
    new_file::{self, Readers},
    terminal,
};
use jwt_auth::{
    Jwk,
    keys::{SecretEncoding, Target, WriteError, Writer},
};
use std::{
    io::{self, IsTerminal as _},
    path::Path,
};
use zeroize::Zeroizing;

/// A key as it will be written.
#[derive(Debug)]
pub(crate) struct KeyOutput {
    bytes: Zeroizing<Vec<u8>>,
    is_text: bool,
    readers: Readers,
}

impl KeyOutput {
    /// Writes keys in a form; more or less than one only as a set. A passphrase encrypts private
    /// ones.
    ///
    /// # Errors
    /// [`WriteError`] if the form does not hold them.
    pub(crate) fn new(
        keys: &[Jwk],
        format: KeyFormat,
        passphrase: Option<&[u8]>,
        pretty: bool,
    ) -> Result<Self, WriteError> {
        let is_private = keys.iter().any(Jwk::is_private);
        let target = target(format, is_private);
        let mut writer = Writer::new(target);
        if let Some(passphrase) = passphrase {
            writer = writer.passphrase(passphrase);
        }
        if pretty {
            writer = writer.pretty();
        }
        let readers = if is_private { Readers::Owner } else { Readers::Everyone };
        Ok(Self { bytes: writer.write_all(keys)?, is_text: target.is_text(), readers })
    }

    /// Writes a new file, which only its owner may read if the key is private.
    ///
    /// # Errors
    /// [`Failure`] that names the file.
    pub(crate) fn write(&self, path: &Path, force: bool) -> Result<(), Failure> {
        new_file::write(path, &self.bytes, self.readers, force)
    }

    /// Prints it.
    ///
    /// # Errors
    /// [`Failure`] if it is no text and standard output is a terminal, or cannot be written.
    pub(crate) fn print(&self) -> Result<(), Failure> {
        if !self.is_text && io::stdout().is_terminal() {
            return Err(Failure::usage("DER is no text for a terminal")
                .hint("name a file with --out, or send it on: > FILE"));
        }
        terminal::stdout_bytes(&self.bytes)
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let failure = Self::configuration(error.code(), &error);
        failure.hints(error.hint().map(str::to_owned))
    }
}

fn target(format: KeyFormat, is_private: bool) -> Target {
    match (format, is_private) {
        (KeyFormat::Pem, true) => Target::Pkcs8Pem,
        (KeyFormat::Pem, false) => Target::SpkiPem,
        (KeyFormat::Der, true) => Target::Pkcs8Der,
        (KeyFormat::Der, false) => Target::SpkiDer,
        (KeyFormat::Pkcs1, _) => Target::Pkcs1Pem,
        (KeyFormat::Pkcs1Der, _) => Target::Pkcs1Der,
        (KeyFormat::Sec1, _) => Target::Sec1Pem,
        (KeyFormat::Sec1Der, _) => Target::Sec1Der,
        (KeyFormat::Jwk, _) => Target::Jwk,
        (KeyFormat::Jwks, _) => Target::JwkSet,
        (KeyFormat::Ssh, _) => Target::OpenSsh,
        (KeyFormat::Secret, _) => Target::Secret(SecretEncoding::Base64url),
        (KeyFormat::SecretBase64, _) => Target::Secret(SecretEncoding::Base64),
        (KeyFormat::SecretHex, _) => Target::Secret(SecretEncoding::Hex),
        (KeyFormat::SecretUtf8, _) => Target::Secret(SecretEncoding::Utf8),
    }
}
