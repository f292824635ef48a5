//! How far a part is covered by a FIPS 140 validation.

use core::fmt;

/// The FIPS 140-3 standing of a key, a loader or a provider.
///
/// Ordered from least to most; a whole is the minimum of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FipsStatus {
    /// Not a validated module, or an algorithm that is not approved.
    Unvalidated,
    /// The module was submitted for validation; there is no certificate for this version yet.
    Pending,
    /// The module's version has a CMVP certificate.
    Certified {
        /// The certificate's number.
        certificate: &'static str,
    },
}

impl FipsStatus {
    /// The standing of a whole: the minimum of its parts, `Unvalidated` if there are none.
    #[must_use]
    pub fn minimum(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().min().unwrap_or(Self::Unvalidated)
    }
}

impl fmt::Display for FipsStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unvalidated => f.write_str("not validated"),
            Self::Pending => f.write_str("validation pending"),
            Self::Certified { certificate } => write!(f, "certificate #{certificate}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_is_the_minimum_of_its_parts() {
        let certified = FipsStatus::Certified { certificate: "1" };
        assert_eq!(FipsStatus::minimum([certified, FipsStatus::Pending]), FipsStatus::Pending);
        assert_eq!(FipsStatus::minimum([certified]), certified);
        assert_eq!(FipsStatus::minimum([]), FipsStatus::Unvalidated);
    }
}
