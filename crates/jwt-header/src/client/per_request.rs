//! A fresh token for every request.

use super::{AsyncSigner, Claims, ClaimsFor, Outgoing, Token, TokenError, TokenSource, mint::Mint};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_core::Clock;
use serde_json::{Map, Value, json};
use std::{error::Error, fmt};

/// A fresh token for every request, whose claims may be made from the request.
///
/// ```
/// # use jwt_core::Hs256; use jwt_ring::MacKey; use serde_json::json;
/// use jwt_header::client::{Claims, Outgoing, PerRequest};
///
/// # let key = MacKey::<Hs256>::generate()?;
/// let tokens = PerRequest::new(key, Claims::new().issuer("billing").jti())
///     .method_and_target()
///     .body_hash("body_sha256", jwt_ring::sha256)
///     .and(|request: &Outgoing<'_>| Ok(json!({"query": request.uri().query()})));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub struct PerRequest<K> {
    mint: Mint<K>,
    further: Vec<Box<dyn ClaimsFor>>,
    reads_body: bool,
}

impl<K: AsyncSigner> PerRequest<K> {
    /// Tokens with these claims, signed by this key.
    pub fn new(key: K, claims: Claims) -> Self {
        Self { mint: Mint::new(key, claims), further: Vec::new(), reads_body: false }
    }

    /// Adds claims that are made from the request. One that is there twice lets no token be made.
    pub fn and(mut self, claims: impl ClaimsFor + 'static) -> Self {
        self.further.push(Box::new(claims));
        self
    }

    /// Adds claims that are made from the request and its body, which must be in memory.
    pub fn and_from_body(self, claims: impl ClaimsFor + 'static) -> Self {
        Self { reads_body: true, ..self }.and(claims)
    }

    /// Adds `htm`, the method, and `htu`, the URI without its query, as in
    /// [RFC 9449 §4.2](https://www.rfc-editor.org/rfc/rfc9449#section-4.2): the token is good for
    /// no other request.
    pub fn method_and_target(self) -> Self {
        self.and(|request: &Outgoing<'_>| {
            Ok(json!({"htm": request.method().as_str(), "htu": request.target()}))
        })
    }

    /// Adds a claim with the base64url SHA-256 of the body, which must be in memory.
    ///
    /// The hash comes from the caller, since this crate has no cryptography: `jwt_ring::sha256`
    /// and the like.
    pub fn body_hash(self, claim: impl Into<String>, sha256: fn(&[u8]) -> [u8; 32]) -> Self {
        self.and_from_body(BodyHash { claim: claim.into(), sha256 })
    }

    /// Sets `typ` in the header; `JWT` if it is not set.
    pub fn typ(mut self, typ: impl Into<String>) -> Self {
        self.mint.typ = typ.into();
        self
    }

    /// Sets the clock; the system's if it is not set.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.mint.clock = Box::new(clock);
        self
    }
}

impl<K: AsyncSigner + 'static> TokenSource for PerRequest<K> {
    async fn token(&self, request: &Outgoing<'_>) -> Result<Token, TokenError> {
        Ok(self.mint.token(request, &self.further).await?.token)
    }

    fn reads_body(&self) -> bool {
        self.reads_body
    }
}

impl<K> fmt::Debug for PerRequest<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PerRequest").field("claims", &self.mint.claims).finish_non_exhaustive()
    }
}

/// The claim with the body's hash.
struct BodyHash {
    claim: String,
    sha256: fn(&[u8]) -> [u8; 32],
}

impl ClaimsFor for BodyHash {
    fn claims_for(
        &self,
        request: &Outgoing<'_>,
    ) -> Result<Map<String, Value>, Box<dyn Error + Send + Sync>> {
        let body = request.body().ok_or("the body is not in memory")?;
        let hash = BASE64_URL_SAFE_NO_PAD.encode((self.sha256)(body));
        Ok(Map::from_iter([(self.claim.clone(), hash.into())]))
    }
}
