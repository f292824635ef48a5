//! Shared secrets, and the ways in which they are written.

use crate::{
    failure::Failure,
    input::{self, without_last_line_break},
};
use base64::{
    Engine as _,
    alphabet::{Alphabet, STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use clap::ValueEnum;
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
    encoding: Encoding,
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
        Self::new(input::read(path)?, encoding, input::label(path))
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
        Self::new(text, encoding, format!("variable {name}"))
    }

    /// The secret's bytes.
    ///
    /// # Errors
    /// [`Failure`] if it is not written in the encoding that was named, or empty.
    pub(crate) fn bytes(&self) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let secret = decode(&self.text, self.encoding).map_err(|reason| {
            let message =
                format!("the secret is not valid {}: {reason} ({})", self.encoding, self.label);
            Failure::configuration("SECRET", message)
        })?;
        match secret.is_empty() {
            true => {
                let message = format!("the secret is empty ({})", self.label);
                Err(Failure::configuration("SECRET", message))
            }
            false => Ok(secret),
        }
    }

    /// Where the secret comes from.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// The secret in a sentence: `6-byte secret read as UTF-8`.
    pub(crate) fn describe(&self) -> String {
        let len = decode(&self.text, self.encoding).map_or(0, |secret| secret.len());
        format!("{len}-byte secret read as {}", self.encoding)
    }

    /// The other ways to read it, each that makes a difference.
    pub(crate) fn other_readings(&self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        let mut add = |secret: Zeroizing<Vec<u8>>, how: String| {
            if !secret.is_empty() && !readings.iter().any(|known| known.secret == secret) {
                readings.push(Reading { secret, how });
            }
        };
        for &encoding in Encoding::value_variants().iter().filter(|&&e| e != self.encoding) {
            let name = encoding.to_possible_value().map(|name| name.get_name().to_owned());
            if let (Ok(secret), Some(name)) = (decode(&self.text, encoding), name) {
                add(secret, format!("the secret is read as {encoding}: --secret-encoding {name}"));
            }
        }
        let how = "the secret keeps the line break at its end; write it in base64 to make that \
                   plain: --secret-encoding base64";
        add(self.text.clone(), how.to_owned());
        readings
    }

    fn new(text: Zeroizing<Vec<u8>>, encoding: Encoding, label: String) -> Result<Self, Failure> {
        if text.trim_ascii_start().starts_with(b"-----BEGIN ") {
            // A public key taken for a secret is how tokens get forged.
            let message = format!("{label} holds a PEM key, which is no shared secret");
            return Err(Failure::configuration("KEY_KIND", message)
                .hint("give the file with --key, and --alg if the key is for several"));
        }
        Ok(Self { text, encoding, label })
    }
}

impl std::fmt::Display for Encoding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        })
    }
}

impl std::fmt::Debug for WrittenSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WrittenSecret").field("label", &self.label).finish_non_exhaustive()
    }
}

fn decode(text: &[u8], encoding: Encoding) -> Result<Zeroizing<Vec<u8>>, String> {
    let trimmed = text.trim_ascii();
    let secret = match encoding {
        Encoding::Utf8 => match std::str::from_utf8(text) {
            Ok(text) => without_last_line_break(text).as_bytes().to_vec(),
            Err(error) => return Err(format!("a bad byte at position {}", error.valid_up_to())),
        },
        Encoding::Base64 if !trimmed.iter().any(|b| matches!(b, b'-' | b'_')) => {
            decode_base64(trimmed, &STANDARD)?
        }
        Encoding::Base64 | Encoding::Base64url => decode_base64(trimmed, &URL_SAFE)?,
        Encoding::Hex => base16ct::mixed::decode_vec(trimmed)
            .map_err(|_| "expected two digits 0-9 a-f for each byte".to_owned())?,
    };
    Ok(Zeroizing::new(secret))
}

fn decode_base64(text: &[u8], alphabet: &Alphabet) -> Result<Vec<u8>, String> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config).decode(text).map_err(|error| match error {
        base64::DecodeError::InvalidByte(position, byte) => {
            format!("character '{}' at position {position}", byte.escape_ascii())
        }
        base64::DecodeError::InvalidLength(len) => format!("{len} characters do not fit"),
        base64::DecodeError::InvalidLastSymbol { offset, .. } => {
            format!("spare bits are set at position {offset}")
        }
        base64::DecodeError::InvalidPadding => "the padding is wrong".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, encoding: Encoding) -> Result<Vec<u8>, String> {
        decode(text.as_bytes(), encoding).map(|secret| secret.to_vec())
    }

    #[test]
    fn secrets_are_read_in_each_encoding() {
        for (text, encoding, expected) in [
            ("a\n", Encoding::Utf8, b"a".as_slice()),
            (" a ", Encoding::Utf8, b" a "),
            ("+/8=\n", Encoding::Base64, b"\xfb\xff"),
            ("+/8", Encoding::Base64, b"\xfb\xff"),
            ("-_8", Encoding::Base64, b"\xfb\xff"),
            ("-_8", Encoding::Base64url, b"\xfb\xff"),
            ("FBff", Encoding::Hex, b"\xfb\xff"),
        ] {
            assert_eq!(bytes(text, encoding), Ok(expected.to_vec()), "{text}");
        }
    }

    #[test]
    fn what_is_not_in_the_encoding_is_refused() {
        assert_eq!(bytes("!abc", Encoding::Base64), Err("character '!' at position 0".to_owned()));
        for (text, encoding) in [
            ("+/8", Encoding::Base64url),
            ("a", Encoding::Base64),
            ("ab==x", Encoding::Base64),
            ("abc", Encoding::Hex),
            ("xy", Encoding::Hex),
        ] {
            assert!(bytes(text, encoding).is_err(), "{text}");
        }
    }
}
