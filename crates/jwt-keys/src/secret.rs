//! Shared secrets, and the ways in which they are written.

use base64::{
    DecodeError, Engine as _,
    alphabet::{Alphabet, STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use std::fmt;
use zeroize::Zeroizing;

/// How the bytes of a secret are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecretEncoding {
    /// The text's own bytes, without the line break at its end.
    #[default]
    Utf8,
    /// Base64 with `+` and `/`, or with `-` and `_`; padded or not.
    Base64,
    /// Base64 with `-` and `_`; padded or not.
    Base64url,
    /// Two digits a byte.
    Hex,
}

/// Another way to read a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherReading {
    /// The bytes that come of it.
    pub secret: Zeroizing<Vec<u8>>,
    /// The encoding; `None` if the text is taken with the line break at its end.
    pub encoding: Option<SecretEncoding>,
}

impl SecretEncoding {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Base64, Self::Base64url, Self::Hex];

    /// The bytes of a secret. But for UTF-8, white space around it is passed over.
    ///
    /// # Errors
    /// Why it is not written in this encoding, and where: one character of it at most.
    pub fn decode(self, text: &[u8]) -> Result<Zeroizing<Vec<u8>>, String> {
        let trimmed = text.trim_ascii();
        match self {
            Self::Utf8 => match std::str::from_utf8(text) {
                Ok(_) => Ok(Zeroizing::new(without_last_line_break(text).to_vec())),
                Err(error) => Err(format!("a bad byte at position {}", error.valid_up_to())),
            },
            Self::Base64 if !trimmed.iter().any(|byte| matches!(byte, b'-' | b'_')) => {
                decode_base64(trimmed, &STANDARD)
            }
            Self::Base64 | Self::Base64url => decode_base64(trimmed, &URL_SAFE),
            Self::Hex => base16ct::mixed::decode_vec(trimmed)
                .map(Zeroizing::new)
                .map_err(|_| "expected two digits 0-9 a-f for each byte".to_owned()),
        }
    }

    /// The other ways to read a secret that make a difference: when a signature does not match, one
    /// of them may be the one that the peer uses.
    #[must_use]
    pub fn other_readings(self, text: &[u8]) -> Vec<OtherReading> {
        let read = self.decode(text).unwrap_or_default();
        let mut readings: Vec<OtherReading> = Vec::new();
        let mut add = |secret: Zeroizing<Vec<u8>>, encoding| {
            let known = secret == read || readings.iter().any(|other| other.secret == secret);
            if !secret.is_empty() && !known {
                readings.push(OtherReading { secret, encoding });
            }
        };
        for encoding in Self::ALL {
            if let Ok(secret) = encoding.decode(text) {
                add(secret, Some(encoding));
            }
        }
        add(Zeroizing::new(text.to_vec()), None);
        readings
    }
}

impl fmt::Display for SecretEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
            Self::Hex => "hex",
        })
    }
}

impl fmt::Debug for OtherReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OtherReading({:?})", self.encoding)
    }
}

fn without_last_line_break(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

fn decode_base64(text: &[u8], alphabet: &Alphabet) -> Result<Zeroizing<Vec<u8>>, String> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let mut bytes = Zeroizing::new(Vec::with_capacity(base64::decoded_len_estimate(text.len())));
    let decoded = GeneralPurpose::new(alphabet, config).decode_vec(text, &mut bytes);
    match decoded {
        Ok(()) => Ok(bytes),
        Err(DecodeError::InvalidByte(position, byte)) => {
            Err(format!("character '{}' at position {position}", byte.escape_ascii()))
        }
        Err(DecodeError::InvalidLength(len)) => Err(format!("{len} characters do not fit")),
        Err(DecodeError::InvalidLastSymbol { offset, .. }) => {
            Err(format!("spare bits are set at position {offset}"))
        }
        Err(DecodeError::InvalidPadding) => Err("the padding is wrong".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_read_in_each_encoding() {
        for (text, encoding, expected) in [
            ("a\n", SecretEncoding::Utf8, b"a".as_slice()),
            ("a\r\n", SecretEncoding::Utf8, b"a"),
            ("a\n\n", SecretEncoding::Utf8, b"a\n"),
            (" a ", SecretEncoding::Utf8, b" a "),
            ("+/8=\n", SecretEncoding::Base64, b"\xfb\xff"),
            ("+/8", SecretEncoding::Base64, b"\xfb\xff"),
            ("-_8", SecretEncoding::Base64, b"\xfb\xff"),
            ("-_8", SecretEncoding::Base64url, b"\xfb\xff"),
            ("FBff", SecretEncoding::Hex, b"\xfb\xff"),
        ] {
            let secret = encoding.decode(text.as_bytes()).expect(text);
            assert_eq!(secret.as_slice(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_in_the_encoding_is_refused() {
        let error = SecretEncoding::Base64.decode(b"!abc").expect_err("no base64");
        assert_eq!(error, "character '!' at position 0");
        for (text, encoding) in [
            ("+/8", SecretEncoding::Base64url),
            ("-/8", SecretEncoding::Base64),
            ("a", SecretEncoding::Base64),
            ("ab==x", SecretEncoding::Base64),
            ("abc", SecretEncoding::Hex),
            ("xy", SecretEncoding::Hex),
        ] {
            assert!(encoding.decode(text.as_bytes()).is_err(), "{text}");
        }
        assert!(SecretEncoding::Utf8.decode(b"\xff").is_err());
    }

    #[test]
    fn other_readings_differ_from_the_first_and_from_each_other() {
        let of = |text: &str| {
            let readings = SecretEncoding::Utf8.other_readings(text.as_bytes());
            readings.iter().map(|other| other.encoding).collect::<Vec<_>>()
        };
        assert_eq!(of("no base64!\n"), [None]);
        assert_eq!(of("no base64!"), []);
        assert_eq!(of("abcd"), [Some(SecretEncoding::Base64), Some(SecretEncoding::Hex)]);
    }
}
