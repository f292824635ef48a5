//! ECDSA with r and s side by side (IEEE P1363).

use super::Tally;
use crate::{Backend, cases};
use jwt_core::{Algorithm, KeyMaterial};
use wycheproof_ng_ecdsa::{TestName, TestSet};

cases![
    p256_with_sha256 for ES256,
    p384_with_sha384 for ES384,
    p521_with_sha512 for ES512,
    secp256k1_with_sha256 for ES256K,
];

fn p256_with_sha256(backend: &Backend) {
    let tally = Tally { taken: 173, refused: 89, without_key: 0 };
    verdicts(backend, Algorithm::ES256, TestName::EcdsaSecp256r1Sha256P1363, tally);
}

fn p384_with_sha384(backend: &Backend) {
    let tally = Tally { taken: 193, refused: 87, without_key: 0 };
    verdicts(backend, Algorithm::ES384, TestName::EcdsaSecp384r1Sha384P1363, tally);
}

fn p521_with_sha512(backend: &Backend) {
    let tally = Tally { taken: 231, refused: 87, without_key: 0 };
    verdicts(backend, Algorithm::ES512, TestName::EcdsaSecp521r1Sha512P1363, tally);
}

fn secp256k1_with_sha256(backend: &Backend) {
    let tally = Tally { taken: 167, refused: 85, without_key: 0 };
    verdicts(backend, Algorithm::ES256K, TestName::EcdsaSecp256k1Sha256P1363, tally);
}

/// There are no exceptions: a large s is as good as a small one, and a signature of another length
/// is none.
fn verdicts(backend: &Backend, algorithm: Algorithm, name: TestName, expected: Tally) {
    let mut tally = Tally::default();
    for group in TestSet::load(name).expect("the corpus").test_groups {
        let by_der = backend.verifier(algorithm, KeyMaterial::Der(&group.der)).expect("a key");
        let by_pem = backend.verifier(algorithm, KeyMaterial::Pem(&group.pem)).expect("a key");
        for test in group.tests {
            let taken = tally.count(Some(&*by_der), &test.msg, &test.sig);
            let (id, comment) = (test.tc_id, test.comment);
            assert_eq!(taken, !test.result.must_fail(), "{id} {comment}");
            assert_eq!(by_pem.verify(&test.msg, &test.sig).is_ok(), taken, "{id} {comment}");
        }
    }
    assert_eq!(tally, expected);
}
