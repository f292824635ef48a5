//! Errors by phase: making a token, reading one, checking it, loading a key.
//!
//! Each has a stable `code()`. None holds bytes of a key, a secret or a token.

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

use alloc::string::String;

/// Foreign text for a message: shortened, and without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    const LEN: usize = 64;
    let mut short = String::new();
    for c in text.chars().take(LEN) {
        match c {
            '"' | '\'' | '\\' => short.push(c),
            _ => short.extend(c.escape_debug()),
        }
    }
    if text.chars().nth(LEN).is_some() {
        short.push('…');
    }
    short
}
