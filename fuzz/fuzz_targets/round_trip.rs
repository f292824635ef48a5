//! Any claims: signed and verified they are the same, and no other token has their signature.
#![no_main]

use arbitrary::Arbitrary;
use jwt_core::{EdDsa, Es256, Hs256, NumericDate, Signer, Validation, Verifier, sign, verify};
use jwt_ring::{MacKey, SigningKey};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use std::sync::LazyLock;

#[derive(Debug, Arbitrary)]
enum Claim {
    Null,
    Bool(bool),
    Integer(i64),
    Natural(u64),
    Float(f64),
    Text(String),
    List(Vec<String>),
    Object(Vec<(String, i64)>),
}

static HS256: LazyLock<MacKey<Hs256>> =
    LazyLock::new(|| MacKey::from_bytes(&[7; 32]).expect("long enough"));
static ES256: LazyLock<SigningKey<Es256>> =
    LazyLock::new(|| SigningKey::generate().expect("randomness"));
static ED_DSA: LazyLock<SigningKey<EdDsa>> =
    LazyLock::new(|| SigningKey::generate().expect("randomness"));

fuzz_target!(|input: (u8, Vec<(String, Claim)>, usize)| {
    let (key, claims, place) = input;
    let claims = object(claims);
    match key % 3 {
        0 => check(&claims, place, &*HS256, &*HS256),
        1 => check(&claims, place, &*ES256, &ES256.verifying_key()),
        _ => check(&claims, place, &*ED_DSA, &ED_DSA.verifying_key()),
    }
});

fn check(claims: &Value, place: usize, signer: &dyn Signer, verifier: &dyn Verifier) {
    let rules = Validation::with_clock(NumericDate::from_unix(0).expect("in range"));
    let rules = rules.waive_expiration();
    let token = sign(claims, signer).expect("an object");
    assert_eq!(verify::<Value>(&token, verifier, &rules).expect("just signed"), *claims);

    let place = place % token.len();
    let other = if &token[place..=place] == "A" { "B" } else { "A" };
    let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
    assert!(verify::<Value>(&changed, verifier, &rules).is_err(), "{changed}");
}

fn object(claims: Vec<(String, Claim)>) -> Value {
    let mut object: Map<_, _> = claims
        .into_iter()
        .filter(|(name, _)| is_free(name))
        .map(|(name, claim)| (name, Value::from(claim)))
        .collect();
    // Whether these are right is for the rules.
    for name in ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"] {
        object.remove(name);
    }
    object.into()
}

/// A `Value` cannot hold all objects: with `arbitrary_precision`, which crates of this workspace turn
/// on, `serde_json` takes one that starts with such a name for a number of its own.
fn is_free(name: &str) -> bool {
    !name.starts_with("$serde_json::private::")
}

impl From<Claim> for Value {
    fn from(claim: Claim) -> Self {
        match claim {
            Claim::Null => Self::Null,
            Claim::Bool(bool) => bool.into(),
            Claim::Integer(integer) => integer.into(),
            Claim::Natural(natural) => natural.into(),
            Claim::Float(float) => float.into(),
            Claim::Text(text) => text.into(),
            Claim::List(list) => list.into(),
            Claim::Object(members) => {
                let members = members.into_iter().filter(|(name, _)| is_free(name));
                members.map(|(name, value)| (name, Self::from(value))).collect()
            }
        }
    }
}
