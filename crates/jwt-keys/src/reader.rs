use crate::{
    Certificate, Expected, Format, Found, KeyError, Note, Repair, SecretEncoding, Skipped,
    Wrapping,
    der::{self, Structure},
    encrypted,
    error::KeyErrorKind,
    foreign,
    pem::{self, Block, PemFault},
    soundness, ssh,
    text::{self, Shape},
};
use jwt_core::{Jwk, JwkError, JwkSet, KeyParameters, Provider, Secret};
use std::fmt;

/// Reads a key in any format, told apart by its content.
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_keys::Reader;
/// use jwt_ring::PROVIDER;
///
/// let pasted = r"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----";
/// let found = Reader::new(&PROVIDER).label("PUBLIC_KEY").read(pasted.as_bytes())?;
/// assert_eq!(found.format().to_string(), "SPKI, PEM");
/// assert_eq!(found.key()?.algorithm(), Some(Algorithm::EDDSA));
/// let repair = found.repairs()[0].to_string();
/// assert_eq!(repair, r"the PEM had the two characters \n instead of line breaks");
///
/// let error = found.key()?.signer(&PROVIDER, Algorithm::RS256).expect_err("the wrong key");
/// assert_eq!(
///     error.to_string(),
///     "RS256 needs an RSA private key, but PUBLIC_KEY holds an Ed25519 public key",
/// );
/// # Ok::<(), jwt_keys::KeyError>(())
/// ```
#[derive(Clone)]
pub struct Reader<'a> {
    provider: &'a Provider,
    label: &'a str,
    passphrase: Option<&'a [u8]>,
    secret_encoding: SecretEncoding,
    expected: Expected,
    allow_small_rsa: bool,
}

impl<'a> Reader<'a> {
    /// A reader that leaves arithmetic to a provider: whether a point is on its curve, and whether
    /// the halves of a key belong together.
    #[must_use]
    pub fn new(provider: &'a Provider) -> Self {
        Self {
            provider,
            label: "the input",
            passphrase: None,
            secret_encoding: SecretEncoding::Utf8,
            expected: Expected::Auto,
            allow_small_rsa: false,
        }
    }

    /// What messages call the input: a field, a file's name, a variable.
    #[must_use]
    pub fn label(self, label: &'a str) -> Self {
        Self { label, ..self }
    }

    /// What opens an encrypted key.
    #[must_use]
    pub fn passphrase(self, passphrase: &'a [u8]) -> Self {
        Self { passphrase: Some(passphrase), ..self }
    }

    /// How a shared secret is written.
    #[must_use]
    pub fn secret_encoding(self, secret_encoding: SecretEncoding) -> Self {
        Self { secret_encoding, ..self }
    }

    /// What the input should hold.
    #[must_use]
    pub fn format(self, expected: Expected) -> Self {
        Self { expected, ..self }
    }

    /// Takes RSA keys of 1024 bits and more, for peers whose key cannot be changed.
    ///
    /// 1024 bits are within reach of whoever has the money. Few backends sign with such a key.
    #[must_use]
    pub fn allow_small_rsa_for_legacy_use_only(self) -> Self {
        Self { allow_small_rsa: true, ..self }
    }

    /// Reads the input.
    ///
    /// What looks like a key is never taken for a shared secret: a public key that became one would
    /// let everybody sign.
    ///
    /// # Errors
    /// [`KeyError`] if it holds no key, a broken or a weak one, or not what it should.
    pub fn read(&self, input: &[u8]) -> Result<Found, KeyError> {
        self.found(input).map_err(|kind| KeyError::new(self.label, kind))
    }

    fn found(&self, input: &[u8]) -> Result<Found, KeyErrorKind> {
        if input.len() > MOST_BYTES {
            return Err(KeyErrorKind::TooLarge { most: MOST_BYTES });
        }
        if input.trim_ascii().is_empty() {
            return Err(KeyErrorKind::Empty);
        }
        let mut repairs = Vec::new();
        let shape = text::recognise(input, &mut repairs);
        let found = match self.expected {
            Expected::Secret => self.secret(input, &shape),
            _ => self.of_shape(input, shape, &mut repairs),
        }?;
        if !self.expected.allows(found.format) {
            return Err(KeyErrorKind::Unexpected { expected: self.expected, found: found.noun() });
        }
        Ok(Found { repairs, ..found })
    }

