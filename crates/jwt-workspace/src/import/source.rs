//! Which program a file is of.

use super::{MOST_BYTES, problem, yaml};
use crate::Problem;
use serde_json::{Map, Value};

/// A file, taken apart as far as is needed to tell what it is.
#[derive(Debug)]
pub(super) enum Source {
    PostmanCollection(Value),
    PostmanEnvironment(Value),
    /// Version 4: a flat list of resources.
    InsomniaResources(Value),
    /// Version 5: one document.
    InsomniaDocument(Value),
    Hoppscotch(Vec<Value>),
    HoppscotchEnvironments(Vec<Value>),
    Yaak(Value),
}

/// Tells what a text is.
///
/// # Errors
/// [`Problem`] for what is none of these, with what it is instead if that can be told.
pub(super) fn tell(text: &str) -> Result<Source, Problem> {
    if text.len() > MOST_BYTES {
        return Err(problem("the file is larger than 32 MiB"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(problem("the file is empty").hint(LOOKED_FOR));
    }
    if let Some(what) = written_by_hand(start) {
        return Err(none_of_these(what));
    }
    if start.starts_with(['{', '[']) {
        let document = json(text)?;
        return of_json(document);
    }
    let document = yaml::read(text).map_err(|broken| {
        problem(format!("the file is neither JSON nor YAML: {broken}")).hint(LOOKED_FOR)
    })?;
    match document {
        Value::Object(_) => of_json(document),
        _ => {
            let message = "the file is neither JSON nor YAML of an object: line 1 column 1";
            Err(problem(message).hint(LOOKED_FOR))
        }
    }
}

/// Reads JSON.
pub(super) fn json(text: &str) -> Result<Value, Problem> {
    serde_json::from_str(text).map_err(|error| {
        let message = match error.is_eof() {
            true => format!("the JSON is cut off: {error}"),
            false => format!("the file is not JSON: {error}"),
        };
        problem(message)
    })
}

fn of_json(document: Value) -> Result<Source, Problem> {
    match document {
        Value::Array(entries) => of_list(entries),
        Value::Object(members) => of_object(members),
        _ => Err(none_of_these("a single value")),
    }
}

fn of_list(entries: Vec<Value>) -> Result<Source, Problem> {
    let all = |is: fn(&Map<String, Value>) -> bool| {
        !entries.is_empty() && entries.iter().all(|entry| entry.as_object().is_some_and(is))
    };
    if all(is_hoppscotch) {
        return Ok(Source::Hoppscotch(entries));
    }
    if all(is_hoppscotch_environment) {
        return Ok(Source::HoppscotchEnvironments(entries));
    }
    Err(none_of_these("a list of something else"))
}

fn of_object(mut members: Map<String, Value>) -> Result<Source, Problem> {
    // Postman's API wraps what it gives.
    for wrapper in ["collection", "environment"] {
        if members.len() == 1
            && let Some(Value::Object(inner)) = members.get_mut(wrapper)
        {
            members = std::mem::take(inner);
        }
    }
    let has = |name: &str| members.contains_key(name);
    let text = |name: &str| members.get(name).and_then(Value::as_str).unwrap_or_default();
    let source = match () {
        () if text("type").contains(".insomnia.rest/") || text("type").contains(".insomnia/") => {
            Source::InsomniaDocument
        }
        () if text("_type") == "export" || has("__export_format") => Source::InsomniaResources,
        () if has("yaakSchema") || has("yaakVersion") => Source::Yaak,
        () if has("_postman_variable_scope") || (has("values") && has("name")) => {
            Source::PostmanEnvironment
        }
        () if has("info") && has("item") => Source::PostmanCollection,
        () if is_hoppscotch(&members) => return Ok(Source::Hoppscotch(vec![members.into()])),
        () if is_hoppscotch_environment(&members) => {
            return Ok(Source::HoppscotchEnvironments(vec![members.into()]));
        }
        () => return Err(unknown(&members)),
    };
    Ok(source(Value::Object(members)))
}

fn is_hoppscotch(members: &Map<String, Value>) -> bool {
    let has = |name: &str| members.contains_key(name);
    has("name") && has("folders") && has("requests") && !has("order")
}

fn is_hoppscotch_environment(members: &Map<String, Value>) -> bool {
    let has = |name: &str| members.contains_key(name);
    has("name") && has("variables") && !has("requests") && !has("model") && !has("info")
}

/// What an object is that nobody here exports.
fn unknown(members: &Map<String, Value>) -> Problem {
    let has = |name: &str| members.contains_key(name);
    let inside = |name: &str, inner: &str| {
        members
            .get(name)
            .and_then(Value::as_object)
            .is_some_and(|object| object.contains_key(inner))
    };
    if has("order") && has("requests") || has("collections") && has("environments") {
        let what = "an old export of Postman (version 1)";
        return none_of_these(what).hint("import it into Postman, and export it as version 2.1");
    }
    if members.get("model").is_some_and(Value::is_string) {
        let message = "this is one file of a folder that Yaak syncs to, not the whole";
        return problem(message).hint("give the folder, or an export of Yaak");
    }
    let what = match () {
        () if has("openapi") => "an OpenAPI document",
        () if has("swagger") => "a Swagger document",
        () if has("asyncapi") => "an AsyncAPI document",
        () if inside("log", "entries") => "a HAR file",
        () if has("opencollection") => "a Bruno collection",
        () if has("version") && has("type") && text_of(members, "type") == "collection" => {
            "a Bruno collection"
        }
        () if has("keys") || has("kty") => "a JSON Web Key",
        () => "something else",
    };
    none_of_these(what)
}

/// What a text is that is neither JSON nor YAML, but a format of its own.
fn written_by_hand(start: &str) -> Option<&'static str> {
    let first = start.split_whitespace().next().unwrap_or_default();
    let then = start[first.len()..].trim_start();
    match first {
        "curl" => Some("a curl command"),
        "meta" | "get" | "post" | "put" | "patch" | "delete" | "vars" | "auth"
            if then.starts_with('{') =>
        {
            Some("a Bruno file")
        }
        "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" => {
            Some("a request of HTTP")
        }
        "###" => Some("a file of requests (.http)"),
        _ if start.starts_with("-----BEGIN ") => Some("a PEM file"),
        _ if start.starts_with('<') => Some("XML or HTML"),
        _ if start.starts_with("PK\u{3}\u{4}") => Some("a ZIP file"),
        _ => None,
    }
}

fn text_of<'m>(members: &'m Map<String, Value>, name: &str) -> &'m str {
    members.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn none_of_these(what: &str) -> Problem {
    let message =
        format!("the file is {what}, not an export of Postman, Insomnia, Hoppscotch or Yaak");
    problem(message).hint(LOOKED_FOR)
}

const LOOKED_FOR: &str = "what can be imported: a Postman collection (version 2.0, 2.1) or \
     environment, an Insomnia export (version 4, 5), Hoppscotch collections, a Yaak export or sync \
     folder";
