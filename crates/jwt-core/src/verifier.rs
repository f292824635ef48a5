//! Keys that verify.

use crate::{Alg, Algorithm, FipsStatus, InvalidSignature};
use alloc::{boxed::Box, sync::Arc};
use core::fmt::Debug;

/// A public or secret key, bound to exactly one algorithm.
pub trait Verifier: Debug + Send + Sync {
    /// The key's algorithm.
    fn algorithm(&self) -> Algorithm;

    /// Checks that `signature` is this key's over `message`, in constant time where the key is
    /// secret. A signature of another length is invalid.
    ///
    /// # Errors
    /// [`InvalidSignature`], without any detail.
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature>;

    /// The `kid` of tokens that this key is for.
    fn key_id(&self) -> Option<&str> {
        None
    }

    /// The FIPS standing of verifications by this key.
    fn fips(&self) -> FipsStatus {
        FipsStatus::Unvalidated
    }
}

/// A [`Verifier`] that is known at compile time to be for `A`.
pub trait VerifierFor<A: Alg>: Verifier {}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        impl<T: Verifier + ?Sized> Verifier for $pointer {
            fn algorithm(&self) -> Algorithm {
                (**self).algorithm()
            }
            fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
                (**self).verify(message, signature)
            }
            fn key_id(&self) -> Option<&str> {
                (**self).key_id()
            }
            fn fips(&self) -> FipsStatus {
                (**self).fips()
            }
        }

        impl<A: Alg, T: VerifierFor<A> + ?Sized> VerifierFor<A> for $pointer {}
    )*};
}

forward!(&T, Box<T>, Arc<T>);
