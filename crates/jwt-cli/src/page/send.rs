//! A request on its way, and what its answer says of the token.

use super::{Refusal, preview::Edited, refusal::finding, source::Source};
use crate::{
    args::RulesArguments,
    doctor::{Case, Diagnosis, Finding, Response},
    failure::Failure,
    http_client::{Answer, Client, completed},
    mask::Mask,
    pasted::Pasted,
    send::{Journey, Limits, refusal},
};
use http::StatusCode;
use jwt_auth::NumericDate;
use serde_json::{Value, json};
use std::time::Duration;

/// Sends the request as `jwt send` does, redirects and all, without its secrets in what is told.
///
/// # Errors
/// [`Refusal`] if it cannot be made, which is not sent, or if there is no answer.
pub(super) async fn send(edited: &Edited, source: &Source) -> Result<Value, Refusal> {
    let mut prepared = edited.prepare(source)?;
    prepared.request = completed(prepared.request);
    let mask = Mask::of(&prepared);
    let client = Client::new()?;
    let limits = Limits::new(TIMEOUT, MOST_BODY + mask.longest());
    let mut journey = Journey::new(&client, prepared, limits);
    let answer = journey.end().await.map_err(Failure::from)?;
    let elapsed = journey.elapsed();
    let headers =
        answer.headers.iter().map(|(name, value)| json!([name.as_str(), mask.header(name, value)]));
    let body = mask.bytes(&answer.body);
    let body = body.get(..MOST_BODY).unwrap_or(&body);
    let (first, last) = (&journey.first().request, &journey.current().request);
    Ok(json!({
        "request": {"method": first.method().as_str(), "url": mask.uri(first.uri())},
        "answeredBy": {"method": last.method().as_str(), "url": mask.uri(last.uri())},
        "status": answer.status.as_u16(),
        "statusText": answer.status.canonical_reason().unwrap_or_default(),
        "timing_ms": elapsed.as_secs_f64() * 1000.0,
        "headers": headers.collect::<Vec<_>>(),
        "body": String::from_utf8_lossy(body),
        "truncated": answer.body_len > MOST_BODY as u64,
        "findings": findings(&journey, &answer).iter().map(finding).collect::<Vec<_>>(),
    }))
}

/// What `jwt doctor` says of the token that was refused; without one, what `jwt send` does.
fn findings(journey: &Journey<'_>, answer: &Answer) -> Vec<Finding> {
    if !matches!(answer.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return Vec::new();
    }
    let sent = journey.current();
    let Some(placed) = &sent.token else {
        let refused = refusal::of(journey, answer, false).err();
        return refused.map(Finding::from).into_iter().collect();
    };
    let now = NumericDate::now();
    let diagnosis = Diagnosis::of(Case {
        pasted: &Pasted::new(&placed.token),
        key: None,
        asked: None,
        rules: &RulesArguments::default(),
        response: Some(&Response::received(answer, sent.request.uri().host())),
        received: now,
        now,
    });
    diagnosis.findings
}

const TIMEOUT: Duration = Duration::from_secs(30);
const MOST_BODY: usize = 1024 * 1024;
