//! Base64url without padding, in canonical form only ([RFC 7515 §2](https://www.rfc-editor.org/rfc/rfc7515#section-2)).

use alloc::vec::Vec;
use base64::{DecodeError, DecodeSliceError, Engine, engine::general_purpose::URL_SAFE_NO_PAD};
#[cfg(feature = "std")]
use base64_simd::{Out, URL_SAFE_NO_PAD as BY_VECTORS};
use core::fmt;

/// Encodes what stands in `buffer` from `start` on, in place.
///
/// In place so that a token needs no memory but its own: the bytes move behind the room that their
/// encoding takes.
pub(crate) fn encode_tail(buffer: &mut Vec<u8>, start: usize) {
    let len = buffer.len() - start;
    let encoded_len = encoded_len(len);
    buffer.resize(start + encoded_len + len, 0);
    buffer.copy_within(start..start + len, start + encoded_len);
    let (encoded, bytes) = buffer[start..].split_at_mut(encoded_len);
    encode_into(bytes, encoded);
    buffer.truncate(start + encoded_len);
}

/// Appends the encoding of `bytes`.
#[cfg(feature = "std")]
pub(crate) fn encode_onto(bytes: &[u8], buffer: &mut Vec<u8>) {
    BY_VECTORS.encode_append(bytes, buffer);
}

/// Appends the encoding of `bytes`.
#[cfg(not(feature = "std"))]
pub(crate) fn encode_onto(bytes: &[u8], buffer: &mut Vec<u8>) {
    let start = buffer.len();
    buffer.resize(start + encoded_len(bytes.len()), 0);
    encode_into(bytes, &mut buffer[start..]);
}

/// Fills `encoded`, which has the length that it takes.
#[cfg(feature = "std")]
fn encode_into(bytes: &[u8], encoded: &mut [u8]) {
    // A quarter of the instructions that it takes byte by byte.
    let _ = BY_VECTORS.encode(bytes, Out::from_slice(encoded));
}

/// Fills `encoded`, which has the length that it takes.
#[cfg(not(feature = "std"))]
fn encode_into(bytes: &[u8], encoded: &mut [u8]) {
    let written = URL_SAFE_NO_PAD.encode_slice(bytes, encoded);
    debug_assert!(written.is_ok());
}

/// Base64url without padding of `bytes`.
pub(crate) fn encode(bytes: &[u8]) -> alloc::string::String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The length of `len` bytes once encoded.
pub(crate) const fn encoded_len(len: usize) -> usize {
    len / 3 * 4 + (len % 3 * 4).div_ceil(3)
}

/// The length of what `len` characters hold.
pub(crate) const fn decoded_len(len: usize) -> usize {
    len / 4 * 3 + len % 4 * 3 / 4
}

/// Appends what `text` holds.
pub(crate) fn decode_onto(text: &str, out: &mut Vec<u8>) -> Result<(), Base64Error> {
    // As below, and into memory that need not be filled first.
    #[cfg(feature = "std")]
    if BY_VECTORS.decode_append(text.as_bytes(), out).is_ok() {
        return Ok(());
    }
    let start = out.len();
    out.resize(start + decoded_len(text.len()), 0);
    let result = decode_into(text, &mut out[start..]);
    out.truncate(start + result.unwrap_or(0));
    result.map(|_| ())
}

/// Fills `out`, of at least [`decoded_len`] bytes, and tells how much of it.
pub(crate) fn decode_into(text: &str, out: &mut [u8]) -> Result<usize, Base64Error> {
    // A third of the instructions that it takes byte by byte. What it refuses, the other refuses
    // in words; a test holds their verdicts together.
    #[cfg(feature = "std")]
    if let Ok(decoded) = BY_VECTORS.decode(text.as_bytes(), Out::from_slice(out)) {
        return Ok(decoded.len());
    }
    URL_SAFE_NO_PAD.decode_slice(text, out).map_err(|error| match error {
        DecodeSliceError::DecodeError(error) => Base64Error::new(text, error),
        DecodeSliceError::OutputSliceTooSmall => Base64Error::Length,
    })
}

/// Whether `text` can be decoded, and why not.
#[cfg(feature = "std")]
pub(crate) fn check(text: &str) -> Result<(), Base64Error> {
    match BY_VECTORS.check(text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(_) => check_by_decoding(text),
    }
}

/// Whether `text` can be decoded, and why not.
#[cfg(not(feature = "std"))]
pub(crate) fn check(text: &str) -> Result<(), Base64Error> {
    check_by_decoding(text)
}

