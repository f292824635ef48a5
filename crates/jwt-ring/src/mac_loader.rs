use crate::{Mac, MacKey};
use alloc::boxed::Box;
use core::{fmt, marker::PhantomData};
use jwt_core::{Algorithm, KeyLoader, KeyMaterial, KeyRejected, KeyUse, Signer, Verifier};

/// Loads secrets of one algorithm.
pub(crate) struct Macs<A>(PhantomData<A>);

impl<A> Macs<A> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<A: Mac> KeyLoader for Macs<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
        Ok(Box::new(MacKey::<A>::load(key, KeyUse::Sign)?))
    }

    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Ok(Box::new(MacKey::<A>::load(key, KeyUse::Verify)?))
    }
}

impl<A: Mac> fmt::Debug for Macs<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ring {}", A::ALGORITHM)
    }
}
