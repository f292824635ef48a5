//! Ed25519.

use super::Tally;
use crate::{Backend, cases};
use jwt_core::{Algorithm, KeyMaterial};
use wycheproof_ng_eddsa::{TestName, TestSet};

cases![
    ed25519 for ED25519,
    ed25519_as_eddsa for EDDSA,
];

fn ed25519(backend: &Backend) {
    verdicts(backend, Algorithm::ED25519);
}

fn ed25519_as_eddsa(backend: &Backend) {
    verdicts(backend, Algorithm::EDDSA);
}

fn verdicts(backend: &Backend, algorithm: Algorithm) {
    let mut tally = Tally::default();
    for group in TestSet::load(TestName::Ed25519).expect("the corpus").test_groups {
        let key = backend.verifier(algorithm, KeyMaterial::Der(&group.der)).expect("a key");
        for test in group.tests {
            let taken = tally.count(Some(&*key), &test.msg, &test.sig);
            assert_eq!(taken, !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        }
    }
    assert_eq!(tally, Tally { taken: 88, refused: 63, without_key: 0 });
}
