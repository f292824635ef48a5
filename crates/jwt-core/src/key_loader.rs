//! Keys of an algorithm that is chosen at run time.

use crate::{Algorithm, FipsStatus, KeyMaterial, KeyRejected, Signer, Verifier};
use alloc::{boxed::Box, sync::Arc};
use core::fmt::Debug;

/// One algorithm of one backend, for when a configuration or a JWK chooses it at run time.
pub trait KeyLoader: Debug + Send + Sync {
    /// The algorithm that the loaded keys are for.
    fn algorithm(&self) -> Algorithm;

    /// Loads a private or secret key.
    ///
    /// # Errors
    /// [`KeyRejected`] if the material is not such a key, or too weak for the algorithm.
    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected>;

    /// Loads a public or secret key. Private material serves too: its public half is taken.
    ///
    /// # Errors
    /// [`KeyRejected`] if the material is not such a key, or too weak for the algorithm.
    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected>;

    /// The FIPS standing of the keys loaded here.
    fn fips(&self) -> FipsStatus {
        FipsStatus::Unvalidated
    }
}

macro_rules! forward {
    ($($pointer:ty),*) => {$(
        impl<T: KeyLoader + ?Sized> KeyLoader for $pointer {
            fn algorithm(&self) -> Algorithm {
                (**self).algorithm()
            }
            fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
                (**self).signer(key)
            }
            fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
                (**self).verifier(key)
            }
            fn fips(&self) -> FipsStatus {
                (**self).fips()
            }
        }
    )*};
}

forward!(&T, Box<T>, Arc<T>);
