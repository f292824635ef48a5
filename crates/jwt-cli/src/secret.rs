//! Shared secrets, and the ways in which they are written.

use crate::{failure::Failure, input};
use clap::ValueEnum;
use jwt_auth::keys::SecretEncoding;
use std::{env, path::Path};
use zeroize::Zeroizing;

/// How the bytes of a secret are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    /// The text's own bytes.
    Utf8,
    /// Base64, with + and / or with - and _.
    Base64,
    /// Base64 with - and _.
    Base64url,
    /// Two digits a byte.
    Hex,
}

/// A secret as it was written.
pub(crate) struct WrittenSecret {
    text: Zeroizing<Vec<u8>>,
    encoding: SecretEncoding,
    label: String,
}

/// Another way to read a secret.
pub(crate) struct Reading {
    /// The bytes that come of it.
    pub(crate) secret: Zeroizing<Vec<u8>>,
    /// The way, as in `it verifies when …`.
    pub(crate) how: String,
}

impl WrittenSecret {
    /// Reads a secret from a file. As text, it goes without the file's last line break.
    ///
    /// # Errors
    /// [`Failure`] if the file cannot be read.
    pub(crate) fn from_file(path: &Path, encoding: Encoding) -> Result<Self, Failure> {
        let (text, label) = (input::read(path)?, input::label(path));
        Ok(Self { text, encoding: encoding.into(), label })
    }

    /// Reads a secret from an environment variable.
    ///
    /// # Errors
    /// [`Failure`] if there is no such variable.
    pub(crate) fn from_variable(name: &str, encoding: Encoding) -> Result<Self, Failure> {
        let Some(value) = env::var_os(name) else {
            let message = format!("there is no environment variable {name}");
            return Err(Failure::configuration("SECRET", message));
        };
        let text = Zeroizing::new(value.into_encoded_bytes());
        Ok(Self { text, encoding: encoding.into(), label: format!("variable {name}") })
    }

    /// The text.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// How it is read.
    pub(crate) fn encoding(&self) -> SecretEncoding {
        self.encoding
    }

    /// Where the secret comes from.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// The secret in a sentence: `6-byte secret read as UTF-8`.
    pub(crate) fn describe(&self) -> String {
        let len = self.encoding.decode(&self.text).map_or(0, |secret| secret.len());
        format!("{len}-byte secret read as {}", self.encoding)
    }

    /// The other ways to read it, each that makes a difference.
    pub(crate) fn other_readings(&self) -> Vec<Reading> {
        let readings = self.encoding.other_readings(&self.text).into_iter();
        readings
            .map(|other| {
                let how = match other.encoding {
                    Some(encoding) => {
                        let option = option(encoding);
                        format!("the secret is read as {encoding}: --secret-encoding {option}")
                    }
                    None => "the secret keeps the line break at its end; write it in base64 to \
                             make that plain: --secret-encoding base64"
                        .to_owned(),
                };
                Reading { secret: other.secret, how }
            })
            .collect()
    }
}

impl From<Encoding> for SecretEncoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => Self::Utf8,
            Encoding::Base64 => Self::Base64,
            Encoding::Base64url => Self::Base64url,
            Encoding::Hex => Self::Hex,
        }
    }
}

impl std::fmt::Debug for WrittenSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WrittenSecret").field("label", &self.label).finish_non_exhaustive()
    }
}

fn option(encoding: SecretEncoding) -> &'static str {
    match encoding {
        SecretEncoding::Utf8 => "utf8",
        SecretEncoding::Base64 => "base64",
        SecretEncoding::Base64url => "base64url",
        SecretEncoding::Hex => "hex",
    }
}
