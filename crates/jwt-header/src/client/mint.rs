//! Where a key and claims become a token.

use super::{AsyncSigner, Claims, ClaimsFor, Outgoing, Token, TokenError, token_error};
use jwt_core::{Clock, Header, NumericDate, SystemClock, Unsigned};

/// A key, the claims that it signs, and the time.
#[derive(Debug)]
pub(crate) struct Mint<K> {
    pub(crate) key: K,
    pub(crate) claims: Claims,
    pub(crate) typ: String,
    pub(crate) clock: Box<dyn Clock>,
}

impl<K: AsyncSigner> Mint<K> {
    pub(crate) fn new(key: K, claims: Claims) -> Self {
        Self { key, claims, typ: "JWT".to_owned(), clock: Box::new(SystemClock) }
    }

    pub(crate) fn now(&self) -> Result<NumericDate, TokenError> {
        self.clock.now().ok_or(TokenError::Clock)
    }

    /// A token for a request, with what the request adds to the claims.
    pub(crate) async fn token(
        &self,
        request: &Outgoing<'_>,
        further: &[Box<dyn ClaimsFor>],
    ) -> Result<Minted, TokenError> {
        let issued = self.now()?;
        let (mut payload, expires) = self.claims.payload(issued, request.origin())?;
        for claims in further {
            payload.add(claims.claims_for(request).map_err(token_error::claims)?);
        }
        let mut header = Header::new(self.key.algorithm()).typ(self.typ.as_str());
        if let Some(kid) = self.key.key_id() {
            header = header.kid(kid);
        }
        let unsigned = Unsigned::new(&header, &payload)?;
        let signature = self.key.sign(unsigned.signing_input()).await.map_err(token_error::sign)?;
        let token = Token::from(unsigned.attach(&signature)?);
        if self.now()? >= expires {
            return Err(TokenError::Late);
        }
        Ok(Minted { token, issued, expires })
    }
}

/// A token, and when it is one.
#[derive(Debug, Clone)]
pub(crate) struct Minted {
    pub(crate) token: Token,
    pub(crate) issued: NumericDate,
    pub(crate) expires: NumericDate,
}
