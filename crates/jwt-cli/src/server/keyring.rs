//! The keys that an API knows.

use crate::{backend::provider, failure::Failure, key_content::KeyContent, key_source, terminal};
use jwt_auth::{
    Algorithm, Jwk, KeyMaterial, Unverified, Validation, Verified, Verifier,
    header::server::CheckError,
    keys::{Format, Found, Key},
};
use std::{error::Error, fmt};

/// Keys to check tokens with, loaded once.
#[derive(Debug)]
pub(crate) struct Keyring {
    keys: Vec<Box<dyn Verifier>>,
}

impl Keyring {
    /// Keys that name their algorithm.
    ///
    /// # Errors
    /// [`Failure`] if one cannot be used.
    pub(crate) fn new<'a>(jwks: impl IntoIterator<Item = &'a Jwk>) -> Result<Self, Failure> {
        let load = |jwk: &Jwk| {
            let alg = jwk.alg().unwrap_or_default();
            let loader = provider().named(alg).ok_or_else(|| {
                Failure::configuration("KEY_KIND", format!("no algorithm here is called \"{alg}\""))
            })?;
            let key = loader.verifier(KeyMaterial::Jwk(jwk));
            key.map_err(|error| Failure::key(&error, jwk.kid().unwrap_or("new key")))
        };
        Ok(Self { keys: jwks.into_iter().map(load).collect::<Result<_, _>>()? })
    }

    /// The key that the user gave, or all of a set.
    ///
    /// # Errors
    /// [`Failure`] if no key can be used.
    pub(crate) fn read(content: &KeyContent, asked: Option<Algorithm>) -> Result<Self, Failure> {
        let found = content.found();
        if found.format() != Format::JwkSet {
            return Ok(Self { keys: load(found, found.key()?, asked)? });
        }
        let mut keys = Vec::new();
        let mut left_out = found.skipped().len();
        for skipped in found.skipped() {
            let name = skipped.kid.as_ref().map(|kid| format!(" \"{kid}\"")).unwrap_or_default();
            terminal::warning(&format!("key {}{name}: {}", skipped.index, skipped.reason));
        }
        for key in found.keys() {
            match load(found, key, asked) {
                Ok(loaded) => keys.extend(loaded),
                Err(failure) => {
                    left_out += 1;
                    failure.warn(&match key.jwk().kid() {
                        Some(kid) => format!("key \"{kid}\""),
                        None => "a key without a name".to_owned(),
                    });
                }
            }
        }
        if keys.is_empty() {
            let message = format!("there is no key to use in the set ({})", found.label());
            return Err(Failure::configuration("KEY_KIND", message));
        }
        if left_out > 0 {
            terminal::warning("going on without the keys that cannot be used");
        }
        Ok(Self { keys })
    }

    /// Checks a token with the key that it names, or else with the only one.
    ///
    /// # Errors
    /// [`CheckError`] if it is refused, or no key here is its own.
    pub(crate) fn verify<'t>(
        &self,
        token: Unverified<'t>,
        rules: &Validation,
    ) -> Result<Verified<'t>, CheckError> {
        let key = self.key_for(&token).map_err(|reason| CheckError::refused(NoKey(reason)))?;
        Ok(token.verify(key, rules)?)
    }

    /// The key for a token: the one that it names, or else the only one.
    ///
    /// Where several would do, the token's `alg` picks one. It can't do harm: every key is loaded
    /// for one algorithm, and checks tokens with that alone.
    ///
    /// # Errors
    /// Why there is none, for the client.
    fn key_for(&self, token: &Unverified<'_>) -> Result<&dyn Verifier, &'static str> {
        let header = token.header();
        let named = |key: &&dyn Verifier| match (key.key_id(), header.kid()) {
            (Some(own), Some(kid)) => own == kid,
            // A key without a name may be any.
            _ => true,
        };
        let named: Vec<&dyn Verifier> = self.keys.iter().map(|key| &**key).filter(named).collect();
        let fitting = named.iter().filter(|key| key.algorithm() == *header.alg());
        match (named.as_slice(), fitting.copied().collect::<Vec<_>>().as_slice()) {
            ([only], _) | (_, [only]) => Ok(*only),
            ([], _) => Err("no key here has the name in the token's kid"),
            (_, []) => Err("no key here is for the token's alg"),
            _ => Err("several keys here could be the token's, and it has no kid to tell which"),
        }
    }
}

