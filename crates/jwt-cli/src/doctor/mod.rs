//! Why a token is refused: what is looked at, in the order of what is most fundamental.

mod answer;
mod attempt;
mod challenge;
mod claims;
mod der_signature;
mod finding;
mod forgery;
mod form;
mod opaque;
mod paste;
mod response;
mod server_clock;
mod signature;
mod times;

pub(crate) use finding::Finding;
pub(crate) use response::Response;
pub(crate) use server_clock::ServerClock;
pub(crate) use signature::GivenKey;

use answer::Answer;
use attempt::Attempt;
use challenge::Challenge;
use form::Form;
use signature::Checked;

use crate::{args::RulesArguments, pasted::Pasted, rejection, show, times::standing};
use jwt_auth::{
    Algorithm, ClaimFailure, NumericDate, VerifyError,
    dangerous::claims_json_without_verification as claims_json,
};
use serde_json::{Map, Value, json};

/// A token that is refused, and what there is to find out why.
pub(crate) struct Case<'a> {
    pub(crate) pasted: &'a Pasted,
    pub(crate) key: Option<GivenKey>,
    /// By `--alg`.
    pub(crate) asked: Option<Algorithm>,
    pub(crate) rules: &'a RulesArguments,
    pub(crate) response: Option<&'a Response>,
    /// When the response came, by this machine's clock.
    pub(crate) received: NumericDate,
    pub(crate) now: NumericDate,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Diagnosis {
    /// The most fundamental first.
    pub(crate) findings: Vec<Finding>,
    /// What else there is to know.
    pub(crate) notes: Vec<String>,
    /// Whether the key itself is no good.
    pub(crate) key_failed: bool,
    /// How the token stands, where nothing was found.
    pub(crate) standing: String,
    header: Option<Map<String, Value>>,
    claims: Option<Map<String, Value>>,
}

impl Diagnosis {
    /// Looks at everything.
    pub(crate) fn of(case: Case<'_>) -> Self {
        let form = Form::new(&case.pasted.token);
        let has_key = case.key.is_some();
        let checked = match case.key {
            Some(key) => signature::examine(&form, key, case.asked),
            None => Checked { findings: without_key(&form), ..Checked::default() },
        };
        let (header, json) = (form.header(), form.claims_json());
        let claims = json.as_deref().and_then(show::object);
        let mut findings: Vec<Finding> = form.finding().into_iter().collect();
        if let (Some(first), Some(algorithm)) = (findings.first_mut(), checked.verified) {
            first.evidence.push(format!("with that mended it verifies ({algorithm})"));
        }
        findings.extend(checked.findings);
        let mut notes = checked.notes;

        let response = case.response;
        let server = response.and_then(Response::date);
        let clock = server.map(|server| ServerClock { server, here: case.received });
        let typ = header.as_ref().and_then(|header| header.get("typ")?.as_str());
        if let Some(json) = &json {
            let known = claims.clone().unwrap_or_default();
            let rules = case.rules.validation().clock(case.now);
            match claims::failures(json, typ, &rules) {
                Ok(failures) => {
                    let (unexpected, failures) = split(failures, is_unexpected);
                    let (of_times, others) = split(failures, times::is_one);
                    findings.extend(times::examine(&of_times, &known, case.now, clock));
                    if let Some(clock) = clock.filter(|clock| clock.is_off()) {
                        let rules = rules.clock(clock.at(case.now));
                        let by_server = claims::failures(json, typ, &rules).unwrap_or_default();
                        let alone = |failure: &ClaimFailure| {
                            times::is_one(failure)
                                && !of_times.iter().any(|known| known.claim() == failure.claim())
                        };
                        let (alone, _) = split(by_server, alone);
                        findings.extend(times::by_server(&alone, clock));
                    }
                    findings.extend(claims::examine(&others, &known));
                    notes.extend(unexpected.iter().map(not_compared));
                }
                Err(reason) => findings.extend(no_object(&form, &reason)),
            }
        }
        if let Some(response) = response {
            let known = claims.clone().unwrap_or_default();
            let answer = Answer {
                response,
                claims: &known,
                now: case.now,
                clock,
                signature: form.signature_text(),
                is_explained: !findings.is_empty(),
            };
            match answer.finding() {
                Some(finding) => findings.push(finding),
                None => notes.push(answer.note()),
            }
        }
        findings.extend(paste::examine(case.pasted));
        if !has_key && form.token().is_some() {
            notes.push(A_KEY.to_owned());
        }
        let standing = standing_of(&form, claims.as_ref(), checked.verified, case.now);
        let key_failed = checked.key_failed;
        Self { findings, notes, key_failed, standing, header, claims }
    }

