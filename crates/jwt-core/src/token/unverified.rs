use super::{
    known_header::KnownHeader,
    received_header::{Index, ReceivedHeader},
    registered::Registered,
    verified::Verified,
};
use crate::{
    InvalidSignature, Limits, MalformedToken, Part, Validation, Verifier, VerifyError,
    base64url::{self, Base64Error},
};
use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;
use smallvec::SmallVec;

/// A token whose form is right, and about which nothing else is known.
///
/// Its claims cannot be read before [`verify`](Self::verify), and there is no other way to
/// [`Verified`](crate::Verified):
///
/// ```
/// use jwt_core::{MalformedToken, Unverified};
///
/// let token = Unverified::parse("eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.e30.AAAA")?;
/// assert_eq!(token.header().kid(), Some("k1"));
///
/// let error = Unverified::parse("eyJhbGciOiJIUzI1NiJ9.e3+0.AAAA").expect_err("a plus");
/// assert_eq!(error.to_string(), "not a JWT: the payload part is not base64url: character '+' at 2");
/// # Ok::<(), MalformedToken>(())
/// ```
#[derive(Clone)]
pub struct Unverified<'t> {
    signing_input: &'t str,
    /// The decoded header and, right behind it, the decoded payload.
    text: Cow<'t, str>,
    header_len: u32,
    header: Index,
    /// Still encoded: to check that it can be decoded, and to decode it when it is asked for, is less
    /// than to carry half a kilobyte about.
    signature: &'t str,
    limits: Limits,
}

impl<'t> Unverified<'t> {
    /// Takes a token apart ([RFC 7515 §5.2](https://www.rfc-editor.org/rfc/rfc7515#section-5.2)),
    /// within the default [`Limits`].
    ///
    /// # Errors
    /// [`MalformedToken`] says which part is wrong, and where.
    pub fn parse(token: &'t str) -> Result<Self, MalformedToken> {
        Self::parse_within(token, &Limits::new())
    }

    /// Takes a token apart, within `limits`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_within(token: &'t str, limits: &Limits) -> Result<Self, MalformedToken> {
        let parts = Parts::split(token, limits)?;
        let mut text = Vec::with_capacity(parts.decoded_len());
        let header_len = parts.decode(&mut text)?;
        let text = String::from_utf8(text).map_err(|error| utf8(error.utf8_error(), header_len))?;
        Self::new(parts, Cow::Owned(text), header_len, limits)
    }

    /// Takes a token apart into memory of the caller's, which is cleared first.
    ///
    /// Where it is large enough, three quarters of the token's length, nothing is allocated for
    /// tokens as they usually are: with no more than 16 members in an object, without escapes, and
    /// without `crit`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_into(
        token: &'t str,
        buffer: &'t mut Vec<u8>,
        limits: &Limits,
    ) -> Result<Self, MalformedToken> {
        let parts = Parts::split(token, limits)?;
        buffer.clear();
        buffer.reserve(parts.decoded_len());
        let header_len = parts.decode(buffer)?;
        let text = core::str::from_utf8(buffer).map_err(|error| utf8(error, header_len))?;
        Self::new(parts, Cow::Borrowed(text), header_len, limits)
    }

    /// What the token says about itself, to pick a key by its `kid`.
    #[must_use]
    pub fn header(&self) -> ReceivedHeader<'_> {
        ReceivedHeader { json: self.header_json(), index: &self.header }
    }

    /// Checks algorithm, critical extensions and signature, then the claims against the rules.
    ///
    /// # Errors
    /// [`VerifyError`]; the rules' failures come all together, the signature's alone.
    pub fn verify(
        self,
        key: &(impl Verifier + ?Sized),
        rules: &Validation,
    ) -> Result<Verified<'t>, VerifyError> {
        let header = self.header();
        let algorithm = key.algorithm();
        if algorithm != *header.alg() {
            return Err(VerifyError::algorithm_mismatch(algorithm, header.alg()));
        }
        header.check_crit(rules.understood())?;

        let found = base64url::decoded_len(self.signature.len());
        let expected = algorithm.signature_len();
        if found == 0 || expected.is_some_and(|expected| expected != found) {
            return Err(VerifyError::SignatureLength { algorithm, expected, found });
        }
        // All but ML-DSA's fit without an allocation, and all but RSA's without 512 bytes to fill.
        let (mut short, mut long);
        let signature = if found <= 64 {
            short = [0; 64];
            &mut short[..found]
        } else {
            long = SmallVec::<[u8; 512]>::from_elem(0, found);
            &mut *long
        };
        base64url::decode_into(self.signature, signature)
            .map_err(|_| InvalidSignature)
            .and_then(|_| key.verify(self.signing_input.as_bytes(), signature))
            .map_err(|InvalidSignature| VerifyError::Signature { algorithm })?;

        let payload = self.payload_json();
        let (mut registered, mut outline) = (Registered::default(), None);
        registered.read(payload, &self.limits, &mut outline).map_err(VerifyError::Payload)?;
        let dates = registered.dates();
        rules.check(&header, &registered, &dates, payload)?;
        let index = registered.index(&dates, payload);
        Ok(Verified::new(self.text, self.header_len, self.header, index, outline))
    }

    pub(crate) fn payload_json(&self) -> &str {
        self.text.get(self.header_len as usize..).unwrap_or_default()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    fn header_json(&self) -> &str {
        self.text.get(..self.header_len as usize).unwrap_or_default()
    }

    fn new(
        parts: Parts<'t>,
        text: Cow<'t, str>,
        header_len: usize,
        limits: &Limits,
    ) -> Result<Self, MalformedToken> {
        // Header and payload may be UTF-8 together without being it each.
        let header = text.get(..header_len).ok_or(MalformedToken::Utf8(Part::Header))?;
        let header = match parts.known_header {
            Some(known) if limits.depth > 0 && limits.members > 1 => Index::known(known),
            _ => Index::new(header, limits)?,
        };
        base64url::check(parts.signature).map_err(in_part(Part::Signature))?;
        let Parts { signing_input, signature, .. } = parts;
        // A token within limits has no more than 1 GiB.
        let header_len = header_len as u32;
        Ok(Self { signing_input, text, header_len, header, signature, limits: *limits })
    }
}

