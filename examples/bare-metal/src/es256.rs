//! ECDSA on P-256.

use crate::trial;
use alloc::boxed::Box;
use core::error::Error;
use jwt_core::Es256;
use jwt_rustcrypto::SigningKey;

const KEY: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVd9na5ZM37UX4TRU
P6uKSqav2aPY5J5qE11NkAJpMiGhRANCAASeuYStDJlYht5yA+WyLcqkSGuXORYe
K65F7n4TjC8G0BuU6rN8MqoHBsPVGAnFsJ53J2mqRUGipxOj7dlnsIgF
-----END PRIVATE KEY-----";

pub fn trial() -> Result<(), Box<dyn Error>> {
    let key = SigningKey::<Es256>::from_pem(KEY)?;
    trial::run(&key, &key.verifying_key())
}
