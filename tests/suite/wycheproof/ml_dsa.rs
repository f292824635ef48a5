//! ML-DSA.

use super::Tally;
use crate::{Backend, cases};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{Algorithm, Jwk, KeyMaterial, KeyRejected};
use wycheproof_ng_mldsa::{mldsa_sign as sign, mldsa_verify as verify};

cases![
    ml_dsa_44 for ML_DSA_44,
    ml_dsa_65 for ML_DSA_65,
    ml_dsa_87 for ML_DSA_87,
    ml_dsa_44_from_seed for ML_DSA_44,
    ml_dsa_65_from_seed for ML_DSA_65,
    ml_dsa_87_from_seed for ML_DSA_87,
];

fn ml_dsa_44(backend: &Backend) {
    let tally = Tally { taken: 75, refused: 101, without_key: 4 };
    verdicts(backend, Algorithm::ML_DSA_44, verify::TestName::MlDsa44Verify, tally);
}

fn ml_dsa_65(backend: &Backend) {
    let tally = Tally { taken: 77, refused: 129, without_key: 4 };
    verdicts(backend, Algorithm::ML_DSA_65, verify::TestName::MlDsa65Verify, tally);
}

fn ml_dsa_87(backend: &Backend) {
    let tally = Tally { taken: 69, refused: 168, without_key: 4 };
    verdicts(backend, Algorithm::ML_DSA_87, verify::TestName::MlDsa87Verify, tally);
}

fn ml_dsa_44_from_seed(backend: &Backend) {
    from_seed(backend, Algorithm::ML_DSA_44, sign::TestName::MlDsa44SignSeed, (71, 3, 1, 3));
}

fn ml_dsa_65_from_seed(backend: &Backend) {
    from_seed(backend, Algorithm::ML_DSA_65, sign::TestName::MlDsa65SignSeed, (81, 3, 1, 3));
}

fn ml_dsa_87_from_seed(backend: &Backend) {
    from_seed(backend, Algorithm::ML_DSA_87, sign::TestName::MlDsa87SignSeed, (72, 3, 1, 3));
}

/// Two good signatures have a context, which a JWS has not
/// ([RFC 9964 §4](https://www.rfc-editor.org/rfc/rfc9964#section-4)); all else has its label for
/// a verdict. Public keys of another length are refused before.
fn verdicts(backend: &Backend, algorithm: Algorithm, name: verify::TestName, expected: Tally) {
    let mut tally = Tally::default();
    for group in verify::TestSet::load(name).expect("the corpus").test_groups {
        let jwk = jwk(algorithm, &group.pubkey, None);
        let der = group.pubkey_der.as_ref().expect("in every group");
        let by_der = backend.verifier(algorithm, KeyMaterial::Der(der));
        let by_jwk = jwk.map(|jwk| {
            backend.verifier(algorithm, KeyMaterial::Jwk(&jwk)).expect("of the right length")
        });
        if let Err(error) = &by_der {
            assert!(matches!(error, KeyRejected::Encoding(_)), "{error}");
        }
        assert_eq!(by_der.is_ok(), by_jwk.is_some());
        for test in group.tests {
            let taken = tally.count(by_jwk.as_deref(), &test.msg, &test.sig);
            let has_context = test.ctx.is_some_and(|ctx| !ctx.is_empty());
            let expected = by_jwk.is_some() && !has_context && !test.result.must_fail();
            assert_eq!(taken, expected, "{} {}", test.tc_id, test.comment);
        }
    }
    assert_eq!(tally, expected);
}

/// The public half comes out of the seed as it should, takes the signatures of the corpus, and
/// what the seed signs. Signatures themselves may differ: there may be randomness in them.
///
/// Expected are the good signatures, the good ones and the bad ones with a context, and the seeds
/// of another length.
fn from_seed(
    backend: &Backend,
    algorithm: Algorithm,
    name: sign::TestName,
    expected: (usize, usize, usize, usize),
) {
    let (mut good, mut with_context, mut bad_context, mut bad_seed) = (0, 0, 0, 0);
    for group in sign::TestSet::load(name).expect("the corpus").test_groups {
        let seed = group.privseed.expect("a seed");
        let Some(public) = group.pubkey else {
            assert!(jwk(algorithm, &vec![0; public_len(algorithm)], Some(&seed)).is_none());
            bad_seed += group.tests.len();
            continue;
        };
        let whole = jwk(algorithm, &public, Some(&seed)).expect("a key");
        let half = jwk(algorithm, &public, None).expect("its public half");
        let material = KeyMaterial::Jwk(&whole);
        let signer = backend.signer(algorithm, material).expect("halves that belong together");
        let verifier = backend.verifier(algorithm, KeyMaterial::Jwk(&half)).expect("a public key");
        if let Some(pkcs8) = group.privkey_pkcs8 {
            let worked_out = backend.loader(algorithm).public_half(KeyMaterial::Der(&pkcs8));
            let worked_out = Jwk::new(worked_out.expect("worked out"), algorithm).expect("whole");
            assert_eq!(json(&worked_out)["pub"], json(&half)["pub"]);
        }
        for test in group.tests {
            let Some(message) = &test.msg else {
                continue; // for the inner half of the algorithm alone
            };
            let context = test.ctx.map_or(0, |ctx| ctx.len());
            let taken = verifier.verify(message, &test.sig).is_ok();
            assert_eq!(taken, context == 0, "{} {}", test.tc_id, test.comment);
            match (context, test.result.must_fail()) {
                (0, _) => good += 1,
                (_, false) => with_context += 1,
                (_, true) => bad_context += 1,
            }
        }
        let mut signature = vec![0; signer.signature_len()];
        signer.sign(&seed, &mut signature).expect("signed");
        assert_eq!(verifier.verify(&seed, &signature), Ok(()));
    }
    assert_eq!((good, with_context, bad_context, bad_seed), expected);
}

/// `None` if a length is wrong.
fn jwk(algorithm: Algorithm, public: &[u8], seed: Option<&[u8]>) -> Option<Jwk> {
    let public = URL_SAFE_NO_PAD.encode(public);
    let private = seed.map(|seed| format!(r#","priv":"{}""#, URL_SAFE_NO_PAD.encode(seed)));
    let private = private.unwrap_or_default();
    let json = format!(r#"{{"kty":"AKP","alg":"{algorithm}","pub":"{public}"{private}}}"#);
    Jwk::parse(&json).ok()
}

fn json(jwk: &Jwk) -> serde_json::Value {
    serde_json::to_value(jwk).expect("json")
}

fn public_len(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::ML_DSA_44 => 1312,
        Algorithm::ML_DSA_65 => 1952,
        _ => 2592,
    }
}
