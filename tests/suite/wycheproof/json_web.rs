//! JSON Web Signatures, keys and key sets.

use crate::{Backend, cases};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{
    Jwk, JwkSet, KeyMaterial, KeyUse, MalformedToken, Part, Unverified, Validation, Verifier,
    VerifyError,
};
use serde_json::Value;
use wycheproof_ng_kdf_jose::json_web::{TestGroup, TestName, TestSet};

cases![json_web_signature for RS256, json_web_key for RS256, json_web_crypto for RS256];

/// The cases whose label no strict verifier can follow.
///
/// - 346, 347, 350, 351: labelled valid, but the key's `alg` is another than the token's.
/// - 367, 370: labelled invalid, but byte for byte what 357 is, which is labelled valid
///   ([issue 236](https://github.com/C2SP/wycheproof/issues/236)).
/// - 372, 373: labelled valid, but with a `?` among the base64url.
const EXCEPTIONS: [usize; 8] = [346, 347, 350, 351, 367, 370, 372, 373];

fn json_web_signature(backend: &Backend) {
    let tally = verdicts(backend, TestName::JsonWebSignature, &EXCEPTIONS);
    assert_eq!(tally, Tally { taken: 42, refused: 359, encrypted: 0 });
}

fn json_web_key(backend: &Backend) {
    let tally = verdicts(backend, TestName::JsonWebKey, &[]);
    assert_eq!(tally, Tally { taken: 5, refused: 21, encrypted: 0 });
}

fn json_web_crypto(backend: &Backend) {
    let tally = verdicts(backend, TestName::JsonWebCrypto, &[]);
    assert_eq!(tally, Tally { taken: 4, refused: 45, encrypted: 34 });
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    taken: usize,
    refused: usize,
    /// JWEs, which are refused without a look at their label.
    encrypted: usize,
}

/// Every verdict is the label, and the exceptions' is not: one that begins to agree is no
/// exception any more.
fn verdicts(backend: &Backend, name: TestName, exceptions: &[usize]) -> Tally {
    let mut tally = Tally::default();
    for group in TestSet::load(name).expect("the corpus").test_groups {
        for test in &group.tests {
            if let Some(jwe) = &test.jwe {
                let malformed = Unverified::parse(&compact(jwe)).expect_err("encrypted");
                assert!(
                    matches!(malformed, MalformedToken::Parts { .. } | MalformedToken::Json),
                    "{} {}",
                    test.tc_id,
                    test.comment
                );
                tally.encrypted += 1;
                continue;
            }
            let token = compact(test.jws.as_ref().expect("a JWS or a JWE"));
            let taken = is_taken(backend, &group, &token);
            let by_label = !test.result.must_fail();
            let expected = by_label != exceptions.contains(&test.tc_id);
            assert_eq!(taken, expected, "{} {}", test.tc_id, test.comment);
            *(if taken { &mut tally.taken } else { &mut tally.refused }) += 1;
        }
    }
    tally
}

/// Every JWS of the three files, with its key and its number.
pub(crate) fn for_each_token(each: &mut dyn FnMut(&TestGroup, usize, &str)) {
    for name in [TestName::JsonWebSignature, TestName::JsonWebKey, TestName::JsonWebCrypto] {
        for group in TestSet::load(name).expect("the corpus").test_groups {
            for test in &group.tests {
                if let Some(jws) = &test.jws {
                    each(&group, test.tc_id, &compact(jws));
                }
            }
        }
    }
}

/// Text as it is, and the JSON serialization as JSON.
fn compact(token: &Value) -> String {
    token.as_str().map_or_else(|| token.to_string(), ToOwned::to_owned)
}

/// Whether key and token are good. The payload need not be claims, and mostly is not.
pub(crate) fn is_taken(backend: &Backend, group: &TestGroup, token: &str) -> bool {
    let Some(key) = key(backend, group, token) else { return false };
    let rules = Validation::new().waive_expiration().waive_typ();
    match Unverified::parse(token).map(|token| token.verify(&*key, &rules)) {
        Ok(Ok(_) | Err(VerifyError::Payload(_) | VerifyError::Claims(_))) => true,
        Ok(Err(_)) => false,
        Err(MalformedToken::Utf8(Part::Payload)) => {
            let (signing_input, signature) = token.rsplit_once('.').expect("three parts");
            let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
            key.verify(signing_input.as_bytes(), &signature).is_ok()
        }
        Err(_) => false,
    }
}

/// The key that a program would take. A JWK says by itself what it is for; where it does not, and
/// among the keys of a set, it is what the attacker would like best: what the token says.
///
/// A set of secrets is one's own, and each of them must be whole; with a public key in it, it is one
/// to be published, and must not hold a secret.
fn key(backend: &Backend, group: &TestGroup, token: &str) -> Option<Box<dyn Verifier>> {
    let key = group.public_key.as_ref().or(group.private_key.as_ref()).expect("a key");
    let header = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
    let header: Value = serde_json::from_slice(&header).ok()?;
    let alg = header["alg"].as_str()?;
    let Some(keys) = key["keys"].as_array() else {
        let jwk = Jwk::parse(&key.to_string()).ok()?;
        let loader = backend.provider.named(jwk.alg().unwrap_or(alg))?;
        return loader.verifier(KeyMaterial::Jwk(&jwk)).ok();
    };
    let set = match keys.iter().all(|key| key["kty"] == "oct") {
        true => JwkSet::parse_with_private_keys(&key.to_string()).ok()?,
        false => JwkSet::parse(&key.to_string()).ok()?,
    };
    if set.keys().iter().any(Jwk::is_private) && !set.skipped().is_empty() {
        return None;
    }
    let loader = backend.provider.named(alg)?;
    let jwk = set.select(header["kid"].as_str(), loader.algorithm(), KeyUse::Verify).ok()?;
    loader.verifier(KeyMaterial::Jwk(jwk)).ok()
}
