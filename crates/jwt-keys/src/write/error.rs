use super::Target;
use std::fmt;

/// A key could not be written so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteError {
    /// The form has no place for such a key.
    Unfit {
        /// The form.
        target: Target,
        /// The kind of key, such as `an EC P-256 public key`.
        found: String,
    },
    /// The form holds private keys, and the key is public.
    Public {
        /// The form.
        target: Target,
        /// The kind of key.
        found: String,
    },
    /// The private key has no public half, which the form needs.
    PublicHalfMissing {
        /// The form.
        target: Target,
    },
    /// The form holds one key.
    Several {
        /// The form.
        target: Target,
        /// How many keys there are.
        found: usize,
    },
    /// The bytes of the secret are not UTF-8, so they are no text as they are.
    NotText,
    /// There is a passphrase, but the form is not encrypted, or holds nothing private.
    NotEncrypted {
        /// The form.
        target: Target,
    },
    /// The passphrase is empty.
    EmptyPassphrase,
    /// There is no random source, or it failed.
    NoRandomness,
    /// The numbers are none that the form can hold.
    Encoding {
        /// The form.
        target: Target,
    },
}

impl WriteError {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotText | Self::EmptyPassphrase => "SECRET",
            _ => "KEY_KIND",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Unfit { target: Target::Secret(_), .. } => {
                "only a shared secret is written so; choose PEM or a JWK"
            }
            Self::Unfit { found, .. } if found.ends_with("secret") => {
                "write it as a JWK, or bare as base64url"
            }
            Self::Unfit { .. } => "PKCS#8, SPKI and JWK hold keys of every kind",
            Self::Public { .. } => "write it as SPKI, or give the private key",
            Self::Several { .. } => "write a JWK Set, or choose one of the keys",
            Self::NotText => "write it as base64url, base64 or hex",
            Self::NotEncrypted { .. } => {
                "only private keys are encrypted, in PKCS#8 or in OpenSSH's format"
            }
            _ => return None,
        })
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit { target, found } => write!(f, "{target} has no place for {found}"),
            Self::Public { target, found } => {
                write!(f, "{target} needs a private key, but this is {found}")
            }
            Self::PublicHalfMissing { target } => {
                write!(f, "{target} needs the public half, which the private key comes without")
            }
            Self::Several { target, found } => write!(f, "{target} holds one key, not {found}"),
            Self::NotText => f.write_str("the bytes of the secret are not UTF-8 text"),
            Self::NotEncrypted { target } => {
                write!(f, "there is a passphrase, but nothing to encrypt in {target}")
            }
            Self::EmptyPassphrase => f.write_str("the passphrase is empty"),
            Self::NoRandomness => f.write_str("there is no random source, or it failed"),
            Self::Encoding { target } => {
                write!(f, "the numbers in the key are none that {target} can hold")
            }
        }
    }
}

impl std::error::Error for WriteError {}
