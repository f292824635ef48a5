use crate::{
    Issuer, IssuerError, IssuerStatus, RemoteError, Transport,
    key_set::{KeySet, NoKey},
    likeness::difference,
    remote_keys::RemoteKeys,
    source::Source,
    transport::AnyTransport,
};
use jwt_core::{
    Algorithm, Provider, Unverified, Validation, Verified, dangerous::claims_without_verification,
};
use serde::Deserialize;
use std::{borrow::Cow, collections::BTreeMap, fmt, sync::Arc};

/// Verifies tokens by the keys of their issuers, several of them if need be.
///
/// What a token says of its issuer picks one of those that are named here, and the rules then ask
/// for just that one. A key is looked for among its issuer's, by the token's `kid` and by one of
/// the issuer's algorithms, so that no issuer speaks for another.
///
/// Clones share the keys. See the [crate](crate) for an example.
#[derive(Clone)]
pub struct RemoteVerifier {
    provider: Provider,
    transport: Arc<dyn AnyTransport>,
    issuers: BTreeMap<String, Trusted>,
}

/// An issuer, and what its tokens must be.
#[derive(Clone)]
struct Trusted {
    algorithms: Vec<Algorithm>,
    rules: Validation,
    keys: RemoteKeys,
}

impl RemoteVerifier {
    /// Trusts nobody yet.
    #[must_use]
    pub fn new(provider: Provider, transport: impl Transport + 'static) -> Self {
        Self { provider, transport: Arc::new(transport), issuers: BTreeMap::new() }
    }

    /// Trusts an issuer, for tokens that keep these rules. That `iss` must be this issuer goes
    /// without saying.
    ///
    /// # Errors
    /// [`IssuerError`] if a URL may not be gone to, an algorithm has no public keys or the
    /// provider lacks it, or the issuer is there already.
    pub fn issuer(mut self, issuer: Issuer, rules: Validation) -> Result<Self, IssuerError> {
        let name = issuer.name.clone();
        if name.is_empty() {
            return Err(IssuerError::Nameless);
        }
        if self.issuers.contains_key(&name) {
            return Err(IssuerError::Twice { issuer: name });
        }
        let algorithms = self.algorithms(&issuer)?;
        let source = Source::new(&issuer, Arc::clone(&self.transport))?;
        let (provider, rules) = (self.provider.clone(), rules.issuer(name.as_str()));
        let keys = RemoteKeys::new(source, provider, algorithms.clone(), issuer.caching);
        self.issuers.insert(name, Trusted { algorithms, rules, keys });
        Ok(self)
    }

    /// Fetches the keys of all issuers, so that what is wrong is known before the first token.
    ///
    /// # Errors
    /// [`RemoteError::Keys`] for the first issuer whose keys could not be had.
    pub async fn prepare(&self) -> Result<(), RemoteError> {
        for trusted in self.issuers.values() {
            trusted.keys.prepare();
        }
        for (issuer, trusted) in &self.issuers {
            trusted.current(issuer).await?;
        }
        Ok(())
    }

