//! ECDSA ([RFC 7518 §3.4](https://www.rfc-editor.org/rfc/rfc7518#section-3.4)).

use crate::{
    Randomness,
    asymmetric::family::{Family, NO_PKCS8, Scheme},
    rng::Rng,
};
use alloc::{string::ToString, vec::Vec};
use core::marker::PhantomData;
use ecdsa::{
    DigestAlgorithm, EcdsaCurve, Signature, SigningKey, VerifyingKey,
    elliptic_curve::{
        self, CurveArithmetic, FieldBytes, Generate,
        ops::Invert,
        pkcs8::{AssociatedOid, EncodePrivateKey},
        sec1::{FromSec1Point, ModulusSize, ToSec1Point},
        subtle::CtOption,
    },
    signature::{Signer, Verifier},
};
use jwt_core::{
    Algorithm, EcParameters, EcPoint, Es256, Es256k, Es384, Es512, InvalidSignature, KeyParameters,
    KeyRejected, SignError,
};
use k256::Secp256k1;
use p256::NistP256;
use p384::NistP384;
use p521::NistP521;
use zeroize::Zeroizing;

impl Scheme for Es256 {
    type Family = Ecdsa<NistP256>;
    const VARIANT: &'static Curve = &Curve {
        name: "P-256",
        private_key: "an EC P-256 private key",
        public_key: "an EC P-256 public key",
        signature_len: 64,
    };
}

impl Scheme for Es384 {
    type Family = Ecdsa<NistP384>;
    const VARIANT: &'static Curve = &Curve {
        name: "P-384",
        private_key: "an EC P-384 private key",
        public_key: "an EC P-384 public key",
        signature_len: 96,
    };
}

impl Scheme for Es512 {
    type Family = Ecdsa<NistP521>;
    const VARIANT: &'static Curve = &Curve {
        name: "P-521",
        private_key: "an EC P-521 private key",
        public_key: "an EC P-521 public key",
        signature_len: 132,
    };
}

impl Scheme for Es256k {
    type Family = Ecdsa<Secp256k1>;
    const VARIANT: &'static Curve = &Curve {
        name: "secp256k1",
        private_key: "an EC secp256k1 private key",
        public_key: "an EC secp256k1 public key",
        signature_len: 64,
    };
}

/// ECDSA with the curve's own hash, signatures as r and s side by side.
#[derive(Debug)]
pub struct Ecdsa<C>(PhantomData<C>);

#[derive(Debug)]
pub struct Curve {
    name: &'static str,
    private_key: &'static str,
    public_key: &'static str,
    signature_len: usize,
}

/// What the crates of the curves have in common.
pub trait Arithmetic:
    EcdsaCurve
    + AssociatedOid
    + DigestAlgorithm
    + elliptic_curve::Curve<FieldBytesSize: ModulusSize>
    + CurveArithmetic<
        AffinePoint: FromSec1Point<Self> + ToSec1Point<Self>,
        Scalar: Invert<Output = CtOption<<Self as CurveArithmetic>::Scalar>>,
    >
{
}

impl Arithmetic for NistP256 {}
impl Arithmetic for NistP384 {}
impl Arithmetic for NistP521 {}
impl Arithmetic for Secp256k1 {}

#[derive(Debug)]
pub struct Private<C: Arithmetic> {
    key: SigningKey<C>,
    curve: &'static Curve,
}

impl<C: Arithmetic> Family for Ecdsa<C> {
    type Variant = &'static Curve;
    type Private = Private<C>;
    type Public = VerifyingKey<C>;

    fn private(
        algorithm: Algorithm,
        curve: &'static Curve,
        parameters: &KeyParameters,
        _: Option<&'static dyn Randomness>,
    ) -> Result<Private<C>, KeyRejected> {
        let ec = on_curve(algorithm, curve, curve.private_key, parameters)?;
        let Some(d) = &ec.d else {
            let found = parameters.noun();
            return Err(KeyRejected::Kind { algorithm, expected: curve.private_key, found });
        };
        let key = <&FieldBytes<C>>::try_from(&**d)
            .ok()
            .and_then(|d| SigningKey::<C>::from_bytes(d).ok())
            .ok_or(KeyRejected::Inconsistent { algorithm })?;
        match &ec.point {
            Some(point)
                if point.to_sec1() != key.verifying_key().to_sec1_point(false).as_bytes() =>
            {
                Err(KeyRejected::Inconsistent { algorithm })
            }
            _ => Ok(Private { key, curve }),
        }
    }

