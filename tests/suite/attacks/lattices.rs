//! ML-DSA signatures that are not what FIPS 204 makes.

use super::forge::{CLAIMS, Victim, attach, detach};
use crate::{Backend, cases};
use jwt_core::Algorithm;

cases![
    ml_dsa_signatures_of_another_length_are_refused,
    ml_dsa_hints_in_another_spelling_are_refused,
    ml_dsa_signatures_of_one_byte_are_refused,
];

/// The algorithms, with the most hints (ω) and the number of their lists (k) in
/// [FIPS 204](https://doi.org/10.6028/NIST.FIPS.204), table 1.
const SETS: [(Algorithm, usize, usize); 3] =
    [(Algorithm::ML_DSA_44, 80, 4), (Algorithm::ML_DSA_65, 55, 6), (Algorithm::ML_DSA_87, 75, 8)];

fn victims(backend: &Backend) -> impl Iterator<Item = (Victim, usize, usize)> + '_ {
    SETS.into_iter()
        .filter(|(algorithm, ..)| backend.provider.loader(*algorithm).is_some())
        .map(|(algorithm, omega, k)| (Victim::new(backend, algorithm), omega, k))
}

fn ml_dsa_signatures_of_another_length_are_refused(backend: &Backend) {
    for (victim, ..) in victims(backend) {
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        for other in [
            [signature.as_slice(), &[0]].concat(),
            [&[0], signature.as_slice()].concat(),
            signature[1..].to_vec(),
            signature[..signature.len() - 1].to_vec(),
        ] {
            let expected = victim.bad_length(other.len());
            assert_eq!(victim.refusal(&attach(signing_input, other)), expected);
        }
    }
}

/// The places of the hints are lists in ascending order, the ends of the lists follow, and unused
/// room is zero. A reader that does not look takes several spellings of one signature.
fn ml_dsa_hints_in_another_spelling_are_refused(backend: &Backend) {
    for (victim, omega, k) in victims(backend) {
        // Whose first list has two places at least, and whose last leaves room.
        let (token, used) = (0..1000)
            .map(|jti| victim.token(format!(r#"{{"jti":"{jti}","exp":4102444800}}"#)))
            .find_map(|token| {
                let signature = detach(&token).1;
                let (first, last) =
                    (signature[signature.len() - k], signature[signature.len() - 1]);
                (first >= 2 && usize::from(last) < omega).then_some((token, usize::from(last)))
            })
            .expect("most are so");
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        let hints = signature.len() - omega - k;
        let ends = signature.len() - k;
        let first = usize::from(signature[ends]);
        for (what, spoil) in [
            (
                "two places exchanged",
                &(|s: &mut [u8]| s.swap(hints, hints + 1)) as &dyn Fn(&mut [u8]),
            ),
            ("one place twice", &|s| s[hints + 1] = s[hints]),
            ("a place in unused room", &|s| s[hints + used] = 0xff),
            ("the last byte of unused room", &|s| s[ends - 1] = 1),
            ("an end beyond the room", &|s| {
                s[ends + k - 1] = u8::try_from(omega + 1).expect("small")
            }),
            ("an end before the last", &|s| s[ends] = s[ends + 1] + 1),
            ("an end that is one too early", &|s| {
                s[ends] = u8::try_from(first - 1).expect("small")
            }),
            ("one more hint, of place zero", &|s| s[ends + k - 1] += 1),
            ("all ends the largest number", &|s| s[ends..].fill(0xff)),
        ] {
            let mut forged = signature.clone();
            spoil(&mut forged);
            if forged != signature {
                let token = attach(signing_input, forged);
                assert_eq!(victim.refusal(&token), victim.bad_signature(), "{what}");
            }
        }
    }
}

fn ml_dsa_signatures_of_one_byte_are_refused(backend: &Backend) {
    for (victim, omega, k) in victims(backend) {
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, signature) = detach(&token);
        for byte in [0, 1, 0x7f, 0x80, 0xff] {
            let forged = vec![byte; signature.len()];
            assert_eq!(victim.refusal(&attach(signing_input, forged)), victim.bad_signature());
            // And where the hash and the hints are good.
            let mut forged = signature.clone();
            forged[64..signature.len() - omega - k].fill(byte);
            assert_eq!(victim.refusal(&attach(signing_input, forged)), victim.bad_signature());
        }
    }
}
