//! Keys of an algorithm that is chosen at run time.

use crate::{Algorithm, FipsStatus, KeyMaterial, KeyParameters, KeyRejected, Signer, Verifier};
use alloc::{boxed::Box, sync::Arc};
use core::fmt::Debug;

/// One algorithm of one backend, for when a configuration or a JWK chooses it at run time.
pub trait KeyLoader: Debug + Send + Sync {
    /// The algorithm that the loaded keys are for.
    fn algorithm(&self) -> Algorithm;

    /// The backend's name, such as `ring`.
    fn backend(&self) -> &'static str;

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

    /// The public half of a key, worked out where a private key came without it.
    ///
    /// # Errors
    /// [`KeyRejected`] as [`verifier`](Self::verifier) gives it, or
    /// [`Unsupported`](KeyRejected::Unsupported) for a secret, which has no such half.
    fn public_half(&self, key: KeyMaterial<'_>) -> Result<KeyParameters, KeyRejected> {
        let _ = key;
        Err(self.unsupported("give the public half of a key"))
    }

    /// Makes a new private key with its public half, or a new secret as long as the hash.
    ///
    /// `rsa_bits` is the size of an RSA modulus in bits, 2048 if `None`. The algorithm alone fixes
    /// the size of every other key.
    ///
    /// # Errors
    /// [`NoRandomness`](KeyRejected::NoRandomness) if the random source fails or there is none,
    /// [`RsaSize`](KeyRejected::RsaSize) if the size is not taken,
    /// [`Unsupported`](KeyRejected::Unsupported) if the backend makes no such keys.
    fn generate(&self, rsa_bits: Option<usize>) -> Result<KeyParameters, KeyRejected> {
        let _ = rsa_bits;
        Err(self.unsupported("make a key"))
    }

    /// The error for what the backend does not do with keys of this algorithm.
    fn unsupported(&self, what: &'static str) -> KeyRejected {
        let (algorithm, backend) = (self.algorithm(), self.backend());
        KeyRejected::Unsupported { algorithm, backend, what }
    }

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
            fn backend(&self) -> &'static str {
                (**self).backend()
            }
            fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
                (**self).signer(key)
            }
            fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
                (**self).verifier(key)
            }
            fn public_half(&self, key: KeyMaterial<'_>) -> Result<KeyParameters, KeyRejected> {
                (**self).public_half(key)
            }
            fn generate(&self, rsa_bits: Option<usize>) -> Result<KeyParameters, KeyRejected> {
                (**self).generate(rsa_bits)
            }
            fn fips(&self) -> FipsStatus {
                (**self).fips()
            }
        }
    )*};
}

forward!(&T, Box<T>, Arc<T>);
