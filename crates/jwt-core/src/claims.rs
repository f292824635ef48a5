//! What can be signed as claims, and what claims can be read into.

use crate::{
    DecodeError, EncodeError,
    json::{self, Outline},
};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// Claims that can be written: everything that serializes to a JSON object.
pub trait EncodeClaims {
    /// Appends the claims to `json`, which may already hold something.
    ///
    /// # Errors
    /// [`EncodeError::Claims`] if the type's serialization fails.
    fn encode_claims(&self, json: &mut Vec<u8>) -> Result<(), EncodeError>;

    /// The same, and what is known of the JSON by whoever wrote it.
    #[doc(hidden)]
    fn encode_known(&self, json: &mut Vec<u8>) -> Result<Known, EncodeError> {
        self.encode_claims(json)?;
        Ok(Known { is_object: false })
    }
}

/// What is known of JSON that was just written; only this crate can know.
///
/// To look at it all again costs 1700 instructions for eight claims.
#[doc(hidden)]
#[derive(Debug)]
pub struct Known {
    /// Whether it is one object with distinct members.
    pub(crate) is_object: bool,
}

impl<T: Serialize + ?Sized> EncodeClaims for T {
    fn encode_claims(&self, json: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.encode_known(json).map(|_| ())
    }

    fn encode_known(&self, json: &mut Vec<u8>) -> Result<Known, EncodeError> {
        let is_object = json::write(self, json).map_err(EncodeError::claims)?;
        Ok(Known { is_object })
    }
}

/// Claims that can be read: everything that deserializes, borrowed from the token's payload or not.
pub trait DecodeClaims<'de>: Sized {
    /// Reads the claims from a JSON object.
    ///
    /// # Errors
    /// [`DecodeError`] if the object does not fit the type.
    fn decode_claims(json: &'de str) -> Result<Self, DecodeError>;

    /// The same, with what is known of where its members are.
    #[doc(hidden)]
    fn decode_outlined(json: &'de str, _outline: Option<&Outline>) -> Result<Self, DecodeError> {
        Self::decode_claims(json)
    }
}

impl<'de, T: Deserialize<'de>> DecodeClaims<'de> for T {
    fn decode_claims(json: &'de str) -> Result<Self, DecodeError> {
        Self::decode_outlined(json, None)
    }

    fn decode_outlined(json: &'de str, outline: Option<&Outline>) -> Result<Self, DecodeError> {
        json::read(json, outline).map_err(DecodeError::new)
    }
}
