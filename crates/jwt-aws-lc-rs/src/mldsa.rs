//! ML-DSA ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964),
//! [FIPS 204](https://doi.org/10.6028/NIST.FIPS.204)), with the empty context.

use crate::asymmetric::family::{Family, Scheme};
use aws_lc_rs::signature::{
    KeyPair, ML_DSA_44, ML_DSA_44_SIGNING, ML_DSA_65, ML_DSA_65_SIGNING, ML_DSA_87,
    ML_DSA_87_SIGNING, ParsedPublicKey, PqdsaKeyPair, PqdsaSigningAlgorithm,
    PqdsaVerificationAlgorithm,
};
use jwt_core::{
    AkpParameters, Algorithm, InvalidSignature, KeyParameters, KeyRejected, MlDsa44, MlDsa65,
    MlDsa87, SignError,
};
use zeroize::Zeroizing;

impl Scheme for MlDsa44 {
    type Family = Lattice;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-44",
        private_key: "an ML-DSA-44 private key",
        public_key: "an ML-DSA-44 public key",
        signing: &ML_DSA_44_SIGNING,
        verification: &ML_DSA_44,
    };
}

impl Scheme for MlDsa65 {
    type Family = Lattice;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-65",
        private_key: "an ML-DSA-65 private key",
        public_key: "an ML-DSA-65 public key",
        signing: &ML_DSA_65_SIGNING,
        verification: &ML_DSA_65,
    };
}

impl Scheme for MlDsa87 {
    type Family = Lattice;
    const VARIANT: &'static ParameterSet = &ParameterSet {
        name: "ML-DSA-87",
        private_key: "an ML-DSA-87 private key",
        public_key: "an ML-DSA-87 public key",
        signing: &ML_DSA_87_SIGNING,
        verification: &ML_DSA_87,
    };
}

/// ML-DSA with one of its parameter sets.
#[derive(Debug)]
pub enum Lattice {}

#[derive(Debug)]
pub struct ParameterSet {
    name: &'static str,
    private_key: &'static str,
    public_key: &'static str,
    signing: &'static PqdsaSigningAlgorithm,
    verification: &'static PqdsaVerificationAlgorithm,
}

#[derive(Debug)]
pub struct Private {
    key_pair: PqdsaKeyPair,
    public: ParsedPublicKey,
}

impl Family for Lattice {
    type Variant = &'static ParameterSet;
    type Private = Private;
    type Public = ParsedPublicKey;

    fn private(
        algorithm: Algorithm,
        set: &'static ParameterSet,
        parameters: &KeyParameters,
    ) -> Result<Private, KeyRejected> {
        let akp = akp(algorithm, set, set.private_key, parameters)?;
        let Some(seed) = &akp.private else {
            let (expected, found) = (set.private_key, parameters.noun());
            return Err(KeyRejected::Kind { algorithm, expected, found });
        };
        let key_pair = PqdsaKeyPair::from_seed(set.signing, seed)
            .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        match &akp.public {
            Some(public) if **public != *key_pair.public_key().as_ref() => {
                Err(KeyRejected::Inconsistent { algorithm })
            }
            _ => {
                let public = parse(algorithm, set, key_pair.public_key().as_ref())?;
                Ok(Private { key_pair, public })
            }
        }
    }

    fn public(
        algorithm: Algorithm,
        set: &'static ParameterSet,
        parameters: &KeyParameters,
    ) -> Result<Self::Public, KeyRejected> {
        let akp = akp(algorithm, set, set.public_key, parameters)?;
        match &akp.public {
            Some(public) if akp.private.is_none() => parse(algorithm, set, public),
            // That checks that the halves belong together.
            _ => Self::private(algorithm, set, parameters).map(|private| Self::public_of(&private)),
        }
    }

    fn public_of(private: &Private) -> Self::Public {
        private.public.clone()
    }

    fn parameters(set: &'static ParameterSet, public: &Self::Public) -> KeyParameters {
        let (algorithm, public) = (set.name.to_string(), Some(public.as_ref().to_vec()));
        KeyParameters::Akp(AkpParameters { algorithm, public, private: None })
    }

    fn generate(
        _: Algorithm,
        set: &'static ParameterSet,
        _: Option<usize>,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        let document = PqdsaKeyPair::generate(set.signing)
            .and_then(|key_pair| key_pair.to_pkcs8v1())
            .map_err(|_| KeyRejected::NoRandomness)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    fn signature_len(private: &Private) -> usize {
        private.key_pair.algorithm().signature_len()
    }

    fn sign(
        _: &'static ParameterSet,
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        if private.key_pair.algorithm().signature_len() != signature.len() {
            return Err(SignError::new());
        }
        private.key_pair.sign(message, signature).map_err(|_| SignError::new())?;
        Ok(())
    }

    fn verify(
        _: &'static ParameterSet,
        public: &Self::Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        public.verify_sig(message, signature).map_err(|_| InvalidSignature)
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

fn parse(
    algorithm: Algorithm,
    set: &ParameterSet,
    public: &[u8],
) -> Result<ParsedPublicKey, KeyRejected> {
    ParsedPublicKey::new(set.verification, public)
        .map_err(|_| KeyRejected::Inconsistent { algorithm })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;
    use jwt_core::Signer;

    #[test]
    fn signs_into_as_many_bytes_as_a_signature_has() {
        let key = SigningKey::<MlDsa44>::generate().expect("a key");
        for (len, fits) in [(2419, false), (2420, true), (2421, false)] {
            assert_eq!(key.sign(b"message", &mut vec![0; len]).is_ok(), fits, "{len}");
        }
    }
}
