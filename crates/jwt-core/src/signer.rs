//! Keys that sign.

use crate::{Alg, Algorithm, FipsStatus, SignError};
use alloc::{boxed::Box, sync::Arc};
use core::fmt::Debug;

/// A private or secret key, bound to exactly one algorithm.
///
/// Backends implement it for their key types; a KMS or HSM client that can answer at once can
/// implement it too. One that must wait signs in two steps instead, see
/// [`Unsigned`](crate::Unsigned).
pub trait Signer: Debug + Send + Sync {
    /// The key's algorithm.
    fn algorithm(&self) -> Algorithm;

    /// The exact length of this key's signatures in bytes.
    fn signature_len(&self) -> usize;

    /// Signs `message` and fills `signature`, which has exactly
    /// [`signature_len`](Self::signature_len) bytes.
    ///
    /// # Errors
    /// [`SignError`] if the key or its random source fails, or `signature` has another length.
    fn sign(&self, message: &[u8], signature: &mut [u8]) -> Result<(), SignError>;

    /// The `kid` of tokens that this key signs.
    fn key_id(&self) -> Option<&str> {
        None
    }

    /// The FIPS standing of signatures by this key.
    fn fips(&self) -> FipsStatus {
        FipsStatus::Unvalidated
    }
}

/// A [`Signer`] that is known at compile time to be for `A`.
pub trait SignerFor<A: Alg>: Signer {}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        impl<T: Signer + ?Sized> Signer for $pointer {
            fn algorithm(&self) -> Algorithm {
                (**self).algorithm()
            }
            fn signature_len(&self) -> usize {
                (**self).signature_len()
            }
            fn sign(&self, message: &[u8], signature: &mut [u8]) -> Result<(), SignError> {
                (**self).sign(message, signature)
            }
            fn key_id(&self) -> Option<&str> {
                (**self).key_id()
            }
            fn fips(&self) -> FipsStatus {
                (**self).fips()
            }
        }

        impl<A: Alg, T: SignerFor<A> + ?Sized> SignerFor<A> for $pointer {}
    )*};
}

forward!(&T, Box<T>, Arc<T>);
