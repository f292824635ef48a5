//! Reads a form from JSON.

use super::{
    Allow, Audience, Cache, Disabled, Form, IssuedAt, Json, JwtId, KeySource, Location, Typ,
    choices::{CacheName, KeyFormat},
    field::{Field, FromText},
    names::{ALLOWED, FIELDS},
};
use crate::{Problem, Template, suggestion};
use serde_json::{Map, Value};
use std::time::Duration;

/// The form of these members.
pub(super) fn form(source: Map<String, Value>) -> Result<Form, Problem> {
    if let Some(name) = source.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        let problem = Problem::new("FIELD", format!("the form has no field \"{name}\""));
        let hint = suggestion::hint(name, FIELDS.iter().copied());
        return Err(problem.in_field(name).hint(hint));
    }
    let members = Members(&source);
    let form = Form {
        disabled: disabled(members)?,
        algorithm: members.field("algorithm")?,
        key: key(members)?,
        secret_base64: members.field("secretBase64")?.unwrap_or(Field::Fixed(false)),
        secret_encoding: members.field("secretEncoding")?,
        key_format: members.field("keyFormat")?.unwrap_or(Field::Fixed(KeyFormat::Auto)),
        passphrase: members.one_of(["passphrase", "passphraseEnv"], passphrase_source)?,
        key_id: members.template("keyId")?,
        payload: members.json("payload")?,
        headers: members.json("headers")?,
        typ: match members.0.get("typ") {
            None => Typ::Usual,
            Some(Value::Null) => Typ::None,
            Some(_) => members.template("typ")?.map_or(Typ::Usual, Typ::Text),
        },
        issued_at: members.field("issuedAt")?.unwrap_or(Field::Fixed(IssuedAt::Now)),
        expires_in: members.field("expiresIn")?,
        not_before: members.field("notBefore")?,
        backdate: members.field("backdate")?.unwrap_or(Field::Fixed(Duration::ZERO)),
        jwt_id: members.field("jwtId")?.unwrap_or(Field::Fixed(JwtId::None)),
        issuer: members.template("issuer")?,
        subject: members.template("subject")?,
        audience: audience(members)?,
        location: members.field("location")?.unwrap_or(Field::Fixed(Location::Header)),
        name: members.template("name")?,
        header_prefix: members.template("headerPrefix")?,
        payload_mode: members.field("payloadMode")?,
        cache: cache(members)?,
        origins: origins(members)?,
        allow: allow(members)?,
        verify_with: verify_with(members)?,
        source: Map::new(),
    };
    Ok(Form { source, ..form })
}

/// The members, of which a null is as good as none.
#[derive(Clone, Copy)]
struct Members<'a>(&'a Map<String, Value>);

