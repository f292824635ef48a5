//! Names of JWS algorithms, and a marker type for each.

use core::fmt;

/// The name of a JWS algorithm ([RFC 7518 §3.1](https://www.rfc-editor.org/rfc/rfc7518#section-3.1)).
///
/// An open name rather than an enum, so that a backend can bring an algorithm that this crate has
/// never heard of. It is never `none`, and no text from a token ever becomes one: algorithms come
/// from keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Algorithm(&'static str);

impl Algorithm {
    /// HMAC with SHA-256.
    pub const HS256: Self = Self("HS256");
    /// HMAC with SHA-384.
    pub const HS384: Self = Self("HS384");
    /// HMAC with SHA-512.
    pub const HS512: Self = Self("HS512");
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    pub const RS256: Self = Self("RS256");
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    pub const RS384: Self = Self("RS384");
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    pub const RS512: Self = Self("RS512");
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a 32-byte salt.
    pub const PS256: Self = Self("PS256");
    /// RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a 48-byte salt.
    pub const PS384: Self = Self("PS384");
    /// RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a 64-byte salt.
    pub const PS512: Self = Self("PS512");
    /// ECDSA on P-256 with SHA-256.
    pub const ES256: Self = Self("ES256");
    /// ECDSA on P-384 with SHA-384.
    pub const ES384: Self = Self("ES384");
    /// ECDSA on P-521 with SHA-512.
    pub const ES512: Self = Self("ES512");
    /// ECDSA on secp256k1 with SHA-256 ([RFC 8812](https://www.rfc-editor.org/rfc/rfc8812)).
    pub const ES256K: Self = Self("ES256K");
    /// Ed25519 under its older, polymorphic name ([RFC 8037](https://www.rfc-editor.org/rfc/rfc8037)).
    pub const EDDSA: Self = Self("EdDSA");
    /// Ed25519 under its own name ([RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).
    pub const ED25519: Self = Self("Ed25519");
    /// Ed448 ([RFC 9864](https://www.rfc-editor.org/rfc/rfc9864)).
    pub const ED448: Self = Self("Ed448");
    /// ML-DSA-44 ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964)).
    pub const ML_DSA_44: Self = Self("ML-DSA-44");
    /// ML-DSA-65 ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964)).
    pub const ML_DSA_65: Self = Self("ML-DSA-65");
    /// ML-DSA-87 ([RFC 9964](https://www.rfc-editor.org/rfc/rfc9964)).
    pub const ML_DSA_87: Self = Self("ML-DSA-87");

    /// All that have a constant here.
    pub const ALL: &[Self] = &[
        Self::HS256,
        Self::HS384,
        Self::HS512,
        Self::RS256,
        Self::RS384,
        Self::RS512,
        Self::PS256,
        Self::PS384,
        Self::PS512,
        Self::ES256,
        Self::ES384,
        Self::ES512,
        Self::ES256K,
        Self::EDDSA,
        Self::ED25519,
        Self::ED448,
        Self::ML_DSA_44,
        Self::ML_DSA_65,
        Self::ML_DSA_87,
    ];

    /// An algorithm that this crate has no constant for.
    ///
    /// `None` for `none` in any casing, for the empty name, and for names with characters other
    /// than ASCII letters, digits, `-`, `_`, `.` and `+`.
    ///
    /// ```
    /// use jwt_core::Algorithm;
    ///
    /// const LESS_COMMON: Algorithm = Algorithm::new("ESB256").expect("a valid name");
    /// assert_eq!(LESS_COMMON.name(), "ESB256");
    /// assert!(Algorithm::new("nOnE").is_none());
    /// ```
    #[must_use]
    pub const fn new(name: &'static str) -> Option<Self> {
        let bytes = name.as_bytes();
        if matches!(bytes, [] | [b'n' | b'N', b'o' | b'O', b'n' | b'N', b'e' | b'E']) {
            return None;
        }
        let mut i = 0;
        while i < bytes.len() {
            if !matches!(bytes[i], b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'+')
            {
                return None;
            }
            i += 1;
        }
        Some(Self(name))
    }

    /// The name as it stands in the `alg` member.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// The exact length of a signature in bytes, where the algorithm alone fixes it.
    ///
    /// `None` for RSA, where the key decides, and for algorithms without a constant here.
    #[must_use]
    pub fn signature_len(self) -> Option<usize> {
        Some(match self {
            Self::HS256 => 32,
            Self::HS384 => 48,
            Self::HS512 => 64,
            Self::ES256 | Self::ES256K | Self::EDDSA | Self::ED25519 => 64,
            Self::ES384 => 96,
            Self::ES512 => 132,
            Self::ED448 => 114,
            Self::ML_DSA_44 => 2420,
            Self::ML_DSA_65 => 3309,
            Self::ML_DSA_87 => 4627,
            _ => return None,
        })
    }
}

impl PartialEq<str> for Algorithm {
    fn eq(&self, name: &str) -> bool {
        self.0 == name
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// An algorithm as a type, so that the wrong key for an algorithm does not compile.
pub trait Alg: Send + Sync + 'static {
    /// The algorithm's name.
    const ALGORITHM: Algorithm;
}

macro_rules! markers {
    ($($marker:ident = $algorithm:ident),* $(,)?) => {$(
        #[doc = concat!("Marks keys of [`Algorithm::", stringify!($algorithm), "`].")]
        #[derive(Debug, Clone, Copy)]
        pub enum $marker {}

        impl Alg for $marker {
            const ALGORITHM: Algorithm = Algorithm::$algorithm;
        }
    )*};
}

markers! {
    Hs256 = HS256, Hs384 = HS384, Hs512 = HS512,
    Rs256 = RS256, Rs384 = RS384, Rs512 = RS512,
    Ps256 = PS256, Ps384 = PS384, Ps512 = PS512,
    Es256 = ES256, Es384 = ES384, Es512 = ES512,
    Es256k = ES256K,
    EdDsa = EDDSA, Ed25519 = ED25519, Ed448 = ED448,
    MlDsa44 = ML_DSA_44, MlDsa65 = ML_DSA_65, MlDsa87 = ML_DSA_87,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_never_an_algorithm() {
        for name in ["none", "None", "NONE", "nOnE", "", "none ", "a\"b", "é"] {
            assert!(Algorithm::new(name).is_none(), "{name:?}");
        }
        assert_eq!(Algorithm::new("HS256"), Some(Algorithm::HS256));
    }
}
