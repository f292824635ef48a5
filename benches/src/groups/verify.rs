use super::{BORROWED, FLOOR, JSONWEBTOKEN, OURS, REGISTERED};
use crate::{ALGORITHMS, Backend, BorrowedClaims, Claims, Group, floor, ours, peer};
use jwt_core::{Algorithm, Limits, Unverified, VerifyError};
use std::{hint::black_box, rc::Rc};

/// Verifying a token: signature, times, issuer and audience, then the claims into their type.
///
/// # Panics
/// If a way fails.
#[must_use]
pub fn verify(backend: Backend) -> Vec<Group> {
    let mut groups: Vec<_> = ALGORITHMS
        .map(|algorithm| verify_one(backend, algorithm, algorithm.name(), &Claims::valid()))
        .into();
    // A page of scopes, as tokens of large organisations carry them.
    let large = Claims::with_scope_of(1000);
    groups.push(verify_one(backend, Algorithm::HS256, "HS256 of 1.2 KB", &large));
    groups
}

pub(super) fn verify_one(
    backend: Backend,
    algorithm: Algorithm,
    subject: &str,
    claims: &Claims,
) -> Group {
    let token = jwt_core::sign(claims, &ours::signer(backend, algorithm)).expect("a token");
    let token: Rc<str> = token.into();
    let floor = bare(backend, algorithm, &token);
    let mut group = Group::new("verify", subject).case(FLOOR, floor);

    let key = Rc::new(ours::verifier(backend, algorithm));
    let rules = Rc::new(ours::rules());
    let ours = {
        let (token, key, rules) = (token.clone(), key.clone(), rules.clone());
        move || owned(black_box(&token), &**key, &rules)
    };
    assert_eq!(ours().as_ref(), Ok(claims));
    group = group.case(OURS, ours);
    for (name, read) in [(BORROWED, true), (REGISTERED, false)] {
        let (token, key, rules) = (token.clone(), key.clone(), rules.clone());
        let mut buffer = Vec::with_capacity(token.len());
        group = group.case(name, move || {
            let limits = limits();
            let parsed = Unverified::parse_into(black_box(&token), &mut buffer, &limits);
            let verified = parsed.expect("a token").verify(&**key, &rules).expect("a valid one");
            if read {
                black_box(verified.claims::<BorrowedClaims<'_>>().expect("claims that fit"));
            }
            black_box(verified.subject().is_some())
        });
    }

    if backend.has_peer() {
        let key = peer::verifier(algorithm).expect("a key for the algorithm");
        let rules = peer::rules(algorithm).expect("an algorithm that it has");
        let theirs = move || peer::decode::<Claims>(black_box(&*token), &key, &rules);
        assert_eq!(theirs().expect("a valid token").claims, *claims);
        group = group.case(JSONWEBTOKEN, theirs);
    }
    group
}

/// The bare call, with the signature decoded before.
fn bare(backend: Backend, algorithm: Algorithm, token: &str) -> impl FnMut() -> bool + 'static {
    let (message, signature) = token.rsplit_once('.').expect("a token has dots");
    let (message, mut bare) = (message.to_owned(), [0; 512]);
    let len = floor::signer(backend, algorithm)(message.as_bytes(), &mut bare);
    assert_eq!(signature.len(), (len * 4).div_ceil(3));
    let floor = floor::verifier(backend, algorithm);
    assert!(floor(message.as_bytes(), &bare[..len]));
    move || floor(black_box(message.as_bytes()), &bare[..len])
}

/// What `jwt_core::verify` does, for tokens that may be longer.
fn owned(
    token: &str,
    key: &dyn jwt_core::Verifier,
    rules: &jwt_core::Validation,
) -> Result<Claims, VerifyError> {
    let token = Unverified::parse_within(token, &limits())?;
    Ok(token.verify(key, rules)?.claims()?)
}

fn limits() -> Limits {
    Limits::new().token_len(128 * 1024)
}