    /// Checks a token with its issuer's key, then its claims against the rules.
    ///
    /// # Errors
    /// [`RemoteError`]; [`is_unavailable`](RemoteError::is_unavailable) tells whether the issuer is
    /// at fault.
    ///
    /// # Panics
    /// Keys are fetched in tokio's runtime, which panics if its timers are turned off.
    pub async fn verify(&self, token: &str) -> Result<Verified<'static>, RemoteError> {
        self.verify_parsed(Unverified::parse(token)?).await.map(Verified::into_owned)
    }

    /// Checks a token that was parsed before, within limits of one's own.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
    ///
    /// # Panics
    /// As [`verify`](Self::verify).
    pub async fn verify_parsed<'t>(
        &self,
        token: Unverified<'t>,
    ) -> Result<Verified<'t>, RemoteError> {
        let (issuer, trusted) = self.trusted(&token)?;
        let header = token.header();
        // One of the issuer's own: the token's word picks among them.
        let algorithm = trusted.algorithms.iter().find(|algorithm| **algorithm == *header.alg());
        let &algorithm = algorithm.ok_or_else(|| RemoteError::Algorithm {
            allowed: trusted.algorithms.clone(),
            token: header.alg().to_owned(),
        })?;
        let mut keys = trusted.current(issuer).await?;
        if is_unknown(&keys, header.kid(), algorithm)
            && let Some(newer) = trusted.keys.newer_than(&keys).await
        {
            keys = newer;
        }
        let key = keys.key(header.kid(), algorithm).map_err(|error| no_key(issuer, error))?;
        token.verify(key, &trusted.rules).map_err(RemoteError::Verify)
    }

    /// How it stands with an issuer's keys; `None` if it is not trusted.
    #[must_use]
    pub fn status(&self, issuer: &str) -> Option<IssuerStatus> {
        Some(IssuerStatus::new(self.issuers.get(issuer)?.keys.report()))
    }

    /// The rules for an issuer's tokens.
    #[cfg(feature = "server")]
    pub(crate) fn rules(&self, issuer: &str) -> Option<&Validation> {
        self.issuers.get(issuer).map(|trusted| &trusted.rules)
    }

    /// How often an issuer's keys became others.
    #[cfg(feature = "server")]
    pub(crate) fn replacements(&self) -> u64 {
        self.issuers.values().map(|trusted| trusted.keys.replacements()).fold(0, u64::wrapping_add)
    }

    fn algorithms(&self, issuer: &Issuer) -> Result<Vec<Algorithm>, IssuerError> {
        let algorithms = match &issuer.algorithms {
            None => {
                self.provider.algorithms().filter(|algorithm| !is_symmetric(*algorithm)).collect()
            }
            Some(algorithms) => algorithms.clone(),
        };
        if algorithms.is_empty() {
            return Err(IssuerError::NoAlgorithm { issuer: issuer.name.clone() });
        }
        for &algorithm in &algorithms {
            if is_symmetric(algorithm) {
                return Err(IssuerError::Symmetric { algorithm });
            }
            if self.provider.loader(algorithm).is_none() {
                return Err(IssuerError::Unknown { algorithm });
            }
        }
        Ok(algorithms)
    }

    /// The issuer that the token says it has, if it is trusted.
    fn trusted(&self, token: &Unverified<'_>) -> Result<(&str, &Trusted), RemoteError> {
        let claims: Claims<'_> =
            claims_without_verification(token).map_err(|_| RemoteError::NoIssuer)?;
        let issuer = claims.iss.ok_or(RemoteError::NoIssuer)?;
        match self.issuers.get_key_value(&*issuer) {
            Some((name, trusted)) => Ok((name, trusted)),
            None => {
                let near = self.issuers.keys().find_map(|trusted| {
                    difference(trusted, &issuer).map(|difference| (trusted.clone(), difference))
                });
                Err(RemoteError::UnknownIssuer { near })
            }
        }
    }
}

impl Trusted {
    async fn current(&self, issuer: &str) -> Result<Arc<KeySet>, RemoteError> {
        let keys = self.keys.current().await;
        keys.map_err(|error| RemoteError::Keys { issuer: issuer.to_owned(), error })
    }
}

impl fmt::Debug for RemoteVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let issuers: Vec<&String> = self.issuers.keys().collect();
        f.debug_struct("RemoteVerifier").field("issuers", &issuers).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Claims<'a> {
    #[serde(borrow)]
    iss: Option<Cow<'a, str>>,
}

/// Whether newer keys might help: there is none, rather than several.
fn is_unknown(keys: &KeySet, kid: Option<&str>, algorithm: Algorithm) -> bool {
    let found = keys.key(kid, algorithm);
    matches!(found, Err(NoKey::NotFound(error, _)) if error.candidates() == 0)
}

fn no_key(issuer: &str, error: NoKey) -> RemoteError {
    let issuer = issuer.to_owned();
    match error {
        NoKey::NotFound(error, skipped) => RemoteError::KeyNotFound { issuer, error, skipped },
        NoKey::Rejected(error) => RemoteError::KeyRejected { issuer, error },
    }
}

fn is_symmetric(algorithm: Algorithm) -> bool {
    [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512].contains(&algorithm)
}
