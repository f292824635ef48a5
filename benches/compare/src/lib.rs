//! The groups of `jwt-benches`, with more peers in those that sign and verify.

pub mod peers;
mod row;

pub use row::Row;

use jwt_benches::{ALGORITHMS, Backend, Claims, Group, groups, ours};

/// Everything there is to compare.
pub fn all(backend: Backend) -> Vec<Group> {
    let mut all = few(backend);
    for groups in [groups::size, groups::load, groups::http, groups::parallel, groups::reject] {
        all.extend(groups(backend));
    }
    all
}

/// What a quick look needs.
pub fn few(backend: Backend) -> Vec<Group> {
    let mut few = sign(backend);
    few.extend(verify(backend));
    few.extend(groups::cached(backend));
    few
}

/// Signing, with the peers whose tokens we verify.
///
/// # Panics
/// If a peer's token is not valid.
pub fn sign(backend: Backend) -> Vec<Group> {
    let mut groups = groups::sign(backend);
    for (group, algorithm) in groups.iter_mut().zip(ALGORITHMS) {
        for peer in peers::ALL {
            let Some(sign) = (peer.signer)(algorithm, &Claims::valid()) else { continue };
            let key = ours::verifier(backend, algorithm);
            let verified = jwt_core::verify(&sign(), &key, &ours::rules().waive_typ());
            assert_eq!(verified, Ok(Claims::valid()), "{} {algorithm}", peer.name);
            group.add(peer.name, sign);
        }
    }
    groups
}

/// Verifying, with the peers that take our token and refuse another.
///
/// # Panics
/// If a peer does not.
pub fn verify(backend: Backend) -> Vec<Group> {
    let mut groups = groups::verify(backend);
    for (group, algorithm) in groups.iter_mut().zip(ALGORITHMS) {
        let sign = |claims: &Claims| {
            jwt_core::sign(claims, &ours::signer(backend, algorithm)).expect("a key that signs")
        };
        for peer in peers::ALL {
            let Some(verify) = (peer.verifier)(algorithm) else { continue };
            let (token, expired) = (sign(&Claims::valid()), sign(&Claims::expired()));
            let foreign = sign(&Claims { iss: "another".into(), ..Claims::valid() });
            let (message, _) = token.rsplit_once('.').expect("a token has dots");
            let (_, signature) = expired.rsplit_once('.').expect("a token has dots");
            let forged = format!("{message}.{signature}");
            for (token, valid) in
                [(&token, true), (&expired, false), (&foreign, false), (&forged, false)]
            {
                assert_eq!(verify(token), valid, "{} {algorithm}", peer.name);
            }
            group.add(peer.name, move || verify(&token));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_takes_our_tokens_and_makes_tokens_that_we_take() {
        for backend in Backend::ALL {
            // The tokens are tried while the groups are made.
            for groups in [sign(backend), verify(backend)] {
                let hs256: Vec<_> = groups[0].cases.iter().map(|case| case.name).collect();
                assert!(hs256.ends_with(&peers::ALL.map(|peer| peer.name)), "{hs256:?}");
            }
        }
    }
}
