//! RSASSA-PKCS1-v1_5 and RSASSA-PSS ([RFC 7518 §3.3 and §3.5](https://www.rfc-editor.org/rfc/rfc7518#section-3.3)).

use crate::{
    Randomness,
    asymmetric::family::{Family, NO_PKCS8, Scheme},
    rng::Rng,
};
use alloc::vec::Vec;
use jwt_core::{
    Algorithm, InvalidSignature, KeyParameters, KeyRejected, Ps256, Ps384, Ps512, Rs256, Rs384,
    Rs512, RsaParameters, RsaPrivate, SignError,
};
use rsa::{
    BoxedUint, PrivateKey, PublicKey,
    pkcs8::EncodePrivateKey,
    sha2::{Sha256, Sha384, Sha512},
    traits::{PrivateKeyParts, PublicKeyParts},
};
use zeroize::Zeroizing;

impl Scheme for Rs256 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pkcs1v15_sign_with_rng::<Sha256, _>(rng, message),
        verify: PublicKey::pkcs1v15_verify::<Sha256>,
    };
}

impl Scheme for Rs384 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pkcs1v15_sign_with_rng::<Sha384, _>(rng, message),
        verify: PublicKey::pkcs1v15_verify::<Sha384>,
    };
}

impl Scheme for Rs512 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pkcs1v15_sign_with_rng::<Sha512, _>(rng, message),
        verify: PublicKey::pkcs1v15_verify::<Sha512>,
    };
}

impl Scheme for Ps256 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pss_sign_with_rng::<Sha256, _>(rng, message),
        verify: PublicKey::pss_verify::<Sha256>,
    };
}

impl Scheme for Ps384 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pss_sign_with_rng::<Sha384, _>(rng, message),
        verify: PublicKey::pss_verify::<Sha384>,
    };
}

impl Scheme for Ps512 {
    type Family = Rsa;
    const VARIANT: Padding = Padding {
        sign: |key, rng, message| key.pss_sign_with_rng::<Sha512, _>(rng, message),
        verify: PublicKey::pss_verify::<Sha512>,
    };
}

/// RSA signatures.
#[derive(Debug)]
pub enum Rsa {}

/// How the message is hashed and the hash is padded. The salt of PSS is as long as the hash.
#[derive(Debug, Clone, Copy)]
pub struct Padding {
    sign: fn(&PrivateKey, &mut Rng<'static>, &[u8]) -> rsa::Result<Vec<u8>>,
    verify: fn(&PublicKey, &[u8], &[u8]) -> rsa::Result<()>,
}

#[derive(Debug)]
pub struct Private {
    key: PrivateKey,
    randomness: &'static dyn Randomness,
}

const PRIVATE_KEY: &str = "an RSA private key";
const PUBLIC_KEY: &str = "an RSA public key";

impl Family for Rsa {
    type Variant = Padding;
    type Private = Private;
    type Public = PublicKey;

