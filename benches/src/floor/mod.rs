//! The backends' bare calls: what no JWT library over them can do without.

mod aws_lc_rs;
mod ring;
mod rustcrypto;

use crate::{Backend, private_pem, public_pem};
use jwt_core::{Algorithm, Pem};
use std::hint::black_box;

/// Signs a message into a buffer that is long enough; answers how much of it is the signature.
pub type Sign = Box<dyn Fn(&[u8], &mut [u8]) -> usize>;
/// Loads a key, and lets go of it.
pub type Load = Box<dyn Fn()>;
/// Whether a signature is a message's.
pub type Verify = Box<dyn Fn(&[u8], &[u8]) -> bool>;

/// The bare call that signs.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn signer(backend: Backend, algorithm: Algorithm) -> Sign {
    match backend {
        Backend::Ring => ring::signer(algorithm),
        Backend::AwsLcRs => aws_lc_rs::signer(algorithm),
        Backend::RustCrypto => rustcrypto::signer(algorithm),
    }
}

/// The bare call that verifies.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn verifier(backend: Backend, algorithm: Algorithm) -> Verify {
    match backend {
        Backend::Ring => ring::verifier(algorithm),
        Backend::AwsLcRs => aws_lc_rs::verifier(algorithm),
        Backend::RustCrypto => rustcrypto::verifier(algorithm),
    }
}

/// The backend's own parser over a private key's DER.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn load_private(backend: Backend, algorithm: Algorithm) -> Load {
    match backend {
        Backend::Ring => ring::load_private(algorithm),
        Backend::AwsLcRs => aws_lc_rs::load_private(algorithm),
        Backend::RustCrypto => rustcrypto::load_private(algorithm),
    }
}

/// The backend's own parser over a public key's DER, where it has one.
///
/// # Panics
/// If the key is not one.
#[must_use]
pub fn load_public(backend: Backend, algorithm: Algorithm) -> Option<Load> {
    match backend {
        Backend::Ring => None,
        Backend::AwsLcRs => Some(aws_lc_rs::load_public(algorithm)),
        Backend::RustCrypto => Some(rustcrypto::load_public(algorithm)),
    }
}

fn der(algorithm: Algorithm) -> Pem {
    Pem::parse(private_pem(algorithm)).expect("a key in PEM")
}

fn public_der(algorithm: Algorithm) -> Pem {
    Pem::parse(public_pem(algorithm)).expect("a key in PEM")
}

/// Parses the same key each time.
fn load<K>(der: Pem, parse: impl Fn(&[u8]) -> K + 'static) -> Load {
    Box::new(move || {
        black_box(parse(black_box(der.der())));
    })
}

fn copy(signature: &[u8], out: &mut [u8]) -> usize {
    out[..signature.len()].copy_from_slice(signature);
    signature.len()
}
