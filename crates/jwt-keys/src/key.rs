use crate::{Format, Found, KeyError, error::KeyErrorKind};
use jwt_core::{
    Algorithm, Jwk, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Provider, Signer,
    Verifier,
};
use std::fmt;

/// A key, and where it was found.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    found: &'a Found,
    jwk: &'a Jwk,
    allow_short_secret: bool,
}

impl<'a> Key<'a> {
    pub(crate) fn new(found: &'a Found, jwk: &'a Jwk) -> Self {
        Self { found, jwk, allow_short_secret: false }
    }

    /// The key as a JWK.
    #[must_use]
    pub fn jwk(&self) -> &'a Jwk {
        self.jwk
    }

    /// Takes secrets shorter than the hash, for peers whose secret cannot be changed.
    ///
    /// Whoever has one token can try out secrets as fast as a machine hashes: a short one, or
    /// a word, will be found.
    #[must_use]
    pub fn allow_short_secret_for_legacy_use_only(self) -> Self {
        Self { allow_short_secret: true, ..self }
    }

    /// The one algorithm that the key is for: a JWK says so, a curve has one, an Ed25519 key is for
    /// `EdDSA`. `None` for an RSA key or a secret, which serve several.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        match self.algorithms().as_slice() {
            [only] => Some(*only),
            several => several.iter().copied().find(|&any| any == Algorithm::EDDSA),
        }
    }

    /// All algorithms that the key can be for.
    #[must_use]
    pub fn algorithms(&self) -> Vec<Algorithm> {
        let named = |algorithm: &Algorithm| self.jwk.alg().is_none_or(|alg| *algorithm == *alg);
        self.jwk.parameters().algorithms().filter(named).collect()
    }

    /// Loads the key to sign with. Of several backends with the algorithm, the first that takes the
    /// key has it; one that FIPS does not approve of is not offered to the next.
    ///
    /// # Errors
    /// [`KeyError`] if it is not a private or secret key for the algorithm, says so itself, is too
    /// short, or if no backend takes it.
    pub fn signer(
        &self,
        provider: &Provider,
        algorithm: Algorithm,
    ) -> Result<Box<dyn Signer>, KeyError> {
        self.load(provider, algorithm, KeyUse::Sign, |loader, key| loader.signer(key))
    }

    /// Loads the key to verify with; of a private key, the public half.
    ///
    /// # Errors
    /// [`KeyError`] if it is not a key for the algorithm, says so itself, is too short, or if no
    /// backend takes it.
    pub fn verifier(
        &self,
        provider: &Provider,
        algorithm: Algorithm,
    ) -> Result<Box<dyn Verifier>, KeyError> {
        self.load(provider, algorithm, KeyUse::Verify, |loader, key| loader.verifier(key))
    }

    /// Whether the key can be used so.
    pub(crate) fn is_for(&self, algorithm: Algorithm, purpose: KeyUse) -> bool {
        self.check(algorithm, purpose).is_ok()
    }

    fn load<K: ?Sized>(
        &self,
        provider: &Provider,
        algorithm: Algorithm,
        purpose: KeyUse,
        load: impl Fn(&dyn KeyLoader, KeyMaterial<'_>) -> Result<Box<K>, KeyRejected>,
    ) -> Result<Box<K>, KeyError> {
        self.check(algorithm, purpose).map_err(|kind| self.found.error(kind))?;
        let mut refusal = None;
        for loader in provider.loaders.iter().filter(|loader| loader.algorithm() == algorithm) {
            match load(*loader, self.material(algorithm)) {
                Ok(key) => return Ok(key),
                // A policy that a later backend got round would be none.
                Err(rejected @ KeyRejected::NotApproved { .. }) => {
                    return Err(self.found.error(KeyErrorKind::Rejected(rejected)));
                }
                Err(rejected) => refusal = refusal.or(Some(rejected)),
            }
        }
        Err(self.found.error(match refusal {
            Some(rejected) => KeyErrorKind::Rejected(rejected),
            None => {
                KeyErrorKind::NoBackend { algorithm, available: provider.algorithms().collect() }
            }
        }))
    }

    fn material(&self, algorithm: Algorithm) -> KeyMaterial<'a> {
        match self.jwk.parameters() {
            KeyParameters::Oct(secret)
                if self.allow_short_secret
                    && algorithm.signature_len().is_some_and(|least| secret.len() < least) =>
            {
                KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id: self.jwk.kid() }
            }
            KeyParameters::Rsa(_) if self.found.allow_small_rsa => {
                KeyMaterial::SmallRsaForLegacyUseOnly(self.jwk)
            }
            _ => KeyMaterial::Jwk(self.jwk),
        }
    }

    /// The same words for all backends, on what needs no arithmetic.
    fn check(&self, algorithm: Algorithm, purpose: KeyUse) -> Result<(), KeyErrorKind> {
        let parameters = self.jwk.parameters();
        let known_here = Algorithm::ALL.contains(&algorithm);
        let fits = !known_here || parameters.algorithms().any(|fitting| fitting == algorithm);
        let has_half = purpose == KeyUse::Verify || self.jwk.is_private();
        if let (false, KeyParameters::Ec(ec), Some(expected)) = (fits, parameters, curve(algorithm))
        {
            let found = ec.crv.clone();
            return Err(KeyErrorKind::Rejected(KeyRejected::Curve { algorithm, expected, found }));
        }
        if !fits || !has_half {
            return Err(KeyErrorKind::Kind {
                algorithm,
                expected: needed(algorithm, purpose),
                found: self.noun(),
                instead: self.algorithms().first().copied().filter(|_| has_half),
            });
        }
        self.jwk.parameters_for(algorithm, purpose).map(drop).map_err(KeyErrorKind::Rejected)
    }

    fn noun(&self) -> String {
        match self.found.keys.len() {
            1 => self.found.noun(),
            _ => self.jwk.parameters().noun(),
        }
    }
}

/// What it is and how it was written, as in `EC P-256 private key, PKCS#8, PEM`. Of a secret, its
/// length.
impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = self.found.format();
        match (self.jwk.parameters(), format) {
            (KeyParameters::Oct(secret), Format::Secret(encoding)) => {
                write!(f, "{}-byte shared secret, {encoding}", secret.len())
            }
            (KeyParameters::Oct(secret), _) => {
                write!(f, "{}-byte shared secret, {format}", secret.len())
            }
            (parameters, _) => {
                let noun = parameters.noun();
                let noun = noun.split_once(' ').map_or(noun.as_str(), |(_, noun)| noun); // its article
                write!(f, "{noun}, {format}")
            }
        }
    }
}

/// What an algorithm takes, as it reads in a sentence.
fn needed(algorithm: Algorithm, purpose: KeyUse) -> String {
    let half = if purpose == KeyUse::Sign { "private" } else { "public" };
    let kind = match algorithm.name() {
        name if name.starts_with("HS") => return "a shared secret".to_owned(),
        name if name.starts_with("RS") || name.starts_with("PS") => "RSA",
        "EdDSA" => "Ed25519",
        name => match curve(algorithm) {
            Some(curve) => return format!("an EC {curve} {half} key"),
            None => name,
        },
    };
    format!("an {kind} {half} key")
}

fn curve(algorithm: Algorithm) -> Option<&'static str> {
    Some(match algorithm {
        Algorithm::ES256 => "P-256",
        Algorithm::ES384 => "P-384",
        Algorithm::ES512 => "P-521",
        Algorithm::ES256K => "secp256k1",
        _ => return None,
    })
}
