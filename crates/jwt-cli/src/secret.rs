//! Shared secrets, and the ways in which they are written.

use crate::{failure::Failure, input};
use clap::ValueEnum;
use jwt_auth::keys::SecretEncoding;
use std::{env, path::Path};
use zeroize::Zeroizing;

/// How the bytes of a secret are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Encoding {
    /// The text's own bytes.
    #[default]
    Utf8,
    /// Base64, with + and / or with - and _.
    Base64,
    /// Base64 with - and _.
    Base64url,
    /// Two digits a byte.
    Hex,
}

/// A secret as it was written.
#[derive(Clone)]
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
    /// A secret that was read already.
    pub(crate) fn new(text: Zeroizing<Vec<u8>>, encoding: Encoding, label: String) -> Self {
        Self { text, encoding: encoding.into(), label }
    }

    /// Reads a secret from a file. As text, it goes without the file's last line break.
    ///
    /// # Errors
    /// [`Failure`] if the file cannot be read.
    pub(crate) fn from_file(path: &Path, encoding: Encoding) -> Result<Self, Failure> {
        let (text, label) = (input::read(path)?, input::label(path));
        Ok(Self::new(text, encoding, label))
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
        let read = self.encoding.decode(&self.text).unwrap_or_default();
        let mut readings: Vec<Reading> = Vec::new();
        let mut add = |secret: Zeroizing<Vec<u8>>, how: String| {
            let known = secret == read || readings.iter().any(|known| known.secret == secret);
            if !secret.is_empty() && !known {
                readings.push(Reading { secret, how });
            }
        };
        for other in self.encoding.other_readings(&self.text) {
            let how = match other.encoding {
                Some(encoding) => format!("the secret {}", read_as(encoding)),
                None => format!("the secret keeps the line break at its end; {PLAINLY}"),
            };
            add(other.secret, how);
        }
        for (text, what) in bare(&self.text) {
            for encoding in SecretEncoding::ALL {
                let how = match encoding {
                    SecretEncoding::Utf8 => format!("{what} left out"),
                    _ => format!("{what} left out and the rest {}", read_as(encoding)),
                };
                if let Ok(secret) = encoding.decode(text) {
                    add(secret, how);
                }
            }
        }
        for line_break in [&b"\n"[..], b"\r\n"] {
            let secret = Zeroizing::new([read.as_slice(), line_break].concat());
            add(secret, format!("the secret has a line break at its end; {PLAINLY}"));
        }
        readings
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

/// The text of a secret without what may have come along with it, and what that is.
fn bare(text: &[u8]) -> Vec<(&[u8], &'static str)> {
    let trimmed = text.trim_ascii();
    let mut bare = vec![(trimmed, "the white space around the secret is")];
    for quote in [b"\"", b"'", b"`"] {
        let inner = trimmed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        bare.extend(inner.map(|inner| (inner, "the quotes around the secret are")));
    }
    for prefix in [&b"b64:"[..], b"base64:", b"hex:", b"0x"] {
        let rest = trimmed.strip_prefix(prefix);
        bare.extend(rest.map(|rest| (rest, "the prefix that tells the encoding is")));
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b' ');
    if let Some(place) = trimmed.iter().position(|byte| *byte == b'=')
        && let Some((name, value)) = trimmed.split_at_checked(place)
        && !name.is_empty()
        && name.iter().all(is_name)
    {
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        bare.push((value, "the name and the = before the secret are"));
    }
    bare
}

fn read_as(encoding: SecretEncoding) -> String {
    format!("is read as {encoding}: --secret-encoding {}", option(encoding))
}

fn option(encoding: SecretEncoding) -> &'static str {
    match encoding {
        SecretEncoding::Utf8 => "utf8",
        SecretEncoding::Base64 => "base64",
        SecretEncoding::Base64url => "base64url",
        SecretEncoding::Hex => "hex",
    }
}

const PLAINLY: &str = "write it in base64 to make that plain: --secret-encoding base64";

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(text: &str, encoding: Encoding) -> Vec<(String, String)> {
        let text = Zeroizing::new(text.as_bytes().to_vec());
        let secret = WrittenSecret::new(text, encoding, "secret".to_owned());
        let readings = secret.other_readings().into_iter();
        readings
            .map(|reading| (String::from_utf8_lossy(&reading.secret).into_owned(), reading.how))
            .collect()
    }

    #[test]
    fn a_secret_is_read_without_what_came_along_with_it() {
        for (text, secret, how) in [
            (" a! ", "a!", "the white space around the secret is left out"),
            ("'a!'", "a!", "the quotes around the secret are left out"),
            (
                "\"YSE=\"",
                "a!",
                "the quotes around the secret are left out and the rest is read as base64: \
                 --secret-encoding base64",
            ),
            (
                "b64:YSE=",
                "a!",
                "the prefix that tells the encoding is left out and the rest is read as base64: \
                 --secret-encoding base64",
            ),
            ("JWT_SECRET=a!", "a!", "the name and the = before the secret are left out"),
            (
                "a!\n",
                "a!\n",
                "the secret keeps the line break at its end; write it in base64 to make that \
                 plain: --secret-encoding base64",
            ),
            (
                "a!",
                "a!\n",
                "the secret has a line break at its end; write it in base64 to make that plain: \
                 --secret-encoding base64",
            ),
        ] {
            let readings = readings(text, Encoding::Utf8);
            let expected = (secret.to_owned(), how.to_owned());
            assert!(readings.contains(&expected), "{text}: {readings:?}");
        }
    }

    #[test]
    fn no_reading_comes_twice_and_none_is_the_one_that_was_made() {
        for (text, read) in [("YSE=", "YSE="), ("'61'\n", "'61'"), (" b64:YSE= ", " b64:YSE= ")] {
            let mut secrets: Vec<String> =
                readings(text, Encoding::Utf8).into_iter().map(|(secret, _)| secret).collect();
            assert!(!secrets.contains(&read.to_owned()), "{text}");
            let count = secrets.len();
            secrets.sort();
            secrets.dedup();
            assert_eq!(secrets.len(), count, "{text}");
        }
    }
}
