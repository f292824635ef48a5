//! Whether a key's numbers make a key, and a strong one. The arithmetic is the provider's.

use crate::{error::KeyErrorKind, exponent, text};
use jwt_core::{
    AkpParameters, Algorithm, EcParameters, Jwk, JwkError, KeyMaterial, KeyParameters, KeyRejected,
    KeyUse, OkpParameters, Provider,
};

/// A key as a JWK, with its public half, after all checks. `der` is what it was read from, if it was
/// DER: a private key can come without its public half there, and backends work that out from it.
pub(crate) fn checked(
    provider: &Provider,
    parameters: KeyParameters,
    der: &[u8],
    allow_small_rsa: bool,
) -> Result<Jwk, KeyErrorKind> {
    let jwk = match Jwk::from_parameters(parameters.clone()) {
        Ok(jwk) => jwk,
        Err(JwkError::Missing(_)) => {
            let whole = with_public_half(provider, parameters, der)?;
            Jwk::from_parameters(whole).map_err(KeyErrorKind::Jwk)?
        }
        Err(error) => return Err(KeyErrorKind::Jwk(error)),
    };
    check(provider, &jwk, allow_small_rsa)?;
    Ok(jwk)
}

/// Refuses a JWK that is weak, broken, or that says it is for what it cannot be for.
pub(crate) fn check(
    provider: &Provider,
    jwk: &Jwk,
    allow_small_rsa: bool,
) -> Result<(), KeyErrorKind> {
    let parameters = jwk.parameters();
    check_alg(jwk)?;
    if let KeyParameters::Oct(secret) = parameters {
        return match &**secret {
            [] => Err(KeyErrorKind::Empty),
            bytes if text::is_key(bytes) => Err(KeyErrorKind::Weak {
                found: parameters.noun(),
                why: "its bytes are a key of another kind, which others may know",
            }),
            _ => Ok(()),
        };
    }
    let Some(algorithm) = parameters.algorithms().next() else { return Ok(()) };
    // Without alg, use and key_ops: those say what the key is for, not whether it is one.
    let bare = Jwk::from_parameters(parameters.clone()).map_err(KeyErrorKind::Jwk)?;
    let material = match allow_small_rsa {
        true => KeyMaterial::SmallRsaForLegacyUseOnly(&bare),
        false => KeyMaterial::Jwk(&bare),
    };
    if let Err(rejected) = material.parameters(algorithm, KeyUse::Verify) {
        return Err(weak(rejected, parameters));
    }
    // Nobody needs it to sign, so not every backend looks at it.
    if matches!(parameters, KeyParameters::Rsa(rsa) if !exponent::is_one(rsa)) {
        return Err(arithmetic(parameters));
    }
    let mut refusal = None;
    for loader in provider.loaders.iter().filter(|loader| loader.algorithm() == algorithm) {
        let loaded = match bare.is_private() {
            true => loader.signer(material).map(drop),
            false => loader.verifier(material).map(drop),
        };
        match loaded {
            // Of a public key, one backend tells what another passes over.
            Ok(()) if !bare.is_private() => {}
            Ok(()) => return Ok(()),
            Err(KeyRejected::Inconsistent { .. }) => refusal = Some(arithmetic(parameters)),
            // What a backend does not do with a key says nothing of the key.
            Err(_) => {}
        }
    }
    refusal.map_or(Ok(()), Err)
}

/// A JWK that names an algorithm of another kind of key.
fn check_alg(jwk: &Jwk) -> Result<(), KeyErrorKind> {
    let named = |algorithm: &&Algorithm| jwk.alg().is_some_and(|alg| **algorithm == *alg);
    let Some(&alg) = Algorithm::ALL.iter().find(named) else { return Ok(()) };
    if jwk.parameters().algorithms().any(|fitting| fitting == alg) {
        return Ok(());
    }
    Err(KeyErrorKind::Contradiction { alg, found: jwk.parameters().noun() })
}

fn with_public_half(
    provider: &Provider,
    parameters: KeyParameters,
    der: &[u8],
) -> Result<KeyParameters, KeyErrorKind> {
    let Some(algorithm) = parameters.algorithms().next() else {
        return Err(KeyErrorKind::PublicHalf);
    };
    if provider.loader(algorithm).is_none() {
        let available = provider.algorithms().collect();
        return Err(KeyErrorKind::NoBackend { algorithm, available });
    }
    let mut refusal = KeyErrorKind::PublicHalf;
    for loader in provider.loaders.iter().filter(|loader| loader.algorithm() == algorithm) {
        match loader.public_half(KeyMaterial::Der(der)) {
            Ok(public) => return joined(parameters, public).ok_or(KeyErrorKind::PublicHalf),
            Err(KeyRejected::Inconsistent { .. }) => refusal = arithmetic(&parameters),
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// A private key with the public half that was worked out.
fn joined(private: KeyParameters, public: KeyParameters) -> Option<KeyParameters> {
    Some(match (private, public) {
        (KeyParameters::Ec(private), KeyParameters::Ec(public)) => {
            KeyParameters::Ec(EcParameters { d: private.d, ..public })
        }
        (KeyParameters::Okp(private), KeyParameters::Okp(public)) => {
            KeyParameters::Okp(OkpParameters { d: private.d, ..public })
        }
        (KeyParameters::Akp(private), KeyParameters::Akp(public)) => {
            KeyParameters::Akp(AkpParameters { private: private.private, ..public })
        }
        _ => return None,
    })
}

/// Names what core refuses, which it does for every backend alike.
fn weak(rejected: KeyRejected, parameters: &KeyParameters) -> KeyErrorKind {
    match rejected {
        KeyRejected::Weak { what: why, .. } => KeyErrorKind::Weak { found: parameters.noun(), why },
        rejected => KeyErrorKind::Rejected(rejected),
    }
}

/// Names what only arithmetic can tell.
fn arithmetic(parameters: &KeyParameters) -> KeyErrorKind {
    let is_private = parameters.noun().ends_with("private key");
    let why = match parameters {
        KeyParameters::Ec(_) if is_private => {
            "its point is off the curve, or its two halves do not belong together"
        }
        KeyParameters::Ec(_) => "its point is off the curve",
        KeyParameters::Rsa(_) => "its numbers do not belong together",
        _ if is_private => "its two halves do not belong together",
        _ => "its bytes are no point of the curve",
    };
    KeyErrorKind::Numbers { found: parameters.noun(), why }
}
