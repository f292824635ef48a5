//! The backends' bare calls: what no JWT library over them can do without.

mod aws_lc_rs;
mod ring;
mod rustcrypto;

use crate::{Backend, private_pem};
use jwt_core::{Algorithm, Pem};

/// Signs a message into a buffer that is long enough; answers how much of it is the signature.
pub type Sign = Box<dyn Fn(&[u8], &mut [u8]) -> usize>;
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

fn der(algorithm: Algorithm) -> Pem {
    Pem::parse(private_pem(algorithm)).expect("a key in PEM")
}

fn copy(signature: &[u8], out: &mut [u8]) -> usize {
    out[..signature.len()].copy_from_slice(signature);
    signature.len()
}
