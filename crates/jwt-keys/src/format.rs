use crate::SecretEncoding;
use std::fmt;

/// The format that a key was in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A shared secret.
    Secret(SecretEncoding),
    /// PKCS#8, a private key of any kind ([RFC 5958](https://www.rfc-editor.org/rfc/rfc5958)).
    Pkcs8(Wrapping),
    /// PKCS#8 that a passphrase opens.
    EncryptedPkcs8(Wrapping),
    /// PKCS#1, an RSA key ([RFC 8017](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1)).
    Pkcs1(Wrapping),
    /// SEC1, an EC private key ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)).
    Sec1(Wrapping),
    /// SPKI, a public key of any kind
    /// ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280#section-4.1)).
    Spki(Wrapping),
    /// An X.509 certificate.
    Certificate(Wrapping),
    /// A JSON Web Key.
    Jwk,
    /// A set of them.
    JwkSet,
    /// The one line of an OpenSSH public key.
    OpenSshPublic,
    /// An OpenSSH private key.
    OpenSshPrivate,
    /// An OpenSSH private key that a passphrase opens.
    EncryptedOpenSshPrivate,
}

/// What is around the binary form of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    /// Base64 between label lines ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).
    Pem,
    /// Nothing.
    Der,
    /// Base64 without label lines.
    Base64,
}

impl Format {
    fn wrapping(self) -> Option<Wrapping> {
        match self {
            Self::Pkcs8(wrapping)
            | Self::EncryptedPkcs8(wrapping)
            | Self::Pkcs1(wrapping)
            | Self::Sec1(wrapping)
            | Self::Spki(wrapping)
            | Self::Certificate(wrapping) => Some(wrapping),
            _ => None,
        }
    }

    pub(crate) fn is_der(self) -> bool {
        self.wrapping() == Some(Wrapping::Der)
    }

    pub(crate) fn is_base64(self) -> bool {
        self.wrapping() == Some(Wrapping::Base64)
    }

    pub(crate) fn is_text(self) -> bool {
        self.wrapping() == Some(Wrapping::Pem)
            || matches!(
                self,
                Self::OpenSshPublic | Self::OpenSshPrivate | Self::EncryptedOpenSshPrivate
            )
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Secret(encoding) => return write!(f, "a shared secret in {encoding}"),
            Self::Pkcs8(_) => "PKCS#8",
            Self::EncryptedPkcs8(_) => "encrypted PKCS#8",
            Self::Pkcs1(_) => "PKCS#1",
            Self::Sec1(_) => "SEC1",
            Self::Spki(_) => "SPKI",
            Self::Certificate(_) => "X.509 certificate",
            Self::Jwk => "JWK",
            Self::JwkSet => "JWK Set",
            Self::OpenSshPublic => "OpenSSH public key",
            Self::OpenSshPrivate => "OpenSSH private key",
            Self::EncryptedOpenSshPrivate => "encrypted OpenSSH private key",
        })?;
        match self.wrapping() {
            None => Ok(()),
            Some(Wrapping::Pem) => f.write_str(", PEM"),
            Some(Wrapping::Der) => f.write_str(", DER"),
            Some(Wrapping::Base64) => f.write_str(", base64 of DER"),
        }
    }
}
