use crate::{backend, rejection, secret::WrittenSecret};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_auth::{
    Algorithm, Jwk, KeyMaterial, KeyParameters, Verifier,
    keys::{Format, Found},
};
use zeroize::Zeroizing;

/// A key or a reading of a secret, under one algorithm, that may be the one a token was signed
/// with.
#[derive(Debug)]
pub(crate) struct Attempt {
    verifier: Box<dyn Verifier>,
    /// The key of a set.
    key: Option<String>,
    /// Another reading, as in `it verifies when …`.
    reading: Option<String>,
}

impl Attempt {
    /// Every key under every algorithm that its kind is for, whatever a JWK says of itself; the
    /// algorithm of the token's header first.
    pub(crate) fn with_keys(found: &Found, alg: &str) -> Vec<Self> {
        let mut attempts = Vec::new();
        for (place, key) in found.keys().enumerate() {
            let parameters = key.jwk().parameters();
            let name = (found.format() == Format::JwkSet).then(|| match key.jwk().kid() {
                Some(kid) => format!("key \"{}\" of {}", rejection::shortened(kid), found.label()),
                None => format!("key {place} of {}, which has no kid", found.label()),
            });
            let loaded =
                in_order(parameters.algorithms(), alg).into_iter().filter_map(|algorithm| {
                    let verifier = verifier(parameters, algorithm)?;
                    Some(Self { verifier, key: name.clone(), reading: None })
                });
            attempts.extend(loaded);
            if let KeyParameters::Oct(secret) = parameters {
                let text = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(&**secret).into_bytes());
                let hmacs = in_order(parameters.algorithms(), alg).into_iter();
                attempts.extend(hmacs.filter_map(|algorithm| {
                    let verifier = hmac(&text, algorithm)?;
                    Some(Self { verifier, key: name.clone(), reading: Some(K_AS_TEXT.to_owned()) })
                }));
            }
        }
        attempts
    }

    /// Every reading of a secret under every algorithm that takes one.
    pub(crate) fn with_secret(secret: &WrittenSecret, alg: &str) -> Vec<Self> {
        let mut readings = Vec::new();
        if let Ok(read) = secret.encoding().decode(secret.text()) {
            readings.push((read, None));
        }
        let others = secret.other_readings().into_iter();
        readings.extend(others.map(|reading| (reading.secret, Some(reading.how))));
        let hmacs = [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];
        let mut attempts = Vec::new();
        for (secret, reading) in readings {
            for algorithm in in_order(hmacs.into_iter(), alg) {
                let Some(verifier) = hmac(&secret, algorithm) else { continue };
                attempts.push(Self { verifier, key: None, reading: reading.clone() });
            }
        }
        attempts
    }

    /// Those that verify a message, in words, each key and each reading once.
    ///
    /// `alg` is the header's, `expected` the one that the token was checked under.
    pub(crate) fn discoveries(
        attempts: &[Self],
        (message, signature): (&str, &[u8]),
        alg: &str,
        expected: Option<Algorithm>,
    ) -> Vec<String> {
        let mut matching: Vec<&Self> = Vec::new();
        for attempt in attempts {
            let is_known =
                |known: &&Self| known.key == attempt.key && known.reading == attempt.reading;
            if !matching.iter().any(is_known)
                && attempt.verifier.verify(message.as_bytes(), signature).is_ok()
            {
                matching.push(attempt);
            }
        }
        matching.into_iter().map(|attempt| attempt.words(alg, expected)).collect()
    }

    fn words(&self, alg: &str, expected: Option<Algorithm>) -> String {
        let algorithm = self.verifier.algorithm();
        let mut words = "it verifies".to_owned();
        if let Some(key) = &self.key {
            words.push_str(&format!(" with {key}"));
        }
        let option = format!("--alg {algorithm}");
        if algorithm != *alg {
            words.push_str(&format!(
                " as {algorithm}, though the header says {}: the issuer must name what it signs \
                 with",
                rejection::shortened(alg)
            ));
        } else if expected.is_some_and(|expected| expected != algorithm) {
            words.push_str(&match self.reading {
                Some(_) => format!(" as {algorithm} ({option})"),
                None => format!(" as {algorithm}, if that is expected: {option}"),
            });
        }
        if let Some(reading) = &self.reading {
            words.push_str(&format!(" when {reading}"));
        }
        words
    }
}

fn verifier(parameters: &KeyParameters, algorithm: Algorithm) -> Option<Box<dyn Verifier>> {
    if let KeyParameters::Oct(secret) = parameters {
        return hmac(secret, algorithm);
    }
    let jwk = Jwk::from_parameters(parameters.clone()).ok()?;
    backend::load(algorithm, |loader| loader.verifier(KeyMaterial::Jwk(&jwk)))?.ok()
}

/// A secret of any length: whether it is a good one is not the question here.
pub(crate) fn hmac(secret: &[u8], algorithm: Algorithm) -> Option<Box<dyn Verifier>> {
    let material = KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id: None };
    backend::load(algorithm, |loader| loader.verifier(material))?.ok()
}

/// The algorithms, with the named one first.
fn in_order(algorithms: impl Iterator<Item = Algorithm>, alg: &str) -> Vec<Algorithm> {
    let mut algorithms: Vec<Algorithm> = algorithms.collect();
    algorithms.sort_by_key(|algorithm| *algorithm != *alg);
    algorithms
}

const K_AS_TEXT: &str =
    "k is taken as text: a JWK must have the secret's bytes in base64url there (RFC 7518 §6.4.1)";
