//! Any bytes as a key in any format: no panic, and what is read is told apart and can be used.
#![no_main]

use jwt_core::{Algorithm, KeyParameters, KeyUse};
use jwt_keys::{Expected, Format, Reader, SecretEncoding};
use jwt_ring::PROVIDER;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reader = Reader::new(&PROVIDER).label("input");
    for expected in [Expected::Auto, Expected::Secret, Expected::Pem, Expected::Jwk] {
        check(&reader.clone().format(expected), bytes);
    }
    for encoding in SecretEncoding::ALL {
        check(&reader.clone().secret_encoding(encoding), bytes);
    }
});

fn check(reader: &Reader<'_>, bytes: &[u8]) {
    let found = match reader.read(bytes) {
        Ok(found) => found,
        Err(error) => {
            assert!(error.to_string().contains("input"), "{error}");
            assert!(error.hint().is_none_or(|hint| !hint.is_empty()));
            return;
        }
    };
    for key in found.keys() {
        let is_secret = matches!(key.jwk().parameters(), KeyParameters::Oct(_));
        assert_eq!(
            key.algorithms().contains(&Algorithm::HS256),
            is_secret && key.jwk().alg().is_none_or(|alg| alg == "HS256")
        );
        assert!(!matches!(found.format(), Format::Secret(_)) || is_secret);
        for algorithm in key.algorithms() {
            let signer = key.signer(&PROVIDER, algorithm);
            let verifier = key.verifier(&PROVIDER, algorithm);
            assert!(verifier.is_ok() || signer.is_err(), "{verifier:?}");
        }
    }
    let _ = found.select(Some("k"), Some(Algorithm::ES256), KeyUse::Verify);
}
