//! ECDSA ([RFC 7518 §3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4)).

use crate::asymmetric::family::{Family, Scheme};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P256K1_SHA256_FIXED,
        ECDSA_P256K1_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED,
        ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED, ECDSA_P521_SHA512_FIXED_SIGNING,
        EcdsaKeyPair, EcdsaSigningAlgorithm, EcdsaVerificationAlgorithm, KeyPair, ParsedPublicKey,
    },
};
use jwt_core::{
    Algorithm, EcParameters, EcPoint, Es256, Es256k, Es384, Es512, InvalidSignature, KeyParameters,
    KeyRejected, SignError,
};
use sec1::{EcPrivateKey, der::Encode};
use zeroize::Zeroizing;

impl Scheme for Es256 {
    type Family = Ecdsa;
    const VARIANT: &'static Curve = &Curve {
        name: "P-256",
        private_key: "an EC P-256 private key",
        public_key: "an EC P-256 public key",
        signature_len: 64,
        signing: &ECDSA_P256_SHA256_FIXED_SIGNING,
        verification: &ECDSA_P256_SHA256_FIXED,
    };
}

impl Scheme for Es384 {
    type Family = Ecdsa;
    const VARIANT: &'static Curve = &Curve {
        name: "P-384",
        private_key: "an EC P-384 private key",
        public_key: "an EC P-384 public key",
        signature_len: 96,
        signing: &ECDSA_P384_SHA384_FIXED_SIGNING,
        verification: &ECDSA_P384_SHA384_FIXED,
    };
}

impl Scheme for Es512 {
    type Family = Ecdsa;
    const VARIANT: &'static Curve = &Curve {
        name: "P-521",
        private_key: "an EC P-521 private key",
        public_key: "an EC P-521 public key",
        signature_len: 132,
        signing: &ECDSA_P521_SHA512_FIXED_SIGNING,
        verification: &ECDSA_P521_SHA512_FIXED,
    };
}

impl Scheme for Es256k {
    type Family = Ecdsa;
    const VARIANT: &'static Curve = &Curve {
        name: "secp256k1",
        private_key: "an EC secp256k1 private key",
        public_key: "an EC secp256k1 public key",
        signature_len: 64,
        signing: &ECDSA_P256K1_SHA256_FIXED_SIGNING,
        verification: &ECDSA_P256K1_SHA256_FIXED,
    };
}

/// ECDSA with the curve's own hash, signatures as r and s side by side.
#[derive(Debug)]
pub enum Ecdsa {}

#[derive(Debug)]
pub struct Curve {
    name: &'static str,
    private_key: &'static str,
    public_key: &'static str,
    signature_len: usize,
    signing: &'static EcdsaSigningAlgorithm,
    verification: &'static EcdsaVerificationAlgorithm,
}

#[derive(Debug)]
pub struct Private {
    key_pair: EcdsaKeyPair,
    public: ParsedPublicKey,
    curve: &'static Curve,
}

impl Family for Ecdsa {
    type Variant = &'static Curve;
    type Private = Private;
    type Public = ParsedPublicKey;

    fn private(
        algorithm: Algorithm,
        curve: &'static Curve,
        parameters: &KeyParameters,
    ) -> Result<Private, KeyRejected> {
        let ec = on_curve(algorithm, curve, curve.private_key, parameters)?;
        let Some(d) = &ec.d else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: curve.private_key, found });
        };
        let key_pair = match &ec.point {
            Some(point) => {
                EcdsaKeyPair::from_private_key_and_public_key(curve.signing, d, &point.to_sec1())
            }
            None => EcdsaKeyPair::from_private_key_der(curve.signing, &without_public_half(d)?),
        }
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        let public = parse(algorithm, curve, key_pair.public_key().as_ref())?;
        Ok(Private { key_pair, public, curve })
    }

    fn public(
        algorithm: Algorithm,
        curve: &'static Curve,
        parameters: &KeyParameters,
    ) -> Result<Self::Public, KeyRejected> {
        let ec = on_curve(algorithm, curve, curve.public_key, parameters)?;
        match &ec.point {
            Some(point) if ec.d.is_none() => parse(algorithm, curve, &point.to_sec1()),
            // That checks that the halves belong together.
            _ => {
                Self::private(algorithm, curve, parameters).map(|private| Self::public_of(&private))
            }
        }
    }

    fn public_of(private: &Private) -> Self::Public {
        private.public.clone()
    }

    fn parameters(curve: &'static Curve, public: &Self::Public) -> KeyParameters {
        let crv = curve.name.to_string();
        KeyParameters::Ec(EcParameters { crv, point: EcPoint::from_sec1(public.as_ref()), d: None })
    }

    fn generate(
        _: Algorithm,
        curve: &'static Curve,
        _: Option<usize>,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        let document = EcdsaKeyPair::generate(curve.signing)
            .and_then(|key_pair| key_pair.to_pkcs8v1())
            .map_err(|_| KeyRejected::NoRandomness)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    fn signature_len(private: &Private) -> usize {
        private.curve.signature_len
    }

    fn sign(
        _: &'static Curve,
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made =
            private.key_pair.sign(&SystemRandom::new(), message).map_err(|_| SignError::new())?;
        if made.as_ref().len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(made.as_ref());
        Ok(())
    }

    fn verify(
        _: &'static Curve,
        public: &Self::Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        public.verify_sig(message, signature).map_err(|_| InvalidSignature)
    }
}

fn on_curve<'a>(
    algorithm: Algorithm,
    curve: &Curve,
    expected: &'static str,
    parameters: &'a KeyParameters,
) -> Result<&'a EcParameters, KeyRejected> {
    match parameters {
        KeyParameters::Ec(ec) if ec.crv == curve.name => Ok(ec),
        KeyParameters::Ec(ec) => {
            Err(KeyRejected::Curve { algorithm, expected: curve.name, found: ec.crv.clone() })
        }
        other => Err(KeyRejected::Kind { algorithm, expected, found: other.noun() }),
    }
}

/// Refuses what is no point of the curve.
fn parse(
    algorithm: Algorithm,
    curve: &Curve,
    point: &[u8],
) -> Result<ParsedPublicKey, KeyRejected> {
    ParsedPublicKey::new(curve.verification, point)
        .map_err(|_| KeyRejected::Inconsistent { algorithm })
}

/// The form from which AWS-LC works out the public half.
fn without_public_half(d: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
    let key = EcPrivateKey { private_key: d, parameters: None, public_key: None };
    let der = key.to_der().map_err(|_| KeyRejected::Encoding("has no form in SEC1"))?;
    Ok(Zeroizing::new(der))
}
