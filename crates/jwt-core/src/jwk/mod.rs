//! JSON Web Keys ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517)).

mod error;
mod key;
mod parse;
mod set;
mod write;

pub use error::{JwkError, KeyNotFound};
pub use key::{Jwk, KeyUse};
pub use set::{JwkSet, Skipped};
