use crate::{
    Asymmetric, SigningKey, VerifyingKey, asymmetric::family::Family, provider::BACKEND,
    randomness::DEFAULT,
};
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
        Ok(Box::new(SigningKey::<A>::load(key, DEFAULT)?))
    }

    fn verifier(&self, key: KeyMaterial<'_>) -> Result<Box<dyn Verifier>, KeyRejected> {
        Ok(Box::new(VerifyingKey::<A>::load(key)?))
    }

    fn public_half(&self, key: KeyMaterial<'_>) -> Result<KeyParameters, KeyRejected> {
        Ok(VerifyingKey::<A>::load(key)?.parameters())
    }

    fn generate(&self, rsa_bits: Option<usize>) -> Result<KeyParameters, KeyRejected> {
        let randomness = DEFAULT.ok_or(KeyRejected::NoRandomness)?;
        let private = A::Family::generate(A::ALGORITHM, A::VARIANT, rsa_bits, randomness)?;
        let pkcs8 = A::Family::to_pkcs8(&private)?;
        let mut parameters =
            KeyMaterial::Der(&pkcs8).parameters(A::ALGORITHM, KeyUse::Sign)?.into_owned();
        if let KeyParameters::Akp(akp) = &mut parameters
            && let KeyParameters::Akp(public) =
                A::Family::parameters(A::VARIANT, &A::Family::public_of(&private))
        {
            // PKCS#8 has no place for it.
            akp.public = public.public;
        }
        Ok(parameters)
    }
}

impl<A: Asymmetric> fmt::Debug for Keys<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BACKEND} {}", A::ALGORITHM)
    }
}
