//! The header of a token in the making: what was typed, and what the options add.

use crate::{args::SignArguments, failure::Failure, input, payload};
use jwt_auth::{Header, HeaderError, Signer};
use serde_json::{Map, Value};

/// The header for a key.
///
/// # Errors
/// [`Failure`] if what was typed contradicts the key or the options, or cannot stand in a header.
pub(crate) fn header<'a>(
    arguments: &SignArguments,
    key: &'a (dyn Signer + 'static),
) -> Result<Header<'a>, Failure> {
    let mut members = match &arguments.header {
        Some(argument) => payload::object("--header", &input::argument(argument)?)?,
        None => Map::new(),
    };
    let mut header = Header::for_key(key);
    if let Some(alg) = members.remove("alg")
        && alg != key.algorithm().name()
    {
        let message = format!("alg in --header is {alg} but the algorithm is {}", key.algorithm());
        return Err(Failure::configuration("ALG_MISMATCH", message)
            .hint("remove alg from --header; the algorithm comes from the key and --alg"));
    }
    header = match (members.remove("typ"), arguments.typ.as_deref()) {
        (Some(Value::Null), _) | (None, Some("")) => header.without_typ(),
        (Some(typ), _) => header.typ(text("typ", typ)?),
        (None, Some(typ)) => header.typ(typ.to_owned()),
        (None, None) => header,
    };
    if let Some(cty) = members.remove("cty") {
        header = header.cty(text("cty", cty)?).map_err(|error| refused("cty", &error))?;
    }
    header = match (members.remove("kid"), &arguments.kid) {
        (Some(typed), Some(option)) if typed != option.as_str() => {
            let message = format!("kid in --header is {typed} but --kid is \"{option}\"");
            return Err(Failure::configuration("KID", message).hint("give one of them"));
        }
        (Some(typed), _) => header.kid(text("kid", typed)?),
        (None, Some(option)) => header.kid(option.clone()),
        (None, None) => header,
    };
    if let Some(thumbprint) = members.remove("x5t#S256") {
        header = header.x5t_s256(text("x5t#S256", thumbprint)?);
    }
    for name in critical(members.remove("crit"))? {
        let Some(value) = members.remove(&name) else {
            let message = format!("crit in --header names \"{name}\", which is not there");
            return Err(Failure::configuration("HEADER", message));
        };
        header = header.critical(&name, value).map_err(|error| refused(&name, &error))?;
    }
    for (name, value) in members {
        header = header.member(&name, value).map_err(|error| refused(&name, &error))?;
    }
    Ok(header)
}

fn text(name: &str, value: Value) -> Result<String, Failure> {
    match value {
        Value::String(text) => Ok(text),
        other => {
            let message = format!("{name} in --header must be a string, but is {other}");
            Err(Failure::configuration("HEADER", message))
        }
    }
}

fn critical(crit: Option<Value>) -> Result<Vec<String>, Failure> {
    let names = match crit {
        None => return Ok(Vec::new()),
        Some(Value::Array(names)) if !names.is_empty() => names,
        Some(_) => {
            let message = "crit in --header must be a list of member names";
            return Err(Failure::configuration("HEADER", message));
        }
    };
    names.into_iter().map(|name| text("crit", name)).collect()
}

fn refused(name: &str, error: &HeaderError) -> Failure {
    Failure::configuration("HEADER", format!("\"{name}\" cannot stand in --header: {error}"))
}
