//! JSON Web Keys ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517)).

mod error;
mod key;
mod parameters;
mod parse;
mod set;
mod write;

pub use error::{JwkError, KeyNotFound};
pub use key::{Jwk, KeyUse};
pub use parameters::{
    AkpParameters, EcParameters, KeyParameters, OkpParameters, RsaParameters, RsaPrivate, Secret,
};
pub use set::{JwkSet, Skipped};