/// Decodes a block at a time, of which all but the last are whole groups.
fn check_by_decoding(text: &str) -> Result<(), Base64Error> {
    const BLOCK: usize = 256;

    let mut decoded = [0; BLOCK / 4 * 3];
    for block in text.as_bytes().chunks(BLOCK) {
        let checked = URL_SAFE_NO_PAD.decode_slice(block, &mut decoded);
        if let Err(DecodeSliceError::DecodeError(error)) = checked {
            return Err(Base64Error::new(text, error));
        }
    }
    Ok(())
}

/// Why a text is not base64url without padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Base64Error {
    /// A character outside the alphabet.
    Character {
        /// The character.
        character: char,
        /// How many bytes stand before it.
        position: usize,
    },
    /// No bytes have an encoding of this length.
    Length,
    /// The last character has bits that should be zero.
    NotCanonical,
}

impl Base64Error {
    fn new(text: &str, error: DecodeError) -> Self {
        let in_alphabet = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        match (error, text.char_indices().find(|&(_, c)| !in_alphabet(c))) {
            (_, Some((position, character))) => Self::Character { character, position },
            (DecodeError::InvalidLength(_), None) => Self::Length,
            (_, None) => Self::NotCanonical,
        }
    }
}

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { character: '=', position } => {
                write!(f, "not base64url without padding: '=' at {position}")
            }
            Self::Character { character, position } => {
                write!(f, "not base64url: character {character:?} at {position}")
            }
            Self::Length => f.write_str("not base64url: it ends early"),
            Self::NotCanonical => {
                f.write_str("not canonical base64url: the last character has spare bits")
            }
        }
    }
}

impl core::error::Error for Base64Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_in_place_equals_encoding_elsewhere() {
        for len in (0..600).chain([4096, 10_001]) {
            let bytes: Vec<u8> = (0..len).map(|i| (i * 7 % 251) as u8).collect();
            let mut buffer = b"head.".to_vec();
            buffer.extend_from_slice(&bytes);
            encode_tail(&mut buffer, 5);
            assert_eq!(&buffer[5..], encode(&bytes).as_bytes());
            assert_eq!(buffer.len(), 5 + encoded_len(len));
            let mut other = b"head.".to_vec();
            encode_onto(&bytes, &mut other);
            assert_eq!(other, buffer);
        }
    }

    #[test]
    fn only_the_canonical_form_decodes() {
        let decode = |text| decode_onto(text, &mut Vec::new());
        assert_eq!(decode("Zm8"), Ok(()));
        assert_eq!(decode("Zm9"), Err(Base64Error::NotCanonical));
        assert_eq!(decode("Zm8="), Err(Base64Error::Character { character: '=', position: 3 }));
        assert_eq!(decode("Z+8a"), Err(Base64Error::Character { character: '+', position: 1 }));
        assert_eq!(decode("Zm9vZ"), Err(Base64Error::Length));
        assert_eq!(decode("Zm 8"), Err(Base64Error::Character { character: ' ', position: 2 }));
    }

    /// Each text with each character in each place, as long as vectors look at and a little more.
    #[test]
    fn what_decodes_by_vectors_decodes_byte_by_byte_and_is_the_same() {
        let bytes: Vec<u8> = (0..51).map(|i| (i * 37 % 251) as u8).collect();
        for len in (0..8).chain(22..28).chain(46..=51) {
            let encoded = URL_SAFE_NO_PAD.encode(&bytes[..len]);
            assert_eq!(encode(&bytes[..len]), encoded);
            for at in 0..encoded.len() {
                for character in (0..=0xff).map(char::from).chain(['\u{2028}']) {
                    let text =
                        alloc::format!("{}{character}{}", &encoded[..at], &encoded[at + 1..]);
                    same_verdict(&text);
                }
                same_verdict(&encoded[..at]);
            }
        }
    }

    fn same_verdict(text: &str) {
        let theirs = URL_SAFE_NO_PAD.decode(text).ok();
        let mut ours = b"before".to_vec();
        let verdict = decode_onto(text, &mut ours);
        assert_eq!(verdict.is_ok(), theirs.is_some(), "{text}");
        assert_eq!(ours.strip_prefix(b"before"), Some(theirs.unwrap_or_default().as_slice()));
        assert_eq!(check(text), verdict);
        assert_eq!(check_by_decoding(text), verdict);
    }
}