impl fmt::Debug for Unverified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unverified").finish_non_exhaustive()
    }
}

/// The three parts, still encoded.
struct Parts<'t> {
    header: &'t str,
    payload: &'t str,
    signature: &'t str,
    signing_input: &'t str,
    known_header: Option<&'static KnownHeader>,
}

impl<'t> Parts<'t> {
    fn split(token: &'t str, limits: &Limits) -> Result<Self, MalformedToken> {
        if token.len() > limits.max_token_len() {
            return Err(MalformedToken::TooLong {
                len: token.len(),
                limit: limits.max_token_len(),
            });
        }
        let parts = split_at_dot(token).and_then(|(header, rest)| {
            let (payload, signature) = split_at_dot(rest)?;
            let signing_input = token.get(..header.len() + 1 + payload.len())?;
            let known_header = KnownHeader::of(header);
            Some(Self { header, payload, signature, signing_input, known_header })
        });
        match parts {
            Some(parts) if split_at_dot(parts.signature).is_none() => {
                if base64url::decoded_len(parts.header.len()) > limits.max_header_len() {
                    return Err(MalformedToken::HeaderTooLong { limit: limits.max_header_len() });
                }
                Ok(parts)
            }
            _ => Err(not_three_parts(token)),
        }
    }

    /// Room for the decoded header and payload.
    fn decoded_len(&self) -> usize {
        base64url::decoded_len(self.header.len()) + base64url::decoded_len(self.payload.len())
    }

    /// Appends the decoded header and payload; answers the header's length.
    fn decode(&self, text: &mut Vec<u8>) -> Result<usize, MalformedToken> {
        match self.known_header {
            Some(known) => text.extend_from_slice(known.json.as_bytes()),
            None => base64url::decode_onto(self.header, text).map_err(|error| match error {
                _ if has_scheme(self.header) => MalformedToken::Scheme,
                _ if is_json(self.header) => MalformedToken::Json,
                error => MalformedToken::Base64 { part: Part::Header, error },
            })?,
        }
        let header_len = text.len();
        base64url::decode_onto(self.payload, text).map_err(in_part(Part::Payload))?;
        Ok(header_len)
    }
}

/// What stands before the first dot, and behind it.
#[cfg(feature = "std")]
fn split_at_dot(text: &str) -> Option<(&str, &str)> {
    // By vectors, which the standard library does not: 500 instructions less for a token.
    let dot = memchr::memchr(b'.', text.as_bytes())?;
    Some((text.get(..dot)?, text.get(dot + 1..)?))
}

/// What stands before the first dot, and behind it.
#[cfg(not(feature = "std"))]
fn split_at_dot(text: &str) -> Option<(&str, &str)> {
    text.split_once('.')
}

fn not_three_parts(token: &str) -> MalformedToken {
    if has_scheme(token) {
        MalformedToken::Scheme
    } else if is_json(token) {
        MalformedToken::Json
    } else {
        let found = if token.is_empty() { 0 } else { token.split('.').count() };
        MalformedToken::Parts { found }
    }
}

fn has_scheme(text: &str) -> bool {
    text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "))
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

fn in_part(part: Part) -> impl Fn(Base64Error) -> MalformedToken {
    move |error| MalformedToken::Base64 { part, error }
}

fn utf8(error: core::str::Utf8Error, header_len: usize) -> MalformedToken {
    MalformedToken::Utf8(if error.valid_up_to() < header_len {
        Part::Header
    } else {
        Part::Payload
    })
}
