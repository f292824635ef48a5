//! RSASSA-PKCS1-v1_5.

use super::Tally;
use crate::{Backend, Limit, cases};
use jwt_core::{Algorithm, KeyMaterial};
use wycheproof_ng_rsa_signature::{rsa_pkcs1_sig_gen as sign, rsa_pkcs1_verify as verify};

cases![
    rsa_with_sha256 for RS256,
    rsa_with_sha384 for RS384,
    rsa_with_sha512 for RS512,
    signatures_are_made_as_expected for RS256,
];

fn rsa_with_sha256(backend: &Backend) {
    use verify::TestName::{Rsa2048Sha256, Rsa3072Sha256, Rsa4096Sha256, Rsa8192Sha256};
    let names = [Rsa2048Sha256, Rsa3072Sha256, Rsa4096Sha256, Rsa8192Sha256];
    verdicts(backend, Algorithm::RS256, &names, (28, 3, 1003));
}

fn rsa_with_sha384(backend: &Backend) {
    use verify::TestName::{Rsa2048Sha384, Rsa3072Sha384, Rsa4096Sha384, Rsa8192Sha384};
    let names = [Rsa2048Sha384, Rsa3072Sha384, Rsa4096Sha384, Rsa8192Sha384];
    verdicts(backend, Algorithm::RS384, &names, (28, 0, 1007));
}

fn rsa_with_sha512(backend: &Backend) {
    use verify::TestName::{Rsa2048Sha512, Rsa3072Sha512, Rsa4096Sha512, Rsa8192Sha512};
    let names = [Rsa2048Sha512, Rsa3072Sha512, Rsa4096Sha512, Rsa8192Sha512];
    verdicts(backend, Algorithm::RS512, &names, (28, 2, 1007));
}

/// What is labelled acceptable lacks the NULL of the hash's parameters. That is another encoding of
/// the same, and refused; all else has its label for a verdict.
///
/// Expected are the good signatures, the good ones by keys of a small exponent, which FIPS does not
/// approve of, and the bad ones.
fn verdicts(
    backend: &Backend,
    algorithm: Algorithm,
    names: &[verify::TestName],
    (good, by_small, bad): (usize, usize, usize),
) {
    let mut tally = Tally::default();
    for &name in names {
        for group in verify::TestSet::load(name).expect("the corpus").test_groups {
            let key = backend.verifier(algorithm, KeyMaterial::Der(&group.der)).ok();
            for test in group.tests {
                let taken = tally.count(key.as_deref(), &test.msg, &test.sig);
                let lacks_null = test.flags.contains(&verify::TestFlag::MissingNull);
                let expected = key.is_some() && !test.result.must_fail() && !lacks_null;
                assert_eq!(taken, expected, "{} {}", test.tc_id, test.comment);
            }
        }
    }
    let expected = match backend.has(Limit::ApprovedOnly) {
        true => Tally { taken: good, refused: bad, without_key: by_small },
        false => Tally { taken: good + by_small, refused: bad, without_key: 0 },
    };
    assert_eq!(tally, expected);
}

/// The padding has no randomness, so there is one right signature.
fn signatures_are_made_as_expected(backend: &Backend) {
    use sign::TestName::{RsaSigGen2048, RsaSigGen3072, RsaSigGen4096};

    let (mut made, mut without_key) = (0, 0);
    for name in [RsaSigGen2048, RsaSigGen3072, RsaSigGen4096] {
        for group in sign::TestSet::load(name).expect("the corpus").test_groups {
            let algorithm = match format!("{:?}", group.hash).as_str() {
                "Sha2_256" => Algorithm::RS256,
                "Sha2_384" => Algorithm::RS384,
                "Sha2_512" => Algorithm::RS512,
                _ => continue,
            };
            let material = KeyMaterial::Der(&group.private_key_pkcs8);
            let Ok(key) = backend.signer(algorithm, material) else {
                without_key += group.tests.len();
                continue;
            };
            for test in group.tests {
                let mut signature = vec![0; key.signature_len()];
                key.sign(&test.msg, &mut signature).expect("signed");
                assert_eq!(signature, *test.sig, "{} {}", test.tc_id, test.comment);
                made += 1;
            }
        }
    }
    let by_small = match backend.has(Limit::FewRsaSizes) || backend.has(Limit::ApprovedOnly) {
        true => (72, 5),
        false => (77, 0),
    };
    assert_eq!((made, without_key), by_small);
}