    fn public(
        algorithm: Algorithm,
        curve: &'static Curve,
        parameters: &KeyParameters,
    ) -> Result<Self::Public, KeyRejected> {
        let ec = on_curve(algorithm, curve, curve.public_key, parameters)?;
        match &ec.point {
            Some(point) if ec.d.is_none() => VerifyingKey::from_sec1_bytes(&point.to_sec1())
                .map_err(|_| KeyRejected::Inconsistent { algorithm }),
            // That checks that the halves belong together.
            _ => Self::private(algorithm, curve, parameters, None)
                .map(|private| Self::public_of(&private)),
        }
    }

    fn public_of(private: &Private<C>) -> Self::Public {
        *private.key.verifying_key()
    }

    fn parameters(curve: &'static Curve, public: &Self::Public) -> KeyParameters {
        let (crv, point) = (curve.name.to_string(), public.to_sec1_point(false));
        let point = EcPoint::from_sec1(point.as_bytes());
        KeyParameters::Ec(EcParameters { crv, point, d: None })
    }

    fn generate(
        _: Algorithm,
        curve: &'static Curve,
        _: Option<usize>,
        randomness: &'static dyn Randomness,
    ) -> Result<Private<C>, KeyRejected> {
        Ok(Private { key: SigningKey::try_generate_from_rng(&mut Rng(randomness))?, curve })
    }

    fn to_pkcs8(private: &Private<C>) -> Result<Zeroizing<Vec<u8>>, KeyRejected> {
        Ok(private.key.to_pkcs8_der().map_err(|_| NO_PKCS8)?.to_bytes())
    }

    fn signature_len(private: &Private<C>) -> usize {
        private.curve.signature_len
    }

    fn sign(
        _: &'static Curve,
        private: &Private<C>,
        message: &[u8],
        signature: &mut [u8],
    ) -> Result<(), SignError> {
        let made: Signature<C> = private.key.try_sign(message).map_err(|_| SignError::new())?;
        let made = made.to_bytes();
        if made.len() != signature.len() {
            return Err(SignError::new());
        }
        signature.copy_from_slice(&made);
        Ok(())
    }

    fn verify(
        _: &'static Curve,
        public: &Self::Public,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let signature = Signature::<C>::from_slice(signature).map_err(|_| InvalidSignature)?;
        // Of s and n − s, JOSE takes either. For the sake of Bitcoin, k256 takes the smaller only.
        public.verify(message, &signature.normalize_s()).map_err(|_| InvalidSignature)
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

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::SigningKey;
    use ecdsa::elliptic_curve::{PrimeField, Scalar};
    use jwt_core::{Signer, Verifier};

    /// The other signature that every signature has: n − s in the place of s.
    fn is_taken_either_way<A, C>()
    where
        A: Scheme<Family = Ecdsa<C>>,
        C: Arithmetic,
    {
        let key = SigningKey::<A>::generate().expect("random bytes");
        let mut signature = alloc::vec![0; key.signature_len()];
        key.sign(b"message", &mut signature).expect("a signature");
        let half = signature.len() / 2;
        let s = FieldBytes::<C>::try_from(&signature[half..]).expect("a scalar's length");
        let s = Option::<Scalar<C>>::from(Scalar::<C>::from_repr(s)).expect("a scalar");
        let verifies = |signature: &[u8]| key.verifying_key().verify(b"message", signature);
        assert_eq!(verifies(&signature), Ok(()));
        signature[half..].copy_from_slice(&(-s).to_repr());
        assert_eq!(verifies(&signature), Ok(()), "{}", A::ALGORITHM);
        signature[half - 1] ^= 1;
        assert_eq!(verifies(&signature), Err(InvalidSignature), "{}", A::ALGORITHM);
    }

    #[test]
    fn takes_high_and_low_s_on_every_curve() {
        is_taken_either_way::<Es256, _>();
        is_taken_either_way::<Es384, _>();
        is_taken_either_way::<Es512, _>();
        is_taken_either_way::<Es256k, _>();
    }

    /// [RFC 6979 A.2.5](https://www.rfc-editor.org/rfc/rfc6979#appendix-A.2.5), SHA-256, `sample`.
    #[test]
    fn signs_deterministically() {
        let d = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
        let r = "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716";
        let s = "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8";
        let ec = EcParameters { crv: "P-256".to_string(), point: None, d: Some(hex(d).into()) };
        let parameters = KeyParameters::Ec(ec);
        let key = Ecdsa::<NistP256>::private(Algorithm::ES256, Es256::VARIANT, &parameters, None);
        let mut signature = [0; 64];
        Ecdsa::<NistP256>::sign(Es256::VARIANT, &key.expect("a key"), b"sample", &mut signature)
            .expect("a signature");
        assert_eq!(signature.as_slice(), [hex(r), hex(s)].concat());
    }

    fn hex(text: &str) -> Vec<u8> {
        let digits = text.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).expect("ASCII"));
        digits.map(|pair| u8::from_str_radix(pair, 16).expect("hex")).collect()
    }
}
