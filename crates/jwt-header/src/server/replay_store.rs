use super::check::Boxed;
use jwt_core::{NumericDate, Verified};
use std::{error::Error, sync::Arc};

/// Remembers which tokens were used, so that each is used once.
///
/// There is [`MemoryReplays`](super::MemoryReplays) for one process, and `RedisReplays` for
/// several with the feature `redis`.
pub trait ReplayStore: Send + Sync {
    /// Why the store cannot say.
    type Error: Error + Send + Sync + 'static;

    /// Whether this is the first use of the key, which counts as used from now `until` then at
    /// least. Of any number of calls at the same time, one is the first.
    ///
    /// # Errors
    /// If that cannot be told, or could not be remembered. The request is then answered 503.
    fn first_use(
        &self,
        key: &ReplayKey,
        until: NumericDate,
    ) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

impl<R: ReplayStore + ?Sized> ReplayStore for Arc<R> {
    type Error = R::Error;

    fn first_use(
        &self,
        key: &ReplayKey,
        until: NumericDate,
    ) -> impl Future<Output = Result<bool, R::Error>> + Send {
        (**self).first_use(key, until)
    }
}

/// What a token is remembered by: its `jti`, which is its issuer's alone.
///
/// Two tokens have the same bytes only if both claims are the same. They are foreign text, of
/// bounded length.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReplayKey(Box<[u8]>);

impl ReplayKey {
    /// The key of a token; `None` if its `jti` is missing or empty, or `iss` or `jti` is longer
    /// than 512 bytes.
    #[must_use]
    pub fn of(token: &Verified<'_>) -> Option<Self> {
        let jti = token.jwt_id().filter(|jti| !jti.is_empty())?;
        let iss = token.issuer();
        if jti.len() > MAX_LEN || iss.is_some_and(|iss| iss.len() > MAX_LEN) {
            return None;
        }
        // The length in front says where the issuer ends, and `-` is no length.
        let (len, iss) = (iss.map(str::len), iss.unwrap_or_default());
        let len = len.map_or_else(|| "-".to_owned(), |len| len.to_string());
        Some(Self(format!("{len}:{iss}:{jti}").into_bytes().into()))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Any [`ReplayStore`] behind a pointer.
pub(super) trait AnyReplays: Send + Sync {
    fn boxed<'a>(&'a self, key: &'a ReplayKey, until: NumericDate) -> Boxed<'a, FirstUse>;
}

pub(super) type FirstUse = Result<bool, Arc<dyn Error + Send + Sync>>;

impl<R: ReplayStore> AnyReplays for R {
    fn boxed<'a>(&'a self, key: &'a ReplayKey, until: NumericDate) -> Boxed<'a, FirstUse> {
        Box::pin(async move {
            self.first_use(key, until).await.map_err(|error| Arc::new(error) as Arc<_>)
        })
    }
}

/// More than any issuer's name or identifier has.
const MAX_LEN: usize = 512;
