//! A token that somebody pasted.

use super::{
    Refusal,
    decoded::decoded,
    key::key_text,
    refusal::{finding, trouble},
};
use crate::{
    args::{IssuerArguments, KeyArguments, RulesArguments},
    doctor::{Case, Diagnosis, GivenKey},
    failure::Failure,
    issuer_keys::IssuerKeys,
    key_content::KeyContent,
    key_source,
    pasted::Pasted,
    rejection, times,
};
use http::StatusCode;
use jwt_auth::{NumericDate, Unverified, Validation};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

/// A token, what to check it with, and as of when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    token: String,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    issuer: Option<String>,
    #[serde(default)]
    now: Option<Value>,
}

/// How the token stands, and what is wrong with it.
///
/// # Errors
/// [`Refusal`] if the question makes no sense.
pub(super) async fn inspect(asked: &Asked) -> Result<Value, Refusal> {
    let now = instant(asked.now.as_ref())?;
    let pasted = Pasted::new(&asked.token);
    let key = asked.key.as_deref().filter(|key| !key.trim().is_empty());
    let issuer = asked.issuer.as_deref().filter(|issuer| !issuer.is_empty());
    let given = key.map(given).transpose()?;
    let (state, problem) = match Unverified::parse(&pasted.token) {
        Err(error) => ("malformed", Some(rejection::malformed(&error))),
        Ok(token) => standing(token, key, issuer, now).await?,
    };
    let diagnosis = Diagnosis::of(Case {
        pasted: &pasted,
        key: given,
        asked: None,
        rules: &RulesArguments::default(),
        response: None,
        received: now,
        now,
    });
    let mut answer = json!({
        "state": state,
        "findings": diagnosis.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    if let Ok(token) = Unverified::parse(&pasted.token) {
        answer["decoded"] = decoded(&token, now);
    }
    if let Some(problem) = problem {
        answer["problem"] = trouble(problem);
    }
    Ok(answer)
}

/// The state, and what keeps the token from a better one.
async fn standing(
    token: Unverified<'_>,
    key: Option<&str>,
    issuer: Option<&str>,
    now: NumericDate,
) -> Result<(&'static str, Option<Failure>), Refusal> {
    if token.header().alg().eq_ignore_ascii_case("none") {
        return Ok(("unsecured", None));
    }
    let rules = Validation::new().clock(now).waive_expiration().waive_audience().waive_typ();
    let checked = match (key, issuer) {
        (None, None) => return Ok(("decoded", None)),
        (Some(key), _) => match given(key)?.content {
            // The key is no good, which says nothing of the token.
            Err(failure) => return Ok(("decoded", Some(failure))),
            Ok(content) => by_key(&content, token, &rules.waive_issuer()),
        },
        (None, Some(issuer)) => by_issuer(issuer, token, rules).await?,
    };
    Ok(match checked {
        Ok(()) => ("verified", None),
        Err(failure) => (state(&failure), Some(failure)),
    })
}

fn by_key(content: &KeyContent, token: Unverified<'_>, rules: &Validation) -> Result<(), Failure> {
    let key = key_source::verifier(content.found(), None, &token)?;
    let verified = token.clone().verify(&*key, rules);
    verified.map(drop).map_err(|error| rejection::explain(&error, content, &*key, &token))
}

async fn by_issuer(
    issuer: &str,
    token: Unverified<'_>,
    rules: Validation,
) -> Result<Result<(), Failure>, Refusal> {
    let named = RulesArguments { issuer: Some(issuer.to_owned()), ..RulesArguments::default() };
    let (place, key) = (IssuerArguments::default(), KeyArguments::default());
    let Some(keys) = IssuerKeys::named(&place, &key, &named, rules.issuer(issuer))? else {
        let message = "the issuer is no URL, so it cannot be asked for its keys";
        return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "ISSUER", message)
            .hint("such as https://id.example, or give a key"));
    };
    Ok(keys.verify(token).await.map(drop))
}

/// What a failure makes of a token. One that says nothing of it leaves it as it can be read.
fn state(failure: &Failure) -> &'static str {
    match failure.code() {
        "SIGNATURE" => "invalid-signature",
        "EXPIRED" => "expired",
        "NOT_YET" => "not-yet-valid",
        _ if failure.is_rejection() => "rejected",
        _ => "decoded",
    }
}

fn given(key: &str) -> Result<GivenKey, Failure> {
    let bytes = Zeroizing::new(key.as_bytes().to_vec());
    let text = key_text(bytes, "key".to_owned(), &Map::new())?;
    Ok(GivenKey { content: KeyContent::of(text.clone()), text })
}

fn instant(now: Option<&Value>) -> Result<NumericDate, Refusal> {
    let text = match now {
        None | Some(Value::Null) => return Ok(NumericDate::now()),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    times::instant(&text).map_err(|what| {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "TIME", format!("now: {what}"))
    })
}
