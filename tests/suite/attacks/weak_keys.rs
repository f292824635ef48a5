//! Keys that give their owner away.

use super::forge::encode;
use crate::{Backend, cases, keys};
use jwt_core::{Algorithm, Jwk, JwkError, KeyMaterial, KeyParameters, KeyRejected, KeyUse};
use num_bigint::BigUint;

cases![
    rsa_keys_of_other_sizes_are_refused for RS256,
    rsa_exponents_that_are_none_are_refused for RS256,
    even_rsa_moduli_are_refused for RS256,
    rsa_numbers_with_leading_zeros_are_refused for RS256,
    rsa_keys_of_the_roca_flaw_are_refused_cve_2017_15361 for RS256,
    coordinates_of_another_length_are_refused for ES256,
    coordinates_beyond_the_field_are_refused for ES256,
];

fn rsa_keys_of_other_sizes_are_refused(backend: &Backend) {
    for bits in [1024, 2047, 8193, 16_385] {
        let n = (BigUint::from(1_u8) << (bits - 1)) + BigUint::from(1_u8);
        for algorithm in [Algorithm::RS256, Algorithm::PS256] {
            let error = load(backend, algorithm, &n, &[1, 0, 1]).expect_err("another size");
            let size = matches!(error, KeyRejected::RsaSize { found, .. } if found == bits);
            assert!(size, "{bits}: {error}");
        }
    }
}

/// By 1 a signature is the padded hash itself, an even one is no permutation, and one beyond 33 bits
/// only costs time.
fn rsa_exponents_that_are_none_are_refused(backend: &Backend) {
    let n = modulus();
    assert!(load(backend, Algorithm::RS256, &n, &[1, 0, 1]).is_ok());
    for e in [&[1][..], &[2], &[4], &[1, 0, 0], &[2, 0, 0, 0, 1], &[1, 0, 0, 0, 0, 1]] {
        let error = load(backend, Algorithm::RS256, &n, e).expect_err("no exponent");
        assert!(matches!(error, KeyRejected::Weak { .. }), "{e:?}: {error}");
    }
}

fn even_rsa_moduli_are_refused(backend: &Backend) {
    for n in [modulus() - BigUint::from(1_u8), BigUint::from(1_u8) << 2047] {
        let error = load(backend, Algorithm::RS256, &n, &[1, 0, 1]).expect_err("even");
        assert!(matches!(error, KeyRejected::Weak { .. }), "{error}");
    }
}

/// A second spelling would have a second thumbprint, and hide how small the number is.
fn rsa_numbers_with_leading_zeros_are_refused(backend: &Backend) {
    let n = modulus().to_bytes_be();
    let (zero_n, zero_e) = ([&[0], n.as_slice()].concat(), [0, 1, 0, 1]);
    for (n, e, name) in [(&zero_n, &[1, 0, 1][..], "n"), (&n, &zero_e, "e"), (&n, &[], "e")] {
        let error = Jwk::parse(&json(n, e)).expect_err("another spelling");
        assert!(matches!(error, JwkError::Parameter { name: found, .. } if found == name));
    }
    // PKCS#1: a sequence of n and e, where two zeros before n are one too many.
    let pkcs1 = |zeros: &[u8]| {
        let n = [zeros, n.as_slice()].concat();
        let n = [&[0x02, 0x82][..], &length(n.len()), &n].concat();
        let numbers = [n.as_slice(), &[0x02, 3, 1, 0, 1]].concat();
        [&[0x30, 0x82][..], &length(numbers.len()), &numbers].concat()
    };
    let load = |der: &[u8]| backend.verifier(Algorithm::RS256, KeyMaterial::Der(der));
    assert!(load(&pkcs1(&[0])).is_ok());
    for zeros in [&[][..], &[0, 0]] {
        let error = load(&pkcs1(zeros)).expect_err("not DER");
        assert!(matches!(error, KeyRejected::Encoding(_)), "{error}");
    }
}

