//! Signatures and keys on curves that are no numbers or points of theirs.

use super::forge::{CLAIMS, Victim, attach, detach, encode};
use crate::{Backend, cases, keys};
use jwt_core::{Algorithm, InvalidSignature, Jwk, KeyMaterial, KeyParameters, KeyRejected, KeyUse};
use num_bigint::BigUint;
use ring::digest::{SHA512, digest};

cases![
    psychic_signatures_are_refused_cve_2022_21449 for ES256,
    edges_of_r_and_s_are_refused_on_p256 for ES256,
    edges_of_r_and_s_are_refused_on_p384 for ES384,
    edges_of_r_and_s_are_refused_on_p521 for ES512,
    edges_of_r_and_s_are_refused_on_secp256k1 for ES256K,
    either_s_is_taken,
    der_signatures_are_refused for ES256,
    es256_signatures_of_another_length_are_refused for ES256,
    es512_signatures_of_another_length_are_refused for ES512,
    r_and_s_do_not_change_places for ES256,
    ed25519_scalar_beyond_the_order_is_refused for EDDSA,
    ed25519_second_encodings_of_r_are_refused for EDDSA,
    ed25519_is_verified_without_the_cofactor for EDDSA,
    ed25519_keys_of_small_order_are_refused for EDDSA,
    ed25519_second_encodings_of_keys_are_refused for EDDSA,
];

/// CVE-2022-21449: all zeros, and a zero in either half of a good signature.
fn psychic_signatures_are_refused_cve_2022_21449(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::ES256);
    let token = victim.token(CLAIMS);
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    let (r, s) = signature.split_at(32);
    for forged in [[0; 64].to_vec(), [r, &[0; 32]].concat(), [&[0; 32], s].concat()] {
        assert_eq!(victim.refusal(&attach(signing_input, forged)), victim.bad_signature());
    }
}

fn edges_of_r_and_s_are_refused_on_p256(backend: &Backend) {
    edges_are_refused(&Victim::new(backend, Algorithm::ES256));
}

fn edges_of_r_and_s_are_refused_on_p384(backend: &Backend) {
    edges_are_refused(&Victim::new(backend, Algorithm::ES384));
}

fn edges_of_r_and_s_are_refused_on_p521(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::ES512);
    edges_are_refused(&victim);

    // 66 bytes hold more than the 521 bits of n, so that r + n and s + n fit.
    let token = victim.token(CLAIMS);
    let (signing_input, signature) = detach(&token);
    let n = BigUint::parse_bytes(order(Algorithm::ES512), 16).expect("hex");
    let (r, s) = signature.split_at(66);
    let plus_n = |half: &[u8]| big_endian(&(BigUint::from_bytes_be(half) + &n), 66);
    for forged in [[&plus_n(r), s].concat(), [r, &plus_n(s)].concat()] {
        assert_eq!(victim.refusal(&attach(signing_input, forged)), victim.bad_signature());
    }
}

fn edges_of_r_and_s_are_refused_on_secp256k1(backend: &Backend) {
    edges_are_refused(&Victim::new(backend, Algorithm::ES256K));
}

/// Of s and n − s, both are right: JWS asks for neither, and some libraries sign with the larger.
/// So a token is no name of its own; `jti` is.
fn either_s_is_taken(backend: &Backend) {
    for algorithm in [Algorithm::ES256, Algorithm::ES384, Algorithm::ES512, Algorithm::ES256K] {
        if backend.provider.loader(algorithm).is_none() {
            continue;
        }
        let victim = Victim::new(backend, algorithm);
        let token = victim.token(CLAIMS);
        let (signing_input, signature) = detach(&token);
        let (r, s) = signature.split_at(signature.len() / 2);
        let n = BigUint::parse_bytes(order(algorithm), 16).expect("hex");
        let other = big_endian(&(n - BigUint::from_bytes_be(s)), s.len());
        victim.assert_accepts(&token);
        victim.assert_accepts(&attach(signing_input, [r, &other].concat()));
    }
}

/// r and s out of 0, 1, n − 1, n, n + 1 and the largest number, and each beside a good other half.
fn edges_are_refused(victim: &Victim) {
    let token = victim.token(CLAIMS);
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    let half = signature.len() / 2;
    let n = BigUint::parse_bytes(order(victim.algorithm), 16).expect("hex");
    let one = BigUint::from(1_u8);
    let max = BigUint::from_bytes_be(&vec![0xff; half]);
    let edges = [BigUint::ZERO, one.clone(), &n - &one, n.clone(), &n + &one, max];
    let edges = edges.map(|number| big_endian(&number, half));
    let (good_r, good_s) = signature.split_at(half);
    for r in edges.iter().map(Vec::as_slice).chain([good_r]) {
        for s in edges.iter().map(Vec::as_slice).chain([good_s]) {
            let forged = [r, s].concat();
            if forged != signature {
                let token = attach(signing_input, &forged);
                assert_eq!(victim.refusal(&token), victim.bad_signature(), "{forged:02x?}");
            }
        }
    }
}

