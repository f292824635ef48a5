use crate::{Mac, MacKey, fips, provider::BACKEND};
use core::{fmt, marker::PhantomData};
use jwt_core::{
    Algorithm, FipsStatus, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Secret,
    Signer, Verifier,
};

/// Loads secrets of one algorithm.
pub(crate) struct Macs<A>(PhantomData<A>);

impl<A> Macs<A> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<A: Mac> KeyLoader for Macs<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn backend(&self) -> &'static str {
        BACKEND
    }

    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
        Ok(Box::new(MacKey::<A>::load(key, KeyUse::Sign)?))
    }

    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Ok(Box::new(MacKey::<A>::load(key, KeyUse::Verify)?))
    }

    fn generate(&self, _: Option<usize>) -> Result<KeyParameters, KeyRejected> {
        Ok(KeyParameters::Oct(Secret(MacKey::<A>::generate_secret()?)))
    }

    fn fips(&self) -> FipsStatus {
        fips::status(A::ALGORITHM)
    }
}

impl<A: Mac> fmt::Debug for Macs<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BACKEND} {}", A::ALGORITHM)
    }
}