    fn private(
        algorithm: Algorithm,
        _: Padding,
        parameters: &KeyParameters,
        randomness: Option<&'static dyn Randomness>,
    ) -> Result<Private, KeyRejected> {
        let rsa = rsa(algorithm, PRIVATE_KEY, parameters)?;
        let Some(private) = &rsa.private else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: PRIVATE_KEY, found });
        };
        let key = key(rsa, private).ok_or(KeyRejected::Inconsistent { algorithm })?;
        Ok(Private { key, randomness: randomness.ok_or(KeyRejected::NoRandomness)? })
    }

    /// Of a private key n and e alone count, so that all backends give one verdict: not each can
    /// tell of the rest, whatever the key's size.
    fn public(
        algorithm: Algorithm,
        _: Padding,
        parameters: &KeyParameters,
    ) -> Result<PublicKey, KeyRejected> {
        let rsa = rsa(algorithm, PUBLIC_KEY, parameters)?;
        let number = BoxedUint::from_be_slice_vartime;
        PublicKey::new(number(&rsa.n), number(&rsa.e))
            .map_err(|_| KeyRejected::Inconsistent { algorithm })
    }

    fn public_of(private: &Private) -> PublicKey {
        private.key.to_public_key()
    }

    fn parameters(_: Padding, public: &PublicKey) -> KeyParameters {
        let (n, e) = (public.n_bytes().into_vec(), public.e_bytes().into_vec());
        KeyParameters::Rsa(RsaParameters { n, e, private: None })
    }

    fn generate(
        algorithm: Algorithm,
        _: Padding,
        rsa_bits: Option<usize>,
        randomness: &'static dyn Randomness,
    ) -> Result<Private, KeyRejected> {
        /// Larger ones take minutes to make.
        const ALLOWED: (usize, usize) = (2048, 4096);

        let bits = rsa_bits.unwrap_or(2048);
        if bits < ALLOWED.0 || bits > ALLOWED.1 {
            return Err(KeyRejected::RsaSize { algorithm, allowed: ALLOWED, found: bits });
        }
        let key =
            PrivateKey::new(&mut Rng(randomness), bits).map_err(|_| KeyRejected::NoRandomness)?;
        Ok(Private { key, randomness })
    }

    fn to_pkcs8(private: &Private) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Ok(private.key.to_pkcs8_der().map_err(|_| NO_PKCS8)?.to_bytes())
    }

    fn signature_len(private: &Private) -> usize {
        private.key.size()
    }

    fn sign(
        padding: Padding,
        private: &Private,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made = (padding.sign)(&private.key, &mut Rng(private.randomness), message)
            .map_err(|_| SignError::new())?;
        if made.len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(&made);
        Ok(())
    }

    fn verify(
        padding: Padding,
        public: &PublicKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        (padding.verify)(public, message, signature).map_err(|_| InvalidSignature)
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

/// The key, if all its numbers belong together. The crate works out dp, dq and qi anew, so those
/// that came are only compared.
///
/// Primes are as long as half the modulus, nearly always. Others cost time at every signature, and
/// that tells an observer as much: that they are not.
fn key(public: &RsaParameters, private: &RsaPrivate) -> Option<PrivateKey> {
    let bits = u32::try_from(public.n.len() * 8).ok()?;
    let number = |bytes: &[u8]| BoxedUint::from_be_slice(bytes, bits).ok();
    let (n, e, d) = (number(&public.n)?, number(&public.e)?, number(&private.d)?);
    let (p, q) = (number(&private.p)?, number(&private.q)?);
    let even = p.bit_width().max(q.bit_width()) <= n.bit_width().div_ceil(2);
    let key = match even {
        true => PrivateKey::from_components(n, e, d, [p, q].into()),
        false => PrivateKey::from_components_with_wide_primes(n, e, d, [p, q].into()),
    };
    let key = key.ok()?;
    let secret = |bytes: &[u8]| number(bytes).map(Zeroizing::new);
    let fit = key.dp() == Some(&*secret(&private.dp)?)
        && key.dq() == Some(&*secret(&private.dq)?)
        && key.crt_coefficient().map(Zeroizing::new) == Some(secret(&private.qi)?);
    fit.then_some(key)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::{NoRandomness, SigningKey, SystemRandomness};
    use core::sync::atomic::{AtomicUsize, Ordering};
    use jwt_core::{KeyMaterial, KeyUse, Signer, Verifier};

    const RS256: Algorithm = Algorithm::RS256;

    fn parameters() -> RsaParameters {
        let pkcs8 = SigningKey::<Rs256>::generate_pkcs8().expect("random bytes");
        let parameters = KeyMaterial::Der(&pkcs8).parameters(RS256, KeyUse::Sign);
        match parameters.expect("a key").into_owned() {
            KeyParameters::Rsa(rsa) => rsa,
            other => unreachable!("{other:?}"),
        }
    }

    fn load(rsa: &RsaParameters) -> Result<Private, KeyRejected> {
        let parameters = KeyParameters::Rsa(rsa.clone());
        Rsa::private(RS256, Rs256::VARIANT, &parameters, Some(&SystemRandomness))
    }

    #[test]
    fn refuses_numbers_that_do_not_belong_together() {
        let rsa = parameters();
        assert!(load(&rsa).is_ok());
        for number in 0..8 {
            let mut other = rsa.clone();
            let private = other.private.as_mut().expect("a private key");
            match number {
                0 => other.n[100] ^= 1,
                1 => other.e[0] ^= 2,
                2 => private.d.0[100] ^= 1,
                3 => private.p.0[50] ^= 1,
                4 => private.q.0[50] ^= 1,
                5 => private.dp.0[50] ^= 1,
                6 => private.dq.0[50] ^= 1,
                _ => private.qi.0[50] ^= 1,
            }
            let error = load(&other).expect_err("a number is off");
            assert_eq!(error, KeyRejected::Inconsistent { algorithm: RS256 }, "{number}");
        }
    }

    #[test]
    fn loads_no_private_key_without_randomness() {
        let parameters = KeyParameters::Rsa(parameters());
        let error = Rsa::private(RS256, Rs256::VARIANT, &parameters, None).expect_err("no source");
        assert_eq!(error, KeyRejected::NoRandomness);
        assert!(Rsa::public(RS256, Rs256::VARIANT, &parameters).is_ok());
    }

    /// Fails from the given fill on.
    #[derive(Debug)]
    struct Dwindling(AtomicUsize);

    impl Randomness for Dwindling {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
            let left = self.0.load(Ordering::Relaxed).checked_sub(1).ok_or(NoRandomness)?;
            self.0.store(left, Ordering::Relaxed);
            SystemRandomness.fill(bytes)
        }
    }

    #[test]
    fn signs_nothing_when_randomness_fails() {
        static RANDOMNESS: Dwindling = Dwindling(AtomicUsize::new(0));

        let pkcs8 = SigningKey::<Ps256>::generate_pkcs8().expect("random bytes");
        let key = SigningKey::<Ps256>::from_der_with(&pkcs8, &RANDOMNESS).expect("a key");
        let mut signature = [0; 256];
        for fills in [0, 1, 2, 3] {
            RANDOMNESS.0.store(fills, Ordering::Relaxed);
            assert!(key.sign(b"message", &mut signature).is_err(), "{fills}");
            assert_eq!(signature, [0; 256]);
        }
        RANDOMNESS.0.store(1000, Ordering::Relaxed);
        assert!(key.sign(b"message", &mut signature).is_ok());
        RANDOMNESS.0.store(1, Ordering::Relaxed);
        let error = SigningKey::<Ps256>::generate_with(&RANDOMNESS).expect_err("one fill");
        assert_eq!(error, KeyRejected::NoRandomness);
    }

    #[test]
    fn keys_of_odd_sizes_sign_and_verify() {
        fn check<A: Scheme<Family = Rsa>>(bits: usize) {
            let private = Rsa::generate(A::ALGORITHM, A::VARIANT, Some(bits), &SystemRandomness);
            let pkcs8 = Rsa::to_pkcs8(&private.expect("a key")).expect("PKCS#8");
            let key = SigningKey::<A>::from_der(&pkcs8).expect("the same key");
            assert_eq!(key.signature_len(), bits.div_ceil(8));
            let mut signature = alloc::vec![0; key.signature_len()];
            key.sign(b"message", &mut signature).expect("a signature");
            assert_eq!(key.verifying_key().verify(b"message", &signature), Ok(()));
            assert_eq!(key.verifying_key().verify(b"massage", &signature), Err(InvalidSignature));
        }
        // With 2049 bits, PSS has a byte less to pad than the modulus has.
        check::<Ps512>(2049);
        check::<Rs384>(2055);
    }

    #[test]
    fn makes_keys_of_2048_to_4096_bits() {
        for bits in [0, 1024, 2047, 4097, usize::MAX] {
            let error = Rsa::generate(RS256, Rs256::VARIANT, Some(bits), &SystemRandomness);
            let error = error.expect_err("a bad size");
            assert_eq!(
                error,
                KeyRejected::RsaSize { algorithm: RS256, allowed: (2048, 4096), found: bits }
            );
        }
    }
}
