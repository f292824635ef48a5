//! The corpora of [Project Wycheproof](https://github.com/C2SP/wycheproof), each through a
//! backend's own keys.
//!
//! Every case's verdict must be its label, but for exceptions that are listed with their reason and
//! proven both ways. Every test says how many cases it expects, so that none passes by an empty
//! file.

pub(crate) mod ecdsa;
pub(crate) mod eddsa;
pub(crate) mod hmac;
pub(crate) mod json_web;
pub(crate) mod ml_dsa;
pub(crate) mod rsa_pkcs1;
pub(crate) mod rsa_pss;

use jwt_core::Verifier;

/// How many cases ended how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The signature was taken.
    pub(crate) taken: usize,
    /// The signature was refused.
    pub(crate) refused: usize,
    /// The key was refused, and so no signature by it was looked at.
    pub(crate) without_key: usize,
}

impl Tally {
    /// Verifies one case and counts it; whether the signature was taken.
    fn count(&mut self, key: Option<&dyn Verifier>, message: &[u8], signature: &[u8]) -> bool {
        let taken = key.map(|key| key.verify(message, signature).is_ok());
        *match taken {
            Some(true) => &mut self.taken,
            Some(false) => &mut self.refused,
            None => &mut self.without_key,
        } += 1;
        taken == Some(true)
    }
}
