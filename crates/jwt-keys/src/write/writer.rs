use super::{
    Target, WriteError, json, obstacle::Obstacle, openssh, pkcs8, secret, spki, traditional,
};
use ::pkcs8::{LineEnding, SecretDocument};
use jwt_core::Jwk;
use std::fmt;
use zeroize::Zeroizing;

/// Writes keys in a form of the caller's choice.
///
/// ```
/// use jwt_core::Jwk;
/// use jwt_keys::{Target, Writer};
///
/// let key = Jwk::parse(r#"{"kty":"OKP","crv":"Ed25519",
///     "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
/// let pem = Writer::new(Target::SpkiPem).write(&key)?;
/// assert!(pem.starts_with(b"-----BEGIN PUBLIC KEY-----\n"));
///
/// let error = Writer::new(Target::Pkcs8Pem).write(&key).expect_err("public");
/// assert_eq!(error.to_string(), "PKCS#8 needs a private key, but this is an Ed25519 public key");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    target: Target,
    passphrase: Option<&'a [u8]>,
    pretty: bool,
}

impl<'a> Writer<'a> {
    /// For a form.
    #[must_use]
    pub fn new(target: Target) -> Self {
        Self { target, passphrase: None, pretty: false }
    }

    /// Encrypts private keys in PKCS#8 and in OpenSSH's format with a passphrase.
    ///
    /// PKCS#8 is encrypted by AES-256-CBC under 600 000 rounds of PBKDF2-HMAC-SHA-256, which takes
    /// a moment, on purpose.
    #[must_use]
    pub fn passphrase(self, passphrase: &'a [u8]) -> Self {
        Self { passphrase: Some(passphrase), ..self }
    }

    /// Writes JSON over several lines.
    #[must_use]
    pub fn pretty(self) -> Self {
        Self { pretty: true, ..self }
    }

    /// Writes a key, private parts included. Text ends with a line break.
    ///
    /// # Errors
    /// [`WriteError`] if the form has no place for the key, or cannot be encrypted.
    pub fn write(&self, key: &Jwk) -> Result<Zeroizing<Vec<u8>>, WriteError> {
        self.check_passphrase(key.is_private())?;
        let parameters = key.parameters();
        let refused = |obstacle: Obstacle| obstacle.of(parameters, self.target);
        match self.target {
            Target::Pkcs8Pem | Target::Pkcs8Der => self.pkcs8(key),
            Target::SpkiPem | Target::SpkiDer => {
                spki::document(parameters).and_then(|spki| self.der(spki, spki::LABEL))
            }
            Target::Pkcs1Pem | Target::Pkcs1Der => {
                traditional::pkcs1(parameters).and_then(|(pkcs1, label)| self.der(pkcs1, label))
            }
            Target::Sec1Pem | Target::Sec1Der => {
                traditional::sec1(parameters).and_then(|(sec1, label)| self.der(sec1, label))
            }
            Target::Jwk => json::write(key, 1, self.pretty),
            Target::JwkSet => {
                json::write(&json::Set { keys: std::slice::from_ref(key) }, 1, self.pretty)
            }
            Target::OpenSsh if key.is_private() => openssh::private(key, self.passphrase),
            Target::OpenSsh => openssh::public(key),
            Target::Secret(encoding) => return secret::write(parameters, encoding),
        }
        .map_err(refused)
    }

    /// Writes several keys, which only a JWK Set holds.
    ///
    /// # Errors
    /// [`WriteError::Several`] for another form and more or less than one key; else as
    /// [`write`](Self::write).
    pub fn write_all(&self, keys: &[Jwk]) -> Result<Zeroizing<Vec<u8>>, WriteError> {
        match (keys, self.target) {
            ([key], _) => self.write(key),
            (_, target @ Target::JwkSet) => {
                self.check_passphrase(false)?;
                json::write(&json::Set { keys }, keys.len(), self.pretty)
                    .map_err(|_| WriteError::Encoding { target })
            }
            (_, target) => Err(WriteError::Several { target, found: keys.len() }),
        }
    }

    fn pkcs8(&self, key: &Jwk) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
        let document = pkcs8::document(key.parameters())?;
        match self.passphrase {
            Some(passphrase) => {
                self.der(pkcs8::encrypt(&document, passphrase)?, pkcs8::ENCRYPTED_LABEL)
            }
            None => self.der(document, pkcs8::LABEL),
        }
    }

    /// DER, or PEM around it.
    fn der(
        &self,
        document: SecretDocument,
        label: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
        if !self.target.is_text() {
            return Ok(document.to_bytes());
        }
        let mut text = document.to_pem(label, LineEnding::LF)?;
        Ok(Zeroizing::new(std::mem::take(&mut *text).into_bytes()))
    }

    /// Whoever gives a passphrase must not get a key that lies open.
    fn check_passphrase(&self, is_private: bool) -> Result<(), WriteError> {
        match self.passphrase {
            Some([]) => Err(WriteError::EmptyPassphrase),
            Some(_) if !is_private || !self.target.takes_passphrase() => {
                Err(WriteError::NotEncrypted { target: self.target })
            }
            _ => Ok(()),
        }
    }
}

/// The form, and nothing of the passphrase.
impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writer({})", self.target)
    }
}
