use crate::Format;
use std::fmt;

/// What an input is said to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Expected {
    /// Whatever its content looks like; a text that looks like no key is a shared secret.
    #[default]
    Auto,
    /// A shared secret, whatever it looks like; but never a key's PEM, JWK or DER.
    Secret,
    /// PEM, or an OpenSSH key.
    Pem,
    /// DER, or its base64.
    Der,
    /// One JWK.
    Jwk,
    /// A JWK Set.
    JwkSet,
}

impl Expected {
    /// Whether what was found is what was expected.
    pub(crate) fn allows(self, format: Format) -> bool {
        match self {
            Self::Auto => true,
            Self::Secret => matches!(format, Format::Secret(_)),
            Self::Jwk => format == Format::Jwk,
            Self::JwkSet => format == Format::JwkSet,
            Self::Pem => format.is_text() || format.is_base64(),
            Self::Der => format.is_der() || format.is_base64(),
        }
    }

    pub(crate) fn look_for(self) -> &'static str {
        match self {
            Self::Auto | Self::Secret => "give a shared secret, such as 32 random bytes in base64",
            Self::Pem => "look for BEGIN PRIVATE KEY or BEGIN PUBLIC KEY",
            Self::Der => "look for a binary file, often named .der or .key",
            Self::Jwk => "look for a JSON object with the member kty",
            Self::JwkSet => "look for a JSON object with the member keys",
        }
    }
}

/// As it reads in a sentence.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "a key",
            Self::Secret => "a shared secret",
            Self::Pem => "PEM",
            Self::Der => "DER",
            Self::Jwk => "a JWK",
            Self::JwkSet => "a JWK Set",
        })
    }
}
