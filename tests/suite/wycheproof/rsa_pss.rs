//! RSASSA-PSS.

use super::Tally;
use crate::{Backend, cases};
use jwt_core::{Algorithm, KeyMaterial, KeyRejected};
use wycheproof_ng_rsa_signature::rsa_pss_verify::{TestGroup, TestName, TestSet};

cases![
    pss_with_sha256 for PS256,
    pss_with_sha384 for PS384,
    pss_with_sha512 for PS512,
];

fn pss_with_sha256(backend: &Backend) {
    let tally = Tally { taken: 319, refused: 595, without_key: 0 };
    verdicts(backend, Algorithm::PS256, ("Sha2_256", 32), tally);
}

fn pss_with_sha384(backend: &Backend) {
    let tally = Tally { taken: 192, refused: 150, without_key: 0 };
    verdicts(backend, Algorithm::PS384, ("Sha2_384", 48), tally);
}

fn pss_with_sha512(backend: &Backend) {
    let tally = Tally { taken: 266, refused: 684, without_key: 0 };
    verdicts(backend, Algorithm::PS512, ("Sha2_512", 64), tally);
}

/// Every file by this hash. Where the mask is by another hash or the salt has another length, no
/// JWS algorithm takes the signature, good as it is elsewhere
/// ([RFC 7518 §3.5](https://www.rfc-editor.org/rfc/rfc7518#section-3.5)); among them are two that
/// are bad there for the very salt that a JWS has. All else has its label for a verdict.
fn verdicts(backend: &Backend, algorithm: Algorithm, (hash, salt): (&str, usize), expected: Tally) {
    let mut tally = Tally::default();
    for name in TestName::all() {
        for group in TestSet::load(name).expect("the corpus").test_groups {
            if format!("{:?}", group.hash) != hash {
                continue;
            }
            let material = KeyMaterial::Der(&group.asn_key);
            let key = backend.verifier(algorithm, material).expect("a key");
            check_spki(backend, algorithm, &group);
            let (mgf, mask) = (format!("{:?}", group.mgf), format!("{:?}", group.mgf_hash));
            let good_mask = mgf == "Mgf1" && mask == format!("Some({hash})");
            for test in group.tests {
                let taken = tally.count(Some(&*key), &test.msg, &test.sig);
                let good = match group.salt_size == salt {
                    true => !test.result.must_fail(),
                    false => test.comment == format!("s_len changed to {salt}"),
                };
                let expected = good_mask && good;
                assert_eq!(taken, expected, "{name:?} {} {}", test.tc_id, test.comment);
            }
        }
    }
    assert_eq!(tally, expected);
}

/// A key that is bound to PSS and its parameters has an identifier of its own, which is not taken.
fn check_spki(backend: &Backend, algorithm: Algorithm, group: &TestGroup) {
    const ID_RSASSA_PSS: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a";
    let bound = group.der.windows(ID_RSASSA_PSS.len()).any(|window| window == ID_RSASSA_PSS);
    match backend.verifier(algorithm, KeyMaterial::Der(&group.der)) {
        Ok(_) => assert!(!bound),
        Err(error) => assert!(bound && matches!(error, KeyRejected::Encoding(_)), "{error}"),
    }
}
