//! What was meant to be reached, and why it was not where it was not.

use jwt_benches::groups::{BORROWED, FLOOR, JSONWEBTOKEN, OURS};
use jwt_compare::Row;

/// A bound of a ratio between two cases.
pub struct Target {
    operation: &'static str,
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
                && target.subjects.contains(&self.row.subject.as_str())
                && target.case == self.case
                && target.other == self.other
        });
        let (bound, ratio) = (found?.bound, self.ratio()?);
        (!bound.is_kept(ratio)).then_some(bound)
    }

    /// Why.
    pub fn reason(&self) -> &'static str {
        let hmac = self.row.subject.starts_with("HS256");
        let shared = self.row.backend == "RustCrypto" && self.other == JSONWEBTOKEN;
        match (hmac, shared, self.row.operation.as_str()) {
            (true, _, "sign") => {
                "HS256: the claims are written into JSON and twice into base64url, and the bare call is a \
                 third of a microsecond. What is left is counted in `benches/instructions/counts.txt`."
            }
            (true, ..) => {
                "HS256: base64url, one strict pass over the payload, the rules with a reading of the \
                 clock, and the claims into their type stand beside a bare call of a third of a \
                 microsecond. What is left is counted in `benches/instructions/counts.txt`."
            }
            (false, true, _) => {
                "RustCrypto, against jsonwebtoken: the targets were set against version 11. Version 12 \
                 brought RustCrypto's newer crates, whose calls take most of the time of both."
            }
            (false, false, _) => {
                "The other algorithms, by a hundredth or a few: what stands beside the bare call is that \
                 of HS256, and such calls differ by as much from one run to the next."
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
];
