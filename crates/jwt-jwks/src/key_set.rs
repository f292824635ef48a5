use crate::excerpt::excerpt;
use jwt_core::{
    Algorithm, Jwk, JwkError, JwkSet, KeyMaterial, KeyNotFound, KeyRejected, KeyUse, Provider,
    Verifier,
};
use std::fmt;

/// An issuer's set of keys, loaded for its algorithms.
#[derive(Debug)]
pub(crate) struct KeySet {
    text: String,
    set: JwkSet,
    loaded: Vec<Loaded>,
    skipped: Vec<SkippedKey>,
}

#[derive(Debug)]
struct Loaded {
    /// The key's place among those of the set that could be read.
    place: usize,
    algorithm: Algorithm,
    key: Result<Box<dyn Verifier>, KeyRejected>,
}

/// A key of an issuer that is not used, because it is broken, weak, or for something else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkippedKey {
    /// Its name, if it could be read; foreign text.
    pub kid: Option<String>,
    /// Why it is not used.
    pub reason: SkipReason,
}

/// Why a key is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkipReason {
    /// It cannot be read.
    Jwk(JwkError),
    /// It cannot be used for any of the issuer's algorithms.
    Key(KeyRejected),
}

/// Why there is no key for a token.
#[derive(Debug)]
pub(crate) enum NoKey {
    NotFound(KeyNotFound, Option<Box<SkippedKey>>),
    Rejected(KeyRejected),
}

impl KeySet {
    /// Reads a set, and loads each key for those algorithms that it is for.
    pub(crate) fn parse(
        text: String,
        provider: &Provider,
        algorithms: &[Algorithm],
    ) -> Result<Self, JwkError> {
        let set = JwkSet::parse(&text)?;
        if set.keys().len() + set.skipped().len() > MAX_KEYS {
            return Err(JwkError::TooLarge);
        }
        let mut loaded = Vec::new();
        let unread = set.skipped().iter().map(|skipped| SkippedKey {
            kid: skipped.kid.clone(),
            reason: SkipReason::Jwk(skipped.reason.clone()),
        });
        let mut skipped: Vec<SkippedKey> = unread.collect();
        for (place, jwk) in set.keys().iter().enumerate() {
            let start = loaded.len();
            loaded.extend(algorithms.iter().filter_map(|&algorithm| {
                let key = provider.loader(algorithm)?.verifier(KeyMaterial::Jwk(jwk));
                Some(Loaded { place, algorithm, key })
            }));
            let tried = loaded.get(start..).unwrap_or_default();
            skipped.extend(rejection(tried).map(|rejected| SkippedKey {
                kid: jwk.kid().map(str::to_owned),
                reason: SkipReason::Key(rejected.clone()),
            }));
        }
        Ok(Self { text, set, loaded, skipped })
    }

    /// The one key for an algorithm that has this name; without a name, the only one.
    pub(crate) fn key(
        &self,
        kid: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<&dyn Verifier, NoKey> {
        let jwk = self.set.select(kid, algorithm, KeyUse::Verify);
        let jwk = jwk.map_err(|error| NoKey::NotFound(error, self.skipped_named(kid)))?;
        let place = self.set.keys().iter().position(|key| std::ptr::eq(key, jwk));
        let loaded = self
            .loaded
            .iter()
            .find(|loaded| Some(loaded.place) == place && loaded.algorithm == algorithm)
            .map(|loaded| &loaded.key);
        match loaded {
            Some(Ok(key)) => Ok(&**key),
            Some(Err(rejected)) => Err(NoKey::Rejected(rejected.clone())),
            // The algorithms of tokens are those of the issuer, and each was loaded.
            None => {
                let (backend, what) = ("the provider", "verify");
                Err(NoKey::Rejected(KeyRejected::Unsupported { algorithm, backend, what }))
            }
        }
    }

    /// What it was read from.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn kids(&self) -> impl Iterator<Item = &str> {
        self.set.keys().iter().filter_map(Jwk::kid)
    }

    pub(crate) fn skipped(&self) -> &[SkippedKey] {
        &self.skipped
    }

    fn skipped_named(&self, kid: Option<&str>) -> Option<Box<SkippedKey>> {
        let kid = kid?;
        let named = self.skipped.iter().find(|skipped| skipped.kid.as_deref() == Some(kid))?;
        Some(Box::new(named.clone()))
    }
}

impl fmt::Display for SkippedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kid {
            Some(kid) => write!(f, "the key \"{}\" is not used: ", excerpt(kid))?,
            None => f.write_str("a key without a name is not used: ")?,
        }
        match &self.reason {
            SkipReason::Jwk(error) => error.fmt(f),
            SkipReason::Key(rejected) => rejected.fmt(f),
        }
    }
}

/// Why a key was taken for no algorithm: what says more than that it is for another one.
fn rejection(tried: &[Loaded]) -> Option<&KeyRejected> {
    let mut rejections = Vec::new();
    for loaded in tried {
        rejections.push(loaded.key.as_ref().err()?);
    }
    let foreign = |rejected: &&KeyRejected| {
        matches!(
            rejected,
            KeyRejected::Kind { .. }
                | KeyRejected::Curve { .. }
                | KeyRejected::AlgorithmMismatch { .. }
        )
    };
    let telling = rejections.iter().copied().find(|rejected| !foreign(rejected));
    telling.or_else(|| rejections.first().copied())
}

/// Ten times what large issuers publish.
const MAX_KEYS: usize = 100;
