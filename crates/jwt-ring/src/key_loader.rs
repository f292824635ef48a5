use crate::{Asymmetric, SigningKey, VerifyingKey, asymmetric::family::Family, provider::BACKEND};
use alloc::boxed::Box;
use core::{fmt, marker::PhantomData};
use jwt_core::{
    Algorithm, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Signer, Verifier,
};

/// Loads asymmetric keys of one algorithm.
pub(crate) struct Keys<A>(PhantomData<A>);

impl<A> Keys<A> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<A: Asymmetric> KeyLoader for Keys<A> {
    fn algorithm(&self) -> Algorithm {
        A::ALGORITHM
    }

    fn backend(&self) -> &'static str {
        BACKEND
    }

    fn signer(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Signer>, KeyRejected> {
        Ok(Box::new(SigningKey::<A>::load(key)?))
    }

    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Ok(Box::new(VerifyingKey::<A>::load(key)?))
    }

    fn public_half(&self, key: KeyMaterial<'_>) -> Result<KeyParameters, KeyRejected> {
        Ok(VerifyingKey::<A>::load(key)?.parameters())
    }

    fn generate(&self, rsa_bits: Option<usize>) -> Result<KeyParameters, KeyRejected> {
        let pkcs8 = A::Family::generate(A::ALGORITHM, A::VARIANT, rsa_bits)?;
        Ok(KeyMaterial::Der(&pkcs8).parameters(A::ALGORITHM, KeyUse::Sign)?.into_owned())
    }
}

impl<A: Asymmetric> fmt::Debug for Keys<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BACKEND} {}", A::ALGORITHM)
    }
}
