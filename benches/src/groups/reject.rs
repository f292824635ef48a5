use super::{JSONWEBTOKEN, OURS};
use crate::{Backend, Claims, Group, ours, peer};
use jwt_core::Algorithm;
use std::{hint::black_box, rc::Rc};

/// Refusing a token: what an attacker can make a server work for.
///
/// # Panics
/// If a way does not refuse it.
#[must_use]
pub fn reject(backend: Backend) -> Vec<Group> {
    let algorithm = Algorithm::ES256;
    let key = ours::signer(backend, algorithm);
    let sign = |claims: &Claims| jwt_core::sign(claims, &key).expect("a key that signs");
    let hs256 = ours::signer(backend, Algorithm::HS256);
    let valid = sign(&Claims::valid());
    let (message, signature) = valid.rsplit_once('.').expect("a token has dots");
    let reversed: String = signature[..84].chars().rev().chain(signature[84..].chars()).collect();
    let tokens = [
        ("garbage", "x".repeat(300)),
        ("another algorithm", jwt_core::sign(&Claims::valid(), &hs256).expect("a secret")),
        ("a bad signature", format!("{message}.{reversed}")),
        ("expired", sign(&Claims::expired())),
        ("1 MiB", sign(&Claims::with_scope_of(750_000))),
    ];
    tokens.map(|(subject, token)| one(backend, subject, token.into())).into()
}

fn one(backend: Backend, subject: &'static str, token: Rc<str>) -> Group {
    let algorithm = Algorithm::ES256;
    let (key, rules) = (ours::verifier(backend, algorithm), ours::rules());
    let ours = {
        let token = token.clone();
        move || jwt_core::verify::<Claims>(black_box(&token), &key, &rules)
    };
    assert!(ours().is_err(), "{subject}");
    let mut group = Group::new("reject", subject).case(OURS, ours);
    if backend.has_peer() {
        let key = peer::verifier(algorithm).expect("a key for the algorithm");
        let rules = peer::rules(algorithm).expect("an algorithm that it has");
        let theirs = move || peer::decode::<Claims>(black_box(&*token), &key, &rules);
        // It has no limit on length.
        assert_eq!(theirs().is_err(), subject != "1 MiB", "{subject}");
        group = group.case(JSONWEBTOKEN, theirs);
    }
    group
}
