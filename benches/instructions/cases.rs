use crate::{
    claims::{BorrowedClaims, Claims, rules},
    free::Free,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jwt_core::{Algorithm, Hs256, Limits, Signer, Unverified, Verifier, sign, verify};
use jwt_rustcrypto::MacKey;
use sha2::Sha256;
use std::hint::black_box;

/// Something to do again and again.
type Operation = Box<dyn FnMut()>;

/// All operations by their names.
pub(crate) fn all() -> Vec<(&'static str, Operation)> {
    let hs256 = || MacKey::<Hs256>::from_bytes(SECRET).expect("long enough");
    let es256 = || Free(Algorithm::ES256);
    vec![
        ("HS256 sign, bare", bare_sign()),
        ("HS256 sign", signing(hs256())),
        ("HS256 verify, bare", bare_verify()),
        ("HS256 verify, owned claims", owned(hs256())),
        ("HS256 verify, borrowed claims", borrowed(hs256())),
        ("ES256 sign, free", signing(es256())),
        ("ES256 verify, free, owned claims", owned(es256())),
        ("ES256 verify, free, borrowed claims", borrowed(es256())),
    ]
}

fn signing(key: impl Signer + 'static) -> Operation {
    let claims = Claims::valid();
    Box::new(move || {
        black_box(sign(black_box(&claims), &key).expect("an object"));
    })
}

fn owned(key: impl Signer + Verifier + 'static) -> Operation {
    let (token, rules) = (token(&key), rules());
    Box::new(move || {
        black_box(verify::<Claims>(black_box(&token), &key, &rules).expect("valid"));
    })
}

fn borrowed(key: impl Signer + Verifier + 'static) -> Operation {
    let (token, rules, limits) = (token(&key), rules(), Limits::new());
    let mut memory = Vec::with_capacity(token.len());
    Box::new(move || {
        let unverified = Unverified::parse_into(black_box(&token), &mut memory, &limits);
        let verified = unverified.expect("a token").verify(&key, &rules).expect("valid");
        black_box(verified.claims::<BorrowedClaims<'_>>().expect("fitting"));
    })
}

/// The call without which no HS256 token can be made.
fn bare_sign() -> Operation {
    let (key, message) = (bare_key(), message());
    Box::new(move || {
        let mac = key.clone().chain_update(black_box(&message));
        black_box(mac.finalize().into_bytes());
    })
}

/// The call without which none can be checked.
fn bare_verify() -> Operation {
    let (key, message) = (bare_key(), message());
    let tag = key.clone().chain_update(&message).finalize().into_bytes();
    Box::new(move || {
        let mac = key.clone().chain_update(black_box(&message));
        mac.verify_slice(black_box(&tag)).expect("the tag of the message");
    })
}

fn bare_key() -> Hmac<Sha256> {
    Hmac::new_from_slice(SECRET).expect("any length will do")
}

/// What is signed of the token that the other operations sign.
fn message() -> Vec<u8> {
    let token = token(&MacKey::<Hs256>::from_bytes(SECRET).expect("long enough"));
    token.rsplit_once('.').expect("three parts").0.as_bytes().to_vec()
}

fn token(key: &impl Signer) -> String {
    sign(&Claims::valid(), key).expect("an object")
}

const SECRET: &[u8; 32] = b"a secret of 32 bytes for benches";
