use crate::Algorithm;
use alloc::string::String;
use core::fmt;

/// A key was not taken: it is of another kind, broken, or too weak.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRejected {
    /// The material is another kind of key, or no key.
    Kind {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// What it takes.
        expected: &'static str,
        /// What it was given.
        found: String,
    },
    /// An elliptic curve key on another curve.
    Curve {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// The curve that it takes.
        expected: &'static str,
        /// The key's curve.
        found: String,
    },
    /// A secret shorter than the algorithm's hash ([RFC 7518 §3.2](https://www.rfc-editor.org/rfc/rfc7518#section-3.2)).
    ShortSecret {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// The least length in bytes.
        minimum: usize,
        /// The secret's length in bytes.
        found: usize,
    },
    /// An RSA key of a size that is not taken ([RFC 7518 §3.3](https://www.rfc-editor.org/rfc/rfc7518#section-3.3)).
    RsaSize {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// The sizes that are taken, in bits.
        allowed: (usize, usize),
        /// The key's size in bits.
        found: usize,
    },
    /// The text is not PEM that holds one key.
    Pem(&'static str),
    /// The bytes are not the encoding that they should be.
    Encoding(&'static str),
    /// The numbers do not make a key: a point off the curve, halves that differ.
    Inconsistent {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
    },
    /// The numbers make a key that protects nothing.
    Weak {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// What is wrong with it, such as `its modulus is even`.
        what: &'static str,
    },
    /// The private key comes without its public half, and the backend cannot work it out.
    PublicHalfMissing {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
    },
    /// The JWK says that it is for another algorithm.
    AlgorithmMismatch {
        /// The algorithm that the key should be for.
        algorithm: Algorithm,
        /// The JWK's `alg`.
        found: String,
    },
    /// The JWK's `use` or `key_ops` rules the operation out.
    Use {
        /// `sign` or `verify`.
        operation: &'static str,
    },
    /// There is no random source, or it failed.
    NoRandomness,
    /// The backend does not do that with keys of the algorithm.
    Unsupported {
        /// The algorithm.
        algorithm: Algorithm,
        /// The backend's name.
        backend: &'static str,
        /// What it does not do.
        what: &'static str,
    },
    /// FIPS 140-3 does not approve of the algorithm or of the key.
    NotApproved {
        /// The algorithm that the key is for.
        algorithm: Algorithm,
        /// What is not approved, such as `a public exponent under 65537`.
        what: &'static str,
    },
}

impl KeyRejected {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Curve { .. } => "ALG_CURVE",
            Self::ShortSecret { .. } => "SECRET",
            Self::Pem(_) | Self::Encoding(_) => "PEM",
            Self::AlgorithmMismatch { .. } => "ALG_MISMATCH",
            Self::NotApproved { .. } => "FIPS",
            _ => "KEY_KIND",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Kind { .. } => {
                "choose the algorithm that fits the key, or a key that fits the algorithm"
            }
            Self::Curve { found, .. } => match found.as_str() {
                "P-256" => "use ES256, or make a key on the other curve",
                "P-384" => "use ES384, or make a key on the other curve",
                "P-521" => "use ES512, or make a key on the other curve",
                "secp256k1" => "use ES256K, or make a P-256 key",
                _ => "make a key on the curve that the algorithm needs",
            },
            Self::ShortSecret { .. } => {
                "make a random secret of that length or more; a password is no key"
            }
            Self::RsaSize { .. } => "make a new RSA key of 2048 to 4096 bits",
            Self::Weak { .. } => "make a new key, with another program",
            Self::PublicHalfMissing { .. } => {
                "write the key anew with its public half: openssl ec -in KEY -out NEW"
            }
            Self::AlgorithmMismatch { .. } => "use the algorithm that the JWK names",
            Self::NotApproved { .. } => {
                "choose an approved algorithm and key, or a backend outside FIPS"
            }
            _ => return None,
        })
    }
}

impl fmt::Display for KeyRejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { algorithm, expected, found } => {
                write!(f, "{algorithm} needs {expected}, but this is {found}")
            }
            Self::Curve { algorithm, expected, found } => {
                write!(f, "{algorithm} needs a {expected} key, this key is on {found}")
            }
            Self::ShortSecret { found: 0, algorithm, .. } => {
                write!(f, "the secret for {algorithm} is empty")
            }
            Self::ShortSecret { algorithm, minimum, found } => write!(
                f,
                "{found}-byte secret; {algorithm} needs {minimum} bytes or more (RFC 7518 §3.2)"
            ),
            Self::RsaSize { algorithm, allowed: (least, most), found } => {
                write!(f, "{found}-bit RSA key; {algorithm} takes {least} to {most} bits here")
            }
            Self::Pem(what) => write!(f, "the PEM {what}"),
            Self::Encoding(what) => write!(f, "the key {what}"),
            Self::Inconsistent { algorithm } => {
                write!(f, "the numbers in it do not make a key for {algorithm}")
            }
            Self::Weak { algorithm, what } => {
                write!(f, "the key is too weak for {algorithm}: {what}")
            }
            Self::PublicHalfMissing { algorithm } => {
                write!(f, "the {algorithm} private key comes without its public half")
            }
            Self::AlgorithmMismatch { algorithm, found } => {
                write!(f, "the JWK is for {}, {algorithm} is asked for", super::excerpt(found))
            }
            Self::Use { operation } => {
                write!(f, "the JWK's use or key_ops does not let it {operation}")
            }
            Self::NoRandomness => f.write_str("there is no random source, or it failed"),
            Self::Unsupported { algorithm, backend, what } => {
                write!(f, "{backend} cannot {what} for {algorithm}")
            }
            Self::NotApproved { algorithm, what } => {
                write!(f, "FIPS 140-3 does not approve of {what} ({algorithm})")
            }
        }
    }
}

impl core::error::Error for KeyRejected {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_on_another_curve_comes_with_advice_whatever_the_curve() {
        for (expected, found, advice) in [
            ("P-256", "P-521", "use ES512, or make a key on the other curve"),
            ("P-256", "secp256k1", "use ES256K, or make a P-256 key"),
            ("P-256", "1.3.36.3.3.2.8.1.1.7", "make a key on the curve that the algorithm needs"),
            ("Ed25519", "Ed448", "make a key on the curve that the algorithm needs"),
        ] {
            let found = String::from(found);
            let error = KeyRejected::Curve { algorithm: Algorithm::ES256, expected, found };
            assert_eq!(error.hint(), Some(advice), "{error}");
        }
    }
}
