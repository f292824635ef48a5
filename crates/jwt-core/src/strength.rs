//! What is too weak or too odd to be a key, whatever the backend.

mod roca;

use crate::{
    Algorithm, KeyParameters, KeyRejected, OkpParameters, RsaParameters, key_parameters::kty,
};

/// Refuses keys that no backend may take. Keys that are for other algorithms are none of its
/// business: the backend says that they are.
pub(crate) fn check(parameters: &KeyParameters, algorithm: Algorithm) -> Result<(), KeyRejected> {
    check_with(parameters, algorithm, 2048)
}

/// The same for peers whose RSA key of 1024 bits or more cannot be changed.
pub(crate) fn check_with_small_rsa(
    parameters: &KeyParameters,
    algorithm: Algorithm,
) -> Result<(), KeyRejected> {
    check_with(parameters, algorithm, 1024)
}

fn check_with(
    parameters: &KeyParameters,
    algorithm: Algorithm,
    least_rsa_bits: usize,
) -> Result<(), KeyRejected> {
    match parameters {
        _ if kty(algorithm).is_some_and(|kty| kty != parameters.kty()) => Ok(()),
        KeyParameters::Oct(secret) => check_secret(secret, algorithm),
        KeyParameters::Rsa(rsa) => check_rsa(rsa, algorithm, least_rsa_bits),
        KeyParameters::Okp(OkpParameters { crv, x: Some(x), .. }) if crv == "Ed25519" => {
            check_ed25519(x, algorithm)
        }
        _ => Ok(()),
    }
}

/// RFC 7518 §3.2: an HMAC key is at least as long as the hash.
fn check_secret(secret: &[u8], algorithm: Algorithm) -> Result<(), KeyRejected> {
    let is_hmac = matches!(algorithm, Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512);
    match algorithm.signature_len() {
        Some(minimum) if is_hmac && secret.len() < minimum => {
            Err(KeyRejected::ShortSecret { algorithm, minimum, found: secret.len() })
        }
        _ => Ok(()),
    }
}

/// RFC 7518 §3.3: 2048 bits at least, for all but the oldest peers. 8192 at most, as in ring and AWS-LC: larger ones only cost
/// time. An even modulus, an even exponent, or the exponent 1 is no RSA key; an exponent of more than
/// 33 bits verifies no signature in either. Nor is one of the ROCA flaw, whose primes can be found.
fn check_rsa(
    rsa: &RsaParameters,
    algorithm: Algorithm,
    least_bits: usize,
) -> Result<(), KeyRejected> {
    const MOST_BITS: usize = 8192;

    let found = bits(&rsa.n);
    if found < least_bits || found > MOST_BITS {
        return Err(KeyRejected::RsaSize { algorithm, allowed: (least_bits, MOST_BITS), found });
    }
    if rsa.n.first() == Some(&0) || rsa.e.first() == Some(&0) {
        return Err(KeyRejected::Encoding("is of RSA numbers with leading zeros"));
    }
    let odd = |number: &[u8]| number.last().is_some_and(|last| last % 2 == 1);
    let too_large = rsa.e.len() > 5 || rsa.e.len() == 5 && rsa.e.first() > Some(&1);
    let what = if !odd(&rsa.n) {
        "its modulus is even"
    } else if !odd(&rsa.e) || rsa.e == [1] || too_large {
        "its public exponent is even, under 3, or of more than 33 bits"
    } else if roca::is_marked(&rsa.n) {
        "its primes are of the kind that CVE-2017-15361 (ROCA) made easy to find"
    } else {
        return Ok(());
    };
    Err(KeyRejected::Weak { algorithm, what })
}

/// The length of a number in bits, whatever zeros are before it.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |first| first.leading_zeros());
    ((number.len() - zeros) * 8).saturating_sub(first as usize)
}

/// Points of small order let anybody sign, and points with a second encoding have two thumbprints.
fn check_ed25519(x: &[u8], algorithm: Algorithm) -> Result<(), KeyRejected> {
    let mut y = x.to_vec();
    if let Some(last) = y.last_mut() {
        *last &= 0x7f; // the sign of the other coordinate
    }
    let canonical = match y.as_slice() {
        [first, middle @ .., 0x7f] => *first < 0xed || middle.iter().any(|&byte| byte != 0xff),
        _ => true,
    };
    if !canonical || SMALL_ORDER.iter().any(|point| y == *point) {
        let what = "its point is of small order, or not written in the one way that is valid";
        return Err(KeyRejected::Weak { algorithm, what });
    }
    Ok(())
}

