//! Any text as a header: it is refused, or serde_json reads the same from it.
#![no_main]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use jwt_core::Unverified;
use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::Value;

fuzz_target!(|json: &str| {
    let token = format!("{}.e30.AA", BASE64URL.encode(json));
    let Ok(token) = Unverified::parse(&token) else { return };
    let header = token.header();
    serde_json::from_str::<IgnoredAny>(json).expect("serde_json accepts it too");
    // Numbers past an f64 are JSON, but no Value.
    let Ok(theirs) = serde_json::from_str::<Value>(json) else { return };
    let text = |name: &str| theirs.get(name).and_then(Value::as_str);
    assert!(!header.alg().is_empty());
    assert_eq!(Some(header.alg()), text("alg"));
    assert_eq!(header.typ(), text("typ"));
    assert_eq!(header.cty(), text("cty"));
    assert_eq!(header.kid(), text("kid"));
    assert_eq!(header.x5t_s256(), text("x5t#S256"));
    for name in header.crit() {
        assert!(theirs.get(name).is_some());
    }
    for (name, value) in theirs.as_object().expect("an object") {
        assert_eq!(header.member::<Value>(name).expect("readable").as_ref(), Some(value));
    }
});
