//! A workspace's text with one node changed, and all else kept byte for byte.

use super::{
    Node,
    change::{Change, changes},
    emit::{emit, json as yaml},
};
use crate::{NodePath, Problem, Workspace, form::FIELDS};
use serde_json::{Map, Value, json};
use std::str::FromStr as _;
use yaml_edit::{Document, Mapping, Sequence, YamlNode};

impl Workspace {
    /// The text of a workspace file, changed so that the node at `path` is as it is here: its
    /// authentication and, of a request, method, URL, query, headers and body. Whatever says
    /// something else keeps its bytes: comments, order, quotes, empty lines.
    ///
    /// ```
    /// use jwt_workspace::{Authentication, NodePath, Workspace};
    ///
    /// let text = "name: Orders # ours\nrequests:\n  - { name: List, url: https://api.example }\n";
    /// let mut workspace = Workspace::from_yaml(text)?;
    /// let list = NodePath::default().child(0);
    /// *workspace.authentication_mut(&list).expect("the request") = Authentication::None;
    /// assert_eq!(
    ///     workspace.edit(text, &list)?,
    ///     "name: Orders # ours\nrequests:\n  - { name: List, url: https://api.example, authentication: none }\n"
    /// );
    /// # Ok::<(), jwt_workspace::Problem>(())
    /// ```
    ///
    /// # Errors
    /// [`Problem`] with the code `EDIT` if the changed text would not say just this, and one with
    /// the line if `text` is no workspace.
    pub fn edit(&self, text: &str, path: &NodePath) -> Result<String, Problem> {
        let (mark, yaml) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(yaml) => (BYTE_ORDER_MARK, yaml),
            None => ("", text),
        };
        let before = Self::from_yaml(yaml)?;
        let node = Node::parse(yaml)?.to_json();
        let document = Document::from_str(yaml).map_err(|_| unfit())?;
        if document.to_string() != yaml {
            return Err(unfit());
        }
        let (members, mapping) = node_at(&node, &document, &before, path).ok_or_else(unfit)?;
        let (old, new) = (before.node(path), self.node(path));
        let (old, new) = old.zip(new).ok_or_else(unfit)?;
        let editor = Editor { is_json: is_json(yaml) };
        for Change { name, value, order } in changes(members, old, new) {
            editor.set(&mapping, members, name, value.as_ref(), order)?;
        }
        let edited = document.to_string();
        self.check(yaml, &edited)?;
        Ok(format!("{mark}{edited}"))
    }

    /// Whether the text says what is meant, in the language it was written in.
    fn check(&self, before: &str, edited: &str) -> Result<(), Problem> {
        let read = Self::from_yaml(edited).map_err(|_| unfit())?;
        // Members of JSON objects have no order for a comparison, but a token's claims have one.
        let is_meant =
            read == *self && format!("{:?}", read.texts()) == format!("{:?}", self.texts());
        if !is_meant || is_json(before) && !is_json(edited) {
            return Err(unfit());
        }
        Ok(())
    }

    /// What its forms sign, to the letter.
    fn texts(&self) -> Vec<String> {
        fn add(node: crate::Node<'_>, texts: &mut Vec<String>) {
            if let crate::Authentication::Jwt(form) = node.authentication() {
                let members = ["payload", "headers"].map(|name| form.members().get(name));
                texts.extend(members.into_iter().flatten().map(Value::to_string));
            }
            node.items().iter().for_each(|item| add(item.into(), texts));
        }
        let mut texts = Vec::new();
        add(crate::Node::Workspace(self), &mut texts);
        texts
    }
}

/// The members of the node at a path: what they say, and where they stand.
fn node_at<'j>(
    root: &'j Value,
    document: &Document,
    workspace: &Workspace,
    path: &NodePath,
) -> Option<(&'j Map<String, Value>, Mapping)> {
    let (mut value, mut mapping) = (root, document.as_mapping()?);
    for &index in &path.0 {
        let list = |name: &str| value.get(name).and_then(Value::as_array);
        // Requests come first, as they are read.
        let requests = list("requests").map_or(0, Vec::len);
        let (name, index) = match index.checked_sub(requests) {
            None => ("requests", index),
            Some(index) => ("folders", index),
        };
        value = list(name)?.get(index)?;
        mapping = match mapping.get_sequence(name)?.get(index)? {
            YamlNode::Mapping(mapping) => mapping,
            _ => return None,
        };
    }
    workspace.node(path)?;
    Some((value.as_object()?, mapping))
}

/// How what is new is written.
struct Editor {
    is_json: bool,
}

impl Editor {
    /// Gives a member a value, or takes it away.
    fn set(
        &self,
        mapping: &Mapping,
        members: &Map<String, Value>,
        name: &str,
        value: Option<&Value>,
        order: &[&str],
    ) -> Result<(), Problem> {
        let old = members.get(name);
        match (old, value) {
            (None, None) => {}
            (Some(_), None) => drop(mapping.remove(name)),
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
        &self,
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
        &self,
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

fn ends_with_empty_line(value: Option<YamlNode>) -> bool {
    let text = value.map(|value| value.to_string()).unwrap_or_default();
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
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

fn unfit() -> Problem {
    let problem = Problem::new("EDIT", "the file is written so that it cannot be changed safely");
    problem.hint("nothing was written; make the change in the file itself")
}

const BYTE_ORDER_MARK: &str = "\u{feff}";
