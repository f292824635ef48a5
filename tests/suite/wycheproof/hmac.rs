//! HMAC.

use super::Tally;
use crate::{Backend, cases};
use jwt_core::{Algorithm, KeyMaterial, KeyRejected};
use wycheproof_ng_symmetric::mac::{TestName, TestSet};

cases![
    hmac_sha256 for HS256,
    hmac_sha384 for HS384,
    hmac_sha512 for HS512,
];

fn hmac_sha256(backend: &Backend) {
    verdicts(backend, Algorithm::HS256, TestName::HmacSha256);
}

fn hmac_sha384(backend: &Backend) {
    verdicts(backend, Algorithm::HS384, TestName::HmacSha384);
}

fn hmac_sha512(backend: &Backend) {
    verdicts(backend, Algorithm::HS512, TestName::HmacSha512);
}

/// Half of the good tags are cut in half, which no JWS may be
/// ([RFC 7515 §10.8](https://www.rfc-editor.org/rfc/rfc7515#section-10.8)), and some of the secrets
/// are shorter than the hash. All else has its label for a verdict.
fn verdicts(backend: &Backend, algorithm: Algorithm, name: TestName) {
    let len = algorithm.signature_len().expect("fixed");
    let mut tally = Tally::default();
    for group in TestSet::load(name).expect("the corpus").test_groups {
        for test in group.tests {
            let key = backend.verifier(algorithm, KeyMaterial::Secret(&test.key));
            if let Err(error) = &key {
                let (minimum, found) = (len, test.key.len());
                assert!(found < minimum, "{}", test.tc_id);
                assert_eq!(*error, KeyRejected::ShortSecret { algorithm, minimum, found });
            }
            let taken = tally.count(key.as_deref().ok(), &test.msg, &test.tag);
            let whole = test.tag.len() == len && key.is_ok();
            assert_eq!(taken, whole && !test.result.must_fail(), "{} {}", test.tc_id, test.comment);
        }
    }
    // Of 87 each: whole tags by a secret that is long enough, other tags, and short secrets.
    assert_eq!(tally, Tally { taken: 30, refused: 138, without_key: 6 });
}
