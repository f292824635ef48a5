//! ML-DSA ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964),
//! [FIPS 204](https://doi.org/10.6028/NIST.FIPS.204)), deterministic and with the empty context.

use crate::{
    Randomness,
    asymmetric::family::{Family, NO_PKCS8, Scheme},
};
use alloc::{string::ToString, vec::Vec};
use core::marker::PhantomData;
use jwt_core::{
    AkpParameters, Algorithm, InvalidSignature, KeyParameters, KeyRejected, MlDsa44, MlDsa65,
    MlDsa87, SignError,
};
use ml_dsa::{
    EncodedSignature, KeyInit, MlDsaParams, Seed, Signature, Signer, SigningKey, Verifier,
    VerifyingKey,
    pkcs8::{EncodePrivateKey, der::AnyRef, spki::AssociatedAlgorithmIdentifier},
};
use zeroize::Zeroizing;

impl Scheme for MlDsa44 {
    type Family = Lattice<ml_dsa::MlDsa44>;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-44",
        private_key: "an ML-DSA-44 private key",
        public_key: "an ML-DSA-44 public key",
    };
}

impl Scheme for MlDsa65 {
    type Family = Lattice<ml_dsa::MlDsa65>;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-65",
        private_key: "an ML-DSA-65 private key",
        public_key: "an ML-DSA-65 public key",
    };
}

impl Scheme for MlDsa87 {
    type Family = Lattice<ml_dsa::MlDsa87>;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-87",
        private_key: "an ML-DSA-87 private key",
        public_key: "an ML-DSA-87 public key",
    };
}

/// ML-DSA with one of its parameter sets.
#[derive(Debug)]
pub struct Lattice<P>(PhantomData<P>);

#[derive(Debug)]
pub struct ParameterSet {
    name: &'static str,
    private_key: &'static str,
    public_key: &'static str,
}

/// What the parameter sets have in common.
pub trait Arithmetic:
    MlDsaParams + AssociatedAlgorithmIdentifier<Params = AnyRef<'static>> + Send + Sync
{
}

impl Arithmetic for ml_dsa::MlDsa44 {}
impl Arithmetic for ml_dsa::MlDsa65 {}
impl Arithmetic for ml_dsa::MlDsa87 {}

impl<P: Arithmetic> Family for Lattice<P> {
    type Variant = &'static ParameterSet;
    type Private = SigningKey<P>;
    type Public = VerifyingKey<P>;

    fn private(
        algorithm: Algorithm,
        set: &'static ParameterSet,
        parameters: &KeyParameters,
        _: Option<&'static dyn Randomness>,
    ) -> Result<SigningKey<P>, KeyRejected> {
        let akp = akp(algorithm, set, set.private_key, parameters)?;
        let Some(seed) = &akp.private else {
            let (expected, found) = (set.private_key, parameters.noun());
            return Err(KeyRejected::Kind { algorithm, expected, found });
        };
        let key = SigningKey::<P>::new_from_slice(seed)
            .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        match &akp.public {
            Some(public) if **public != *key.as_ref().encode() => {
                Err(KeyRejected::Inconsistent { algorithm })
            }
            _ => Ok(key),
        }
    }

    fn public(
        algorithm: Algorithm,
        set: &'static ParameterSet,
        parameters: &KeyParameters,
    ) -> Result<VerifyingKey<P>, KeyRejected> {
        let akp = akp(algorithm, set, set.public_key, parameters)?;
        match &akp.public {
            Some(public) if akp.private.is_none() => VerifyingKey::new_from_slice(public)
                .map_err(|_| KeyRejected::Inconsistent { algorithm }),
            // That checks that the halves belong together.
            _ => Self::private(algorithm, set, parameters, None)
                .map(|private| Self::public_of(&private)),
        }
    }

    fn public_of(private: &SigningKey<P>) -> VerifyingKey<P> {
        private.as_ref().clone()
    }

    fn parameters(set: &'static ParameterSet, public: &VerifyingKey<P>) -> KeyParameters {
        let (algorithm, public) = (set.name.to_string(), Some(public.encode().to_vec()));
        KeyParameters::Akp(AkpParameters { algorithm, public, private: None })
    }

    fn generate(
        _: Algorithm,
        _: &'static ParameterSet,
        _: Option<usize>,
        randomness: &'static dyn Randomness,
    ) -> Result<SigningKey<P>, KeyRejected> {
        let mut seed = Zeroizing::new(Seed::default());
        randomness.fill(&mut seed)?;
        Ok(SigningKey::from_seed(&seed))
    }

    fn to_pkcs8(private: &SigningKey<P>) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Ok(private.to_pkcs8_der().map_err(|_| NO_PKCS8)?.to_bytes())
    }

    fn signature_len(_: &SigningKey<P>) -> usize {
        size_of::<EncodedSignature<P>>()
    }

    fn sign(
        _: &'static ParameterSet,
        private: &SigningKey<P>,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made = private.try_sign(message).map_err(|_| SignError::new())?.encode();
        if made.len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(&made);
        Ok(())
    }

    fn verify(
        _: &'static ParameterSet,
        public: &VerifyingKey<P>,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let signature = Signature::<P>::try_from(signature).map_err(|_| InvalidSignature)?;
        public.verify(message, &signature).map_err(|_| InvalidSignature)
    }
}

fn akp<'a>(
    algorithm: Algorithm,
    set: &ParameterSet,
    expected: &'static str,
    parameters: &'a KeyParameters,
) -> Result<&'a AkpParameters, KeyRejected> {
    match parameters {
        KeyParameters::Akp(akp) if akp.algorithm == set.name => Ok(akp),
        other => Err(KeyRejected::Kind { algorithm, expected, found: other.noun() }),
    }
}
