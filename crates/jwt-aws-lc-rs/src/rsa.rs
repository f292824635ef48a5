//! RSASSA-PKCS1-v1_5 and RSASSA-PSS ([RFC 7518 §3.3 and §3.5](https://www.rfc-editor.org/rfc/rfc7518#section-3.3)).

use crate::{
    asymmetric::family::{Family, Scheme},
    provider::BACKEND,
};
use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::{KeyPairComponents, KeySize, PublicKeyComponents},
    signature::{
        ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
        RSA_PKCS1_2048_8192_SHA512, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512,
        RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
        RSA_PSS_SHA256, RSA_PSS_SHA384, RSA_PSS_SHA512, RsaEncoding, RsaKeyPair,
        RsaParameters as Verification,
    },
};
use jwt_core::{
    Algorithm, InvalidSignature, KeyParameters, KeyRejected, Ps256, Ps384, Ps512, Rs256, Rs384,
    Rs512, RsaParameters, SignError,
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
    public: Public,
}

#[derive(Debug, Clone)]
pub struct Public {
    key: ParsedPublicKey,
    components: PublicKeyComponents<Vec<u8>>,
}

const PRIVATE_KEY: &str = "an RSA private key";
const PUBLIC_KEY: &str = "an RSA public key";

impl Family for Rsa {
    type Variant = Padding;
    type Private = Private;
    type Public = Public;

    fn private(
        algorithm: Algorithm,
        padding: Padding,
        parameters: &KeyParameters,
    ) -> Result<Private, KeyRejected> {
        let rsa = rsa(algorithm, PRIVATE_KEY, parameters)?;
        let Some(private) = &rsa.private else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: PRIVATE_KEY, found });
        };
        let public = public(algorithm, padding, rsa)?;
        let key_pair = RsaKeyPair::from_components(&KeyPairComponents {
            public_key: public.components.clone(),
            d: &*private.d,
            p: &*private.p,
            q: &*private.q,
            dP: &*private.dp,
            dQ: &*private.dq,
            qInv: &*private.qi,
        })
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
        Ok(Private { key_pair, public })
    }

    /// Of a private key n and e alone count, so that all backends give one verdict: not each can
    /// tell of the rest, whatever the key's size.
    fn public(
        algorithm: Algorithm,
        padding: Padding,
        parameters: &KeyParameters,
    ) -> Result<Public, KeyRejected> {
        public(algorithm, padding, rsa(algorithm, PUBLIC_KEY, parameters)?)
    }

    fn public_of(private: &Private) -> Public {
        private.public.clone()
    }

    fn parameters(_: Padding, public: &Public) -> KeyParameters {
        let PublicKeyComponents { n, e } = public.components.clone();
        KeyParameters::Rsa(RsaParameters { n, e, private: None })
    }

    fn generate(
        algorithm: Algorithm,
        _: Padding,
        rsa_bits: Option<usize>,
    ) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        let size = size(algorithm, rsa_bits.unwrap_or(2048))?;
        let document = RsaKeyPair::generate(size)
            .and_then(|key_pair| AsDer::<Pkcs8V1Der<'_>>::as_der(&key_pair))
            .map_err(|_| KeyRejected::NoRandomness)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    fn signature_len(private: &Private) -> usize {
        private.key_pair.public_modulus_len()
    }

    fn sign(
        padding: Padding,
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        // AWS-LC panics at another length.
        if private.key_pair.public_modulus_len() != signature.len() {
            return Err(SignError::new());
        }
        private
            .key_pair
            .sign(padding.signing, &SystemRandom::new(), message, signature)
            .map_err(|_| SignError::new())
    }

    fn verify(
        _: Padding,
        public: &Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        public.key.verify_sig(message, signature).map_err(|_| InvalidSignature)
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

fn public(
    algorithm: Algorithm,
    padding: Padding,
    rsa: &RsaParameters,
) -> Result<Public, KeyRejected> {
    let components = PublicKeyComponents { n: rsa.n.clone(), e: rsa.e.clone() };
    let key = components
        .to_parsed_public_key(padding.verification)
        .map_err(|_| KeyRejected::Inconsistent { algorithm })?;
    Ok(Public { key, components })
}

/// The sizes that are worth making; AWS-LC has no others but 8192 bits, which take it long.
fn size(algorithm: Algorithm, bits: usize) -> Result<KeySize, KeyRejected> {
    const WHAT: &str = "make a key of a size other than 2048, 3072 and 4096 bits";

    match bits {
        2048 => Ok(KeySize::Rsa2048),
        3072 => Ok(KeySize::Rsa3072),
        4096 => Ok(KeySize::Rsa4096),
        2049..4096 => Err(KeyRejected::Unsupported { algorithm, backend: BACKEND, what: WHAT }),
        found => Err(KeyRejected::RsaSize { algorithm, allowed: (2048, 4096), found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;
    use jwt_core::Signer;

    #[test]
    fn makes_keys_of_three_sizes() {
        let key = SigningKey::<Ps256>::generate_with_bits(3072).expect("a key");
        assert_eq!(key.signature_len(), 384);
        for found in [0, 1024, 2047, 4097, 8192, usize::MAX] {
            let error = SigningKey::<Ps256>::generate_pkcs8_with_bits(found).expect_err("no size");
            let (algorithm, allowed) = (Algorithm::PS256, (2048, 4096));
            assert_eq!(error, KeyRejected::RsaSize { algorithm, allowed, found });
        }
        let error = SigningKey::<Rs384>::generate_with_bits(2560).expect_err("no size");
        assert_eq!(
            error.to_string(),
            format!(
                "{BACKEND} cannot make a key of a size other than 2048, 3072 and 4096 bits for RS384"
            )
        );
    }

    #[test]
    fn signs_into_as_many_bytes_as_the_modulus_has() {
        let key = SigningKey::<Rs256>::generate().expect("a key");
        for (len, fits) in [(255, false), (256, true), (257, false), (0, false)] {
            assert_eq!(key.sign(b"message", &mut vec![0; len]).is_ok(), fits, "{len}");
        }
    }
}
