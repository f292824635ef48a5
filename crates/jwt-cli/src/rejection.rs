//! Why a token was refused, and what to do about it, in the words of the command line.

use crate::{backend, failure::Failure, key_content::KeyContent, near_miss, shell::word};
use jwt_auth::{
    Algorithm, ClaimFailure, KeyMaterial, MalformedToken, Unverified, Validation, Verifier,
    VerifyError,
};
use serde_json::json;

/// What is left to say where nothing else makes the signature match.
pub(crate) const ANOTHER_KEY: &str = "it was signed with another key, or changed since";

/// What to say of a token that is not signed at all.
pub(crate) const UNSIGNED: &str =
    "anyone can write an unsigned token; jwt decode shows what is in it";

/// The failure of a text that is no signed token.
pub(crate) fn malformed(error: &MalformedToken) -> Failure {
    let failure = Failure::rejected(error.code(), error);
    match error {
        MalformedToken::Parts { found: 5 } | MalformedToken::Encrypted => {
            failure.hint("only who has the private key can read an encrypted token")
        }
        _ => failure,
    }
}

/// The failure, for people and for programs.
pub(crate) fn explain(
    error: &VerifyError,
    content: &KeyContent,
    key: &dyn Verifier,
    token: &Unverified<'_>,
) -> Failure {
    match error {
        VerifyError::Signature { algorithm } => {
            let with = match content.written_secret() {
                Some(secret) => secret.describe(),
                None => format!("key from {}", content.found().label()),
            };
            let message = format!("the signature does not match ({algorithm}, {with})");
            Failure::rejected(error.code(), message).hints(signature_hints(content, key, token))
        }
        VerifyError::AlgorithmMismatch { token, .. } if !token.eq_ignore_ascii_case("none") => {
            Failure::rejected(error.code(), error).hint(
                "the key decides, not the token: learn how the issuer signs, and choose --key and \
                 --alg after that",
            )
        }
        error => of(error),
    }
}

/// The failure, as far as it can be told without the key.
pub(crate) fn of(error: &VerifyError) -> Failure {
    match error {
        VerifyError::Claims(rejected) => claims(rejected.failures()),
        VerifyError::Malformed(error) => malformed(error),
        VerifyError::AlgorithmMismatch { token, .. } if token.eq_ignore_ascii_case("none") => {
            Failure::rejected(error.code(), error).hint(UNSIGNED)
        }
        VerifyError::SignatureLength { algorithm, expected, found } => {
            let is_long = expected.is_some_and(|expected| *found > expected);
            Failure::rejected(error.code(), error).hint(length_hint(*algorithm, is_long))
        }
        _ => Failure::rejected(error.code(), error),
    }
}

/// The failure of claims that break the rules.
pub(crate) fn claims(failures: &[ClaimFailure]) -> Failure {
    let messages: Vec<String> = failures.iter().map(message).collect();
    let code = match failures {
        [only] => only.code(),
        _ => "CLAIM",
    };
    let message = match messages.as_slice() {
        [only] => only.clone(),
        several => format!("{} claims were refused: {}", several.len(), several.join("; ")),
    };
    let hints = failures.iter().filter_map(hint);
    let details = failures.iter().zip(&messages).map(|(failure, message)| {
        json!({"code": failure.code(), "claim": failure.claim(), "message": message})
    });
    Failure::rejected(code, message).hints(hints).claims(details.collect())
}

/// What to do about a signature of a wrong length.
pub(crate) fn length_hint(algorithm: Algorithm, is_long: bool) -> &'static str {
    match (is_long, algorithm.name().starts_with("ES")) {
        (false, _) => "was the token cut off? it ends with its signature",
        (true, false) => "does something stand behind the token? copy it alone",
        (true, true) => {
            "does something stand behind the token? if not, the issuer sends DER, and must send r \
             and s side by side (RFC 7518 §3.4)"
        }
    }
}

/// Checks a token up to its signature.
///
/// # Errors
/// [`VerifyError`], but none of what is behind the signature.
pub(crate) fn check_signature<K: Verifier + ?Sized>(
    key: &K,
    token: &Unverified<'_>,
) -> Result<(), VerifyError> {
    match token.clone().verify(key, &Validation::new()) {
        Ok(_) | Err(VerifyError::Claims(_) | VerifyError::Payload(_) | VerifyError::Decode(_)) => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn message(failure: &ClaimFailure) -> String {
    match failure {
        // The library's own words name its methods.
        ClaimFailure::Unexpected { claim, found } => {
            format!("{claim} is \"{}\", but none was expected", shortened(found))
        }
        ClaimFailure::Mismatch { found, expected, .. } => {
            // As the rules join several.
            let found: Vec<&str> = found.split("\", \"").collect();
            let expected: Vec<&str> = expected.split("\" or \"").collect();
            match near_miss::of(&found, &expected) {
                Some(words) => format!("{failure}: {words}"),
                None => failure.to_string(),
            }
        }
        failure => failure.to_string(),
    }
}

/// What to do about a claim.
pub(crate) fn hint(failure: &ClaimFailure) -> Option<String> {
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
        ClaimFailure::Mismatch { claim: "typ", found, expected } if is_access_token(expected) => {
            format!(
                "is this the access token (RFC 9068)? an ID token is none; if it is: --typ {}",
                word(found.as_bytes())
            )
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
            key.and_then(Result::ok).is_some_and(|key| check_signature(&*key, token).is_ok())
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
        hints.push(ANOTHER_KEY.to_owned());
    }
    hints
}

fn is_access_token(typ: &str) -> bool {
    typ.to_ascii_lowercase().ends_with("at+jwt")
}

/// Foreign text, of a length to read.
pub(crate) fn shortened(text: &str) -> String {
    const LEN: usize = 64;
    let mut short: String = text.chars().take(LEN).collect();
    if text.chars().nth(LEN).is_some() {
        short.push('…');
    }
    short
}
