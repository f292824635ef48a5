//! A form that a preset filled in.

use super::{Input, Preset};
use crate::Problem;
use saphyr::{Mapping, Scalar, ScalarStyle, Yaml, YamlEmitter};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A form that a preset filled in, and what belongs to it.
#[derive(Debug, Clone)]
pub struct Filled {
    /// The members of the form, for [`Form::read`](crate::Form::read).
    pub authentication: Map<String, Value>,
    /// Headers that the request needs besides.
    pub headers: Vec<(String, String)>,
    /// What else a request needs, a sentence each.
    pub notes: Vec<String>,
    /// The inputs in whose places variables stand, which the workspace is to define.
    pub variables: Vec<&'static Input>,
    pub(super) preset: &'static Preset,
    /// The other inputs that were not given.
    pub(super) further: Vec<&'static Input>,
}

impl Filled {
    /// The form as the YAML of a workspace file, with comments on the service.
    ///
    /// # Errors
    /// [`Problem`] with the code `YAML` if the text cannot be written, which does not happen.
    pub fn to_yaml(&self) -> Result<String, Problem> {
        let mut members = Mapping::new();
        members.insert(text("authentication"), mapping(&self.authentication));
        if !self.headers.is_empty() {
            let headers = self.headers.iter().map(|(name, value)| (text(name), text(value)));
            members.insert(text("headers"), Yaml::Mapping(headers.collect()));
        }
        let mut yaml = String::new();
        let mut emitter = YamlEmitter::new(&mut yaml);
        emitter.dump(&Yaml::Mapping(members)).map_err(|error| Problem::new("YAML", error))?;
        // One document needs no mark at its start.
        let yaml = yaml.strip_prefix("---\n").unwrap_or(&yaml);
        let comments: String = self.comments().iter().map(|line| format!("# {line}\n")).collect();
        Ok(format!("{comments}{yaml}\n"))
    }

    fn comments(&self) -> Vec<String> {
        let preset = self.preset;
        let mut lines = vec![
            format!("{}: {}", preset.title, preset.summary),
            format!("{}: {}", preset.vendor, preset.documentation),
        ];
        let limits = preset.limits();
        if !limits.is_empty() {
            lines.push(format!("limit: a token lives {limits}"));
        }
        lines.extend(self.variables.iter().map(|input| {
            format!("variable {}: {}, such as {}", input.name, input.description, input.example)
        }));
        lines.extend(self.further.iter().map(|input| match input.default {
            Some(default) => format!("input {}={default}: {}", input.name, input.description),
            None => {
                format!("input {}: {}, such as {}", input.name, input.description, input.example)
            }
        }));
        lines.extend(self.notes.iter().map(|note| format!("note: {note}")));
        lines
    }
}

fn mapping(members: &Map<String, Value>) -> Yaml<'_> {
    Yaml::Mapping(members.iter().map(|(name, value)| (text(name), json(value))).collect())
}

fn json(value: &Value) -> Yaml<'_> {
    match value {
        Value::Null => Yaml::Value(Scalar::Null),
        Value::Bool(bool) => Yaml::Value(Scalar::Boolean(*bool)),
        Value::Number(number) => {
            Yaml::Representation(Cow::Owned(number.to_string()), ScalarStyle::Plain, None)
        }
        Value::String(string) => text(string),
        Value::Array(values) => Yaml::Sequence(values.iter().map(json).collect()),
        Value::Object(members) => mapping(members),
    }
}

fn text(text: &str) -> Yaml<'_> {
    Yaml::Value(Scalar::String(Cow::Borrowed(text)))
}