/// No key is the token's, and why.
#[derive(Debug)]
struct NoKey(&'static str);

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for NoKey {}

/// One key; an Ed25519 key under both of the names that its algorithm has.
fn load(
    found: &Found,
    key: Key<'_>,
    asked: Option<Algorithm>,
) -> Result<Vec<Box<dyn Verifier>>, Failure> {
    let load = |named| key_source::verifier_of(found, key, asked, named);
    let mut keys = vec![load(None)?];
    if asked.is_none() && keys.iter().all(|key| key.algorithm() == Algorithm::EDDSA) {
        keys.push(load(Some(Algorithm::ED25519.name()))?);
        keys.dedup_by_key(|key| key.algorithm());
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{args::ReadingArguments, keygen::new_key};
    use jwt_auth::{
        Header, Unsigned,
        keys::{Target, Writer},
    };
    use std::io::Write as _;

    fn keyring(keys: &[(Algorithm, &str)]) -> Keyring {
        let jwks: Vec<Jwk> = keys
            .iter()
            .map(|(algorithm, kid)| {
                let key = new_key(*algorithm, None).expect("a key");
                key.with_kid(*kid)
            })
            .collect();
        Keyring::new(&jwks).expect("keys")
    }

    fn pick(keyring: &Keyring, alg: Algorithm, kid: Option<&str>) -> Result<String, &'static str> {
        let mut header = Header::new(alg);
        if let Some(kid) = kid {
            header = header.kid(kid);
        }
        let signature = vec![1; alg.signature_len().unwrap_or(64)];
        let token = Unsigned::from_json(&header, "{}").expect("claims").attach(&signature);
        let token = token.expect("length");
        let key = keyring.key_for(&Unverified::parse(&token).expect("form"))?;
        Ok(format!("{} {}", key.algorithm(), key.key_id().unwrap_or_default()))
    }

    #[test]
    fn keys_are_picked_by_name_and_then_by_algorithm() {
        let one = keyring(&[(Algorithm::HS256, "a")]);
        let two = keyring(&[(Algorithm::HS256, "a"), (Algorithm::ES256, "b")]);
        let same = keyring(&[(Algorithm::ES256, "a"), (Algorithm::ES256, "b")]);
        for (keyring, alg, kid, picked) in [
            (&one, Algorithm::HS256, None, "HS256 a"),
            // The key then says that it is for another algorithm.
            (&one, Algorithm::ES256, Some("a"), "HS256 a"),
            (&one, Algorithm::HS256, Some("b"), "no key here has the name"),
            (&two, Algorithm::ES256, Some("a"), "HS256 a"),
            (&two, Algorithm::ES256, None, "ES256 b"),
            (&two, Algorithm::ES384, None, "no key here is for the token's alg"),
            (&same, Algorithm::ES256, None, "several keys here"),
            (&same, Algorithm::ES256, Some("b"), "ES256 b"),
        ] {
            let said = pick(keyring, alg, kid).unwrap_or_else(str::to_owned);
            assert!(said.starts_with(picked), "{said}, expected {picked}");
        }
    }

    #[test]
    fn an_ed25519_key_goes_by_both_its_names() {
        let key = new_key(Algorithm::EDDSA, None).expect("a key");
        let pem = Writer::new(Target::SpkiPem).write(&key).expect("a public key");
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&pem).expect("a file");
        let how = ReadingArguments { passphrase_env: None, secret_encoding: None };
        let content = KeyContent::read_file(file.path(), &how).expect("a key");
        let keyring = Keyring::read(&content, None).expect("keys");
        for algorithm in [Algorithm::EDDSA, Algorithm::ED25519] {
            assert_eq!(pick(&keyring, algorithm, None), Ok(format!("{algorithm} ")));
        }
    }
}
