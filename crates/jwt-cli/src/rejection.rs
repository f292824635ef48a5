//! Why a token was refused, and what to do about it, in the words of the command line.

use crate::{backend, failure::Failure, key_content::KeyContent, shell::word};
use jwt_auth::{
    ClaimFailure, ClaimsRejected, KeyMaterial, Unverified, Validation, Verifier, VerifyError,
};
use serde_json::json;

/// The failure, for people and for programs.
pub(crate) fn explain(
    error: &VerifyError,
    content: &KeyContent,
    key: &dyn Verifier,
    token: &Unverified<'_>,
) -> Failure {
    match error {
        VerifyError::Claims(rejected) => claims(rejected),
        VerifyError::Signature { algorithm } => {
            let with = match content.written_secret() {
                Some(secret) => secret.describe(),
                None => format!("key from {}", content.found().label()),
            };
            let message = format!("the signature does not match ({algorithm}, {with})");
            Failure::rejected(error.code(), message).hints(signature_hints(content, key, token))
        }
        VerifyError::AlgorithmMismatch { token, .. } if token.eq_ignore_ascii_case("none") => {
            Failure::rejected(error.code(), error)
                .hint("anyone can write an unsigned token; jwt decode shows what is in it")
        }
        VerifyError::AlgorithmMismatch { .. } => Failure::rejected(error.code(), error).hint(
            "the key decides, not the token: learn how the issuer signs, and choose --key and \
             --alg after that",
        ),
        VerifyError::SignatureLength { .. } => Failure::rejected(error.code(), error)
            .hint("was the token cut off? it ends with its signature"),
        _ => Failure::rejected(error.code(), error),
    }
}

fn claims(rejected: &ClaimsRejected) -> Failure {
    let messages: Vec<String> = rejected.failures().iter().map(message).collect();
    let message = match messages.as_slice() {
        [only] => only.clone(),
        several => format!("{} claims were refused: {}", several.len(), several.join("; ")),
    };
    let hints = rejected.failures().iter().filter_map(hint);
    let details = rejected.failures().iter().zip(&messages).map(|(failure, message)| {
        json!({"code": failure.code(), "claim": failure.claim(), "message": message})
    });
    Failure::rejected(rejected.code(), message).hints(hints).claims(details.collect())
}

fn message(failure: &ClaimFailure) -> String {
    match failure {
        // The library's own words name its methods.
        ClaimFailure::Unexpected { claim, found } => {
            format!("{claim} is \"{}\", but none was expected", shortened(found))
        }
        failure => failure.to_string(),
    }
}

fn hint(failure: &ClaimFailure) -> Option<String> {
    Some(match failure {
        ClaimFailure::Expired { exp, now } => {
            let late = now.unix().saturating_sub(exp.unix()).saturating_add(1);
            if late <= Validation::MAX_LEEWAY.as_secs() {
                format!("get a new token, or allow for clocks that differ: --leeway {late}s")
            } else {
                "get a new token; to see how it stood earlier, name the time: --at".to_owned()
            }
        }
        ClaimFailure::NotYetValid { nbf: from, now }
        | ClaimFailure::IssuedInFuture { iat: from, now } => {
            let early = from.unix().saturating_sub(now.unix());
            if early <= Validation::MAX_LEEWAY.as_secs() {
                format!("compare the clocks, or allow for the difference: --leeway {early}s")
            } else {
                "compare the clocks; to see how it will stand, name the time: --at".to_owned()
            }
        }
        ClaimFailure::Missing { claim, expected: None } if claim == "exp" => {
            "a token that never expires cannot be taken back; if it is meant so: --waive exp"
                .to_owned()
        }
        ClaimFailure::Unexpected { claim, found } => {
            let option = match *claim {
                "aud" => "--audience",
                "iss" => "--issuer",
                _ => "--typ",
            };
            // Of several audiences, any will do.
            let found = found.split("\", \"").next().unwrap_or_default();
            format!(
                "if that is right, expect it: {option} {}, or: --waive {claim}",
                word(found.as_bytes())
            )
        }
        _ => return None,
    })
}

/// What else might make the signature match, tried out.
fn signature_hints(
    content: &KeyContent,
    key: &dyn Verifier,
    token: &Unverified<'_>,
) -> Vec<String> {
    let mut hints = Vec::new();
    if let Some(secret) = content.written_secret() {
        let readings = secret.other_readings().into_iter();
        let matching = readings.filter(|reading| {
            let secret = &reading.secret;
            let material = KeyMaterial::ShortSecretForLegacyUseOnly { secret, key_id: None };
            let key = backend::load(key.algorithm(), |loader| loader.verifier(material));
            key.and_then(Result::ok).is_some_and(|key| signature_matches(&*key, token))
        });
        hints.extend(matching.map(|reading| format!("it verifies when {}", reading.how)));
    }
    if let (Some(named), Some(own)) = (token.header().kid(), key.key_id())
        && named != own
    {
        hints.push(format!(
            "the token was signed with key \"{}\", this is \"{own}\"",
            shortened(named)
        ));
    }
    if hints.is_empty() {
        hints.push("it was signed with another key, or changed since".to_owned());
    }
    hints
}

fn signature_matches<K: Verifier + ?Sized>(key: &K, token: &Unverified<'_>) -> bool {
    !matches!(
        token.clone().verify(key, &Validation::new()),
        Err(VerifyError::Signature { .. }
            | VerifyError::SignatureLength { .. }
            | VerifyError::AlgorithmMismatch { .. }
            | VerifyError::Critical { .. }
            | VerifyError::Malformed(_))
    )
}

fn shortened(text: &str) -> String {
    const LEN: usize = 64;
    let mut short: String = text.chars().take(LEN).collect();
    if text.chars().nth(LEN).is_some() {
        short.push('…');
    }
    short
}
