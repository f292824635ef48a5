use crate::SecretEncoding;
use std::fmt;

/// A form to write a key in.
///
/// PKCS#8 and SEC1 are for private keys, and SPKI is for public ones: of a private key it gets the
/// public half. PKCS#1, JWK and OpenSSH have a form for each, and get what the key is:
/// [`Jwk::to_public`](jwt_core::Jwk::to_public) comes first where only the public half may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// PEM of PKCS#8 ([RFC 5958](https://www.rfc-editor.org/rfc/rfc5958)), which nearly all read.
    Pkcs8Pem,
    /// The same as DER.
    Pkcs8Der,
    /// PEM of SPKI ([RFC 5280 §4.1](https://www.rfc-editor.org/rfc/rfc5280#section-4.1)), the
    /// public key as nearly all read it.
    SpkiPem,
    /// The same as DER.
    SpkiDer,
    /// PEM of PKCS#1 ([RFC 8017 §A.1](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1)), for
    /// RSA only.
    Pkcs1Pem,
    /// The same as DER.
    Pkcs1Der,
    /// PEM of SEC1 ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)), for private EC keys only.
    Sec1Pem,
    /// The same as DER.
    Sec1Der,
    /// A JSON Web Key.
    Jwk,
    /// A JSON Web Key Set, the one form that holds several keys.
    JwkSet,
    /// OpenSSH's own forms, for RSA, Ed25519 and the three NIST curves.
    OpenSsh,
    /// The bare bytes of a shared secret, as text.
    Secret(SecretEncoding),
}

impl Target {
    /// Whether what is written is text, which ends with a line break.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Pkcs8Der | Self::SpkiDer | Self::Pkcs1Der | Self::Sec1Der)
    }

    /// Whether a passphrase can protect a private key in it.
    #[must_use]
    pub fn takes_passphrase(self) -> bool {
        matches!(self, Self::Pkcs8Pem | Self::Pkcs8Der | Self::OpenSsh)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pkcs8Pem | Self::Pkcs8Der => "PKCS#8",
            Self::SpkiPem | Self::SpkiDer => "SPKI",
            Self::Pkcs1Pem | Self::Pkcs1Der => "PKCS#1",
            Self::Sec1Pem | Self::Sec1Der => "SEC1",
            Self::Jwk => "JWK",
            Self::JwkSet => "JWK Set",
            Self::OpenSsh => "OpenSSH's format",
            Self::Secret(_) => "a bare secret",
        })
    }
}