    fn of_shape(
        &self,
        input: &[u8],
        shape: Shape,
        repairs: &mut Vec<Repair>,
    ) -> Result<Found, KeyErrorKind> {
        match shape {
            Shape::Pem(text) => self.pem(&text, repairs),
            Shape::Json(text) => self.json(&text),
            Shape::SshLines(text) => self.ssh_public(ssh::PublicKey::from_lines(&text)?),
            Shape::SshPublic(bytes) => self.ssh_public(ssh::PublicKey::from_bytes(&bytes)?),
            Shape::SshPrivate(bytes) => self.ssh_private(&bytes),
            Shape::Der(bytes) => self.der(&bytes, Wrapping::Der),
            Shape::Base64Der(bytes) => match self.der(&bytes, Wrapping::Base64) {
                // Random bytes can begin like DER, for as long as nobody looks inside.
                Err(KeyErrorKind::Encoding(_) | KeyErrorKind::Pem(_))
                    if self.expected == Expected::Auto && !der::is_key(&bytes) =>
                {
                    self.secret_bytes(input)
                }
                found => {
                    repairs.push(Repair::NoLabelLines);
                    found
                }
            },
            Shape::Foreign(foreign) => Err(KeyErrorKind::Foreign(foreign)),
            Shape::Other if self.expected == Expected::Auto => self.secret_bytes(input),
            Shape::Other => {
                let found = match std::str::from_utf8(input) {
                    Ok(text) => format!("a {}-character text", text.trim().chars().count()),
                    Err(_) => format!("{} bytes of something else", input.len()),
                };
                Err(KeyErrorKind::Unexpected { expected: self.expected, found })
            }
        }
    }

    /// A secret that is said to be one, but not if it is plainly something else.
    fn secret(&self, input: &[u8], shape: &Shape) -> Result<Found, KeyErrorKind> {
        match shape.other_than_secret() {
            Some(found) => Err(KeyErrorKind::Unexpected { expected: Expected::Secret, found }),
            None => self.secret_bytes(input),
        }
    }

    fn secret_bytes(&self, input: &[u8]) -> Result<Found, KeyErrorKind> {
        let encoding = self.secret_encoding;
        let secret =
            encoding.decode(input).map_err(|reason| KeyErrorKind::Secret { encoding, reason })?;
        if secret.is_empty() {
            return Err(KeyErrorKind::Empty);
        }
        if encoding != SecretEncoding::Utf8 && text::is_key(&secret) {
            let found = format!("a key in {encoding}");
            return Err(KeyErrorKind::Unexpected { expected: Expected::Secret, found });
        }
        let characters = std::str::from_utf8(input).unwrap_or_default().trim_end().chars().count();
        let jwk = Jwk::from_parameters(KeyParameters::Oct(Secret(secret)));
        let found = self.one(jwk.map_err(KeyErrorKind::Jwk)?, Format::Secret(encoding));
        Ok(Found { characters, ..found })
    }

    fn pem(&self, text: &str, repairs: &mut Vec<Repair>) -> Result<Found, KeyErrorKind> {
        let mut blocks = pem::blocks(text, repairs)?;
        let had_parameters = blocks.iter().any(|block| block.label == EC_PARAMETERS);
        blocks.retain(|block| block.label != EC_PARAMETERS);
        let count = |ends: &str| blocks.iter().filter(|block| block.label.ends_with(ends)).count();
        let (private, certificates) = (count("PRIVATE KEY"), count("CERTIFICATE"));
        let block = match (private, blocks.as_slice()) {
            (_, []) if had_parameters => return Err(KeyErrorKind::Foreign(foreign::PARAMETERS)),
            (0, [first, ..]) if certificates == blocks.len() => first,
            (0, [only]) => only,
            (1, all) => {
                all.iter().find(|block| block.label.ends_with("PRIVATE KEY")).unwrap_or(&all[0])
            }
            (0, all) => {
                let fault = PemFault::Several { count: all.len(), what: "keys and certificates" };
                return Err(KeyErrorKind::Pem(fault));
            }
            (count, _) => {
                let fault = PemFault::Several { count, what: "private keys" };
                return Err(KeyErrorKind::Pem(fault));
            }
        };
        let mut found = self.block(block, repairs)?;
        match (private, blocks.len()) {
            (_, 1) => {}
            (0, count) => found.notes.push(Note::CertificateChain { count }),
            (_, count) => found.notes.push(Note::BesidePrivateKey { count: count - 1 }),
        }
        Ok(found)
    }

    fn block(&self, block: &Block, repairs: &mut Vec<Repair>) -> Result<Found, KeyErrorKind> {
        let wrapping = Wrapping::Pem;
        let expected = match block.label.as_str() {
            "OPENSSH PRIVATE KEY" => Format::OpenSshPrivate,
            "PRIVATE KEY" => Format::Pkcs8(wrapping),
            "ENCRYPTED PRIVATE KEY" => Format::EncryptedPkcs8(wrapping),
            "PUBLIC KEY" => Format::Spki(wrapping),
            "RSA PRIVATE KEY" | "RSA PUBLIC KEY" => Format::Pkcs1(wrapping),
            "EC PRIVATE KEY" => Format::Sec1(wrapping),
            "CERTIFICATE" | "X509 CERTIFICATE" => Format::Certificate(wrapping),
            label => return Err(KeyErrorKind::Pem(PemFault::Label { label: label.to_owned() })),
        };
        let says_openssh = expected == Format::OpenSshPrivate;
        let is_der = block.contents.first() == Some(&0x30);
        let found = match block.contents.starts_with(ssh::MAGIC) || says_openssh && !is_der {
            true => self.ssh_private(&block.contents)?,
            false => self.der(&block.contents, wrapping)?,
        };
        let is_expected = match found.format {
            Format::EncryptedOpenSshPrivate => says_openssh,
            format => format == expected,
        };
        if !is_expected {
            repairs.push(Repair::Label);
        }
        Ok(found)
    }

