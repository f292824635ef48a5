//! The JOSE header: what was typed, and what the form's fields add.

use super::json_text;
use crate::{
    Problem,
    form::{Content, Rendered},
};
use jwt_core::{Header, HeaderError, Signer};
use serde_json::{Map, Value};

/// The header for a key.
pub(super) fn header<'a>(
    form: &'a Rendered,
    key: &'a (dyn Signer + 'static),
) -> Result<Header<'a>, Problem> {
    let algorithm = key.algorithm();
    let mut members = typed(form)?;
    if let Some(alg) = members.remove("alg")
        && alg != algorithm.name()
    {
        let message = format!("headers.alg is {alg} but algorithm is {algorithm}");
        let problem = Problem::new("ALG_MISMATCH", message).in_field("headers");
        return Err(problem.hint("remove alg from headers"));
    }
    let mut header = Header::for_key(key);
    header = match (members.remove("typ"), form.typ.as_deref()) {
        (Some(Value::Null), _) | (None, None) => header.without_typ(),
        (Some(typ), _) => header.typ(text("typ", typ)?),
        (None, Some(typ)) => header.typ(typ),
    };
    if let Some(cty) = members.remove("cty") {
        header = header.cty(text("cty", cty)?).map_err(|error| refused("cty", &error))?;
    }
    if let Some(key_id) = key_id(form, members.remove("kid"))? {
        header = header.kid(text("kid", key_id)?);
    }
    if let Some(thumbprint) = members.remove("x5t#S256") {
        header = header.x5t_s256(text("x5t#S256", thumbprint)?);
    }
    for name in critical(members.remove("crit"))? {
        let Some(value) = members.remove(&name) else {
            let message = format!("headers.crit names \"{name}\", which headers does not have");
            return Err(Problem::new("HEADER", message).in_field("headers"));
        };
        header = header.critical(&name, value).map_err(|error| refused(&name, &error))?;
    }
    for (name, value) in members {
        header = header.member(&name, value).map_err(|error| refused(&name, &error))?;
    }
    Ok(header)
}

/// The header of an unsigned token, as JSON.
pub(super) fn unsigned(form: &Rendered) -> Result<Value, Problem> {
    let mut members = typed(form)?;
    let mut header = Map::new();
    header.insert("alg".to_owned(), "none".into());
    if let Some(alg) = members.remove("alg")
        && alg != "none"
    {
        let message = format!("headers.alg is {alg} but algorithm is none");
        let problem = Problem::new("ALG_MISMATCH", message).in_field("headers");
        return Err(problem.hint("remove alg from headers"));
    }
    match (members.remove("typ"), &form.typ) {
        (Some(Value::Null), _) | (None, None) => {}
        (Some(typ), _) => drop(header.insert("typ".to_owned(), typ)),
        (None, Some(typ)) => drop(header.insert("typ".to_owned(), typ.clone().into())),
    }
    if let Some(key_id) = key_id(form, members.remove("kid"))? {
        header.insert("kid".to_owned(), key_id);
    }
    header.extend(members);
    Ok(Value::Object(header))
}

/// `kid`: the one that was typed, which is that of the form if both are there.
fn key_id(form: &Rendered, typed: Option<Value>) -> Result<Option<Value>, Problem> {
    match (typed, form.key_id.as_deref()) {
        (Some(typed), Some(key_id)) if typed != key_id => {
            let message = format!("headers.kid is {typed} but keyId is \"{key_id}\"");
            let problem = Problem::new("KID", message).in_field("keyId");
            Err(problem.hint("keep one of them"))
        }
        (Some(typed), _) => Ok(Some(typed)),
        (None, key_id) => Ok(key_id.map(Value::from)),
    }
}

fn typed(form: &Rendered) -> Result<Map<String, Value>, Problem> {
    match &form.headers {
        Content::None => Ok(Map::new()),
        Content::Text(text) => json_text::object("headers", text, &form.empty_variables),
        Content::Value(Value::Object(members)) => Ok(members.clone()),
        Content::Value(_) => {
            Err(Problem::new("HEADER", "headers is not a JSON object").in_field("headers"))
        }
    }
}

fn text(name: &str, value: Value) -> Result<String, Problem> {
    match value {
        Value::String(text) => Ok(text),
        other => {
            let message = format!("headers.{name} must be a text, but is {other}");
            Err(Problem::new("HEADER", message).in_field("headers"))
        }
    }
}

fn critical(crit: Option<Value>) -> Result<Vec<String>, Problem> {
    match crit {
        None => Ok(Vec::new()),
        Some(Value::Array(names)) if !names.is_empty() => {
            names.into_iter().map(|name| text("crit", name)).collect()
        }
        Some(_) => {
            let message = "headers.crit must be a list of member names";
            Err(Problem::new("HEADER", message).in_field("headers"))
        }
    }
}

fn refused(name: &str, error: &HeaderError) -> Problem {
    Problem::new("HEADER", format!("\"{name}\" cannot stand in headers: {error}"))
        .in_field("headers")
}