    /// All of it as a program reads it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "findings": self.findings.iter().map(Finding::to_json).collect::<Vec<_>>(),
            "notes": self.notes,
            "token": {"header": self.header, "claims": self.claims},
        })
    }
}

/// What is wrong with a token's signature whatever the key is.
fn without_key(form: &Form) -> Vec<Finding> {
    let Some(token) = form.token() else { return Vec::new() };
    let header = token.header();
    let mut findings = Vec::new();
    if header.alg().eq_ignore_ascii_case("none") {
        let alg = header.alg();
        findings.push(
            Finding::new("ALG_MISMATCH", format!("the token is unsigned (alg {alg})"))
                .change("anyone can write an unsigned token: the issuer must sign it"),
        );
    } else if let Some((error, hint)) = form.cut_off() {
        let finding = Finding::new(error.code(), error.to_string());
        findings.push(match der_len(form, &error) {
            Some(len) => finding
                .evidence("the signature is r and s in DER")
                .change(der_signature::advice(len)),
            None => finding.change(hint),
        });
    }
    if let Some(extension) = header.crit().next() {
        let error = VerifyError::Critical { extension: extension.to_owned() };
        findings.push(Finding::new(error.code(), error.to_string()));
    }
    findings
}

/// The length of the numbers in a signature that is in DER, as they should be.
fn der_len(form: &Form, error: &VerifyError) -> Option<usize> {
    let VerifyError::SignatureLength { algorithm, expected: Some(len), .. } = error else {
        return None;
    };
    let is_der = der_signature::side_by_side(&form.signature()?, len / 2).is_some();
    (algorithm.name().starts_with("ES") && is_der).then_some(len / 2)
}

/// The payload is not what a JWT has.
fn no_object(form: &Form, reason: &str) -> Option<Finding> {
    let reason = match claims_json(&form.token()?) {
        Err(error) => error.to_string(),
        Ok(_) => reason.to_owned(),
    };
    Some(
        Finding::new("MALFORMED", format!("the payload is not a JSON object: {reason}"))
            .change("the issuer must write the claims as one JSON object (RFC 7519 §3)"),
    )
}

fn split(
    failures: Vec<ClaimFailure>,
    is_one: impl Fn(&ClaimFailure) -> bool,
) -> (Vec<ClaimFailure>, Vec<ClaimFailure>) {
    failures.into_iter().partition(is_one)
}

/// Whether only the strictness of `jwt verify` minds: with no rule there is nothing to differ from.
fn is_unexpected(failure: &ClaimFailure) -> bool {
    matches!(failure, ClaimFailure::Unexpected { .. })
}

fn not_compared(failure: &ClaimFailure) -> String {
    let hint = rejection::hint(failure).unwrap_or_default();
    format!("{} was compared with nothing; {hint}", failure.claim())
}

fn standing_of(
    form: &Form,
    claims: Option<&Map<String, Value>>,
    verified: Option<Algorithm>,
    now: NumericDate,
) -> String {
    let exp = claims.and_then(|claims| claims.get("exp")).cloned();
    let until = match exp.and_then(|exp| serde_json::from_value(exp).ok()) {
        Some(exp) => standing("exp", exp, now),
        None => "never expires".to_owned(),
    };
    match (verified, form.token()) {
        (Some(algorithm), _) => format!("the token verifies ({algorithm}), {until}"),
        (None, Some(token)) => {
            let alg = rejection::shortened(token.header().alg());
            format!("the signature is not checked ({alg}), {until}")
        }
        (None, None) => until,
    }
}

const A_KEY: &str = "a key would tell whether the signature is right: --key FILE, --secret-file \
                     FILE or --secret-env NAME";
