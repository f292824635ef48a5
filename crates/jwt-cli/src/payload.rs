//! The payload of a token in the making: what was typed, and what the options add.

use crate::{
    args::{IssuedAt, SignArguments},
    failure::Failure,
    input, terminal, times,
};
use jwt_auth::{
    Algorithm, EncodeError, Header, JsonError, NumericDate, Unsigned,
    workspace::{self, System},
};
use serde_json::{Map, Value};
use std::time::Duration;

/// The payload's text: what was typed, to the byte where the options add nothing.
///
/// # Errors
/// [`Failure`] if what was typed is no JSON object.
pub(crate) fn payload(arguments: &SignArguments) -> Result<String, Failure> {
    let typed = input::argument(&arguments.claims)?;
    let mut claims = object("--claims", &typed)?;
    look_for_milliseconds(&claims);
    let typed_names = claims.len();
    for (name, option, value) in additions(arguments)? {
        match (claims.contains_key(name), option) {
            (true, Some(option)) => {
                terminal::note(&format!("{name} stands in --claims, {option} is left aside"));
            }
            (true, None) => {}
            (false, _) => {
                claims.insert(name.to_owned(), value);
            }
        }
    }
    if claims.len() == typed_names {
        return Ok(typed);
    }
    Ok(Value::Object(claims).to_string())
}

/// The members of a JSON object that an option holds.
///
/// # Errors
/// [`Failure`] that shows where it is not one, or names a member twice.
pub(crate) fn object(option: &str, json: &str) -> Result<Map<String, Value>, Failure> {
    // What a payload must be, and serde would let pass: one object, no name twice.
    match Unsigned::from_json(&Header::new(Algorithm::HS256), json) {
        Err(EncodeError::Payload(error)) => Err(not_an_object(option, json, error)),
        Err(error) => Err(error.into()),
        Ok(_) => serde_json::from_str(json).map_err(|error| {
            let message = format!("{option} is not a JSON object: {error}");
            Failure::configuration("PAYLOAD_JSON", message)
        }),
    }
}

/// A claim's name, the option that asks for it if it was given by hand, and the claim's value.
type Addition = (&'static str, Option<&'static str>, Value);

fn additions(arguments: &SignArguments) -> Result<Vec<Addition>, Failure> {
    let now = NumericDate::now();
    let mut additions = Vec::new();
    let mut add = |name, option, value: Option<Value>| {
        additions.extend(value.map(|value| (name, option, value)));
    };
    add("iss", Some("--issuer"), arguments.issuer.clone().map(Value::from));
    add("sub", Some("--subject"), arguments.subject.clone().map(Value::from));
    add(
        "aud",
        Some("--audience"),
        match arguments.audience.as_slice() {
            [] => None,
            [only] => Some(only.clone().into()),
            several => Some(several.into()),
        },
    );
    let issued = (arguments.issued_at == IssuedAt::Now).then(|| now.unix().into());
    add("iat", None, issued);
    add("nbf", Some("--not-before"), later(now, "--not-before", arguments.not_before)?);
    add("exp", Some("--expires-in"), later(now, "--expires-in", arguments.expires_in)?);
    let jwt_id = workspace::JwtId::from(arguments.jwt_id).make(&System::default())?;
    add("jti", Some("--jwt-id"), jwt_id.map(Value::from));
    Ok(additions)
}

fn later(now: NumericDate, option: &str, by: Option<Duration>) -> Result<Option<Value>, Failure> {
    let Some(by) = by else { return Ok(None) };
    match times::later(now, by) {
        Some(date) => Ok(Some(date.unix().into())),
        None => Err(Failure::usage(format!("{option} leads past the year 9999"))),
    }
}

/// Times past the year 9999 are milliseconds, and no verifier takes them.
fn look_for_milliseconds(claims: &Map<String, Value>) {
    for name in ["exp", "nbf", "iat"] {
        let Some(value) = claims.get(name) else { continue };
        if value.as_u64().is_some_and(|seconds| seconds > NumericDate::MAX.unix()) {
            terminal::warning(&format!("{name} {value} looks like milliseconds, JWT has seconds"));
        }
    }
}

fn not_an_object(option: &str, json: &str, error: JsonError) -> Failure {
    let message = format!("{option} is not a JSON object: {error}");
    let failure = Failure::configuration("PAYLOAD_JSON", message);
    let line = json.lines().nth(error.line() - 1).unwrap_or_default();
    let from = error.column().saturating_sub(40);
    let shown: String = line.chars().skip(from).take(72).collect();
    if shown.trim().is_empty() {
        return failure.hint("such as {\"sub\":\"u1\"}; @FILE and - read one");
    }
    failure.hint(shown).hint(format!("{:>1$}", "^", error.column() - from))
}
