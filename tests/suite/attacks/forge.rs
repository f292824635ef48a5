//! Tokens as an attacker makes them.

use crate::Backend;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{Algorithm, Hs256, Signer, Unverified, Validation, Verifier, VerifyError};
use jwt_ring::{Mac, MacKey};

/// Claims that the strictest rules take.
pub(crate) const CLAIMS: &str = r#"{"sub":"admin","exp":4102444800}"#;

/// A key pair of the backend that the attack is aimed at.
#[derive(Debug)]
pub(crate) struct Victim {
    pub(crate) algorithm: Algorithm,
    pub(crate) signer: Box<dyn Signer>,
    pub(crate) verifier: Box<dyn Verifier>,
}

impl Victim {
    /// With the suite's first key for an algorithm.
    pub(crate) fn new(backend: &Backend, algorithm: Algorithm) -> Self {
        let (signer, verifier) = backend.pair(algorithm);
        Self { algorithm, signer, verifier }
    }

    /// One for each algorithm of the backend.
    pub(crate) fn all(backend: &Backend) -> impl Iterator<Item = Self> + '_ {
        backend.algorithms().map(|algorithm| Self::new(backend, algorithm))
    }

    /// One of the backend's, for attacks that are the same whatever the algorithm.
    pub(crate) fn any(backend: &Backend) -> Self {
        Self::all(backend).next().expect("an algorithm")
    }

    /// A header with the right `alg`, and more.
    pub(crate) fn header(&self, more: &str) -> String {
        let comma = if more.is_empty() { "" } else { "," };
        format!(r#"{{"alg":"{}"{comma}{more}}}"#, self.algorithm)
    }

    /// A payload under the victim's own signature and a plain header.
    pub(crate) fn token(&self, payload: impl AsRef<[u8]>) -> String {
        signed(&*self.signer, self.header(""), payload)
    }

    /// Any header over the usual claims, under the victim's own signature.
    pub(crate) fn token_with_header(&self, header: impl AsRef<[u8]>) -> String {
        signed(&*self.signer, header, CLAIMS)
    }

    pub(crate) fn assert_accepts(&self, token: &str) {
        outcome(token, &*self.verifier, &Validation::new()).expect("a good token");
    }

    /// Why the token is refused under the strictest rules.
    pub(crate) fn refusal(&self, token: &str) -> VerifyError {
        outcome(token, &*self.verifier, &Validation::new()).expect_err("an attack")
    }

    /// The refusal of a token that names another algorithm.
    pub(crate) fn mismatch(&self, alg: &str) -> VerifyError {
        VerifyError::AlgorithmMismatch { key: self.algorithm, token: alg.to_owned() }
    }

    /// The refusal of a wrong signature.
    pub(crate) fn bad_signature(&self) -> VerifyError {
        VerifyError::Signature { algorithm: self.algorithm }
    }

    /// The refusal of a signature of this length.
    pub(crate) fn bad_length(&self, found: usize) -> VerifyError {
        let (algorithm, expected) = (self.algorithm, self.algorithm.signature_len());
        VerifyError::SignatureLength { algorithm, expected, found }
    }
}

/// A secret that an attacker knows, whatever its length.
pub(crate) fn mac<A: Mac>(secret: &[u8]) -> MacKey<A> {
    MacKey::from_short_secret_for_legacy_use_only(secret).expect("not empty")
}

/// HMAC with SHA-256 by a secret that an attacker knows.
pub(crate) fn hs256(secret: &[u8]) -> MacKey<Hs256> {
    mac(secret)
}

/// Any bytes as header and payload, under a key's signature.
pub(crate) fn signed(
    key: &dyn Signer,
    header: impl AsRef<[u8]>,
    payload: impl AsRef<[u8]>,
) -> String {
    let signing_input = signing_input(header, payload);
    let mut signature = vec![0; key.signature_len()];
    key.sign(signing_input.as_bytes(), &mut signature).expect("signed");
    attach(&signing_input, signature)
}

/// The first two parts, of any bytes.
pub(crate) fn signing_input(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    format!("{}.{}", encode(header), encode(payload))
}

/// The third part, of any bytes, behind the first two.
pub(crate) fn attach(signing_input: &str, signature: impl AsRef<[u8]>) -> String {
    format!("{signing_input}.{}", encode(signature))
}

/// The first two parts, and the decoded third.
pub(crate) fn detach(token: &str) -> (&str, Vec<u8>) {
    let (signing_input, signature) = token.rsplit_once('.').expect("three parts");
    (signing_input, URL_SAFE_NO_PAD.decode(signature).expect("base64url"))
}

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token's whole way; of one that is taken, the claims' JSON.
pub(crate) fn outcome(
    token: &str,
    key: &dyn Verifier,
    rules: &Validation,
) -> Result<String, VerifyError> {
    let verified = Unverified::parse(token)?.verify(key, rules)?;
    Ok(verified.claims_json().to_owned())
}
