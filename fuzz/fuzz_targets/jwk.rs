//! Any text as a JWK or a set of them: what is read is written, and reads as the same again.
#![no_main]

use jwt_core::{Jwk, JwkSet, KeyMaterial};
use jwt_ring::{PROVIDER, sha256};
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::Value;

fuzz_target!(|json: &str| {
    if let Ok(jwk) = Jwk::parse(json) {
        check(&jwk);
    }
    let Ok(set) = JwkSet::parse_with_private_keys(json) else { return };
    set.keys().iter().for_each(check);
    serde_json::from_str::<IgnoredAny>(json).expect("serde_json accepts it too");
    // Numbers past an f64 are JSON, but no Value.
    let Ok(theirs) = serde_json::from_str::<Value>(json) else { return };
    let listed = theirs["keys"].as_array().expect("a list").len();
    assert_eq!(set.keys().len() + set.skipped().len(), listed);
    // A private key is refused in a public set even where it could not be used.
    assert!(JwkSet::parse(json).is_err() || !set.keys().iter().any(Jwk::is_private));
});

fn check(jwk: &Jwk) {
    let written = serde_json::to_string(jwk).expect("writable");
    let again = Jwk::parse(&written).expect("what was written is read");
    assert_eq!(serde_json::to_string(&again).expect("writable"), written);
    if let Some(public) = jwk.to_public() {
        assert!(!public.is_private());
        assert_eq!(public.thumbprint(sha256), jwk.thumbprint(sha256));
    }
    for loader in PROVIDER.loaders.iter() {
        let signs = loader.signer(KeyMaterial::Jwk(jwk));
        assert!(signs.is_err() || jwk.is_private());
        let _ = loader.verifier(KeyMaterial::Jwk(jwk));
    }
}
