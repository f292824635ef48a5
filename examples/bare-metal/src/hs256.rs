//! HMAC with SHA-256.

use crate::trial;
use alloc::boxed::Box;
use core::error::Error;
use jwt_core::Hs256;
use jwt_rustcrypto::MacKey;

const SECRET: &[u8; 32] = b"a secret of this example, no use";

pub fn trial() -> Result<(), Box<dyn Error>> {
    let key = MacKey::<Hs256>::from_bytes(SECRET)?;
    trial::run(&key, &key)
}
