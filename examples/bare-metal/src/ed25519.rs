//! `EdDSA` on Ed25519.

use crate::trial;
use alloc::boxed::Box;
use core::error::Error;
use jwt_core::Ed25519;
use jwt_rustcrypto::SigningKey;

const KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIA69fpTdENkaj+OPQtCCvMdvKPXQ8GRZsww5LN08NaDL
-----END PRIVATE KEY-----";

pub fn trial() -> Result<(), Box<dyn Error>> {
    let key = SigningKey::<Ed25519>::from_pem(KEY)?;
    trial::run(&key, &key.verifying_key())
}
