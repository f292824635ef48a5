use crate::{Expected, SecretEncoding, foreign::Foreign, pem::PemFault};
use jwt_core::{Algorithm, JsonErrorKind, JwkError, KeyRejected};
use std::fmt;

/// A key could not be read, or is not one for what was asked.
///
/// It says which input it is about, what that holds, and in [`hint`](Self::hint) what to do. It never
/// has bytes of a key or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    label: String,
    kind: KeyErrorKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyErrorKind {
    /// There is nothing in the input.
    Empty,
    /// The input is longer than any key.
    TooLarge {
        /// The most bytes that are read.
        most: usize,
    },
    /// It holds something else than it should.
    Unexpected {
        /// What it should hold.
        expected: Expected,
        /// What it holds.
        found: String,
    },
    /// It is known what it is, and that is no key for a token.
    Foreign(Foreign),
    /// The PEM is broken.
    Pem(PemFault),
    /// The bytes of the key are not the encoding that they should be.
    Encoding(String),
    /// The secret is not written in its encoding.
    Secret {
        /// The encoding.
        encoding: SecretEncoding,
        /// Why, and where.
        reason: String,
    },
    /// The JSON is no key.
    Jwk(JwkError),
    /// The key is encrypted, and there is no passphrase.
    PassphraseMissing,
    /// The passphrase does not open the key.
    PassphraseWrong,
    /// Opening the key would take more time or memory than any passphrase deserves.
    TooCostly,
    /// The key is not one for the algorithm.
    Kind {
        /// The algorithm.
        algorithm: Algorithm,
        /// What it takes.
        expected: String,
        /// What the input holds.
        found: String,
        /// The algorithm that such a key is for.
        instead: Option<Algorithm>,
    },
    /// The JWK names an algorithm that its key is not for.
    Contradiction {
        /// The algorithm that it names.
        alg: Algorithm,
        /// What the key is.
        found: String,
    },
    /// The numbers make a key that protects nothing.
    Weak {
        /// What the key is.
        found: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The numbers do not make a key.
    Numbers {
        /// What the key is.
        found: String,
        /// Why not.
        why: &'static str,
    },
    /// The private key lacks its public half, and no backend here works that out.
    PublicHalf,
    /// No backend here has the algorithm.
    NoBackend {
        /// The algorithm.
        algorithm: Algorithm,
        /// Those that are there.
        available: Vec<Algorithm>,
    },
    /// There is no such key in the set, or more than one.
    NotFound {
        /// The name that was asked for.
        kid: Option<String>,
        /// The algorithm that was asked for.
        algorithm: Option<Algorithm>,
        /// How many keys would have done.
        candidates: usize,
        /// The names of the keys there are.
        known: Vec<String>,
        /// Keys that were passed over.
        skipped: usize,
    },
    /// The key was not taken, for a reason that has a name of its own.
    Rejected(KeyRejected),
}

impl KeyError {
    /// An error about the input of this name.
    #[must_use]
    pub fn new(label: impl Into<String>, kind: KeyErrorKind) -> Self {
        Self { label: label.into(), kind }
    }

    /// What is wrong, for programs.
    #[must_use]
    pub fn kind(&self) -> &KeyErrorKind {
        &self.kind
    }

    /// The name of the input.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.kind {
            KeyErrorKind::Empty | KeyErrorKind::Secret { .. } => "SECRET",
            KeyErrorKind::Pem(_)
            | KeyErrorKind::Encoding(_)
            | KeyErrorKind::PassphraseMissing
            | KeyErrorKind::PassphraseWrong
            | KeyErrorKind::TooCostly => "PEM",
            KeyErrorKind::Foreign(foreign) => foreign.code(),
            KeyErrorKind::Jwk(error) => error.code(),
            KeyErrorKind::Contradiction { .. } => "ALG_MISMATCH",
            KeyErrorKind::NotFound { .. } => "KID",
            KeyErrorKind::Rejected(rejected) => rejected.code(),
            _ => "KEY_KIND",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match &self.kind {
            KeyErrorKind::Empty => "look for an empty file, field or variable".to_owned(),
            KeyErrorKind::Unexpected { expected, .. } => expected.look_for().to_owned(),
            KeyErrorKind::Foreign(foreign) => foreign.hint().to_owned(),
            KeyErrorKind::Pem(fault) => fault.hint().to_owned(),
            KeyErrorKind::Secret { encoding, .. } => {
                format!("write the secret as {encoding}, or name another encoding")
            }
            KeyErrorKind::Jwk(JwkError::Json(json)) if json.kind() == JsonErrorKind::Duplicate => {
                "readers differ in which of the two they take; keep the one that is meant"
                    .to_owned()
            }
            KeyErrorKind::Jwk(JwkError::UnknownKind { name }) if name.starts_with("X") => {
                "X25519 and X448 keys agree on secrets and sign nothing; make an Ed25519 key"
                    .to_owned()
            }
            KeyErrorKind::PassphraseMissing => "give the passphrase".to_owned(),
            KeyErrorKind::PassphraseWrong => {
                "check the passphrase: openssl and ssh-keygen -y ask for it too".to_owned()
            }
            KeyErrorKind::TooCostly => {
                "encrypt the key anew: openssl pkcs8 -topk8 -scrypt -in KEY -out NEW".to_owned()
            }
            KeyErrorKind::Kind { algorithm, expected, found, instead } => {
                kind_hint(*algorithm, expected, found, *instead)
            }
            KeyErrorKind::Contradiction { .. } => {
                "correct alg in the JWK, or leave it out".to_owned()
            }
            KeyErrorKind::Weak { .. } => {
                "it protects nothing; make a new key, with another program".to_owned()
            }
            KeyErrorKind::Numbers { .. } => {
                "copy the key again; if that does not help, make a new one".to_owned()
            }
            KeyErrorKind::PublicHalf => {
                "write an EC key anew with its public half: openssl ec -in KEY -out NEW".to_owned()
            }
            KeyErrorKind::NoBackend { available, .. } => {
                let names: Vec<&str> = available.iter().map(|algorithm| algorithm.name()).collect();
                format!("choose a key for one of {}", names.join(", "))
            }
            KeyErrorKind::NotFound { candidates: 0, .. } => {
                "look for the kid in the set, and for its key's use".to_owned()
            }
            KeyErrorKind::NotFound { kid: None, .. } => {
                "name one by its kid, or say which algorithm is meant".to_owned()
            }
            KeyErrorKind::NotFound { .. } => "say which algorithm is meant".to_owned(),
            KeyErrorKind::Rejected(rejected) => rejected.hint()?.to_owned(),
            _ => return None,
        })
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = &self.label;
        match &self.kind {
            KeyErrorKind::Empty => write!(f, "{label} is empty"),
            KeyErrorKind::TooLarge { most } => {
                write!(f, "{label} is longer than any key: more than {most} bytes")
            }
            KeyErrorKind::Unexpected { expected, found } => {
                write!(f, "{label} should hold {expected}, but holds {found}")
            }
            KeyErrorKind::Foreign(foreign) => write!(f, "{label} holds {}", foreign.what()),
            // DER has these troubles, too.
            KeyErrorKind::Pem(
                fault @ (PemFault::Start | PemFault::Short { .. } | PemFault::Long { .. }),
            ) => write!(f, "the key in {label} {fault}"),
            KeyErrorKind::Pem(fault) => write!(f, "the PEM in {label} {fault}"),
            KeyErrorKind::Encoding(what) => write!(f, "the key in {label} {what}"),
            KeyErrorKind::Secret { encoding, reason } => {
                write!(f, "{label} is not valid {encoding}: {reason}")
            }
            KeyErrorKind::Jwk(error) => write!(f, "{error} ({label})"),
            KeyErrorKind::PassphraseMissing => {
                write!(f, "the key in {label} is encrypted, and there is no passphrase for it")
            }
            KeyErrorKind::PassphraseWrong => {
                write!(f, "the passphrase does not open the key in {label}")
            }
            KeyErrorKind::TooCostly => write!(
                f,
                "the key in {label} asks for more work on its passphrase than is done here"
            ),
            KeyErrorKind::Kind { algorithm, expected, found, .. } => {
                write!(f, "{algorithm} needs {expected}, but {label} holds {found}")
            }
            KeyErrorKind::Contradiction { alg, found } => {
                write!(f, "the JWK in {label} says that it is for {alg}, but is {found}")
            }
            KeyErrorKind::Weak { found, why } => {
                write!(f, "{label} holds {found} that is too weak: {why}")
            }
            KeyErrorKind::Numbers { found, why } => {
                write!(f, "{label} holds {found} that is none: {why}")
            }
            KeyErrorKind::PublicHalf => write!(
                f,
                "the private key in {label} comes without its public half, which no backend here \
                 works out"
            ),
            KeyErrorKind::NoBackend { algorithm, .. } => {
                write!(f, "no backend here has {algorithm}, which {label} is for")
            }
            KeyErrorKind::NotFound { kid, algorithm, candidates, known, skipped } => {
                match candidates {
                    0 => f.write_str("no key")?,
                    count => write!(f, "{count} keys")?,
                }
                if let Some(kid) = kid {
                    write!(f, " \"{}\"", excerpt(kid))?;
                }
                if let Some(algorithm) = algorithm {
                    write!(f, " for {algorithm}")?;
                }
                f.write_str(" in the key set")?;
                match known.as_slice() {
                    [] => f.write_str(" (it has no named keys")?,
                    known => write!(f, " (it has {}", excerpt(&known.join(", ")))?,
                }
                if *skipped > 0 {
                    write!(f, ", and {skipped} that cannot be used")?;
                }
                write!(f, ") ({label})")
            }
            KeyErrorKind::Rejected(rejected) => write!(f, "{rejected} ({label})"),
        }
    }
}

impl std::error::Error for KeyError {}

fn kind_hint(
    algorithm: Algorithm,
    expected: &str,
    found: &str,
    instead: Option<Algorithm>,
) -> String {
    let look_for = match (expected.contains("private"), expected.contains("public")) {
        (true, _) if found.contains("public key") || found.contains("certificate") => {
            return format!(
                "a public key only verifies; to sign with {algorithm}, look for BEGIN PRIVATE KEY"
            );
        }
        (true, _) => "look for BEGIN PRIVATE KEY",
        (_, true) => "look for BEGIN PUBLIC KEY",
        _ => "give a shared secret",
    };
    match instead {
        Some(instead) => format!("{look_for}, or use {instead}, which fits"),
        None => look_for.to_owned(),
    }
}

/// Foreign text for a message: shortened, and without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 64;

    let mut short: String = text
        .chars()
        .take(MOST)
        .flat_map(|c| match c {
            '"' | '\'' | '\\' => c.to_string().chars().collect::<Vec<_>>(),
            _ => c.escape_debug().collect(),
        })
        .collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
