//! Where tokens come from.

use super::{Outgoing, Token, TokenError};
use std::sync::Arc;

/// Where the tokens of requests come from: [`PerRequest`](super::PerRequest),
/// [`Reused`](super::Reused), or a type of your own.
///
/// ```
/// use jwt_header::client::{Outgoing, Token, TokenError, TokenSource};
///
/// /// Tokens that a login elsewhere in the program keeps up to date.
/// struct Login(tokio::sync::watch::Receiver<Option<String>>);
///
/// impl TokenSource for Login {
///     async fn token(&self, _: &Outgoing<'_>) -> Result<Token, TokenError> {
///         let mut login = self.0.clone();
///         let text = login.wait_for(Option::is_some).await.map_err(TokenError::other)?.clone();
///         text.map(Token::from).ok_or_else(|| TokenError::other("nobody is logged in"))
///     }
/// }
/// ```
pub trait TokenSource: Send + Sync + 'static {
    /// A token for this request.
    ///
    /// # Errors
    /// [`TokenError`] if there is none. The request is then not sent.
    fn token(
        &self,
        request: &Outgoing<'_>,
    ) -> impl Future<Output = Result<Token, TokenError>> + Send;

    /// Whether one token goes on several requests, so that after a 401 another may do better.
    fn reuses(&self) -> bool {
        false
    }

    /// A server answered 401 to this token: it is not to be used again.
    fn forget(&self, token: &Token) {
        let _ = token;
    }

    /// Whether the token depends on the body, which then must be in memory.
    fn reads_body(&self) -> bool {
        false
    }
}

impl<T: TokenSource> TokenSource for Arc<T> {
    fn token(
        &self,
        request: &Outgoing<'_>,
    ) -> impl Future<Output = Result<Token, TokenError>> + Send {
        (**self).token(request)
    }

    fn reuses(&self) -> bool {
        (**self).reuses()
    }

    fn forget(&self, token: &Token) {
        (**self).forget(token);
    }

    fn reads_body(&self) -> bool {
        (**self).reads_body()
    }
}
