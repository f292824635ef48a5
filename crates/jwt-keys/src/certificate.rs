use crate::{der, error::KeyErrorKind};
use jwt_core::{KeyParameters, NumericDate};
use x509_cert::der::{Decode, Encode};

/// What a certificate says of its key. Nothing of it is checked: no signature, no date, no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    subject: String,
    issuer: String,
    not_before: NumericDate,
    not_after: NumericDate,
}

impl Certificate {
    /// Whose key it is, as in [RFC 4514](https://www.rfc-editor.org/rfc/rfc4514): foreign text.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Who says so: foreign text.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// From when it is valid.
    #[must_use]
    pub fn not_before(&self) -> NumericDate {
        self.not_before
    }

    /// Until when it is valid.
    #[must_use]
    pub fn not_after(&self) -> NumericDate {
        self.not_after
    }

    /// Reads a certificate, and the public key in it.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, KeyParameters), KeyErrorKind> {
        let broken = |_| KeyErrorKind::Encoding("is in a certificate that is broken".to_owned());
        let certificate = x509_cert::Certificate::from_der(bytes).map_err(broken)?;
        let signed = certificate.tbs_certificate();
        let key = signed.subject_public_key_info().to_der().map_err(broken)?;
        der::structure(&key)?;
        let validity = signed.validity();
        let date = |time: x509_cert::time::Time| {
            let seconds = time.to_unix_duration().as_secs();
            NumericDate::from_unix(seconds).unwrap_or(NumericDate::MAX)
        };
        let certificate = Self {
            subject: signed.subject().to_string(),
            issuer: signed.issuer().to_string(),
            not_before: date(validity.not_before),
            not_after: date(validity.not_after),
        };
        Ok((certificate, der::parameters(&key)?))
    }
}
