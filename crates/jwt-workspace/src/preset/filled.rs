//! A form that a preset filled in.

use super::{Input, Preset};
use crate::{
    Problem,
    document::emit::{emit, mapping, text},
};
use saphyr::{Mapping, Yaml};
use serde_json::{Map, Value};

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
        let comments: String = self.comments().iter().map(|line| format!("# {line}\n")).collect();
        Ok(format!("{comments}{}", emit(&Yaml::Mapping(members))?))
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
