//! What was changed on the way does not verify.

use crate::{Backend, cases};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{Algorithm, Unverified, Validation, Verifier, VerifyError, sign};
use serde_json::json;

cases![
    every_bit_of_the_signature_counts,
    every_bit_of_the_header_counts,
    every_bit_of_the_payload_counts,
    another_key_does_not_verify,
    another_algorithm_does_not_verify,
    another_signature_length_does_not_verify,
    parts_of_two_tokens_do_not_verify,
];

fn every_bit_of_the_signature_counts(backend: &Backend) {
    every_bit_counts(backend, 2);
}

fn every_bit_of_the_header_counts(backend: &Backend) {
    every_bit_counts(backend, 0);
}

fn every_bit_of_the_payload_counts(backend: &Backend) {
    every_bit_counts(backend, 1);
}

fn every_bit_counts(backend: &Backend, part: usize) {
    for algorithm in backend.algorithms() {
        let (token, verifier) = token(backend, algorithm);
        assert!(accepts(&token, &verifier), "{algorithm}");
        let parts: Vec<&str> = token.split('.').collect();
        let bytes = URL_SAFE_NO_PAD.decode(parts[part]).expect("base64url");
        // Where signatures are long, a bit of each byte will do, and where they are very long, of
        // every eighth.
        let step = match bytes.len() {
            0..=64 => 1,
            65..=512 => 7,
            _ => 63,
        };
        for bit in (0..bytes.len() * 8).step_by(step) {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let mut parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
            parts[part] = URL_SAFE_NO_PAD.encode(changed);
            assert!(!accepts(&parts.join("."), &verifier), "{algorithm}, bit {bit}");
        }
    }
}

fn another_key_does_not_verify(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (token, _) = token(backend, algorithm);
        let (_, other) = backend.other_pair(algorithm);
        assert_eq!(error(&token, &other), VerifyError::Signature { algorithm });
    }
}

fn another_algorithm_does_not_verify(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (token, _) = token(backend, algorithm);
        for other in backend.algorithms().filter(|&other| other != algorithm) {
            let (_, verifier) = backend.pair(other);
            let expected =
                VerifyError::AlgorithmMismatch { key: other, token: algorithm.name().to_string() };
            assert_eq!(error(&token, &verifier), expected);
        }
    }
}

fn another_signature_length_does_not_verify(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (token, verifier) = token(backend, algorithm);
        let (rest, signature) = token.rsplit_once('.').expect("three parts");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        let len = signature.len();
        for other in [0, 1, len / 2, len - 1, len + 1, len * 2] {
            let changed: Vec<u8> =
                signature.iter().copied().chain([0].repeat(len)).take(other).collect();
            let changed = format!("{rest}.{}", URL_SAFE_NO_PAD.encode(changed));
            let error = error(&changed, &verifier);
            assert_eq!(error.code(), "SIGNATURE", "{algorithm}: {error}");
        }
    }
}

fn parts_of_two_tokens_do_not_verify(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (signer, verifier) = backend.pair(algorithm);
        let token = |sub| sign(&json!({"sub": sub, "exp": 4_102_444_800_u64}), &signer);
        let (a, b) = (token("a").expect("signed"), token("b").expect("signed"));
        let (a, b): (Vec<&str>, Vec<&str>) = (a.split('.').collect(), b.split('.').collect());
        let mixed = [a[0], b[1], a[2]].join(".");
        assert_eq!(error(&mixed, &verifier), VerifyError::Signature { algorithm });
    }
}

fn token(backend: &Backend, algorithm: Algorithm) -> (String, Box<dyn Verifier>) {
    let (signer, verifier) = backend.pair(algorithm);
    let claims = json!({"sub": "u", "exp": 4_102_444_800_u64});
    (sign(&claims, &signer).expect("signed"), verifier)
}

fn accepts(token: &str, key: &dyn Verifier) -> bool {
    let rules = Validation::new().waive_typ();
    Unverified::parse(token).is_ok_and(|token| token.verify(key, &rules).is_ok())
}

fn error(token: &str, key: &dyn Verifier) -> VerifyError {
    let token = match Unverified::parse(token) {
        Ok(token) => token,
        Err(error) => return error.into(),
    };
    token.verify(key, &Validation::new()).expect_err("tampered")
}
