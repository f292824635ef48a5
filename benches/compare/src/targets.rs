//! What was meant to be reached, and why it was not where it was not.

use jwt_benches::groups::{BORROWED, FLOOR, FORMS, JSONWEBTOKEN, OURS};
use jwt_compare::Row;

/// A bound of a ratio between two cases.
pub struct Target {
    operation: &'static str,
    /// All, if there are none.
    subjects: &'static [&'static str],
    case: &'static str,
    other: &'static str,
    bound: Bound,
}

/// On which side of it a ratio should be.
#[derive(Clone, Copy)]
pub enum Bound {
    /// For what should not take longer than the floor.
    AtMost(f64),
    /// For how many times as fast as a peer it should be.
    AtLeast(f64),
}

use Bound::{AtLeast, AtMost};

impl Bound {
    fn is_kept(self, ratio: f64) -> bool {
        match self {
            AtMost(bound) => ratio <= bound,
            AtLeast(bound) => ratio >= bound,
        }
    }

    pub fn text(self) -> String {
        match self {
            AtMost(bound) => format!("≤ {bound}"),
            AtLeast(bound) => format!("≥ {bound}"),
        }
    }
}

/// What a target is for.
pub struct Figure<'a> {
    pub row: &'a Row,
    pub case: &'static str,
    pub other: &'static str,
}

impl Figure<'_> {
    /// Over the floor, or how many times as fast as a peer. To the hundredths that are printed, so
    /// that what reads as kept is kept.
    pub fn ratio(&self) -> Option<f64> {
        let Self { row, case, other } = *self;
        let ratio = if other == FLOOR { row.ratio(case, other) } else { row.ratio(other, case) };
        ratio.map(|ratio| (ratio * 100.0).round() / 100.0)
    }

    /// The target, where it is missed.
    pub fn missed(&self) -> Option<Bound> {
        let found = TARGETS.iter().find(|target| {
            target.operation == self.row.operation
                && (target.subjects.is_empty()
                    || target.subjects.contains(&self.row.subject.as_str()))
                && target.case == self.case
                && target.other == self.other
        });
        let (bound, ratio) = (found?.bound, self.ratio()?);
        (!bound.is_kept(ratio)).then_some(bound)
    }

    /// Why.
    pub fn reason(&self) -> &'static str {
        let row = self.row;
        let hmac = row.subject.starts_with("HS256");
        let shared = row.backend == "RustCrypto" && self.other == JSONWEBTOKEN;
        match row.operation.as_str() {
            "load" if row.backend == "ring" => {
                "ring does not tell whether an RSA key's private exponents belong to the public one, so the \
                 key signs once when it is loaded."
            }
            "load" if row.subject.contains("private") => {
                "Of a private key the public half is made ready to verify too, and RustCrypto's RSA keys are \
                 checked for being whole."
            }
            "load" => {
                "AWS-LC parses a public key in two microseconds, and one of Ed25519 in a fifth of one; \
                 RustCrypto one of an elliptic curve in one. Every key is checked here for strength and strict form before the backend \
                 sees it, and the crate `pem` takes one to three more."
            }
            "sign" if hmac => {
                "HS256: JSON, base64url and one allocation stand beside a bare call of a third of a \
                 microsecond; `benches/instructions/counts.txt` counts what they take."
            }
            _ if hmac && self.other == JSONWEBTOKEN => {
                "HS256, against jsonwebtoken: the targets were set against version 11, which read a \
                 token's header twice. Version 12 does so once."
            }
            _ if hmac => {
                "HS256: beside a bare call of a third of a microsecond stand, in the order of what they \
                 take, one strict pass over the payload, base64url, the claims into their type, a reading of \
                 the clock, and the rules. `benches/instructions/counts.txt` counts them; DESIGN.md says \
                 what else was tried."
            }
            _ if shared => {
                "RustCrypto, against jsonwebtoken: the targets were set against version 11. Version 12 \
                 brought RustCrypto's newer crates, whose calls take most of the time of both."
            }
            _ if self.other == JSONWEBTOKEN => {
                "AWS-LC, against jsonwebtoken, by some hundredths: ours is at the floor or near it, and the \
                 targets were set against version 11."
            }
            _ => {
                "The other algorithms, by some hundredths: what stands beside the bare call is that of \
                 HS256, and takes longer behind a call of tens of microseconds than behind a hash."
            }
        }
    }
}

const fn floor(
    operation: &'static str,
    subjects: &'static [&'static str],
    case: &'static str,
    bound: f64,
) -> Target {
    Target { operation, subjects, case, other: FLOOR, bound: AtMost(bound) }
}

const fn peer(
    operation: &'static str,
    subjects: &'static [&'static str],
    case: &'static str,
    bound: f64,
) -> Target {
    Target { operation, subjects, case, other: JSONWEBTOKEN, bound: AtLeast(bound) }
}

const TARGETS: &[Target] = &[
    floor("verify", &["HS256"], OURS, 2.3),
    floor("verify", &["HS256"], BORROWED, 1.9),
    floor("verify", &["RS256", "PS256"], OURS, 1.03),
    floor("verify", &["ES256", "ES384", "EdDSA"], OURS, 1.01),
    floor("verify", &["HS256 of 1.2 KB"], OURS, 3.9),
    peer("verify", &["HS256"], OURS, 2.8),
    peer("verify", &["HS256"], BORROWED, 4.5),
    peer("verify", &["RS256", "PS256"], OURS, 1.3),
    peer("verify", &["ES256"], OURS, 1.07),
    peer("verify", &["EdDSA"], OURS, 1.05),
    peer("verify", &["HS256 of 1.2 KB"], OURS, 2.4),
    floor("sign", &["HS256"], OURS, 1.6),
    floor("sign", &["RS256", "PS256", "ES384"], OURS, 1.01),
    floor("sign", &["ES256", "EdDSA"], OURS, 1.03),
    peer("sign", &["HS256", "RS256", "PS256"], OURS, 1.8),
    peer("sign", &["ES256", "ES384"], OURS, 1.6),
    peer("sign", &["EdDSA"], OURS, 1.9),
    floor("load", &[], FORMS[0], 1.5),
    floor("load", &[], FORMS[1], 1.5),
    floor("load", &[], FORMS[2], 1.5),
];
