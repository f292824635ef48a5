//! PEM, the text form of keys ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).

use crate::KeyRejected;
use alloc::{string::String, vec::Vec};
use core::fmt;
use zeroize::Zeroizing;

/// The one key of a PEM text.
pub struct Pem {
    label: String,
    der: Zeroizing<Vec<u8>>,
}

impl Pem {
    /// Finds the one key in a text. Parameters beside it, as OpenSSL writes them, are passed over.
    ///
    /// # Errors
    /// [`KeyRejected::Pem`] if there is no key in it, more than one, or one that cannot be used
    /// as it is: encrypted, in OpenSSH's format, inside a certificate.
    pub fn parse(text: &str) -> Result<Self, KeyRejected> {
        let blocks = ::pem::parse_many(text).map_err(|_| KeyRejected::Pem(what_is_wrong(text)))?;
        let mut keys = blocks.into_iter().filter(|block| block.tag() != "EC PARAMETERS");
        let (Some(block), None) = (keys.next(), keys.next()) else {
            return Err(KeyRejected::Pem(match what_is_wrong(text) {
                BROKEN => "holds more than one key; keep the one that is meant",
                reason => reason,
            }));
        };
        let label = String::from(block.tag());
        let der = Zeroizing::new(block.into_contents());
        let reason = match label.as_str() {
            "PRIVATE KEY" | "PUBLIC KEY" | "RSA PRIVATE KEY" | "RSA PUBLIC KEY"
            | "EC PRIVATE KEY" => return Ok(Self { label, der }),
            "ENCRYPTED PRIVATE KEY" => {
                "is encrypted; decrypt it first: openssl pkey -in KEY -out PLAIN"
            }
            "OPENSSH PRIVATE KEY" => {
                "is in OpenSSH's own format; convert a copy: ssh-keygen -p -m PKCS8 -f COPY"
            }
            "CERTIFICATE" => {
                "is a certificate; take its public key: openssl x509 -in CERT -pubkey -noout"
            }
            _ => "has a label that is no key's; look for BEGIN PRIVATE KEY or BEGIN PUBLIC KEY",
        };
        Err(KeyRejected::Pem(reason))
    }

    /// The label, such as `PRIVATE KEY`.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The bytes between the label lines, decoded.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}

impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pem({})", self.label)
    }
}

const BROKEN: &str = "is broken: its label lines and the base64 between them do not fit together";

/// Why a text holds no PEM block that can be read.
fn what_is_wrong(text: &str) -> &'static str {
    if !text.contains("-----BEGIN ") {
        "has no line -----BEGIN …-----"
    } else if !text.contains("-----END ") {
        "ends early: there is no line -----END …-----"
    } else if text.contains("\\n") {
        "has the two characters \\n instead of line breaks"
    } else {
        BROKEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn what_is_no_key_is_named() {
        for (text, reason) in [
            ("", "the PEM has no line"),
            ("-----BEGIN PRIVATE KEY-----\nAAAA", "the PEM ends early"),
            (
                "-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----",
                "the two characters \\n",
            ),
            ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "is a certificate"),
            (
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "encrypted",
            ),
            ("-----BEGIN X-----\nAAAA\n-----END X-----", "label"),
        ] {
            let error = Pem::parse(text).expect_err(text).to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
        let key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        assert_eq!(Pem::parse(key).expect("one key").der(), [0; 3]);
        let error = Pem::parse(&key.repeat(2)).expect_err("two keys").to_string();
        assert!(error.contains("more than one"), "{error}");
    }
}