    fn der(&self, bytes: &[u8], wrapping: Wrapping) -> Result<Found, KeyErrorKind> {
        let format = match der::structure(bytes)? {
            Structure::Pkcs8 => Format::Pkcs8(wrapping),
            Structure::Pkcs1 => Format::Pkcs1(wrapping),
            Structure::Sec1 => Format::Sec1(wrapping),
            Structure::Spki => Format::Spki(wrapping),
            Structure::EncryptedPkcs8 => {
                let opened = encrypted::open(bytes, self.passphrase)?;
                match der::structure(&opened) {
                    Ok(Structure::Pkcs8) | Err(KeyErrorKind::Foreign(_)) => {}
                    // One wrong passphrase in some ten thousand opens something.
                    _ => return Err(KeyErrorKind::PassphraseWrong),
                }
                let found = self.der(&opened, wrapping)?;
                return Ok(Found { format: Format::EncryptedPkcs8(wrapping), ..found });
            }
            Structure::Certificate => {
                let (certificate, parameters) = Certificate::read(bytes)?;
                let jwk = self.checked(parameters, bytes)?;
                let found = self.one(jwk, Format::Certificate(wrapping));
                return Ok(Found { certificate: Some(certificate), ..found });
            }
        };
        let jwk = self.checked(der::parameters(bytes)?, bytes)?;
        Ok(self.one(jwk, format))
    }

    fn ssh_public(&self, key: ssh::PublicKey) -> Result<Found, KeyErrorKind> {
        let jwk = self.checked(key.parameters, &[])?;
        Ok(Found { comment: key.comment, ..self.one(jwk, Format::OpenSshPublic) })
    }

    fn ssh_private(&self, bytes: &[u8]) -> Result<Found, KeyErrorKind> {
        let key = ssh::PrivateKey::read(bytes, self.passphrase)?;
        let format = match key.is_encrypted {
            true => Format::EncryptedOpenSshPrivate,
            false => Format::OpenSshPrivate,
        };
        let jwk = self.checked(key.parameters, &[])?;
        Ok(Found { comment: key.comment, ..self.one(jwk, format) })
    }

    /// A key or a set. The input is the caller's own, so private keys may be in a set.
    fn json(&self, text: &str) -> Result<Found, KeyErrorKind> {
        let set = match JwkSet::parse_with_private_keys(text) {
            Ok(set) => set,
            Err(JwkError::Missing("keys")) => {
                let jwk = Jwk::parse(text).map_err(KeyErrorKind::Jwk)?;
                soundness::check(self.provider, &jwk, self.allow_small_rsa)?;
                return Ok(self.one(jwk, Format::Jwk));
            }
            Err(error) => return Err(KeyErrorKind::Jwk(error)),
        };
        let mut skipped: Vec<Skipped> = set
            .skipped()
            .iter()
            .map(|key| {
                let reason = KeyError::new(self.label, KeyErrorKind::Jwk(key.reason.clone()));
                Skipped { index: key.index, kid: key.kid.clone(), reason }
            })
            .collect();
        // The places of the others are those that were not passed over.
        let passed: Vec<usize> = skipped.iter().map(|key| key.index).collect();
        let mut places = (0..).filter(|index| passed.binary_search(index).is_err());
        let mut keys = Vec::new();
        for jwk in set.keys() {
            let index = places.next().unwrap_or_default();
            match soundness::check(self.provider, jwk, self.allow_small_rsa) {
                Ok(()) => keys.push(jwk.clone()),
                Err(kind) => {
                    let reason = KeyError::new(self.label, kind);
                    skipped.push(Skipped { index, kid: jwk.kid().map(str::to_owned), reason });
                }
            }
        }
        skipped.sort_by_key(|key| key.index);
        Ok(Found { keys, skipped, ..self.none(Format::JwkSet) })
    }

    fn checked(&self, parameters: KeyParameters, der: &[u8]) -> Result<Jwk, KeyErrorKind> {
        soundness::checked(self.provider, parameters, der, self.allow_small_rsa)
    }

    fn one(&self, jwk: Jwk, format: Format) -> Found {
        Found { keys: vec![jwk], ..self.none(format) }
    }

    fn none(&self, format: Format) -> Found {
        Found {
            label: self.label.to_owned(),
            keys: Vec::new(),
            skipped: Vec::new(),
            format,
            repairs: Vec::new(),
            notes: Vec::new(),
            certificate: None,
            comment: None,
            characters: 0,
            allow_small_rsa: self.allow_small_rsa,
        }
    }
}

/// The label and what is expected; never the passphrase.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("label", &self.label)
            .field("expected", &self.expected)
            .finish_non_exhaustive()
    }
}

/// Far more than any key; as much as a JWK Set may have.
const MOST_BYTES: usize = 1024 * 1024;
const EC_PARAMETERS: &str = "EC PARAMETERS";
