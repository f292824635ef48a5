//! `EdDSA` on Ed25519 ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037),
//! [RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).

use crate::asymmetric::family::{Family, Scheme};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, ParsedPublicKey};
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

#[derive(Debug)]
pub struct Private {
    key_pair: Ed25519KeyPair,
    public: ParsedPublicKey,
}

const PRIVATE_KEY: &str = "an Ed25519 private key";
const PUBLIC_KEY: &str = "an Ed25519 public key";

impl Family for Edwards25519 {
    type Variant = ();
    type Private = Private;
    type Public = ParsedPublicKey;

    fn private(
        algorithm: Algorithm,
        (): (),
        parameters: &KeyParameters,
    ) -> Result<Private, KeyRejected> {
        let okp = on_curve(algorithm, PRIVATE_KEY, parameters)?;
        let Some(seed) = &okp.d else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: PRIVATE_KEY, found });
        };
        let key_pair = match &okp.x {
            Some(x) => Ed25519KeyPair::from_seed_and_public_key(seed, x),
            None => Ed25519KeyPair::from_seed_unchecked(seed),
        }
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        let public = parse(algorithm, key_pair.public_key().as_ref())?;
        Ok(Private { key_pair, public })
    }

    fn public(
        algorithm: Algorithm,
        (): (),
        parameters: &KeyParameters,
    ) -> Result<Self::Public, KeyRejected> {
        let okp = on_curve(algorithm, PUBLIC_KEY, parameters)?;
        match &okp.x {
            Some(x) if okp.d.is_none() => parse(algorithm, x),
            // That checks that the halves belong together.
            _ => Self::private(algorithm, (), parameters).map(|private| Self::public_of(&private)),
        }
    }

    fn public_of(private: &Private) -> Self::Public {
        private.public.clone()
    }

    fn parameters((): (), public: &Self::Public) -> KeyParameters {
        let (crv, x) = ("Ed25519".to_string(), Some(public.as_ref().to_vec()));
        KeyParameters::Okp(OkpParameters { crv, x, d: None })
    }

    fn generate(_: Algorithm, (): (), _: Option<usize>) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        let document = Ed25519KeyPair::generate()
            .and_then(|key_pair| key_pair.to_pkcs8())
            .map_err(|_| KeyRejected::NoRandomness)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    fn signature_len(_: &Private) -> usize {
        64
    }

    fn sign(
        (): (),
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made = private.key_pair.try_sign(message).map_err(|_| SignError::new())?;
        if made.as_ref().len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(made.as_ref());
        Ok(())
    }

    fn verify(
        (): (),
        public: &Self::Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        public.verify_sig(message, signature).map_err(|_| InvalidSignature)
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

/// Neither here nor later does AWS-LC say that a public key is off the curve: such a key verifies
/// no signature.
fn parse(algorithm: Algorithm, x: &[u8]) -> Result<ParsedPublicKey, KeyRejected> {
    ParsedPublicKey::new(&ED25519, x).map_err(|_| KeyRejected::Inconsistent { algorithm })
}