/// A modulus that is a power of 65537 to each of the first primes, as of the flawed library's keys.
fn rsa_keys_of_the_roca_flaw_are_refused_cve_2017_15361(backend: &Backend) {
    let primes = (2..=167_u32).filter(|n| (2..*n).all(|divisor| n % divisor != 0));
    let product: BigUint = primes.map(BigUint::from).product();
    let start = (BigUint::from(3_u8) << 2046) / &product * &product;
    for power in [1, 2, 99] {
        let marked: BigUint = &start + BigUint::from(65_537_u32).pow(power) % &product;
        assert_eq!(marked.bits(), 2048);
        for algorithm in [Algorithm::RS256, Algorithm::PS512] {
            let error = load(backend, algorithm, &marked, &[1, 0, 1]).expect_err("marked");
            assert!(error.to_string().contains("ROCA"), "{error}");
        }
        let odd = &marked + BigUint::from(2_u8);
        assert!(load(backend, Algorithm::RS256, &odd, &[1, 0, 1]).is_ok());
    }
}

fn coordinates_of_another_length_are_refused(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let KeyParameters::Ec(ec) = backend.whole(algorithm, 'a') else { continue };
        let point = ec.point.expect("with its public half");
        let jwk = |x: &[u8], y: &[u8]| {
            let (crv, x, y) = (&ec.crv, encode(x), encode(y));
            Jwk::parse(&format!(r#"{{"kty":"EC","crv":"{crv}","x":"{x}","y":"{y}"}}"#))
        };
        let good = jwk(&point.x, &point.y).expect("a key");
        assert!(backend.verifier(algorithm, KeyMaterial::Jwk(&good)).is_ok());
        for other in [[&[0], point.x.as_slice()].concat(), point.x[1..].to_vec(), Vec::new()] {
            let error = jwk(&other, &point.y).expect_err("another length");
            assert!(matches!(error, JwkError::Parameter { name: "x", .. }), "{error}");
            let error = jwk(&point.x, &other).expect_err("another length");
            assert!(matches!(error, JwkError::Parameter { name: "y", .. }), "{error}");
        }
        let sec1 = point.to_sec1();
        assert_eq!(sec1.len(), 1 + 2 * point.x.len());
    }
}

/// x + p is x to who does not look, and fits in the 32 bytes where x is small.
fn coordinates_beyond_the_field_are_refused(backend: &Backend) {
    let p = BigUint::parse_bytes(
        b"ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        16,
    );
    let p = p.expect("hex");
    // A point of P-256 with a small x.
    let x = BigUint::from(5_u8);
    let b = b"5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b";
    let b = BigUint::parse_bytes(b, 16).expect("hex");
    let square = (x.pow(3) + &p * 3_u8 - &x * 3_u8 + b) % &p;
    let y = square.modpow(&((&p + 1_u8) >> 2_u8), &p);
    assert_eq!(y.modpow(&BigUint::from(2_u8), &p), square);
    let load = |x: &BigUint, y: &BigUint| {
        let (x, y) = (encode(coordinate(x)), encode(coordinate(y)));
        let json = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#);
        let jwk = Jwk::parse(&json).expect("32 bytes each");
        backend.verifier(Algorithm::ES256, KeyMaterial::Jwk(&jwk)).map(drop)
    };
    assert_eq!(load(&x, &y), Ok(()));
    let expected = Err(KeyRejected::Inconsistent { algorithm: Algorithm::ES256 });
    assert_eq!(load(&(&x + &p), &y), expected);
}

fn coordinate(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; 32 - bytes.len()], bytes].concat()
}

fn modulus() -> BigUint {
    let key = KeyMaterial::Pem(keys::RSA_A_PUBLIC);
    let key = key.parameters(Algorithm::RS256, KeyUse::Verify).expect("a public key");
    let KeyParameters::Rsa(rsa) = key.as_ref() else { unreachable!("an RSA key") };
    BigUint::from_bytes_be(&rsa.n)
}

fn load(backend: &Backend, algorithm: Algorithm, n: &BigUint, e: &[u8]) -> Result<(), KeyRejected> {
    let jwk = Jwk::parse(&json(&n.to_bytes_be(), e)).expect("well formed");
    backend.verifier(algorithm, KeyMaterial::Jwk(&jwk)).map(drop)
}

fn json(n: &[u8], e: &[u8]) -> String {
    format!(r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#, encode(n), encode(e))
}

fn length(len: usize) -> [u8; 2] {
    u16::try_from(len).expect("under 64 KiB").to_be_bytes()
}
