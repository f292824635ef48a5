use crate::{Certificate, Format, Key, KeyError, Repair, SecretEncoding, error::KeyErrorKind};
use jwt_core::{Algorithm, Jwk, KeyUse};
use std::fmt;

/// What an input holds: one key, or those of a set.
#[derive(Debug, Clone)]
pub struct Found {
    pub(crate) label: String,
    pub(crate) keys: Vec<Jwk>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) format: Format,
    pub(crate) repairs: Vec<Repair>,
    pub(crate) notes: Vec<Note>,
    pub(crate) certificate: Option<Certificate>,
    pub(crate) comment: Option<String>,
    /// How long a secret is as it was written, in characters.
    pub(crate) characters: usize,
    pub(crate) allow_small_rsa: bool,
}

/// A key of a set that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in `keys`, from 0.
    pub index: usize,
    /// Its name, if it could be read.
    pub kid: Option<String>,
    /// Why.
    pub reason: KeyError,
}

/// What is worth knowing about an input, and not wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// It holds a chain of certificates; the first one's key was taken.
    CertificateChain {
        /// How many there are.
        count: usize,
    },
    /// It holds other things beside the private key that was taken.
    BesidePrivateKey {
        /// How many.
        count: usize,
    },
}

impl Found {
    /// The one key.
    ///
    /// # Errors
    /// [`KeyErrorKind::NotFound`] if a set has none or several.
    pub fn key(&self) -> Result<Key<'_>, KeyError> {
        match self.keys.as_slice() {
            [only] => Ok(Key::new(self, only)),
            several => Err(self.not_found(None, None, several.len())),
        }
    }

    /// The one key of this name, for this algorithm and this use; whatever is `None` may be any.
    ///
    /// A key that is not of a set has nothing to be chosen from: it is taken whatever its name.
    ///
    /// # Errors
    /// [`KeyErrorKind::NotFound`] if there is none, or more than one.
    pub fn select(
        &self,
        kid: Option<&str>,
        algorithm: Option<Algorithm>,
        purpose: KeyUse,
    ) -> Result<Key<'_>, KeyError> {
        if self.format != Format::JwkSet {
            return self.key();
        }
        let mut candidates = self
            .keys
            .iter()
            .filter(|jwk| kid.is_none_or(|kid| jwk.kid() == Some(kid)))
            .map(|jwk| Key::new(self, jwk))
            .filter(|key| match algorithm {
                Some(algorithm) => key.is_for(algorithm, purpose),
                None => key.algorithms().iter().any(|&any| key.is_for(any, purpose)),
            });
        match (candidates.next(), candidates.count()) {
            (Some(key), 0) => Ok(key),
            (first, more) => {
                let candidates = usize::from(first.is_some()) + more;
                Err(self.not_found(kid, algorithm, candidates))
            }
        }
    }

    /// The keys, in the order of the input.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<'_>> {
        self.keys.iter().map(|jwk| Key::new(self, jwk))
    }

    /// The keys of a set that were passed over.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The format that the input was in.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// What was wrong with the input and was put right.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// What is worth knowing about the input.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The certificate that the key was in.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        self.certificate.as_ref()
    }

    /// The comment of an OpenSSH key: foreign text.
    #[must_use]
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// What messages call the input.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What the input holds, as it reads in a sentence.
    pub(crate) fn noun(&self) -> String {
        let key = self.keys.first().map(|jwk| jwk.parameters().noun()).unwrap_or_default();
        match self.format {
            Format::Secret(SecretEncoding::Utf8) => {
                format!("a {}-character text", self.characters)
            }
            Format::Secret(encoding) => {
                format!("{} characters of {encoding}", self.characters)
            }
            Format::JwkSet if self.keys.len() != 1 => {
                format!("a JWK Set of {} keys", self.keys.len())
            }
            Format::JwkSet => format!("a JWK Set of one key, {key}"),
            Format::Certificate(_) => format!("a certificate of {key}"),
            Format::OpenSshPublic | Format::OpenSshPrivate | Format::EncryptedOpenSshPrivate => {
                format!("{key} of OpenSSH")
            }
            _ => key,
        }
    }

    pub(crate) fn error(&self, kind: KeyErrorKind) -> KeyError {
        KeyError::new(&self.label, kind)
    }

    fn not_found(
        &self,
        kid: Option<&str>,
        algorithm: Option<Algorithm>,
        candidates: usize,
    ) -> KeyError {
        self.error(KeyErrorKind::NotFound {
            kid: kid.map(str::to_owned),
            algorithm,
            candidates,
            known: self.keys.iter().filter_map(|jwk| jwk.kid().map(str::to_owned)).collect(),
            skipped: self.skipped.len(),
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CertificateChain { count } => write!(
                f,
                "there are {count} certificates; the key of the first was taken, as it is in a chain"
            ),
            Self::BesidePrivateKey { count: 1 } => {
                f.write_str("there is a certificate or public key beside the private key")
            }
            Self::BesidePrivateKey { count } => {
                write!(f, "there are {count} certificates or public keys beside the private key")
            }
        }
    }
}
