use super::{FLOOR, JSONWEBTOKEN, OURS};
use crate::{ALGORITHMS, Backend, Claims, Group, floor, ours, peer};
use jwt_core::Algorithm;
use std::hint::black_box;

/// Signing a token of about 300 bytes.
///
/// # Panics
/// If a way fails.
#[must_use]
pub fn sign(backend: Backend) -> Vec<Group> {
    let one =
        |algorithm: Algorithm| sign_one(backend, algorithm, algorithm.name(), &Claims::valid());
    ALGORITHMS.map(one).into()
}

pub(super) fn sign_one(
    backend: Backend,
    algorithm: Algorithm,
    subject: &str,
    claims: &Claims,
) -> Group {
    let (claims, theirs) = (claims.clone(), claims.clone());
    let key = ours::signer(backend, algorithm);
    let token = jwt_core::sign(&claims, &key).expect("a key that signs");
    let message = token.rsplit_once('.').expect("a token has dots").0.to_owned();
    let floor = floor::signer(backend, algorithm);
    let mut signature = [0; 512];
    let mut group = Group::new("sign", subject)
        .case(FLOOR, move || floor(black_box(message.as_bytes()), &mut signature))
        .case(OURS, move || jwt_core::sign(black_box(&claims), &key).expect("a token"));
    if backend.has_peer() {
        let (header, key) = peer::signer(algorithm).expect("a key for the algorithm");
        group = group.case(JSONWEBTOKEN, move || {
            peer::encode(&header, black_box(&theirs), &key).expect("a token")
        });
    }
    group
}
