//! Errors by phase: making a token, reading one, checking it, loading a key.
//!
//! Each phase has a stable `code()`. None holds bytes of a key, a secret or a token.

mod claims;
mod encode;
mod header;
mod key;
mod malformed;
mod signature;
mod verify;

pub use claims::{ClaimFailure, ClaimsRejected};
pub use encode::EncodeError;
pub use header::HeaderError;
pub use key::KeyRejected;
pub use malformed::{MalformedToken, Part};
pub use signature::{InvalidSignature, SignError};
pub use verify::{DecodeError, VerifyError};

use alloc::string::{String, ToString};
use core::fmt;

/// Foreign text for a message: shortened, and without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    shortened(text, 64)
}

/// A reason that may quote foreign text, in the same way but longer.
pub(crate) fn reason(text: impl fmt::Display) -> String {
    shortened(&text.to_string(), 256)
}

fn shortened(text: &str, len: usize) -> String {
    let mut short = String::new();
    for c in text.chars().take(len) {
        match c {
            '"' | '\'' | '\\' => short.push(c),
            _ => short.extend(c.escape_debug()),
        }
    }
    if text.chars().nth(len).is_some() {
        short.push('…');
    }
    short
}
