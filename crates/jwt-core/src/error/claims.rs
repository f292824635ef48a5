use super::excerpt;
use crate::{NumericDate, Span};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

/// One claim, or the `typ` of the header, that breaks the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimFailure {
    /// `exp` has passed.
    Expired {
        /// The claim.
        exp: NumericDate,
        /// The time of the check.
        now: NumericDate,
    },
    /// `nbf` has not come.
    NotYetValid {
        /// The claim.
        nbf: NumericDate,
        /// The time of the check.
        now: NumericDate,
    },
    /// `iat` lies in the future.
    IssuedInFuture {
        /// The claim.
        iat: NumericDate,
        /// The time of the check.
        now: NumericDate,
    },
    /// The clock does not know the time.
    NoClock {
        /// The first claim that could not be checked.
        claim: &'static str,
    },
    /// A claim that the rules ask for is not there.
    Missing {
        /// Its name.
        claim: String,
        /// The value that it must have, if the rules say.
        expected: Option<String>,
    },
    /// A claim has another type than the RFC's.
    Type {
        /// Its name.
        claim: &'static str,
        /// The type that it must have.
        expected: &'static str,
        /// The type that it has.
        found: &'static str,
    },
    /// A time is negative, or past the year 9999.
    Range {
        /// The claim's name.
        claim: &'static str,
        /// The number; foreign text.
        found: String,
    },
    /// A claim has another value than the rules ask for.
    Mismatch {
        /// Its name.
        claim: &'static str,
        /// Its value; foreign text.
        found: String,
        /// The value that it must have.
        expected: String,
    },
    /// A claim that limits the token's use is there, and the rules neither expect nor waive it.
    Unexpected {
        /// Its name.
        claim: &'static str,
        /// Its value; foreign text.
        found: String,
    },
}

impl ClaimFailure {
    /// A stable code: `EXPIRED`, `NOT_YET` or `CLAIM`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "EXPIRED",
            Self::NotYetValid { .. } | Self::IssuedInFuture { .. } => "NOT_YET",
            _ => "CLAIM",
        }
    }

    /// The claim's name, or `typ`.
    #[must_use]
    pub fn claim(&self) -> &str {
        match self {
            Self::Expired { .. } => "exp",
            Self::NotYetValid { .. } => "nbf",
            Self::IssuedInFuture { .. } => "iat",
            Self::Missing { claim, .. } => claim,
            Self::NoClock { claim }
            | Self::Type { claim, .. }
            | Self::Range { claim, .. }
            | Self::Mismatch { claim, .. }
            | Self::Unexpected { claim, .. } => claim,
        }
    }
}

impl fmt::Display for ClaimFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired { exp, now } => {
                write!(
                    f,
                    "the token expired {} ago (exp {exp}, now {})",
                    Span::between(*exp, *now),
                    Beside(*now, *exp)
                )
            }
            Self::NotYetValid { nbf, now } => write!(
                f,
                "the token is not valid before {} (nbf, in {})",
                Beside(*nbf, *now),
                Span::between(*nbf, *now)
            ),
            Self::IssuedInFuture { iat, now } => write!(
                f,
                "the token was issued in the future (iat {iat}, in {}, now {})",
                Span::between(*iat, *now),
                Beside(*now, *iat)
            ),
            Self::NoClock { claim } => {
                write!(f, "the time is not known, so {claim} cannot be checked")
            }
            Self::Missing { claim, expected: None } => write!(f, "{claim} is missing"),
            Self::Missing { claim, expected: Some(expected) } => {
                write!(f, "{claim} is missing, expected \"{}\"", excerpt(expected))
            }
            Self::Type { claim, expected, found } => {
                write!(f, "{claim} must be {expected}, but is {found}")
            }
            Self::Range { claim, found } => {
                write!(f, "{claim} {} is not a date between 1970 and 9999", excerpt(found))?;
                if found.len() == 13 && found.bytes().all(|b| b.is_ascii_digit()) {
                    f.write_str(" (it looks like milliseconds, JWT has seconds)")?;
                }
                Ok(())
            }
            Self::Mismatch { claim, found, expected } => {
                write!(f, "{claim} is \"{}\", expected \"{}\"", excerpt(found), excerpt(expected))
            }
            Self::Unexpected { claim, found } => {
                let (expect, waive) = match *claim {
                    "iss" => ("issuer", "waive_issuer"),
                    "aud" => ("audience", "waive_audience"),
                    _ => ("typ", "waive_typ"),
                };
                write!(
                    f,
                    "{claim} is \"{}\", but the rules expect none: call Validation::{expect} \
                     with what to expect, or {waive}",
                    excerpt(found)
                )
            }
        }
    }
}

/// A date beside another: of the same day, the time alone.
struct Beside(NumericDate, NumericDate);

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(date, other) = self;
        let text = date.to_string();
        match text.split_once('T') {
            Some((_, time)) if date.unix() / 86_400 == other.unix() / 86_400 => f.write_str(time),
            _ => f.write_str(&text),
        }
    }
}

/// All that is wrong with the claims of a token whose signature is right. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimsRejected {
    failures: Vec<ClaimFailure>,
}

impl ClaimsRejected {
    /// `Err` unless there are no failures.
    pub(crate) fn unless_empty(failures: Vec<ClaimFailure>) -> Result<(), Self> {
        if failures.is_empty() { Ok(()) } else { Err(Self { failures }) }
    }

    /// Every failure, in the order of the checks.
    #[must_use]
    pub fn failures(&self) -> &[ClaimFailure] {
        &self.failures
    }

    /// The failure's own code if there is one only, else `CLAIM`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.failures.as_slice() {
            [only] => only.code(),
            _ => "CLAIM",
        }
    }
}

impl fmt::Display for ClaimsRejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.failures.as_slice() {
            return only.fmt(f);
        }
        write!(f, "{} claims were refused: ", self.failures.len())?;
        for (i, failure) in self.failures.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "; " })?;
            failure.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for ClaimsRejected {}
