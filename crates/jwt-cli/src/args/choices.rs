//! Options that are one of a few names.

use clap::ValueEnum;

/// Whether a token says when it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum IssuedAt {
    Now,
    Off,
}

/// What jti is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum JwtId {
    None,
    Uuid4,
    Uuid7,
    Random128,
}

impl From<JwtId> for jwt_auth::workspace::JwtId {
    fn from(kind: JwtId) -> Self {
        match kind {
            JwtId::None => Self::None,
            JwtId::Uuid4 => Self::Uuid4,
            JwtId::Uuid7 => Self::Uuid7,
            JwtId::Random128 => Self::Random128,
        }
    }
}

/// The form of a new key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyFormat {
    /// Text of PKCS#8, or of SPKI for a public key.
    Pem,
    /// The same in bytes.
    Der,
    /// PEM of PKCS#1, for RSA.
    Pkcs1,
    /// The same in bytes.
    Pkcs1Der,
    /// PEM of SEC1, for private EC keys.
    Sec1,
    /// The same in bytes.
    Sec1Der,
    /// A JSON Web Key.
    Jwk,
    /// A JSON Web Key Set.
    Jwks,
    /// OpenSSH's own form, for RSA, Ed25519 and ES256 to ES512.
    Ssh,
    /// base64url text, for a shared secret.
    Secret,
    /// Base64 text, for a shared secret.
    SecretBase64,
    /// Two digits a byte, for a shared secret.
    SecretHex,
    /// The bytes as they are, for a shared secret that is text.
    SecretUtf8,
}
