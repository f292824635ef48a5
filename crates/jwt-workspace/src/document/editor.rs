//! Changes of a lossless YAML tree, each as small as can be.

use super::{
    edit::unfit,
    emit::{emit, json as yaml},
    spaces::Spaces,
};
use crate::{Problem, form::FIELDS};
use serde_json::{Map, Value, json};
use std::str::FromStr as _;
use yaml_edit::{Document, Mapping, Sequence, YamlNode};

/// How what is new is written.
pub(super) struct Editor {
    is_json: bool,
    spaces: Spaces,
}

impl Editor {
    /// An editor of YAML, or of JSON.
    pub(super) fn new(is_json: bool) -> Self {
        Self { is_json, spaces: Spaces::default() }
    }

    /// The text of the document that was edited, in the order of preference.
    /// With the white space that went along with what was changed, and as it is.
    pub(super) fn texts_of(&self, document: &Document) -> [String; 2] {
        [self.spaces.text_of(document), document.to_string()]
    }

    /// Gives a member a value, or takes it away.
    pub(super) fn set(
        &mut self,
        mapping: &Mapping,
        members: &Map<String, Value>,
        name: &str,
        value: Option<&Value>,
        order: &[&str],
    ) -> Result<(), Problem> {
        let old = members.get(name).filter(|old| !ends_with_lines(old));
        let lines = old.and_then(|_| Spaces::lines_behind(mapping, name));
        let behind = match value {
            Some(_) => Some(name.to_owned()),
            None => before(mapping, name),
        };
        self.change(mapping, members, name, value, order)?;
        if let (Some(lines), Some(behind)) = (lines, behind) {
            self.spaces.remember_lines(mapping, &behind, lines);
        }
        Ok(())
    }

    fn change(
        &mut self,
        mapping: &Mapping,
        members: &Map<String, Value>,
        name: &str,
        value: Option<&Value>,
        order: &[&str],
    ) -> Result<(), Problem> {
        let old = members.get(name);
        match (old, value) {
            (None, None) => {}
            (Some(_), None) => {
                self.spaces.before_removal_from_mapping(mapping);
                mapping.remove(name);
            }
            (Some(old), Some(value)) if is_same(old, value) => {}
            (Some(Value::Object(old)), Some(Value::Object(new)))
                if is_form(name) && !new.is_empty() && !old.is_empty() || is_merged(old, new) =>
            {
                let inner = mapping.get_mapping(name).ok_or_else(unfit)?;
                let order = if is_form(name) { FIELDS } else { &[] };
                self.merge(&inner, old, new, order)?;
            }
            (Some(Value::Array(old)), Some(Value::Array(new)))
                if !old.is_empty() && !new.is_empty() =>
            {
                let inner = mapping.get_sequence(name).ok_or_else(unfit)?;
                self.merge_list(&inner, old, new)?;
            }
            (_, Some(value)) => {
                let key = match self.is_json {
                    true => json!(name).to_string(),
                    false => emit(&yaml(&json!(name)))?,
                };
                let key = Document::from_str(key.trim_end()).map_err(|_| unfit())?;
                let order = &place(mapping, name, order);
                self.put(value, mapping.is_flow_style(), |new| match new {
                    New::Text(text) => mapping.set_with_field_order(key, text, order),
                    New::Document(document) => mapping.set_with_field_order(key, document, order),
                })?;
            }
        }
        Ok(())
    }

    /// Changes the members that differ. What goes does so last: a mapping that was empty for
    /// a moment would be written in another way.
    fn merge(
        &mut self,
        mapping: &Mapping,
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        order: &[&str],
    ) -> Result<(), Problem> {
        for (name, value) in new {
            self.set(mapping, old, name, Some(value), order)?;
        }
        for name in old.keys().filter(|name| !new.contains_key(*name)) {
            self.set(mapping, old, name, None, order)?;
        }
        Ok(())
    }