impl<'a> Members<'a> {
    fn value(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text, or what reads like one.
    fn text(self, name: &str) -> Result<Option<String>, Problem> {
        self.value(name).map(|value| text(name, value)).transpose()
    }

    fn template(self, name: &str) -> Result<Option<Template>, Problem> {
        self.text(name)?.map(|text| template(name, &text)).transpose()
    }

    fn field<T: FromText + Clone>(self, name: &str) -> Result<Option<Field<T>>, Problem> {
        self.text(name)?.map(|text| Field::read(name, &text)).transpose()
    }

    fn json(self, name: &str) -> Result<Json, Problem> {
        match self.value(name) {
            None => Ok(Json::None),
            // What is cleared in a form is not there.
            Some(Value::String(text)) if text.trim().is_empty() => Ok(Json::None),
            Some(Value::String(text)) => template(name, text).map(Json::Text),
            Some(value @ (Value::Object(_) | Value::Array(_))) => {
                parse_all(name, value)?;
                Ok(Json::Value(value.clone()))
            }
            Some(value) => Err(unfit(name, "a JSON object, or text that holds one", value)),
        }
    }

    /// The one of these members that is there.
    fn one_of<const N: usize>(
        self,
        names: [&'static str; N],
        source: fn(&'static str, Template) -> KeySource,
    ) -> Result<Option<KeySource>, Problem> {
        let given: Vec<_> = names.into_iter().filter(|name| self.is_given(name)).collect();
        match given.as_slice() {
            [] => Ok(None),
            [name] => Ok(self.template(name)?.map(|template| source(name, template))),
            [first, second, ..] => {
                let message = format!("the form has both {first} and {second}");
                let problem = Problem::new("FIELD", message).in_field(*second);
                Err(problem.hint(format!("keep one of {}", names.join(", "))))
            }
        }
    }

    /// A field that is cleared in a form is empty and not given.
    fn is_given(self, name: &str) -> bool {
        self.value(name).is_some_and(|value| value.as_str() != Some(""))
    }
}

fn disabled(members: Members<'_>) -> Result<Disabled, Problem> {
    Ok(match members.value("disabled") {
        None | Some(Value::Bool(false)) => Disabled::No,
        Some(Value::Bool(true)) => Disabled::Yes,
        Some(Value::String(text)) => Disabled::Unless(template("disabled", text)?),
        Some(value) => return Err(unfit("disabled", "true, false or a template", value)),
    })
}

fn key(members: Members<'_>) -> Result<Option<KeySource>, Problem> {
    members.one_of(["secret", "secretFile", "secretEnv"], secret_source)
}

fn secret_source(field: &'static str, template: Template) -> KeySource {
    match field {
        "secretFile" => KeySource::File { field, path: template },
        "secretEnv" => KeySource::Variable { field, name: template },
        _ => KeySource::Text { field, text: template },
    }
}

fn passphrase_source(field: &'static str, template: Template) -> KeySource {
    match field {
        "passphraseEnv" => KeySource::Variable { field, name: template },
        _ => KeySource::Text { field, text: template },
    }
}

/// A key's text, or where it is: `{secretFile: public.pem}`.
fn verify_with(members: Members<'_>) -> Result<Option<KeySource>, Problem> {
    const FIELD: &str = "verifyWith";
    match members.value(FIELD) {
        None => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => {
            Ok(Some(KeySource::Text { field: FIELD, text: template(FIELD, text)? }))
        }
        Some(Value::Object(inner)) => {
            let known = ["secret", "secretFile", "secretEnv"];
            if let Some(name) = inner.keys().find(|name| !known.contains(&name.as_str())) {
                let problem = Problem::new("FIELD", format!("{FIELD} has no field \"{name}\""));
                return Err(problem.in_field(FIELD).hint(suggestion::hint(name, known)));
            }
            let source = key(Members(inner)).map_err(|problem| problem.in_field(FIELD))?;
            Ok(source.map(|source| match source {
                KeySource::Text { text, .. } => KeySource::Text { field: FIELD, text },
                KeySource::File { path, .. } => KeySource::File { field: FIELD, path },
                KeySource::Variable { name, .. } => KeySource::Variable { field: FIELD, name },
            }))
        }
        Some(value) => Err(unfit(FIELD, "a key, or an object with secretFile", value)),
    }
}

fn audience(members: Members<'_>) -> Result<Audience, Problem> {
    const FIELD: &str = "audience";
    match members.value(FIELD) {
        None => Ok(Audience::None),
        Some(Value::Array(values)) => {
            let templates = values.iter().map(|value| template(FIELD, &text(FIELD, value)?));
            templates.collect::<Result<_, _>>().map(Audience::Several)
        }
        Some(value) => template(FIELD, &text(FIELD, value)?).map(Audience::One),
    }
}

fn cache(members: Members<'_>) -> Result<Cache<Field<Duration>>, Problem> {
    const FIELD: &str = "cache";
    match members.value(FIELD) {
        None => Ok(Cache::PerRequest),
        Some(Value::Object(inner)) => {
            let known = ["refreshBefore"];
            if let Some(name) = inner.keys().find(|name| !known.contains(&name.as_str())) {
                let problem = Problem::new("FIELD", format!("{FIELD} has no field \"{name}\""));
                return Err(problem.in_field(FIELD).hint(suggestion::hint(name, known)));
            }
            let before = Members(inner).text("refreshBefore")?.unwrap_or_else(|| "0s".to_owned());
            Field::read("cache.refreshBefore", &before).map(Cache::RefreshBefore)
        }
        Some(value) => {
            Field::<CacheName>::read(FIELD, &text(FIELD, value)?)?;
            Ok(Cache::PerRequest)
        }
    }
}

fn origins(members: Members<'_>) -> Result<Option<Vec<Field<jwt_header::Origin>>>, Problem> {
    const FIELD: &str = "origins";
    match members.value(FIELD) {
        None => Ok(None),
        Some(Value::String(any)) if any == "any" => Ok(None),
        Some(Value::Array(values)) => {
            let origins = values.iter().map(|value| Field::read(FIELD, &text(FIELD, value)?));
            origins.collect::<Result<_, _>>().map(Some)
        }
        Some(value) => Field::read(FIELD, &text(FIELD, value)?).map(|origin| Some(vec![origin])),
    }
}

fn allow(members: Members<'_>) -> Result<Allow<Field<bool>>, Problem> {
    let none = Map::new();
    let inner = match members.value("allow") {
        None => &none,
        Some(Value::Object(inner)) => inner,
        Some(value) => return Err(unfit("allow", "an object such as {unsigned: true}", value)),
    };
    if let Some(name) = inner.keys().find(|name| !ALLOWED.contains(&name.as_str())) {
        let problem = Problem::new("FIELD", format!("allow has no field \"{name}\""));
        let hint = suggestion::hint(name, ALLOWED.iter().copied());
        return Err(problem.in_field("allow").hint(hint));
    }
    let of = |name: &str, usual: bool| {
        let value = inner.get(name).map(|value| {
            Field::read(&format!("allow.{name}"), &text(&format!("allow.{name}"), value)?)
        });
        value.unwrap_or(Ok(Field::Fixed(usual)))
    };
    Ok(Allow {
        unsigned: of("unsigned", false)?,
        weak_secret: of("weakSecret", true)?,
        small_rsa: of("smallRsa", false)?,
        non_object_payload: of("nonObjectPayload", false)?,
    })
}

fn template(name: &str, text: &str) -> Result<Template, Problem> {
    Template::parse(text).map_err(|problem| problem.in_field(name))
}

/// Takes every string of a value apart, so that what is wrong shows when the form is read.
fn parse_all(name: &str, value: &Value) -> Result<(), Problem> {
    match value {
        Value::String(text) => template(name, text).map(drop),
        Value::Array(values) => values.iter().try_for_each(|value| parse_all(name, value)),
        Value::Object(members) => members.values().try_for_each(|value| parse_all(name, value)),
        _ => Ok(()),
    }
}

fn text(name: &str, value: &Value) -> Result<String, Problem> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(bool) => Ok(bool.to_string()),
        _ => Err(unfit(name, "a text", value)),
    }
}

fn unfit(name: &str, expected: &str, found: &Value) -> Problem {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    let message = format!("{name} must be {expected}, but is {found}");
    Problem::new("FIELD", message).in_field(name)
}
