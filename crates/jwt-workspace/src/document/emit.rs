//! YAML as text.

use crate::Problem;
use saphyr::{Scalar, ScalarStyle, Yaml, YamlEmitter};
use serde_json::{Map, Value};
use std::{borrow::Cow, fmt::Write as _};

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

/// A text as YAML, with escapes for what a terminal or an editor would act on or hide.
pub(crate) fn text(text: &str) -> Yaml<'_> {
    if !text.contains(is_hidden) {
        return Yaml::Value(Scalar::String(Cow::Borrowed(text)));
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() || is_hidden(c) => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\U{:08X}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    Yaml::Representation(Cow::Owned(escaped), ScalarStyle::DoubleQuoted, None)
}

/// Control characters, and format characters that are invisible or turn the direction of the text.
/// Those of ASCII are the emitter's affair.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
