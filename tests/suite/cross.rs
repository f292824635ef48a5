//! What one backend makes, all others take.

use crate::keys;
use jwt_core::{
    Algorithm, Jwk, KeyLoader, KeyMaterial, Provider, Validation, Verifier, sign, verify,
};
use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};
use std::{collections::HashSet, process::ExitCode};

/// Runs every algorithm for every ordered pair of backends that have it.
#[must_use]
pub fn run(backends: &'static [Provider]) -> ExitCode {
    let mut trials = Vec::new();
    for &algorithm in Algorithm::ALL {
        let loaders: Vec<_> = backends.iter().filter_map(|b| b.loader(algorithm)).collect();
        for &from in &loaders {
            for &to in loaders.iter().filter(|to| to.backend() != from.backend()) {
                let name = format!("{algorithm}::from_{}_to_{}", from.backend(), to.backend());
                trials.push(Trial::test(name, move || {
                    tokens_cross(from, to);
                    made_keys_cross(from, to);
                    Ok(())
                }));
            }
        }
    }
    let pairs = trials.len();
    trials.push(Trial::test("every_backend_takes_part", move || {
        every_backend_takes_part(backends, pairs);
        Ok(())
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn every_backend_takes_part(backends: &[Provider], pairs: usize) {
    let names: HashSet<_> = backends.iter().map(|b| b.loaders[0].backend()).collect();
    assert_eq!(names.len(), backends.len());
    // All have HMAC, RSA, P-256, P-384 and both names of Ed25519.
    assert!(pairs >= 13 * names.len() * (names.len() - 1), "{pairs}");
}

/// A token by a key of the suite verifies elsewhere by the same key, by its public half, and by no
/// other key.
fn tokens_cross(from: &dyn KeyLoader, to: &dyn KeyLoader) {
    let algorithm = from.algorithm();
    let key = keys::pair(algorithm, 'a').expect("a key of the suite").material();
    let signer = from.signer(key).expect("a private key");
    let token = sign(&claims(), &signer).expect("signed");
    assert!(takes(&to.verifier(key).expect("a key"), &token));
    if let Some(pem) = keys::public(algorithm) {
        assert!(takes(&to.verifier(KeyMaterial::Pem(pem)).expect("a public key"), &token));
    }
    let other = keys::pair(algorithm, 'b').expect("a key of the suite").material();
    assert!(!takes(&to.verifier(other).expect("a key"), &token));
}

/// A key made here is loaded there, and signs there for here.
fn made_keys_cross(from: &dyn KeyLoader, to: &dyn KeyLoader) {
    let algorithm = from.algorithm();
    // That a backend makes none is proven in its own suite.
    let Ok(made) = from.generate(None) else { return };
    let jwk = Jwk::new(made, algorithm).expect("with both its halves");
    let material = KeyMaterial::Jwk(&jwk);
    let signer = to.signer(material).expect("a key made elsewhere");
    let token = sign(&claims(), &signer).expect("signed");
    for loader in [from, to] {
        assert!(takes(&loader.verifier(material).expect("a key"), &token), "{}", loader.backend());
    }
    if let (Ok(here), Ok(there)) = (from.public_half(material), to.public_half(material)) {
        let [here, there] = [here, there].map(|half| Jwk::new(half, algorithm).expect("whole"));
        let json = |jwk: &Jwk| serde_json::to_value(jwk).expect("json");
        assert_eq!(json(&here), json(&there));
    }
}

fn takes(key: &dyn Verifier, token: &str) -> bool {
    verify::<Value>(token, key, &Validation::new()).is_ok_and(|found| found == claims())
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
