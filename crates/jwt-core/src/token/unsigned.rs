use super::known_header::KnownHeader;
use crate::{Algorithm, EncodeClaims, EncodeError, Header, Limits, Signer, base64url, json};
use alloc::{string::String, vec::Vec};

/// A token that only lacks its signature.
///
/// A key in this process signs it with [`sign`](Self::sign). A KMS or HSM signs
/// [`signing_input`](Self::signing_input) in its own time, and [`attach`](Self::attach) adds what
/// it answers:
///
/// ```
/// use jwt_core::{Algorithm, Header, Unsigned};
///
/// let token = Unsigned::new(&Header::new(Algorithm::ES256), &serde_json::json!({"sub": "u"}))?;
/// let signature = [7; 64]; // from afar, over token.signing_input()
/// assert!(token.attach(&signature)?.starts_with("eyJ"));
/// # Ok::<(), jwt_core::EncodeError>(())
/// ```
#[derive(Clone)]
pub struct Unsigned {
    algorithm: Algorithm,
    text: Vec<u8>,
}

impl Unsigned {
    /// Puts header and claims into their signed form
    /// ([RFC 7515 §5.1](https://www.rfc-editor.org/rfc/rfc7515#section-5.1)).
    ///
    /// # Errors
    /// [`EncodeError::Claims`] if the claims do not serialize, [`EncodeError::Payload`] if what they
    /// serialize to is not one JSON object whose members are distinct.
    pub fn new<C: EncodeClaims + ?Sized>(
        header: &Header<'_>,
        claims: &C,
    ) -> Result<Self, EncodeError> {
        Self::with_payload(header, 0, |text| {
            let start = text.len();
            if claims.encode_known(text)?.is_object {
                return Ok(());
            }
            // A flattened map can repeat what stands beside it, and readers differ in which they take.
            let payload = core::str::from_utf8(text.get(start..).unwrap_or_default());
            check_payload(payload.map_err(EncodeError::claims)?)
        })
    }

    /// Takes claims that are JSON already, byte for byte.
    ///
    /// # Errors
    /// [`EncodeError::Payload`] unless the text is one JSON object whose members are distinct.
    pub fn from_json(header: &Header<'_>, payload: &str) -> Result<Self, EncodeError> {
        check_payload(payload)?;
        Self::with_payload(header, payload.len(), |text| {
            text.extend_from_slice(payload.as_bytes());
            Ok(())
        })
    }

    /// The bytes to sign: encoded header, a dot, encoded payload.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        &self.text
    }

    /// The algorithm that the header names.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Adds a signature that was made elsewhere over [`signing_input`](Self::signing_input).
    ///
    /// # Errors
    /// [`EncodeError::SignatureLength`] if no key of the algorithm makes signatures of this
    /// length, as with ECDSA signatures left in DER.
    pub fn attach(mut self, signature: &[u8]) -> Result<String, EncodeError> {
        self.check_signature_len(signature.len())?;
        self.text.push(b'.');
        base64url::encode_onto(signature, &mut self.text);
        into_string(self.text)
    }

    /// Signs with a key of the header's algorithm.
    ///
    /// # Errors
    /// [`EncodeError::AlgorithmMismatch`] if the key is for another algorithm,
    /// [`EncodeError::Sign`] if it fails.
    pub fn sign(mut self, key: &(impl Signer + ?Sized)) -> Result<String, EncodeError> {
        if key.algorithm() != self.algorithm {
            let (header, key) = (self.algorithm, key.algorithm());
            return Err(EncodeError::AlgorithmMismatch { header, key });
        }
        let len = key.signature_len();
        self.check_signature_len(len)?;
        // On the stack, which spares a short one a move.
        if let Some(signature) = [0; 64].get_mut(..len) {
            key.sign(&self.text, signature)?;
            self.text.push(b'.');
            base64url::encode_onto(signature, &mut self.text);
            return into_string(self.text);
        }
        let message_len = self.text.len();
        self.text.resize(message_len + 1 + len, b'.');
        let (message, rest) = self.text.split_at_mut(message_len);
        key.sign(message, &mut rest[1..])?;
        base64url::encode_tail(&mut self.text, message_len + 1);
        into_string(self.text)
    }

    fn with_payload(
        header: &Header<'_>,
        payload_len: usize,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), EncodeError>,
    ) -> Result<Self, EncodeError> {
        let algorithm = header.algorithm();
        let signature_len = algorithm.signature_len().unwrap_or(512);
        // Room for the finished token, so that it is the only allocation: what is not known yet
        // is guessed, and memory grows where the guess was low. A payload is there twice while it is
        // encoded. Under 1 KiB for HS256 and ES256: up to there glibc has memory at hand, and takes
        // 200 instructions less.
        let json_len = 512 + payload_len * 2;
        let mut text = Vec::with_capacity(base64url::encoded_len(json_len + signature_len) + 2);
        match KnownHeader::with(algorithm.name()).filter(|_| header.is_usual()) {
            Some(known) => text.extend_from_slice(known.encoded.as_bytes()),
            None => {
                header.encode_claims(&mut text)?;
                base64url::encode_tail(&mut text, 0);
            }
        }
        text.push(b'.');
        let start = text.len();
        write(&mut text)?;
        base64url::encode_tail(&mut text, start);
        Ok(Self { algorithm, text })
    }

    fn check_signature_len(&self, found: usize) -> Result<(), EncodeError> {
        let expected = self.algorithm.signature_len();
        if found == 0 || expected.is_some_and(|expected| expected != found) {
            return Err(EncodeError::SignatureLength {
                algorithm: self.algorithm,
                expected,
                found,
            });
        }
        Ok(())
    }
}

impl core::fmt::Debug for Unsigned {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Unsigned").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

fn check_payload(payload: &str) -> Result<(), EncodeError> {
    json::check_object(payload, &Limits::NONE).map_err(EncodeError::Payload)
}

fn into_string(text: Vec<u8>) -> Result<String, EncodeError> {
    // Base64 and dots are always UTF-8.
    String::from_utf8(text).map_err(EncodeError::claims)
}