    /// Changes the entries between those that are the same at the start and at the end.
    fn merge_list<'v>(
        &mut self,
        list: &Sequence,
        old: &'v [Value],
        new: &'v [Value],
    ) -> Result<(), Problem> {
        let shorter = old.len().min(new.len());
        let start = old.iter().zip(new).take_while(|(old, new)| is_same(old, new)).count();
        let ends = old.iter().rev().zip(new.iter().rev());
        let end = ends.take(shorter - start).take_while(|(old, new)| is_same(old, new)).count();
        let middle =
            |values: &'v [Value]| values.get(start..values.len() - end).unwrap_or_default();
        let (old, new) = (middle(old), middle(new));
        for (index, (old, new)) in old.iter().zip(new).enumerate() {
            match (old, new, list.get(start + index)) {
                (Value::Object(old), Value::Object(new), Some(YamlNode::Mapping(mapping)))
                    if is_merged(old, new) =>
                {
                    self.merge(&mapping, old, new, &[])?;
                }
                _ => self.put(new, list.is_flow_style(), |new| match new {
                    New::Text(text) => drop(list.set(start + index, text)),
                    New::Document(document) => drop(list.set(start + index, document)),
                })?,
            }
        }
        for (index, value) in new.iter().enumerate().skip(old.len()) {
            self.put(value, list.is_flow_style(), |new| match new {
                New::Text(text) => list.insert(start + index, text),
                New::Document(document) => list.insert(start + index, document),
            })?;
        }
        for _ in new.len()..old.len() {
            self.spaces.before_removal_from_list(list);
            list.remove(start + new.len());
        }
        Ok(())
    }

    /// A value as it is written: in one line where what is around it is.
    fn put(&self, value: &Value, in_line: bool, put: impl FnOnce(New<'_>)) -> Result<(), Problem> {
        let document;
        put(match value {
            Value::String(text) if !self.is_json => New::Text(text),
            _ => {
                let text = match value {
                    Value::Array(_) | Value::Object(_) if !in_line => emit(&yaml(value))?,
                    value => value.to_string(),
                };
                document = Document::from_str(&text).map_err(|_| unfit())?;
                New::Document(&document)
            }
        });
        Ok(())
    }
}

/// The order that gives a new member its place. The empty line behind a text of several lines belongs
/// to that text; it parts what comes next from all of this, so what is new goes before.
fn place<'o>(mapping: &Mapping, name: &'o str, order: &[&'o str]) -> Vec<&'o str> {
    let at = order.iter().position(|known| *known == name).unwrap_or_default();
    let earlier = order.get(..at).unwrap_or_default().iter().rev();
    let before = earlier.copied().find_map(|name| Some((name, mapping.find_entry_by_key(name)?)));
    let is_new = mapping.find_entry_by_key(name).is_none();
    match before {
        Some((before, entry)) if is_new && ends_with_empty_line(entry.value_node()) => {
            vec![name, before]
        }
        _ => order.to_vec(),
    }
}

/// Whether the empty lines at a value's end are part of it.
fn ends_with_lines(value: &Value) -> bool {
    match value {
        Value::String(text) => text.ends_with("\n\n"),
        Value::Array(values) => values.last().is_some_and(ends_with_lines),
        Value::Object(members) => members.values().next_back().is_some_and(ends_with_lines),
        _ => false,
    }
}

/// The name of the member before another.
fn before(mapping: &Mapping, name: &str) -> Option<String> {
    let names = mapping.keys().map(|key| key.as_scalar().map(|key| key.as_string()));
    let names: Option<Vec<String>> = names.collect();
    let names = names?;
    let at = names.iter().position(|known| known == name)?.checked_sub(1)?;
    names.get(at).cloned()
}

fn ends_with_empty_line(value: Option<YamlNode>) -> bool {
    let text = value.map(|value| value.to_string()).unwrap_or_default();
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

enum New<'v> {
    Text(&'v str),
    Document(&'v Document),
}

/// Whether two values say the same, order included.
fn is_same(old: &Value, new: &Value) -> bool {
    let [old, new] = [old, new].map(Value::to_string);
    old == new
}

/// Whether one object comes from the other by changes, removals, and additions at its end.
fn is_merged(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let kept: Vec<&String> = old.keys().filter(|name| new.contains_key(*name)).collect();
    !kept.is_empty() && new.keys().take(kept.len()).eq(kept)
}

/// Whether a member's own members have their place by their names, and none by what stands before.
fn is_form(name: &str) -> bool {
    name == "authentication"
}