fn der_signatures_are_refused(backend: &Backend) {
    for algorithm in [Algorithm::ES256, Algorithm::ES384, Algorithm::ES512] {
        if backend.provider.loader(algorithm).is_none() {
            continue;
        }
        let victim = Victim::new(backend, algorithm);
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        let (r, s) = signature.split_at(signature.len() / 2);
        let numbers = [der_integer(r), der_integer(s)].concat();
        let len = u8::try_from(numbers.len()).expect("under 256 bytes");
        let der = match len {
            0..128 => [&[0x30, len], numbers.as_slice()].concat(),
            _ => [&[0x30, 0x81, len], numbers.as_slice()].concat(),
        };
        let error = victim.refusal(&attach(signing_input, &der));
        assert_eq!(error, victim.bad_length(der.len()));
        assert!(error.to_string().ends_with("(r and s side by side, not DER)"), "{error}");
    }
}

fn es256_signatures_of_another_length_are_refused(backend: &Backend) {
    lengths_are_refused(&Victim::new(backend, Algorithm::ES256), &[1, 32, 63, 65, 96, 128]);
}

fn es512_signatures_of_another_length_are_refused(backend: &Backend) {
    lengths_are_refused(&Victim::new(backend, Algorithm::ES512), &[64, 128, 130, 131, 133, 134]);
}

/// Each length is made by cutting, and by zeros before both halves or behind.
fn lengths_are_refused(victim: &Victim, lengths: &[usize]) {
    let token = victim.token(CLAIMS);
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    for &len in lengths {
        let mut behind = signature.clone();
        behind.resize(len, 0);
        let mut before = signature.clone();
        before.reverse();
        before.resize(len, 0);
        before.reverse();
        for other in [behind, before] {
            assert_eq!(victim.refusal(&attach(signing_input, other)), victim.bad_length(len));
        }
    }
}

fn r_and_s_do_not_change_places(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::ES256);
    let token = victim.token(CLAIMS);
    let (signing_input, mut signature) = detach(&token);
    signature.rotate_left(32);
    assert_eq!(victim.refusal(&attach(signing_input, &signature)), victim.bad_signature());
    signature.rotate_left(32);
    victim.assert_accepts(&attach(signing_input, &signature));
}

/// S + kL is S to who does not look; [RFC 8032 §5.1.7](https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7)
/// has one look.
fn ed25519_scalar_beyond_the_order_is_refused(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::EDDSA);
    let token = victim.token(CLAIMS);
    victim.assert_accepts(&token);
    let (signing_input, signature) = detach(&token);
    let (r, s) = signature.split_at(32);
    for k in 1..=14_u8 {
        let s = little_endian(&(BigUint::from_bytes_le(s) + ed25519_order() * k));
        let forged = attach(signing_input, [r, &s].concat());
        assert_eq!(victim.refusal(&forged), victim.bad_signature(), "S + {k} L");
    }
}

fn ed25519_second_encodings_of_r_are_refused(backend: &Backend) {
    let key = Ed25519::new(backend);
    // The neutral element, (0, 1), is right as an R; its other two encodings are not.
    assert_eq!(key.verify(&NEUTRAL), Ok(()));
    let (mut sign, mut beyond_p) = (NEUTRAL, [0xff; 32]);
    sign[31] = 0x80;
    (beyond_p[0], beyond_p[31]) = (0xee, 0x7f);
    for r in [sign, beyond_p] {
        assert_eq!(key.verify(&r), Err(InvalidSignature), "{r:02x?}");
    }
}

/// An R of small order passes where both sides are multiplied by eight. All backends must agree,
/// and those that do not multiply are the most.
fn ed25519_is_verified_without_the_cofactor(backend: &Backend) {
    let key = Ed25519::new(backend);
    assert_eq!(key.verify(&NEUTRAL), Ok(()));
    for r in small_order().into_iter().filter(|r| *r != NEUTRAL) {
        assert_eq!(key.verify(&r), Err(InvalidSignature), "{r:02x?}");
    }
}

/// For such a key one signature fits every eighth message, and anybody can make it.
fn ed25519_keys_of_small_order_are_refused(backend: &Backend) {
    assert_eq!(loads(backend, &public(keys::ED25519_A)), [Ok(()), Ok(()), Ok(())]);
    for point in small_order() {
        let mut negative = point;
        negative[31] |= 0x80;
        for x in [point, negative] {
            for outcome in loads(backend, &x) {
                assert!(matches!(outcome, Err(KeyRejected::Weak { .. })), "{x:02x?}");
            }
        }
    }
}

fn ed25519_second_encodings_of_keys_are_refused(backend: &Backend) {
    for first in 0xed..=0xff {
        let mut x = [0xff; 32];
        (x[0], x[31]) = (first, 0x7f);
        for sign in [0, 0x80] {
            x[31] |= sign;
            for outcome in loads(backend, &x) {
                assert!(matches!(outcome, Err(KeyRejected::Weak { .. })), "{x:02x?}");
            }
        }
    }
}

