//! Any text as a payload: it is refused, or serde_json accepts it and it survives byte for byte.
#![no_main]

use jwt_core::{Algorithm, Header, Hs256, NumericDate, Unsigned, Unverified, Validation};
use jwt_ring::MacKey;
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::sync::LazyLock;

static KEY: LazyLock<MacKey<Hs256>> =
    LazyLock::new(|| MacKey::from_bytes(&[7; 32]).expect("long enough"));
static RULES: LazyLock<Validation> = LazyLock::new(|| {
    Validation::with_clock(NumericDate::from_unix(1_700_000_000).expect("in range"))
        .waive_expiration()
        .waive_issuer()
        .waive_audience()
        .require("sub")
});

fuzz_target!(|json: &str| {
    let Ok(token) = Unsigned::from_json(&Header::new(Algorithm::HS256), json) else { return };
    serde_json::from_str::<IgnoredAny>(json).expect("serde_json accepts it too");
    // Numbers past an f64 are JSON, but no Value.
    let Ok(theirs) = serde_json::from_str::<Value>(json) else { return };
    let token = token.sign(&*KEY).expect("HMAC does not fail");
    match Unverified::parse(&token).expect("well formed").verify(&*KEY, &RULES) {
        Ok(verified) => {
            assert_eq!(verified.claims_json(), json);
            assert_eq!(verified.claims::<Value>().expect("readable"), theirs);
            assert_eq!(verified.issuer(), theirs.get("iss").and_then(Value::as_str));
            assert_eq!(verified.subject(), theirs.get("sub").and_then(Value::as_str));
            assert_eq!(verified.audience().is_empty(), theirs.get("aud").is_none());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
