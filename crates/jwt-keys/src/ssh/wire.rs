//! The data types of SSH ([RFC 4251 §5](https://www.rfc-editor.org/rfc/rfc4251#section-5)).

use crate::error::KeyErrorKind;

/// What is left to read.
pub(super) struct Wire<'a>(pub(super) &'a [u8]);

impl<'a> Wire<'a> {
    pub(super) fn uint32(&mut self) -> Result<u32, KeyErrorKind> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or_else(broken)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*bytes))
    }

    pub(super) fn string(&mut self) -> Result<&'a [u8], KeyErrorKind> {
        let len = usize::try_from(self.uint32()?).map_err(|_| broken())?;
        let (string, rest) = self.0.split_at_checked(len).ok_or_else(broken)?;
        self.0 = rest;
        Ok(string)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, KeyErrorKind> {
        std::str::from_utf8(self.string()?).map_err(|_| broken())
    }

    /// A positive number, big-endian without leading zeros.
    pub(super) fn number(&mut self) -> Result<&'a [u8], KeyErrorKind> {
        match self.string()? {
            [0, number @ ..] if number.first().is_some_and(|first| *first >= 0x80) => Ok(number),
            number if number.first().is_some_and(|first| (1..0x80).contains(first)) => Ok(number),
            _ => Err(broken()),
        }
    }

    pub(super) fn end(&self) -> Result<(), KeyErrorKind> {
        if self.0.is_empty() { Ok(()) } else { Err(broken()) }
    }
}

pub(super) fn broken() -> KeyErrorKind {
    KeyErrorKind::Encoding("is a broken OpenSSH key; copy it again as a whole".to_owned())
}
