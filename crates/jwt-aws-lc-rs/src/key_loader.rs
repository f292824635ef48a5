use crate::{Asymmetric, SigningKey, VerifyingKey, fips, provider::BACKEND};
use core::{fmt, marker::PhantomData};
use jwt_core::{
    Algorithm, FipsStatus, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Signer,
    Verifier,
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
        let pkcs8 = SigningKey::<A>::new_pkcs8(rsa_bits)?;
        let material = KeyMaterial::Der(&pkcs8);
        let mut parameters = material.parameters(A::ALGORITHM, KeyUse::Sign)?.into_owned();
        if let KeyParameters::Akp(akp) = &mut parameters
            && let KeyParameters::Akp(public) = self.public_half(material)?
        {
            // PKCS#8 has no place for it.
            akp.public = public.public;
        }
        Ok(parameters)
    }

    fn fips(&self) -> FipsStatus {
        fips::status(A::ALGORITHM)
    }
}

impl<A: Asymmetric> fmt::Debug for Keys<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BACKEND} {}", A::ALGORITHM)
    }
}
