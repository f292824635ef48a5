//! YAML as text.

use crate::Problem;
use saphyr::{Scalar, ScalarStyle, Yaml, YamlEmitter};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The text of a document, with texts of several lines as such.
pub(crate) fn emit(yaml: &Yaml<'_>) -> Result<String, Problem> {
    let mut text = String::new();
    let mut emitter = YamlEmitter::new(&mut text);
    emitter.multiline(true);
    emitter.dump(yaml).map_err(|error| Problem::new("YAML", error))?;
    // One document needs no mark at its start.
    let text = text.strip_prefix("---\n").unwrap_or(&text);
    Ok(format!("{}\n", text.trim_end_matches('\n')))
}

/// A JSON object as YAML.
pub(crate) fn mapping(members: &Map<String, Value>) -> Yaml<'_> {
    Yaml::Mapping(members.iter().map(|(name, value)| (text(name), json(value))).collect())
}

/// JSON as YAML.
pub(crate) fn json(value: &Value) -> Yaml<'_> {
    match value {
        Value::Null => Yaml::Value(Scalar::Null),
        Value::Bool(bool) => Yaml::Value(Scalar::Boolean(*bool)),
        // As it is written, to the digit.
        Value::Number(number) => {
            Yaml::Representation(Cow::Owned(number.to_string()), ScalarStyle::Plain, None)
        }
        Value::String(string) => text(string),
        Value::Array(values) => Yaml::Sequence(values.iter().map(json).collect()),
        Value::Object(members) => mapping(members),
    }
}

/// A text as YAML.
pub(crate) fn text(text: &str) -> Yaml<'_> {
    Yaml::Value(Scalar::String(Cow::Borrowed(text)))
}
