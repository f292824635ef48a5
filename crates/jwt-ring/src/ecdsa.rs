//! ECDSA ([RFC 7518 §3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4)).

use crate::asymmetric::family::{Family, Generate, Scheme};
use alloc::{string::ToString, vec::Vec};
use jwt_core::{
    Algorithm, EcParameters, EcPoint, Es256, Es384, InvalidSignature, KeyParameters, KeyRejected,
    SignError,
};
use ring::{
    agreement,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED,
        ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
        EcdsaVerificationAlgorithm, KeyPair, UnparsedPublicKey,
    },
};
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
        agreement: &agreement::ECDH_P256,
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
        agreement: &agreement::ECDH_P384,
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
    agreement: &'static agreement::Algorithm,
}

#[derive(Debug)]
pub struct Private {
    key_pair: EcdsaKeyPair,
    random: SystemRandom,
    curve: &'static Curve,
}

impl Family for Ecdsa {
    type Variant = &'static Curve;
    type Private = Private;
    type Public = UnparsedPublicKey<Vec<u8>>;

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
        let point = ec.point.as_ref().ok_or(KeyRejected::PublicHalfMissing { algorithm })?;
        let random = SystemRandom::new();
        let key_pair = EcdsaKeyPair::from_private_key_and_public_key(
            curve.signing,
            d,
            &point.to_sec1(),
            &random,
        )
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        Ok(Private { key_pair, random, curve })
    }

    fn public(
        algorithm: Algorithm,
        curve: &'static Curve,
        parameters: &KeyParameters,
    ) -> Result<Self::Public, KeyRejected> {
        let ec = on_curve(algorithm, curve, curve.public_key, parameters)?;
        if ec.d.is_some() {
            // That checks that the halves belong together.
            return Ok(Self::public_of(&Self::private(algorithm, curve, parameters)?));
        }
        let point =
            ec.point.as_ref().ok_or(KeyRejected::PublicHalfMissing { algorithm })?.to_sec1();
        check_point(algorithm, curve, &point)?;
        Ok(UnparsedPublicKey::new(curve.verification, point))
    }

    fn public_of(private: &Private) -> Self::Public {
        let point = private.key_pair.public_key().as_ref().to_vec();
        UnparsedPublicKey::new(private.curve.verification, point)
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
        let document = EcdsaKeyPair::generate_pkcs8(curve.signing, &SystemRandom::new())
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
        let made = private.key_pair.sign(&private.random, message).map_err(|_| SignError::new())?;
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
        public.verify(message, signature).map_err(|_| InvalidSignature)
    }
}

impl Generate for Ecdsa {}

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

/// ring takes a public key apart at each verification and says nothing of it before, but a key off
/// its curve should be refused when it is loaded. Agreeing on a secret that is thrown away is the
/// one way to have ring check a point.
fn check_point(algorithm: Algorithm, curve: &Curve, point: &[u8]) -> Result<(), KeyRejected> {
    let private = agreement::EphemeralPrivateKey::generate(curve.agreement, &SystemRandom::new())
        .map_err(|_| KeyRejected::NoRandomness)?;
    let peer = agreement::UnparsedPublicKey::new(curve.agreement, point);
    agreement::agree_ephemeral(private, &peer, |_| ())
        .map_err(|_| KeyRejected::Inconsistent { algorithm })
}
