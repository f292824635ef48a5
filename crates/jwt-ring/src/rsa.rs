//! RSASSA-PKCS1-v1_5 and RSASSA-PSS ([RFC 7518 §3.3 and §3.5](https://www.rfc-editor.org/rfc/rfc7518#section-3.3)).

use crate::{
    asymmetric::family::{Family, Scheme},
    provider::BACKEND,
};
use alloc::{vec, vec::Vec};
use jwt_core::{
    Algorithm, InvalidSignature, KeyParameters, KeyRejected, Ps256, Ps384, Ps512, Rs256, Rs384,
    Rs512, RsaParameters, SignError,
};
use ring::{
    rand::SystemRandom,
    rsa::{KeyPairComponents, PublicKeyComponents},
    signature::{
        RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
        RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_2048_8192_SHA256,
        RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RSA_PSS_SHA256, RSA_PSS_SHA384,
        RSA_PSS_SHA512, RsaEncoding, RsaKeyPair, RsaParameters as Verification,
    },
};
use zeroize::Zeroizing;

impl Scheme for Rs256 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PKCS1_SHA256, verification: &RSA_PKCS1_2048_8192_SHA256 };
}

impl Scheme for Rs384 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PKCS1_SHA384, verification: &RSA_PKCS1_2048_8192_SHA384 };
}

impl Scheme for Rs512 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PKCS1_SHA512, verification: &RSA_PKCS1_2048_8192_SHA512 };
}

impl Scheme for Ps256 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PSS_SHA256, verification: &RSA_PSS_2048_8192_SHA256 };
}

impl Scheme for Ps384 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PSS_SHA384, verification: &RSA_PSS_2048_8192_SHA384 };
}

impl Scheme for Ps512 {
    type Family = Rsa;
    const VARIANT: Padding =
        Padding { signing: &RSA_PSS_SHA512, verification: &RSA_PSS_2048_8192_SHA512 };
}

/// RSA signatures.
#[derive(Debug)]
pub enum Rsa {}

/// How the message's hash is padded.
#[derive(Debug, Clone, Copy)]
pub struct Padding {
    signing: &'static dyn RsaEncoding,
    verification: &'static Verification,
}

#[derive(Debug)]
pub struct Private {
    key_pair: RsaKeyPair,
    random: SystemRandom,
    public: Public,
}

type Public = PublicKeyComponents<Vec<u8>>;

const PRIVATE_KEY: &str = "an RSA private key";
const PUBLIC_KEY: &str = "an RSA public key";

impl Family for Rsa {
    type Variant = Padding;
    type Private = Private;
    type Public = Public;

    fn private(
        algorithm: Algorithm,
        _: Padding,
        parameters: &KeyParameters,
    ) -> Result<Private, KeyRejected> {
        let rsa = rsa(algorithm, PRIVATE_KEY, parameters)?;
        let Some(private) = &rsa.private else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: PRIVATE_KEY, found });
        };
        check_supported(algorithm, rsa)?;
        let public = public(rsa);
        let key_pair = RsaKeyPair::from_components(&KeyPairComponents {
            public_key: public.clone(),
            d: &*private.d,
            p: &*private.p,
            q: &*private.q,
            dP: &*private.dp,
            dQ: &*private.dq,
            qInv: &*private.qi,
        })
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        let private = Private { key_pair, random: SystemRandom::new(), public };
        check_exponents(algorithm, &private)?;
        Ok(private)
    }

    /// Of a private key n and e alone count: what else is in it, ring tells only of the few sizes
    /// that it signs with, and all backends are to give one verdict.
    fn public(
        algorithm: Algorithm,
        _: Padding,
        parameters: &KeyParameters,
    ) -> Result<Public, KeyRejected> {
        rsa(algorithm, PUBLIC_KEY, parameters).map(public)
    }

    fn public_of(private: &Private) -> Public {
        private.public.clone()
    }

    fn parameters(_: Padding, public: &Public) -> KeyParameters {
        let (n, e) = (public.n.clone(), public.e.clone());
        KeyParameters::Rsa(RsaParameters { n, e, private: None })
    }

    fn generate(
        algorithm: Algorithm,
        _: Padding,
        _: Option<usize>,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Err(KeyRejected::Unsupported { algorithm, backend: BACKEND, what: "make a key" })
    }

    fn signature_len(private: &Private) -> usize {
        private.key_pair.public().modulus_len()
    }

    fn sign(
        padding: Padding,
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        private
            .key_pair
            .sign(padding.signing, &private.random, message, signature)
            .map_err(|_| SignError::new())
    }

    fn verify(
        padding: Padding,
        public: &Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        public.verify(padding.verification, message, signature).map_err(|_| InvalidSignature)
    }
}

fn rsa<'a>(
    algorithm: Algorithm,
    expected: &'static str,
    parameters: &'a KeyParameters,
) -> Result<&'a RsaParameters, KeyRejected> {
    match parameters {
        KeyParameters::Rsa(rsa) => Ok(rsa),
        other => Err(KeyRejected::Kind { algorithm, expected, found: other.noun() }),
    }
}

fn public(rsa: &RsaParameters) -> Public {
    PublicKeyComponents { n: rsa.n.clone(), e: rsa.e.clone() }
}

/// ring signs with keys of whole kilobits up to 4096, and exponents from 65537.
fn check_supported(algorithm: Algorithm, rsa: &RsaParameters) -> Result<(), KeyRejected> {
    let what = if ![256, 384, 512].contains(&rsa.n.len()) {
        "sign with a key of a size other than 2048, 3072 and 4096 bits"
    } else if rsa.e.len() < 3 {
        "sign with a key of a public exponent under 65537"
    } else {
        return Ok(());
    };
    Err(KeyRejected::Unsupported { algorithm, backend: BACKEND, what })
}

/// Whether the private exponents belong to the public one, ring does not tell when it loads a key,
/// but it verifies each signature before it gives it away. So it makes one for nothing here.
fn check_exponents(algorithm: Algorithm, private: &Private) -> Result<(), KeyRejected> {
    let mut signature = vec![0; private.key_pair.public().modulus_len()];
    private
        .key_pair
        .sign(&RSA_PKCS1_SHA256, &private.random, b"", &mut signature)
        .map_err(|_| KeyRejected::Inconsistent { algorithm })
}
