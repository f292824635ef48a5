//! What was given to a preset.

use super::{Input, Preset, lifetime};
use crate::{Problem, form::duration, suggestion};
use serde_json::Value;
use std::time::Duration;

/// What was given to a preset: texts and templates, by the names of its inputs.
#[derive(Debug)]
pub(super) struct Inputs<'a> {
    preset: &'static Preset,
    given: &'a [(String, String)],
}

impl<'a> Inputs<'a> {
    /// Takes what the preset asks for, each once.
    pub(super) fn new(
        preset: &'static Preset,
        given: &'a [(String, String)],
    ) -> Result<Self, Problem> {
        let (id, known) = (preset.id, preset.inputs.iter().map(|input| input.name));
        for (index, (name, value)) in given.iter().enumerate() {
            if !known.clone().any(|known| known == name) {
                let problem = Problem::new("PRESET", format!("{id} has no input \"{name}\""));
                return Err(problem.hint(suggestion::hint(name, known)));
            }
            if given.iter().take(index).any(|(earlier, _)| earlier == name) {
                return Err(Problem::new("PRESET", format!("{name} is given twice")));
            }
            if value.trim().is_empty() {
                let problem = Problem::new("PRESET", format!("{name} is empty"));
                return Err(problem.hint("leave it out to define it as a variable"));
            }
            if value.contains(char::is_control) {
                let message = format!("{name} has a line break or another control character");
                return Err(Problem::new("PRESET", message));
            }
        }
        Ok(Self { preset, given })
    }

    /// What was given, else the default, else a variable.
    pub(super) fn text(&self, name: &str) -> String {
        self.optional(name).unwrap_or_else(|| format!("${{[ {name} ]}}"))
    }

    /// What was given, else the default if there is one.
    pub(super) fn optional(&self, name: &str) -> Option<String> {
        self.value(name).map(str::to_owned)
    }

    /// The same if it is known already: text without a tag.
    pub(super) fn fixed(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|value| !value.contains(OPEN))
    }

    /// What to write for an input inside a tag: a text in quotes, or what is in its only tag.
    pub(super) fn expression(&self, name: &str) -> Result<String, Problem> {
        match (self.value(name), self.fixed(name)) {
            (None, _) => Ok(name.to_owned()),
            (_, Some(text)) => Ok(format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))),
            (Some(value), None) => only_tag(value).map(str::to_owned).ok_or_else(|| {
                let message = format!("{name} mixes text and templates");
                Problem::new("PRESET", message).hint("give a text, or one template: ${[ name ]}")
            }),
        }
    }

    /// What to write for an input inside JSON text: a string with its quotes.
    pub(super) fn json(&self, name: &str) -> Result<String, Problem> {
        match self.fixed(name) {
            Some(text) => Ok(Value::from(text).to_string()),
            None => Ok(format!("\"${{[ {} ]}}\"", self.expression(name)?)),
        }
    }

    /// How long the token lives, within the vendor's limits.
    pub(super) fn expires_in(&self) -> Result<String, Problem> {
        if self.fixed(EXPIRES_IN).is_some() {
            self.lifetime()?;
        }
        Ok(self.text(EXPIRES_IN))
    }

    /// The same where it must be known already.
    pub(super) fn lifetime(&self) -> Result<Duration, Problem> {
        let (text, vendor) = (self.text(EXPIRES_IN), self.preset.vendor);
        let Ok(lifetime) = duration::read(&text) else {
            let message = format!("{EXPIRES_IN} must be a duration, but is \"{text}\"");
            return Err(Problem::new("PRESET", message).hint("write 300, 90s, 5m or 1h30m"));
        };
        if let Some(least) = self.preset.min_lifetime.filter(|least| lifetime < *least) {
            let least = lifetime::compact(least);
            let message = format!("{EXPIRES_IN} is {text}, but {vendor} takes {least} at least");
            return Err(self.refusal(message, format!("give {EXPIRES_IN}={least} or more")));
        }
        if let Some(most) = self.preset.max_lifetime.filter(|most| lifetime > *most) {
            let most = lifetime::compact(most);
            let message = format!("{EXPIRES_IN} is {text}, but {vendor} takes {most} at most");
            return Err(self.refusal(message, format!("give {EXPIRES_IN}={most} or less")));
        }
        if lifetime.is_zero() {
            let message = format!("{EXPIRES_IN} is {text}: the token would be expired at once");
            return Err(Problem::new("PRESET", message));
        }
        Ok(lifetime)
    }

    /// A value that the vendor does not take, what to do, and the page that says so.
    pub(super) fn refusal(&self, message: String, hint: impl Into<String>) -> Problem {
        let page = self.preset.documentation;
        Problem::new("PRESET", message)
            .hint(hint)
            .hint(format!("{} says so: {page}", self.preset.vendor))
    }

    /// The inputs that were not given.
    pub(super) fn left_out(&self) -> impl Iterator<Item = &'static Input> {
        self.preset.inputs.iter().filter(|input| self.given(input.name).is_none())
    }

    fn value(&self, name: &str) -> Option<&str> {
        let default = || self.preset.inputs.iter().find(|input| input.name == name)?.default;
        self.given(name).or_else(default)
    }

    fn given(&self, name: &str) -> Option<&str> {
        let given = self.given.iter().find(|(known, _)| known == name);
        given.map(|(_, value)| value.as_str())
    }
}

/// What is in a tag, if a text is one tag and nothing else.
fn only_tag(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    (!inside.contains(OPEN) && !inside.contains(CLOSE)).then(|| inside.trim())
}

const EXPIRES_IN: &str = "expires_in";
const OPEN: &str = "${[";
const CLOSE: &str = "]}";
