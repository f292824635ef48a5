use super::{left_out::LeftOut, place::Place, problem};
use crate::Problem;
use serde_json::{Map, Value};

/// The members of an object, taken one by one, so that what is left can be listed.
#[derive(Debug)]
pub(super) struct Members<'v> {
    place: Place,
    /// The way from the place to this object, as in `body.raw.`.
    within: String,
    members: &'v Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'v> Members<'v> {
    /// The members of what stands at a place.
    pub(super) fn of(value: &'v Value, place: &Place) -> Result<Self, Problem> {
        match value {
            Value::Object(members) => Ok(Self::new(members, place, String::new())),
            other => Err(problem(format!("{place} must be an object, but is {}", noun(other)))),
        }
    }

    /// The members of an object that was put together, which belongs to the member `name`.
    pub(super) fn within(members: &'v Map<String, Value>, place: &Place, name: &str) -> Self {
        Self::new(members, place, format!("{name}."))
    }

    fn new(members: &'v Map<String, Value>, place: &Place, within: String) -> Self {
        Self { place: place.clone(), within, members, known: Vec::new() }
    }

    /// A member that is there and not null.
    pub(super) fn take(&mut self, name: &'static str) -> Option<&'v Value> {
        self.known.push(name);
        self.members.get(name).filter(|value| !value.is_null())
    }

    /// A member that is a text, or reads like one.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<String>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(value) => match plain_text(value) {
                Some(text) => Ok(Some(text)),
                None => Err(self.unfit(name, "a text", value)),
            },
        }
    }

    /// A text that is empty if it is not there.
    pub(super) fn text_or_empty(&mut self, name: &'static str) -> Result<String, Problem> {
        Ok(self.text(name)?.unwrap_or_default())
    }

    /// A member that is true or false; some versions write these as texts.
    pub(super) fn flag(&mut self, name: &'static str) -> Result<Option<bool>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(Value::String(text)) if text == "false" || text.is_empty() => Ok(Some(false)),
            Some(other) => Err(self.unfit(name, "true or false", other)),
        }
    }

    /// A member that is a list, empty if it is not there.
    pub(super) fn list(&mut self, name: &'static str) -> Result<&'v [Value], Problem> {
        match self.take(name) {
            None => Ok(&[]),
            Some(Value::Array(values)) => Ok(values),
            Some(other) => Err(self.unfit(name, "a list", other)),
        }
    }

    /// A member that is an object.
    pub(super) fn object(&mut self, name: &'static str) -> Result<Option<Members<'v>>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Object(members)) => {
                let within = format!("{}{name}.", self.within);
                Ok(Some(Self::new(members, &self.place, within)))
            }
            Some(other) => Err(self.unfit(name, "an object", other)),
        }
    }

    /// The names and values that there are, all of which count as taken.
    pub(super) fn all(self) -> impl Iterator<Item = (&'v String, &'v Value)> {
        self.members.iter()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.members.get(name).is_some_and(|value| !value.is_null())
    }

    /// The place may have got its name only after the object was opened.
    pub(super) fn stand_at(&mut self, place: &Place) {
        self.place = place.clone();
    }

    /// Passes over members that say nothing of requests.
    pub(super) fn ignore(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// Lists settings that are not as they usually are. Each comes with its usual value as JSON.
    pub(super) fn settings(&mut self, usual: &[(&'static str, &str)], left_out: &mut LeftOut) {
        for (name, usual) in usual {
            let Some(value) = self.take(name).map(Value::to_string) else { continue };
            if value != *usual {
                left_out.add(&self.place, format!("the setting {}{name}", self.within));
            }
        }
    }

    /// Lists what nobody took and holds something.
    pub(super) fn finish(self, left_out: &mut LeftOut) {
        for (name, value) in self.members {
            let passed = self.known.contains(&name.as_str()) || IGNORED.contains(&name.as_str());
            if passed || is_empty(value) {
                continue;
            }
            if DESCRIPTIONS.contains(&name.as_str()) {
                left_out.description();
            } else {
                left_out.add(&self.place, format!("the member \"{}{name}\"", self.within));
            }
        }
    }

    fn unfit(&self, name: &str, expected: &str, found: &Value) -> Problem {
        let (within, place) = (&self.within, &self.place);
        let found = noun(found);
        problem(format!("{within}{name} of {place} must be {expected}, but is {found}"))
    }
}

/// A text, or a number or truth value as it is written.
pub(super) fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether nothing is said: a default, or a shell around nothing.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) | Value::Number(_) => false,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
    }
}

fn noun(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

const DESCRIPTIONS: &[&str] = &["description", "documentation"];

/// What programs write for themselves: identifiers, dates, order, looks.
const IGNORED: &[&str] = &[
    "$schema",
    "_id",
    "_postman_id",
    "_ref_id",
    "_type",
    "color",
    "created",
    "createdAt",
    "id",
    "metaSortKey",
    "modified",
    "parentId",
    "sortKey",
    "sortPriority",
    "uid",
    "updatedAt",
    "workspaceId",
];
