use super::{Check, CheckError, Recheck, VerifiedToken};
use jwt_core::{
    Algorithm, ClaimsRejected, JwkSet, KeyMaterial, Provider, ReceivedHeader, Unverified,
    Validation, Verified, Verifier,
};
use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

/// Checks tokens with the one of several keys that they name by `kid`.
///
/// A token without `kid` is refused. Keys can be [replaced](Self::replace) while requests come in.
///
/// ```
/// use jwt_core::{Algorithm, JwkSet, Validation};
/// use jwt_header::server::{Guard, Keys};
///
/// let set = JwkSet::parse(r#"{"keys": [{
///     "kty": "OKP", "crv": "Ed25519", "kid": "2026-11",
///     "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
/// }]}"#)?;
/// let keys = Keys::of_set(&set, &jwt_ring::PROVIDER, &[Algorithm::EDDSA], Validation::new())?;
/// let guard = Guard::new(keys);
/// # let _ = guard;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Keys {
    set: RwLock<Arc<Set>>,
    rules: Validation,
}

#[derive(Debug)]
struct Set {
    keys: Vec<Box<dyn Verifier>>,
    generation: u64,
}

impl Keys {
    /// Keys, and the rules that the claims must keep.
    ///
    /// # Errors
    /// [`KeysError`] if a key has no `kid`, or two of one algorithm have the same, or there is none.
    pub fn new(keys: Vec<Box<dyn Verifier>>, rules: Validation) -> Result<Self, KeysError> {
        let set = Arc::new(Set { keys: sound(keys)?, generation: 0 });
        Ok(Self { set: RwLock::new(set), rules })
    }

    /// The keys of a set that are for one of these algorithms.
    ///
    /// What has no `kid`, is for something else or cannot be loaded is passed over. A key that does
    /// not say which algorithm it is for serves all of these that it can.
    ///
    /// # Errors
    /// [`KeysError`] if two have the same `kid`, or if no key is left.
    pub fn of_set(
        set: &JwkSet,
        provider: &Provider,
        algorithms: &[Algorithm],
        rules: Validation,
    ) -> Result<Self, KeysError> {
        Self::new(load(set, provider, algorithms), rules)
    }

    /// Puts other keys in the place of all these. What was cached is checked anew.
    ///
    /// # Errors
    /// As [`new`](Self::new), and the keys are as before.
    pub fn replace(&self, keys: Vec<Box<dyn Verifier>>) -> Result<(), KeysError> {
        let keys = sound(keys)?;
        let mut set = self.set.write().unwrap_or_else(PoisonError::into_inner);
        let generation = set.generation + 1;
        *set = Arc::new(Set { keys, generation });
        Ok(())
    }

    /// Puts the keys of a set in the place of all these.
    ///
    /// # Errors
    /// As [`of_set`](Self::of_set), and the keys are as before.
    pub fn replace_by_set(
        &self,
        set: &JwkSet,
        provider: &Provider,
        algorithms: &[Algorithm],
    ) -> Result<(), KeysError> {
        self.replace(load(set, provider, algorithms))
    }

    fn set(&self) -> Arc<Set> {
        Arc::clone(&self.set.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Check for Keys {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        let (token, set) = (Unverified::parse(token)?, self.set());
        let key = set.key(&token.header()).ok_or(CheckError::NoKey)?;
        Ok(token.verify(key, &self.rules)?.into())
    }
}

impl Set {
    /// The key of the name and the algorithm, or else one of the name: that the algorithms differ
    /// is then what the token is refused for.
    fn key(&self, header: &ReceivedHeader<'_>) -> Option<&dyn Verifier> {
        let kid = header.kid()?;
        let named = || self.keys.iter().filter(|key| key.key_id() == Some(kid));
        let key =
            named().find(|key| key.algorithm() == *header.alg()).or_else(|| named().next())?;
        Some(&**key)
    }
}

impl Recheck for Keys {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        token.still_valid(&self.rules)
    }

    fn generation(&self) -> u64 {
        self.set.read().unwrap_or_else(PoisonError::into_inner).generation
    }
}

fn load(set: &JwkSet, provider: &Provider, algorithms: &[Algorithm]) -> Vec<Box<dyn Verifier>> {
    let loaders = || algorithms.iter().filter_map(|&algorithm| provider.loader(algorithm));
    let named = set.keys().iter().filter(|key| key.kid().is_some());
    named
        .flat_map(|key| loaders().filter_map(|loader| loader.verifier(KeyMaterial::Jwk(key)).ok()))
        .collect()
}

/// Keys that a `kid` and an algorithm tell apart.
fn sound(keys: Vec<Box<dyn Verifier>>) -> Result<Vec<Box<dyn Verifier>>, KeysError> {
    if keys.is_empty() {
        return Err(KeysError::Empty);
    }
    for (i, key) in keys.iter().enumerate() {
        let kid = key.key_id().ok_or(KeysError::Nameless { index: i })?;
        let mut earlier = keys.iter().take(i);
        if earlier.any(|k| k.key_id() == Some(kid) && k.algorithm() == key.algorithm()) {
            return Err(KeysError::Twice { kid: kid.to_owned() });
        }
    }
    Ok(keys)
}

/// Keys cannot be told apart by their `kid`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeysError {
    /// There is no key.
    Empty,
    /// A key has no `kid`.
    Nameless {
        /// Its place, from 0.
        index: usize,
    },
    /// Two keys of one algorithm have the same `kid`.
    Twice {
        /// The name.
        kid: String,
    },
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no key with a kid for the algorithms"),
            Self::Nameless { index } => write!(f, "the key at {index} has no kid"),
            Self::Twice { kid } => {
                write!(f, "two keys of one algorithm have the kid {kid:?}")
            }
        }
    }
}

impl std::error::Error for KeysError {}
