//! What FIPS 140-3 approves of, and how far the linked module is validated.
//!
//! The module itself signs with keys that are not approved, and only tells so afterwards. So what
//! is approved is checked here, when a key is built, and only under the feature `fips`.

use aws_lc_rs::{awslc_version, try_fips_mode};
use jwt_core::{Algorithm, FipsStatus, KeyParameters, KeyRejected, RsaParameters};
use std::sync::OnceLock;

/// Whether the program was built for the FIPS module.
const ON: bool = cfg!(feature = "fips");

/// Refuses a key that is not approved.
pub(crate) fn check(algorithm: Algorithm, parameters: &KeyParameters) -> Result<(), KeyRejected> {
    refuse(algorithm, objection(algorithm, parameters))
}

/// Refuses an algorithm that no key is approved for.
#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
pub(crate) fn check_algorithm(algorithm: Algorithm) -> Result<(), KeyRejected> {
    refuse(algorithm, objection_to_all(algorithm))
}

/// The standing of an algorithm in the module that is linked.
pub(crate) fn status(algorithm: Algorithm) -> FipsStatus {
    static MODULE: OnceLock<Option<&str>> = OnceLock::new();

    // Whether the library runs as a FIPS module only itself can tell. It is the same for as long
    // as the program runs.
    match MODULE.get_or_init(|| (ON && try_fips_mode().is_ok()).then(awslc_version)) {
        Some(version) => standing(algorithm, version),
        None => FipsStatus::Unvalidated,
    }
}

fn refuse(algorithm: Algorithm, objection: Option<&'static str>) -> Result<(), KeyRejected> {
    match objection {
        Some(what) if ON => Err(KeyRejected::NotApproved { algorithm, what }),
        _ => Ok(()),
    }
}

/// What is not approved of in a key, which is one for the algorithm: that is checked before, as is
/// its least size.
fn objection(algorithm: Algorithm, parameters: &KeyParameters) -> Option<&'static str> {
    let of_key = match parameters {
        // SP 800-131A Rev. 2 §10: 112 bits at least.
        KeyParameters::Oct(secret) if secret.len() < 14 => Some("a secret under 14 bytes"),
        KeyParameters::Rsa(rsa) => objection_to_rsa(rsa),
        _ => None,
    };
    objection_to_all(algorithm).or(of_key)
}

/// SP 800-186 approves of the P curves; secp256k1 it only allows for blockchains.
fn objection_to_all(algorithm: Algorithm) -> Option<&'static str> {
    (algorithm == Algorithm::ES256K).then_some("the curve secp256k1")
}

/// FIPS 186-5 §5.1 and A.1.1: the modulus has an even number of bits, and the public exponent is
/// greater than 2¹⁶.
fn objection_to_rsa(rsa: &RsaParameters) -> Option<&'static str> {
    let zeros = rsa.n.first().map_or(0, |first| first.leading_zeros());
    match rsa.e.as_slice() {
        [] | [_] | [_, _] | [1, 0, 0] => Some("a public exponent under 65537"),
        _ if zeros % 2 == 1 => Some("a modulus of an odd number of bits"),
        _ => None,
    }
}

/// The standing of an algorithm in a version of the module.
///
/// A certificate holds for the environments in its security policy; whether the program runs in
/// one of them, nobody but its operator knows.
fn standing(algorithm: Algorithm, version: &str) -> FipsStatus {
    let certificate = CERTIFICATES.iter().find(|certificate| certificate.version == version);
    match certificate {
        _ if objection_to_all(algorithm).is_some() => FipsStatus::Unvalidated,
        Some(certificate) if certificate.covers.contains(&algorithm) => {
            FipsStatus::Certified { certificate: certificate.number }
        }
        _ => FipsStatus::Pending,
    }
}

struct Certificate {
    /// The version of the module that was validated, and no later one.
    version: &'static str,
    number: &'static str,
    covers: &'static [Algorithm],
}

/// What the CMVP has certified. AWS-LC keeps the list in its `crypto/fipsmodule/FIPS.md`, where
/// all versions of the module from 4.0 on are still in process: aws-lc-rs has had these since its
/// version 1.18.
const CERTIFICATES: &[Certificate] = &[
    // The release notes of aws-lc-rs 1.17.1 have the numbers, aws-lc's pull request 3382 the exact
    // version. Which of both libraries a program is linked with, it cannot tell.
    Certificate {
        version: "3.1.0",
        number: "5314 (static) or 5298 (dynamic)",
        covers: LONG_COVERED,
    },
];

/// What the module counts among its approved services (`FIPS_query_algorithm_status`). Ed25519 and
/// ML-DSA are younger, and not among them.
const LONG_COVERED: &[Algorithm] = &[
    Algorithm::HS256,
    Algorithm::HS384,
    Algorithm::HS512,
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::ES512,
];

#[cfg(test)]
mod tests {
    use super::*;
    use jwt_core::Secret;

    #[test]
    fn short_secrets_are_not_approved() {
        let objection = |len| {
            let secret = KeyParameters::Oct(Secret::from(vec![7; len]));
            objection(Algorithm::HS256, &secret)
        };
        assert_eq!(objection(13), Some("a secret under 14 bytes"));
        assert_eq!(objection(14), None);
    }

    #[test]
    fn small_exponents_and_odd_sizes_are_not_approved() {
        let objection = |first, e: &[u8]| {
            let mut n = vec![0xff; 256];
            n[0] = first;
            objection_to_rsa(&RsaParameters { n, e: e.to_vec(), private: None })
        };
        assert_eq!(objection(0x80, &[1, 0, 1]), None);
        assert_eq!(objection(0x3f, &[1, 0, 1]), None);
        for e in [&[3][..], &[0xff, 0xff], &[1, 0, 0]] {
            assert_eq!(objection(0x80, e), Some("a public exponent under 65537"), "{e:?}");
        }
        for first in [0x7f, 0x1f] {
            let odd = Some("a modulus of an odd number of bits");
            assert_eq!(objection(first, &[1, 0, 1]), odd, "{first}");
        }
    }

    #[test]
    fn a_certificate_is_for_one_version_and_what_it_covers() {
        let certified = FipsStatus::Certified { certificate: "5314 (static) or 5298 (dynamic)" };
        assert_eq!(standing(Algorithm::ES256, "3.1.0"), certified);
        for version in ["3.0.0", "3.1.1", "3.1", "4.0.0", "4.2.0", ""] {
            assert_eq!(standing(Algorithm::ES256, version), FipsStatus::Pending, "{version}");
        }
        for algorithm in [Algorithm::EDDSA, Algorithm::ED25519, Algorithm::ML_DSA_65] {
            assert_eq!(standing(algorithm, "3.1.0"), FipsStatus::Pending, "{algorithm}");
        }
        assert_eq!(standing(Algorithm::ES256K, "3.1.0"), FipsStatus::Unvalidated);
    }

    #[test]
    fn the_standing_is_that_of_the_module_which_the_feature_chose() {
        assert_eq!(try_fips_mode().is_ok(), ON);
        let linked = if ON { FipsStatus::Pending } else { FipsStatus::Unvalidated };
        assert_eq!(status(Algorithm::ES256), linked);
        assert_eq!(status(Algorithm::ES256K), FipsStatus::Unvalidated);
    }
}
