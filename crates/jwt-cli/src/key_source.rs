//! Keys to sign and to verify with, and the algorithm that each is for.

use crate::{
    args::KeyArguments,
    backend::{algorithm_names, provider},
    failure::Failure,
    key_content::KeyContent,
    terminal,
};
use jwt_auth::{
    Algorithm, KeyRejected, KeyUse, Signer, Unverified, Verifier,
    keys::{Found, Key, KeyError, KeyErrorKind},
};

/// Loads the key to sign with.
///
/// # Errors
/// [`Failure`] if there is none, or no algorithm can be settled on.
pub(crate) fn signer(
    arguments: &KeyArguments,
    kid: Option<&str>,
) -> Result<Box<dyn Signer>, Failure> {
    let content = KeyContent::read(arguments)?;
    let choice = Choice { purpose: KeyUse::Sign, asked: arguments.alg, named: None };
    let key = choice.select(content.found(), kid)?;
    choice.load(content.found(), key, |key, algorithm| key.signer(provider(), algorithm))
}

/// Loads the key to check `token` with. The token's word counts for its `kid`, and for the name
/// under which an Ed25519 key is used; never for the algorithm.
///
/// # Errors
/// [`Failure`] if there is none, or no algorithm can be settled on.
pub(crate) fn verifier(
    found: &Found,
    asked: Option<Algorithm>,
    token: &Unverified<'_>,
) -> Result<Box<dyn Verifier>, Failure> {
    let header = token.header();
    let choice = Choice { purpose: KeyUse::Verify, asked, named: Some(header.alg()) };
    let key = choice.select(found, header.kid())?;
    choice.load(found, key, |key, algorithm| key.verifier(provider(), algorithm))
}

/// The key of a set that `token` names; the one key, if there is no more.
///
/// # Errors
/// [`Failure`] if there is none.
pub(crate) fn key_for<'f>(
    found: &'f Found,
    asked: Option<Algorithm>,
    token: &Unverified<'_>,
) -> Result<Key<'f>, Failure> {
    let header = token.header();
    let choice = Choice { purpose: KeyUse::Verify, asked, named: Some(header.alg()) };
    choice.select(found, header.kid())
}

/// Loads one key to check tokens with; an Ed25519 key under the name `named`, if that is one of its
/// two.
///
/// # Errors
/// [`Failure`] if no algorithm can be settled on, or no backend takes it.
pub(crate) fn verifier_of(
    found: &Found,
    key: Key<'_>,
    asked: Option<Algorithm>,
    named: Option<&str>,
) -> Result<Box<dyn Verifier>, Failure> {
    let choice = Choice { purpose: KeyUse::Verify, asked, named };
    choice.load(found, key, |key, algorithm| key.verifier(provider(), algorithm))
}

/// What a key's algorithm is chosen from.
struct Choice<'a> {
    purpose: KeyUse,
    /// By `--alg`.
    asked: Option<Algorithm>,
    /// By the token.
    named: Option<&'a str>,
}

impl Choice<'_> {
    /// The key of a set, by its name.
    fn select<'f>(&self, found: &'f Found, kid: Option<&str>) -> Result<Key<'f>, Failure> {
        found.select(kid, self.asked, self.purpose).map_err(|error| self.not_found(&error, found))
    }

    fn load<K: ?Sized>(
        &self,
        found: &Found,
        key: Key<'_>,
        load: impl Fn(Key<'_>, Algorithm) -> Result<Box<K>, KeyError>,
    ) -> Result<Box<K>, Failure> {
        let algorithm = self.algorithm(key, found.label())?;
        let loaded = load(key, algorithm);
        let Err(error) = &loaded else { return Ok(loaded?) };
        if let KeyErrorKind::Rejected(short @ KeyRejected::ShortSecret { found: 1.., .. }) =
            error.kind()
        {
            terminal::warning(&short.to_string());
            return Ok(load(key.allow_short_secret_for_legacy_use_only(), algorithm)?);
        }
        Ok(loaded?)
    }

    /// The one algorithm that the key is for.
    fn algorithm(&self, key: Key<'_>, label: &str) -> Result<Algorithm, Failure> {
        if let Some(algorithm) = self.asked {
            return Ok(algorithm);
        }
        let noun = key.jwk().parameters().noun();
        if self.purpose == KeyUse::Sign && !key.jwk().is_private() {
            let message = format!("signing needs a private key, {label} holds {noun}");
            return Err(
                Failure::configuration("KEY_KIND", message).hint("look for BEGIN PRIVATE KEY")
            );
        }
        if let Some(alg) = key.jwk().alg() {
            let known = provider().named(alg).ok_or_else(|| not_here(alg, label))?;
            return Ok(known.algorithm());
        }
        let here = |algorithm: &Algorithm| provider().loader(*algorithm).is_some();
        match key.algorithms().into_iter().filter(here).collect::<Vec<_>>().as_slice() {
            [] => Err(Failure::configuration(
                "KEY_KIND",
                format!("no algorithm here is for {noun} ({label})"),
            )
            .hint(format!("choose a key for one of {}", algorithm_names()))),
            [only] => Ok(*only),
            several if several.contains(&Algorithm::HS256) => Ok(Algorithm::HS256),
            several if several.contains(&Algorithm::EDDSA) => {
                let own_name = Algorithm::ED25519;
                let named = self.named == Some(own_name.name()) && several.contains(&own_name);
                Ok(if named { own_name } else { Algorithm::EDDSA })
            }
            several => Err(self.ambiguous(several, label)),
        }
    }

    /// No key of the set will do: the token's fault if it is one that is checked.
    fn not_found(&self, error: &KeyError, found: &Found) -> Failure {
        let failure = match self.purpose {
            KeyUse::Sign => Failure::configuration(error.code(), error),
            KeyUse::Verify => Failure::rejected(error.code(), error),
        };
        let KeyErrorKind::NotFound { kid, candidates, .. } = error.kind() else { return failure };
        let failure = match (candidates, kid, self.purpose) {
            (0, ..) => failure,
            (_, Some(_), _) => failure.hint("say which algorithm is meant: --alg"),
            (_, None, KeyUse::Sign) => failure.hint("name one: --kid"),
            (_, None, KeyUse::Verify) => {
                failure.hint("say which algorithm is meant, if that leaves one: --alg")
            }
        };
        failure.hints(found.skipped().iter().map(|skipped| {
            let kid = skipped.kid.as_deref().map(|kid| format!(" \"{kid}\"")).unwrap_or_default();
            format!("key {}{kid} of the set was passed over: {}", skipped.index, skipped.reason)
        }))
    }

    fn ambiguous(&self, fitting: &[Algorithm], label: &str) -> Failure {
        let names: Vec<&str> = fitting.iter().map(|algorithm| algorithm.name()).collect();
        let message = format!("the key in {label} is for several algorithms: {}", names.join(", "));
        let failure = Failure::configuration("ALG_MISMATCH", message);
        match self.named.filter(|named| names.contains(named)) {
            Some(named) => failure
                .hint(format!("choose with --alg; the token says {named}, if that is expected")),
            None => failure.hint("choose with --alg, such as --alg RS256"),
        }
    }
}

fn not_here(algorithm: &str, label: &str) -> Failure {
    Failure::configuration("KEY_KIND", format!("{algorithm} is not known here ({label})"))
        .hint(format!("choose a key for one of {}", algorithm_names()))
}
