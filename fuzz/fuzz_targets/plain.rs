//! Any text as a payload and as a header: the short way that usual JSON takes, and the long way, which
//! a space at the end asks for, come to the same.
#![no_main]

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use jwt_core::{
    Algorithm, Header, Hs256, NumericDate, Unsigned, Unverified, Validation, Verified, sign,
};
use jwt_ring::MacKey;
use libfuzzer_sys::fuzz_target;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Claims<'a> {
    iss: Option<&'a str>,
    sub: Option<String>,
    exp: Option<NumericDate>,
    a: Option<i64>,
    b: Option<f64>,
    c: Option<bool>,
    d: Option<Vec<String>>,
    e: Option<Value>,
}

static KEY: LazyLock<MacKey<Hs256>> =
    LazyLock::new(|| MacKey::from_bytes(&[7; 32]).expect("long enough"));
static RULES: LazyLock<Validation> = LazyLock::new(|| {
    Validation::with_clock(NumericDate::from_unix(1_700_000_000).expect("in range"))
        .waive_expiration()
        .waive_issuer()
        .audience("a")
});

fuzz_target!(|json: &str| {
    let long = format!("{json} ");
    header(json, &long);
    let (short, long) = (signed(json), signed(&long));
    assert_eq!(short.is_some(), long.is_some());
    let (Some(short), Some(long)) = (short, long) else { return };
    let (short, long) = (verified(&short), verified(&long));
    assert_eq!(short.as_ref().err(), long.as_ref().err());
    let (Ok(short), Ok(long)) = (short, long) else { return };
    assert_eq!(facts(&short), facts(&long));
    assert_eq!(short.claims::<Claims>().ok(), long.claims::<Claims>().ok());
    let map = |token: &Verified<'_>| token.claims::<BTreeMap<String, Value>>().ok();
    assert_eq!(map(&short), map(&long));
    if let Ok(claims) = short.claims::<Claims>() {
        let token = sign(&claims, &*KEY).expect("an object with distinct members");
        let payload = token.split('.').nth(1).expect("three parts");
        let written = serde_json::to_vec(&claims).expect("JSON");
        assert_eq!(BASE64URL.decode(payload).expect("base64url"), written);
    }
});

fn signed(json: &str) -> Option<String> {
    let token = Unsigned::from_json(&Header::new(Algorithm::HS256), json).ok()?;
    Some(token.sign(&*KEY).expect("HMAC does not fail"))
}

fn verified(token: &str) -> Result<Verified<'_>, String> {
    let token = Unverified::parse(token).expect("well formed");
    token.verify(&*KEY, &RULES).map_err(|error| error.to_string())
}

/// What a token says of itself.
fn facts(token: &Verified<'_>) -> impl PartialEq + std::fmt::Debug {
    let text = |text: Option<&str>| text.map(str::to_owned);
    (
        [text(token.issuer()), text(token.subject()), text(token.jwt_id())],
        token.audience(),
        [token.expiration(), token.not_before(), token.issued_at()],
    )
}

fn header(short: &str, long: &str) {
    let token = |json: &str| format!("{}.e30.AA", BASE64URL.encode(json));
    let (short, long) = (token(short), token(long));
    match (Unverified::parse(&short), Unverified::parse(&long)) {
        (Ok(short), Ok(long)) => {
            let (short, long) = (short.header(), long.header());
            assert_eq!(short.alg(), long.alg());
            let texts = [short.typ(), short.cty(), short.kid(), short.x5t_s256()];
            assert_eq!(texts, [long.typ(), long.cty(), long.kid(), long.x5t_s256()]);
            assert!(short.crit().eq(long.crit()));
        }
        (short, long) => assert!(short.is_err() && long.is_err()),
    }
}
