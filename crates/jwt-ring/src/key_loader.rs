use crate::{Asymmetric, SigningKey, VerifyingKey};
use alloc::boxed::Box;
use core::{fmt, marker::PhantomData};
use jwt_core::{Algorithm, KeyLoader, KeyMaterial, KeyRejected, Signer, Verifier};

/// Loads asymmetric keys of one algorithm.
pub(crate) struct Keys<A>(PhantomData<A>);

impl<A> Keys<A> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<A: Asymmetric> KeyLoader for Keys<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
        Ok(Box::new(SigningKey::<A>::load(key)?))
    }

    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Ok(Box::new(VerifyingKey::<A>::load(key)?))
    }
}

impl<A: Asymmetric> fmt::Debug for Keys<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ring {}", A::ALGORITHM)
    }
}
