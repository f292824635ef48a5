//! `EdDSA` on Ed25519 ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use crate::{
    Randomness,
    asymmetric::family::{Family, NO_PKCS8, Scheme},
};
use alloc::{string::ToString, vec::Vec};
use ed25519_dalek::{
    Signature, Signer, SigningKey, Verifier, VerifyingKey, pkcs8::EncodePrivateKey,
};
use jwt_core::{
    Algorithm, Ed25519, EdDsa, InvalidSignature, KeyParameters, KeyRejected, OkpParameters,
    SignError,
};
use zeroize::Zeroizing;

impl Scheme for Ed25519 {
    type Family = Edwards25519;
    const VARIANT: () = ();
}

impl Scheme for EdDsa {
    type Family = Edwards25519;
    const VARIANT: () = ();
}

/// Ed25519, whatever its name.
#[derive(Debug)]
pub enum Edwards25519 {}

const PRIVATE_KEY: &str = "an Ed25519 private key";
const PUBLIC_KEY: &str = "an Ed25519 public key";

impl Family for Edwards25519 {
    type Variant = ();
    type Private = SigningKey;
    type Public = VerifyingKey;

    fn private(
        algorithm: Algorithm,
        (): (),
        parameters: &KeyParameters,
        _: Option<&'static dyn Randomness>,
    ) -> Result<SigningKey, KeyRejected> {
        let okp = on_curve(algorithm, PRIVATE_KEY, parameters)?;
        let Some(seed) = &okp.d else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: PRIVATE_KEY, found });
        };
        let key =
            SigningKey::try_from(&**seed).map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        match &okp.x {
            Some(x) if x != key.as_ref().as_bytes() => Err(KeyRejected::Inconsistent { algorithm }),
            _ => Ok(key),
        }
    }

    fn public(
        algorithm: Algorithm,
        (): (),
        parameters: &KeyParameters,
    ) -> Result<VerifyingKey, KeyRejected> {
        let okp = on_curve(algorithm, PUBLIC_KEY, parameters)?;
        match &okp.x {
            Some(x) if okp.d.is_none() => VerifyingKey::try_from(x.as_slice())
                .map_err(|_| KeyRejected::Inconsistent { algorithm }),
            // That checks that the halves belong together.
            _ => Self::private(algorithm, (), parameters, None)
                .map(|private| Self::public_of(&private)),
        }
    }

    fn public_of(private: &SigningKey) -> VerifyingKey {
        private.verifying_key()
    }

    fn parameters((): (), public: &VerifyingKey) -> KeyParameters {
        let (crv, x) = ("Ed25519".to_string(), Some(public.as_bytes().to_vec()));
        KeyParameters::Okp(OkpParameters { crv, x, d: None })
    }

    fn generate(
        _: Algorithm,
        (): (),
        _: Option<usize>,
        randomness: &'static dyn Randomness,
    ) -> Result<SigningKey, KeyRejected> {
        let mut seed = Zeroizing::new([0; 32]);
        randomness.fill(&mut *seed)?;
        Ok(SigningKey::from_bytes(&seed))
    }

    fn to_pkcs8(private: &SigningKey) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Ok(private.to_pkcs8_der().map_err(|_| NO_PKCS8)?.to_bytes())
    }

    fn signature_len(_: &SigningKey) -> usize {
        Signature::BYTE_SIZE
    }

    fn sign(
        (): (),
        private: &SigningKey,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made = private.try_sign(message).map_err(|_| SignError::new())?.to_bytes();
        if made.len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(&made);
        Ok(())
    }

    fn verify(
        (): (),
        public: &VerifyingKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let signature = Signature::from_slice(signature).map_err(|_| InvalidSignature)?;
        public.verify(message, &signature).map_err(|_| InvalidSignature)
    }
}

fn on_curve<'a>(
    algorithm: Algorithm,
    expected: &'static str,
    parameters: &'a KeyParameters,
) -> Result<&'a OkpParameters, KeyRejected> {
    match parameters {
        KeyParameters::Okp(okp) if okp.crv == "Ed25519" => Ok(okp),
        KeyParameters::Okp(okp) => {
            Err(KeyRejected::Curve { algorithm, expected: "Ed25519", found: okp.crv.clone() })
        }
        other => Err(KeyRejected::Kind { algorithm, expected, found: other.noun() }),
    }
}
