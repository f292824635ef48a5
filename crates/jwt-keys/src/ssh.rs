//! OpenSSH's own formats.
//!
//! Read by code of this crate: the crate that would do it, `ssh-key`, is a release candidate in the
//! generation of RustCrypto used here, and a library that depends on one candidate cannot be built
//! beside a library that depends on the next. The ciphers and the key derivation are RustCrypto's.

mod private;
mod public;
mod wire;

pub(crate) use private::{MAGIC, PrivateKey};
pub(crate) use public::{PublicKey, is_line, is_public};