/// What becomes of a public key as a JWK under both names, and as DER.
fn loads(backend: &Backend, x: &[u8]) -> [Result<(), KeyRejected>; 3] {
    let json = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, encode(x));
    let jwk = Jwk::parse(&json).expect("32 bytes");
    let der = [&b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"[..], x].concat();
    [
        (Algorithm::EDDSA, KeyMaterial::Jwk(&jwk)),
        (Algorithm::ED25519, KeyMaterial::Jwk(&jwk)),
        (Algorithm::EDDSA, KeyMaterial::Der(&der)),
    ]
    .map(|(algorithm, material)| backend.verifier(algorithm, material).map(drop))
}

/// A key whose owner chooses R at will.
struct Ed25519 {
    victim: Victim,
    scalar: BigUint,
    public: Vec<u8>,
}

impl Ed25519 {
    fn new(backend: &Backend) -> Self {
        let KeyParameters::Okp(okp) = parameters(keys::ED25519_A) else {
            unreachable!("an Ed25519 key")
        };
        let hash = digest(&SHA512, &okp.d.expect("a private key"));
        let mut scalar = hash.as_ref()[..32].to_vec();
        scalar[0] &= 0xf8;
        scalar[31] = scalar[31] & 0x7f | 0x40;
        Self {
            victim: Victim::new(backend, Algorithm::EDDSA),
            scalar: BigUint::from_bytes_le(&scalar),
            public: public(keys::ED25519_A),
        }
    }

    /// Whether the backend takes R with S = k·a, where k is the hash and a the private scalar:
    /// then S·B is k·A, and what is left for R is the neutral element.
    fn verify(&self, r: &[u8; 32]) -> Result<(), InvalidSignature> {
        let message = b"a message";
        let hash = digest(&SHA512, &[r, self.public.as_slice(), message].concat());
        let s = BigUint::from_bytes_le(hash.as_ref()) * &self.scalar % ed25519_order();
        self.victim.verifier.verify(message, &[r.as_slice(), &little_endian(&s)].concat())
    }
}

fn public(pem: &str) -> Vec<u8> {
    let KeyParameters::Okp(okp) = parameters(pem) else { unreachable!("an Ed25519 key") };
    okp.x.unwrap_or_else(|| {
        let KeyParameters::Okp(okp) = parameters(keys::ED25519_A_PUBLIC) else {
            unreachable!("an Ed25519 key")
        };
        okp.x.expect("a public key")
    })
}

fn parameters(pem: &str) -> KeyParameters {
    let parameters = KeyMaterial::Pem(pem).parameters(Algorithm::EDDSA, KeyUse::Sign);
    parameters.expect("a key").into_owned()
}

/// L, the order of Ed25519's group: 2²⁵² + 27742317777372353535851937790883648493.
fn ed25519_order() -> BigUint {
    (BigUint::from(1_u8) << 252_u8) + 27_742_317_777_372_353_535_851_937_790_883_648_493_u128
}

/// The y coordinates of the eight points of small order.
fn small_order() -> [[u8; 32]; 5] {
    let hex = |text: &[u8]| {
        let mut bytes = BigUint::parse_bytes(text, 16).expect("hex").to_bytes_be();
        bytes.resize(32, 0);
        bytes.try_into().expect("32 bytes")
    };
    let mut minus_one = [0xff; 32];
    (minus_one[0], minus_one[31]) = (0xec, 0x7f);
    [
        [0; 32],
        NEUTRAL,
        minus_one,
        hex(b"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        hex(b"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ]
}

/// The order of an ECDSA algorithm's curve, in hexadecimal.
pub(crate) fn order(algorithm: Algorithm) -> &'static [u8] {
    match algorithm {
        Algorithm::ES256 => P256_ORDER,
        Algorithm::ES384 => P384_ORDER,
        Algorithm::ES512 => P521_ORDER,
        Algorithm::ES256K => SECP256K1_ORDER,
        other => unreachable!("{other}"),
    }
}

const P256_ORDER: &[u8] = b"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const P384_ORDER: &[u8] = b"ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf\
    581a0db248b0a77aecec196accc52973";
const P521_ORDER: &[u8] = b"01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
    ffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409";
const SECP256K1_ORDER: &[u8] = b"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

const NEUTRAL: [u8; 32] = {
    let mut bytes = [0; 32];
    bytes[0] = 1;
    bytes
};

fn der_integer(number: &[u8]) -> Vec<u8> {
    let mut digits = BigUint::from_bytes_be(number).to_bytes_be();
    if digits[0] >= 0x80 {
        digits.insert(0, 0);
    }
    let len = u8::try_from(digits.len()).expect("under 256 bytes");
    [&[0x02, len], digits.as_slice()].concat()
}

fn big_endian(number: &BigUint, len: usize) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; len - bytes.len()], bytes].concat()
}

fn little_endian(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_le();
    assert!(bytes.len() <= 32);
    bytes.resize(32, 0);
    bytes
}
