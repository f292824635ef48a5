//! The payload: what was typed, and what the form's fields add.

use super::{json_text, times};
use crate::{
    Problem, Surroundings,
    form::{Content, IssuedAt, PayloadMode, Rendered},
};
use jwt_core::NumericDate;
use serde_json::{Map, Value};
use std::time::Duration;

/// A payload, as it is signed.
pub(super) struct Payload {
    pub(super) text: String,
    pub(super) is_object: bool,
    pub(super) expiration: Option<NumericDate>,
    pub(super) warnings: Vec<Problem>,
}

/// The payload of a form at a time.
pub(super) fn payload(
    form: &Rendered,
    surroundings: &dyn Surroundings,
    now: NumericDate,
) -> Result<Payload, Problem> {
    let typed = match &form.payload {
        Content::Text(text) => match json_text::object("payload", text, &form.empty_variables) {
            Ok(members) => Some((text.as_str(), members)),
            Err(_) if form.allow.non_object_payload => {
                return Ok(Payload {
                    text: text.clone(),
                    is_object: false,
                    expiration: None,
                    warnings: Vec::new(),
                });
            }
            Err(problem) => return Err(problem),
        },
        Content::Value(Value::Object(members)) => Some(("", members.clone())),
        Content::Value(value) if form.allow.non_object_payload => {
            let text = value.to_string();
            return Ok(Payload { text, is_object: false, expiration: None, warnings: vec![] });
        }
        Content::Value(_) => {
            let problem =
                Problem::new("PAYLOAD_JSON", "payload is not a JSON object: it is a list");
            return Err(problem.in_field("payload").hint("such as {\"sub\": \"u1\"}"));
        }
        Content::None => None,
    };
    let (typed_text, mut members) = typed.unwrap_or_default();
    let mut added = Map::new();
    for (name, value) in additions(form, surroundings, now)? {
        // What was typed wins.
        if !members.contains_key(name) {
            added.insert(name.to_owned(), value);
        }
    }
    let is_verbatim = match form.payload_mode {
        Some(PayloadMode::Verbatim) => true,
        Some(PayloadMode::Compact) => false,
        None => added.is_empty(),
    };
    let text = if is_verbatim && !typed_text.is_empty() {
        with_added(typed_text, &members, &added)
    } else {
        let mut all = members.clone();
        all.extend(added.clone());
        Value::Object(all).to_string()
    };
    members.extend(added);
    let expiration = members.get("exp").and_then(times::date);
    let warnings = times::look_at(&members, now);
    Ok(Payload { text, is_object: true, expiration, warnings })
}

/// The text as it was typed, with further members before its end.
fn with_added(typed: &str, members: &Map<String, Value>, added: &Map<String, Value>) -> String {
    let added = Value::Object(added.clone()).to_string();
    let inside = added.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let (Some(inside), Some(end)) = (inside, typed.rfind('}')) else { return typed.to_owned() };
    if inside.is_empty() {
        return typed.to_owned();
    }
    let (head, tail) = typed.split_at(end);
    let comma = if members.is_empty() { "" } else { "," };
    // The members go behind the last one, before the line break that may follow it.
    let kept = head.trim_end();
    format!("{kept}{comma}{inside}{}{tail}", head.get(kept.len()..).unwrap_or_default())
}

fn additions(
    form: &Rendered,
    surroundings: &dyn Surroundings,
    now: NumericDate,
) -> Result<Vec<(&'static str, Value)>, Problem> {
    let issued = now - form.backdate;
    let mut additions = Vec::new();
    let mut add = |name, value: Option<Value>| additions.extend(value.map(|value| (name, value)));
    add("iss", form.issuer.clone().map(Value::from));
    add("sub", form.subject.clone().map(Value::from));
    add("aud", form.audience.clone());
    add("iat", (form.issued_at == IssuedAt::Now).then(|| issued.unix().into()));
    add("nbf", later(issued, "notBefore", form.not_before)?);
    add("exp", later(now, "expiresIn", form.expires_in)?);
    let jwt_id = form.jwt_id.make(surroundings).map_err(|problem| problem.in_field("jwtId"))?;
    add("jti", jwt_id.map(Value::from));
    Ok(additions)
}

fn later(from: NumericDate, field: &str, by: Option<Duration>) -> Result<Option<Value>, Problem> {
    let Some(by) = by else { return Ok(None) };
    let date = from.unix().checked_add(by.as_secs()).and_then(NumericDate::from_unix);
    match date {
        Some(date) => Ok(Some(date.unix().into())),
        None => {
            let message = format!("{field} leads past the year 9999");
            Err(Problem::new("FIELD", message).in_field(field))
        }
    }
}