/// The canonical y coordinates of Ed25519's eight points of small order.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [0; 32],
    {
        let mut one = [0; 32];
        one[0] = 1;
        one
    },
    {
        let mut minus_one = [0xff; 32];
        minus_one[0] = 0xec;
        minus_one[31] = 0x7f;
        minus_one
    },
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn rsa_keys_of_odd_sizes_and_even_numbers_are_refused() {
        let check = |bits: usize, last: u8, e: &[u8]| {
            let mut n = vec![0xff; bits.div_ceil(8)];
            n[0] >>= (8 - bits % 8) % 8;
            *n.last_mut().expect("not empty") = last;
            check_rsa(&RsaParameters { n, e: e.to_vec(), private: None }, Algorithm::RS256, 2048)
        };
        assert!(check(2048, 1, &[1, 0, 1]).is_ok());
        for bits in [1024, 2047, 8193, 16_385] {
            let error = check(bits, 1, &[1, 0, 1]).expect_err("size");
            assert!(
                matches!(error, KeyRejected::RsaSize { found, .. } if found == bits),
                "{error}"
            );
        }
        assert!(check(2048, 2, &[1, 0, 1]).is_err());
        assert!(check(2048, 1, &[1]).is_err());
        assert!(check(2048, 1, &[2]).is_err());
        assert!(check(2048, 1, &[1, 0xff, 0xff, 0xff, 0xff]).is_ok());
        assert!(check(2048, 1, &[2, 0, 0, 0, 1]).is_err());
        assert!(check(2048, 1, &[1, 0, 0, 0, 0, 1]).is_err());
    }

    /// They do not come from DER or JSON, but parameters can be made of anything.
    #[test]
    fn leading_zeros_do_not_make_an_rsa_number_larger() {
        let check = |n: &[u8], e: &[u8]| {
            let rsa = RsaParameters { n: n.to_vec(), e: e.to_vec(), private: None };
            check_rsa(&rsa, Algorithm::RS256, 2048)
        };
        let small = [[0; 201].as_slice(), &[0xff; 56]].concat();
        let error = check(&small, &[1, 0, 1]).expect_err("448 bits");
        assert!(matches!(error, KeyRejected::RsaSize { found: 448, .. }), "{error}");
        let error = check(&[0; 257], &[1, 0, 1]).expect_err("no number");
        assert!(matches!(error, KeyRejected::RsaSize { found: 0, .. }), "{error}");
        for (n, e) in [
            (&[&[0], [0xff; 256].as_slice()].concat(), &[1, 0, 1][..]),
            (&vec![0xff; 256], &[0, 1]),
        ] {
            let error = check(n, e).expect_err("zeros");
            assert!(matches!(error, KeyRejected::Encoding(_)), "{error}");
        }
    }

    #[test]
    fn a_weak_key_for_another_algorithm_is_left_to_the_backend() {
        let rsa = RsaParameters { n: vec![1; 128], e: vec![1, 0, 1], private: None };
        let rsa = KeyParameters::Rsa(rsa);
        assert!(check(&rsa, Algorithm::RS256).is_err());
        assert!(check(&rsa, Algorithm::ES256).is_ok());
        assert!(check(&rsa, Algorithm::HS256).is_ok());
        assert!(check(&rsa, Algorithm::new("X-RSA").expect("a name")).is_err());
    }

    #[test]
    fn points_of_small_order_and_second_encodings_are_refused() {
        let refused = |x: &[u8; 32]| check_ed25519(x, Algorithm::EDDSA).is_err();
        for mut point in SMALL_ORDER {
            assert!(refused(&point));
            point[31] |= 0x80;
            assert!(refused(&point));
        }
        for first in 0xed..=0xff {
            let mut beyond_p = [0xff; 32];
            beyond_p[0] = first;
            assert!(refused(&beyond_p));
        }
        assert!(!refused(&[0x11; 32]));
    }
}
