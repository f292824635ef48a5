//! Keys to sign and to verify with, and the algorithm that each is for.

use crate::{
    args::KeyArguments,
    backend::{self, algorithm_names, provider},
    failure::Failure,
    key_content::{KeyContent, KeyForm},
    terminal,
};
use jwt_auth::{
    Algorithm, Jwk, JwkSet, KeyLoader, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Signer,
    Unverified, Verifier,
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
    choice.load(&content, kid, |loader, material| loader.signer(material))
}

/// Loads the key to check `token` with. The token's word counts for its `kid`, and for the name
/// under which an Ed25519 key is used; never for the algorithm.
///
/// # Errors
/// [`Failure`] if there is none, or no algorithm can be settled on.
pub(crate) fn verifier(
    content: &KeyContent,
    asked: Option<Algorithm>,
    token: &Unverified<'_>,
) -> Result<Box<dyn Verifier>, Failure> {
    let header = token.header();
    let choice = Choice { purpose: KeyUse::Verify, asked, named: Some(header.alg()) };
    choice.load(content, header.kid(), |loader, material| loader.verifier(material))
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
    fn load<K: ?Sized>(
        &self,
        content: &KeyContent,
        kid: Option<&str>,
        load: impl Fn(&dyn KeyLoader, KeyMaterial<'_>) -> Result<Box<K>, KeyRejected>,
    ) -> Result<Box<K>, Failure> {
        let label = &content.label;
        let material = match (&content.form, content.material()) {
            (KeyForm::Set(set), _) => KeyMaterial::Jwk(self.select(set, kid, label)?),
            (_, Some(material)) => material,
            (_, None) => return Err(Failure::usage("there is no key")),
        };
        let algorithm = self.algorithm(material, label)?;
        let load = |material| {
            backend::load(algorithm, |loader| load(loader, material))
                .ok_or_else(|| not_here(algorithm.name(), label))
        };
        let loaded = match load(material)? {
            Err(KeyRejected::ShortSecret { minimum, found: found @ 1.., .. }) => {
                terminal::warning(&format!(
                    "{found}-byte secret; {algorithm} needs {minimum} bytes or more (RFC 7518 §3.2)"
                ));
                load(short_secret(material))?
            }
            loaded => loaded,
        };
        loaded.map_err(|error| Failure::key(&error, label))
    }

    /// The one algorithm that the key is for.
    fn algorithm(&self, material: KeyMaterial<'_>, label: &str) -> Result<Algorithm, Failure> {
        if let Some(algorithm) = self.asked {
            return Ok(algorithm);
        }
        if let KeyMaterial::Secret(_) = material {
            return Ok(Algorithm::HS256);
        }
        if let KeyMaterial::Jwk(jwk) = material
            && let Some(alg) = jwk.alg()
        {
            let known = provider().named(alg).ok_or_else(|| not_here(alg, label))?;
            return Ok(known.algorithm());
        }
        match self.fitting(material, label)?.as_slice() {
            [only] => Ok(*only),
            fitting if fitting.contains(&Algorithm::HS256) => Ok(Algorithm::HS256),
            fitting if fitting.contains(&Algorithm::EDDSA) => {
                let own_name = Algorithm::ED25519;
                let named = self.named == Some(own_name.name()) && fitting.contains(&own_name);
                Ok(if named { own_name } else { Algorithm::EDDSA })
            }
            fitting => Err(self.ambiguous(fitting, label)),
        }
    }

    /// Every algorithm that the key can be loaded for, at least one.
    fn fitting(&self, material: KeyMaterial<'_>, label: &str) -> Result<Vec<Algorithm>, Failure> {
        let mut refusal = None;
        let mut fitting = Vec::new();
        let shared = matches!(material, KeyMaterial::Jwk(jwk) if jwk.parameters().kty() == "oct");
        // A short RSA key is refused under every name; better not under that of an HMAC.
        let algorithms = provider().algorithms();
        for algorithm in algorithms.filter(|a| shared == a.name().starts_with("HS")) {
            let loaded = backend::load(algorithm, |loader| match self.purpose {
                KeyUse::Sign => loader.signer(material).map(drop),
                KeyUse::Verify => loader.verifier(material).map(drop),
            });
            match loaded.and_then(Result::err) {
                None | Some(KeyRejected::ShortSecret { .. }) => fitting.push(algorithm),
                // That another algorithm takes another kind of key says nothing about this one.
                Some(KeyRejected::Kind { .. } | KeyRejected::Curve { .. }) => {}
                Some(error) => refusal = refusal.or(Some(error)),
            }
        }
        if !fitting.is_empty() {
            return Ok(fitting);
        }
        if let Some(error) = refusal {
            return Err(Failure::key(&error, label));
        }
        let noun = material
            .parameters(Algorithm::HS256, self.purpose)
            .map_or_else(|_| material.noun().to_owned(), |parameters| parameters.noun());
        Err(if self.purpose == KeyUse::Sign && noun.ends_with("public key") {
            let message = format!("signing needs a private key, {label} holds {noun}");
            Failure::configuration("KEY_KIND", message).hint("look for BEGIN PRIVATE KEY")
        } else {
            let message = format!("no algorithm here is for {noun} ({label})");
            Failure::configuration("KEY_KIND", message)
                .hint(format!("choose a key for one of {}", algorithm_names()))
        })
    }

    /// The key of a set, by its name.
    fn select<'s>(
        &self,
        set: &'s JwkSet,
        kid: Option<&str>,
        label: &str,
    ) -> Result<&'s Jwk, Failure> {
        if let Some(algorithm) = self.asked {
            return set
                .select(kid, algorithm, self.purpose)
                .map_err(|error| self.not_found(error.code(), format!("{error} ({label})"), set));
        }
        let named: Vec<&Jwk> =
            set.keys().iter().filter(|key| kid.is_none_or(|kid| key.kid() == Some(kid))).collect();
        let known: Vec<&str> = set.keys().iter().filter_map(Jwk::kid).collect();
        let known = match known.as_slice() {
            [] => "it has no named keys".to_owned(),
            known => format!("it has {}", known.join(", ")),
        };
        match (named.as_slice(), kid) {
            ([only], _) => Ok(only),
            ([], Some(kid)) => Err(self.not_found(
                "KID",
                format!("no key \"{kid}\" in the key set ({known}; {label})"),
                set,
            )),
            ([], None) => {
                Err(self.not_found("KID", format!("there is no key in the set ({label})"), set))
            }
            (several, Some(kid)) => Err(self
                .not_found("KID", format!("{} keys \"{kid}\" in {label}", several.len()), set)
                .hint("say which algorithm is meant: --alg")),
            (several, None) => {
                let message =
                    format!("{} keys in {label}, and no kid to tell them apart", several.len());
                Err(self.not_found("KID", format!("{message} ({known})"), set).hint(
                    match self.purpose {
                        KeyUse::Sign => "name one: --kid",
                        KeyUse::Verify => "say which algorithm is meant, if that leaves one: --alg",
                    },
                ))
            }
        }
    }

    /// No key of the set will do: the token's fault if it is one that is checked.
    fn not_found(&self, code: &'static str, message: String, set: &JwkSet) -> Failure {
        let failure = match self.purpose {
            KeyUse::Sign => Failure::configuration(code, message),
            KeyUse::Verify => Failure::rejected(code, message),
        };
        failure.hints(set.skipped().iter().map(|skipped| {
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

/// The same secret for a key that may be short: who has to talk to such a peer cannot change it.
fn short_secret(material: KeyMaterial<'_>) -> KeyMaterial<'_> {
    let (secret, key_id) = match material {
        KeyMaterial::Secret(secret) => (secret, None),
        KeyMaterial::Jwk(jwk) => match jwk.parameters() {
            KeyParameters::Oct(secret) => (&**secret, jwk.kid()),
            _ => return material,
        },
        _ => return material,
    };
    KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id }
}

fn not_here(algorithm: &str, label: &str) -> Failure {
    Failure::configuration("KEY_KIND", format!("{algorithm} is not known here ({label})"))
        .hint(format!("choose a key for one of {}", algorithm_names()))
}
