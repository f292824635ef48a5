use super::{
    received_header::{self, ReceivedHeader},
    registered,
};
use crate::{
    DecodeClaims, DecodeError, NumericDate,
    json::{self, Text},
};
use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

/// A token whose signature is right and whose claims keep the rules.
///
/// The only way to get one is [`Unverified::verify`](crate::Unverified::verify).
#[derive(Clone)]
pub struct Verified<'t> {
    text: Cow<'t, str>,
    header_len: usize,
    header: received_header::Index,
    registered: registered::Index,
}

impl<'t> Verified<'t> {
    pub(super) fn new(
        text: Cow<'t, str>,
        header_len: usize,
        header: received_header::Index,
        registered: registered::Index,
    ) -> Self {
        Self { text, header_len, header, registered }
    }

    /// The claims, in a type that owns them or borrows from this token.
    ///
    /// # Errors
    /// [`DecodeError`] if they do not fit the type.
    pub fn claims<'a, C: DecodeClaims<'a>>(&'a self) -> Result<C, DecodeError> {
        C::decode_claims(self.claims_json())
    }

    /// The claims' JSON as it was signed.
    #[must_use]
    pub fn claims_json(&self) -> &str {
        self.text.get(self.header_len..).unwrap_or_default()
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> ReceivedHeader<'_> {
        let json = self.text.get(..self.header_len).unwrap_or_default();
        ReceivedHeader { json, index: &self.header }
    }

    /// `iss`, who issued the token.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.resolve(self.registered.iss.as_ref())
    }

    /// `sub`, whom the token is about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.resolve(self.registered.sub.as_ref())
    }

    /// `aud`, for whom the token is: one name or several.
    #[must_use]
    pub fn audience(&self) -> Vec<String> {
        let raw = self.registered.aud.and_then(|(start, end)| self.claims_json().get(start..end));
        let mut names = Vec::new();
        match raw {
            Some(raw) if raw.starts_with('[') => {
                json::scan_strings(raw, &mut |name| names.push(name.into_owned()));
            }
            Some(raw) => names.extend(String::decode_claims(raw)),
            None => {}
        }
        names
    }

    /// `jti`, the token's own name.
    #[must_use]
    pub fn jwt_id(&self) -> Option<&str> {
        self.resolve(self.registered.jti.as_ref())
    }

    /// `exp`, when the token stops being valid.
    #[must_use]
    pub fn expiration(&self) -> Option<NumericDate> {
        self.registered.exp
    }

    /// `nbf`, when the token starts being valid.
    #[must_use]
    pub fn not_before(&self) -> Option<NumericDate> {
        self.registered.nbf
    }

    /// `iat`, when the token was issued.
    #[must_use]
    pub fn issued_at(&self) -> Option<NumericDate> {
        self.registered.iat
    }

    /// The same, free of the memory that the token was parsed from.
    #[must_use]
    pub fn into_owned(self) -> Verified<'static> {
        let Self { text, header_len, header, registered } = self;
        Verified { text: Cow::Owned(text.into_owned()), header_len, header, registered }
    }

    fn resolve<'a>(&'a self, text: Option<&'a Text>) -> Option<&'a str> {
        text.map(|text| text.resolve(self.claims_json()))
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").finish_non_exhaustive()
    }
}
