use jwt_core::{Header, Hs256, NumericDate, Signer, Unsigned, Validation};
use jwt_header::server::{Guard, OneKey};
use jwt_ring::MacKey;
use serde_json::{Value, json};

/// When all of this takes place.
pub(crate) const NOW: u64 = 1_700_000_000;

pub(crate) fn at(seconds: u64) -> NumericDate {
    NumericDate::from_unix(seconds).expect("in range")
}

pub(crate) fn key() -> MacKey<Hs256> {
    MacKey::from_bytes(b"a secret of 32 bytes, for tests.").expect("long enough")
}

pub(crate) fn rules() -> Validation {
    Validation::with_clock(at(NOW)).issuer("https://id.example").audience("https://api.example")
}

pub(crate) fn check() -> OneKey<MacKey<Hs256>> {
    OneKey::new(key(), rules())
}

pub(crate) fn guard() -> Guard {
    Guard::new(check()).realm("orders")
}

/// Claims that keep the rules for a minute, and these besides.
pub(crate) fn claims(more: Value) -> Value {
    let mut claims = json!({
        "iss": "https://id.example", "aud": "https://api.example", "sub": "ann", "exp": NOW + 60,
    });
    let (all, more) = (claims.as_object_mut(), more.as_object().cloned());
    all.expect("an object").extend(more.expect("an object"));
    claims
}

pub(crate) fn sign(claims: &Value) -> String {
    sign_with(claims, &key())
}

pub(crate) fn sign_with(claims: &Value, key: &dyn Signer) -> String {
    Unsigned::new(&Header::for_key(key), claims).expect("claims").sign(key).expect("a key")
}

/// A valid token with these claims besides.
pub(crate) fn token(more: Value) -> String {
    sign(&claims(more))
}
