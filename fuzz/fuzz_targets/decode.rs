//! Any text as a token: it is refused, or it is exactly its three parts.
#![no_main]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use jwt_core::{Limits, Unverified, dangerous};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|token: &str| {
    let mut buffer = Vec::new();
    let in_place = Unverified::parse_into(token, &mut buffer, &Limits::new());
    let parsed = match Unverified::parse(token) {
        Ok(parsed) => parsed,
        Err(error) => {
            assert_eq!(in_place.err(), Some(error.clone()));
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let parts: Vec<&str> = token.split('.').collect();
    assert_eq!(parts.len(), 3);
    assert_eq!(BASE64URL.encode(parsed.header().as_json()), parts[0]);
    assert_eq!(
        in_place.expect("the other accepts it").header().as_json(),
        parsed.header().as_json()
    );
    if let Ok(json) = dangerous::claims_json_without_verification(&parsed) {
        assert_eq!(BASE64URL.encode(json), parts[1]);
    }
    let signature = BASE64URL.decode(parts[2]).expect("strict base64url");
    assert_eq!(BASE64URL.encode(signature), parts[2]);
});
