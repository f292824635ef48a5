//! What must be written so that a node says what it should.

use crate::{Authentication, Body, Node, Parameter, Request};
use serde_json::{Map, Value, json};

/// A member of a node, and the value that it gets; none if it goes.
pub(super) struct Change {
    pub(super) name: &'static str,
    pub(super) value: Option<Value>,
    /// Where it is written if it is new: among these.
    pub(super) order: &'static [&'static str],
}

/// What differs between two states of a node, in the members that it has.
pub(super) fn changes(members: &Map<String, Value>, old: Node<'_>, new: Node<'_>) -> Vec<Change> {
    let order = match new {
        Node::Workspace(_) => WORKSPACE,
        Node::Folder(_) => FOLDER,
        Node::Request(_) => REQUEST,
    };
    let mut changes = Vec::new();
    let mut add = |name, value| changes.push(Change { name, value, order });
    if let (Node::Request(old), Node::Request(new)) = (old, new) {
        request(members, old, new, &mut add);
    }
    if old.authentication() != new.authentication() || signs_otherwise(old, new) {
        authentication(members, new.authentication(), &mut add);
    }
    changes
}

fn authentication(
    members: &Map<String, Value>,
    new: &Authentication,
    add: &mut impl FnMut(&'static str, Option<Value>),
) {
    // As Yaak has it: the type beside the form, which stays where it does not apply.
    let has_type = members.contains_key(TYPE);
    match new {
        Authentication::Inherit if has_type => add(TYPE, Some(Value::Null)),
        Authentication::Inherit => add(FORM, None),
        Authentication::None if has_type => add(TYPE, Some("none".into())),
        Authentication::None => add(FORM, Some("none".into())),
        Authentication::Jwt(form) => {
            if has_type {
                add(TYPE, Some("jwt".into()));
            }
            add(FORM, Some(form.members().clone().into()));
        }
        Authentication::Other(kind) => add(TYPE, Some(kind.clone().into())),
    }
}

/// Whether two forms with the same members have what is signed in another order.
fn signs_otherwise(old: Node<'_>, new: Node<'_>) -> bool {
    match (old.authentication(), new.authentication()) {
        (Authentication::Jwt(old), Authentication::Jwt(new)) => {
            let text =
                |form: &crate::Form, name: &str| form.members().get(name).map(Value::to_string);
            ["payload", "headers"].iter().any(|name| text(old, name) != text(new, name))
        }
        _ => false,
    }
}

fn request(
    members: &Map<String, Value>,
    old: &Request,
    new: &Request,
    add: &mut impl FnMut(&'static str, Option<Value>),
) {
    if old.method != new.method {
        add("method", Some(new.method.clone().into()));
    }
    if old.url != new.url {
        add("url", Some(new.url.clone().into()));
    }
    if old.query != new.query {
        add("query", parameters(members.get("query"), &new.query));
    }
    if old.headers != new.headers {
        add("headers", parameters(members.get("headers"), &new.headers));
    }
    if old.body != new.body {
        body(members, &new.body, add);
    }
}

fn body(
    members: &Map<String, Value>,
    new: &Body,
    add: &mut impl FnMut(&'static str, Option<Value>),
) {
    let mut written = [("body", None), ("bodyType", None), ("bodyFile", None), ("form", None)];
    let mut write = |name: &str, value: Option<Value>| {
        written
            .iter_mut()
            .filter(|(known, _)| *known == name)
            .for_each(|known| known.1 = value.clone());
    };
    match new {
        Body::None => {}
        Body::Text { text, media_type } => {
            write("body", Some(text.clone().into()));
            write("bodyType", media_type.clone().map(Value::from));
        }
        Body::Json(value) => write("body", Some(value.clone())),
        Body::Form(fields) => write("form", parameters(members.get("form"), fields)),
        Body::File(path) => write("bodyFile", Some(path.clone().into())),
        Body::Other(kind) => write("bodyType", Some(kind.clone().into())),
    }
    for (name, value) in written {
        add(name, value);
    }
}

/// Parameters as they were written before: a mapping for as long as that can say it, else a list.
/// What says the same text keeps its value, which may be a number.
fn parameters(old: Option<&Value>, new: &[Parameter]) -> Option<Value> {
    if new.is_empty() {
        return None;
    }
    let is_plain = new.iter().enumerate().all(|(i, parameter)| {
        let mut earlier = new.iter().take(i);
        parameter.enabled && earlier.all(|earlier| earlier.name != parameter.name)
    });
    if is_plain && !matches!(old, Some(Value::Array(_))) {
        let members = new.iter().map(|Parameter { name, value, .. }| {
            let before = old.and_then(|old| old.get(name));
            (name.clone(), kept(before, value))
        });
        return Some(Value::Object(members.collect()));
    }
    let entries = new.iter().enumerate().map(|(i, parameter)| {
        let before = old.and_then(|old| old.get(i));
        let same = |name: &str| before.and_then(|before| before.get(name));
        let mut entry = Map::new();
        let before_names = before.and_then(Value::as_object).into_iter().flatten();
        let names = before_names.map(|(name, _)| name.as_str()).chain(["name", "value", "enabled"]);
        for name in names {
            let text = match name {
                "name" => &parameter.name,
                "value" => &parameter.value,
                _ => "",
            };
            let value = match (name, same(name)) {
                ("enabled", Some(_)) => json!(parameter.enabled),
                ("enabled", None) if parameter.enabled => continue,
                ("enabled", None) => json!(false),
                ("value", None) if text.is_empty() => continue,
                (_, before) => kept(before, text),
            };
            entry.entry(name).or_insert(value);
        }
        Value::Object(entry)
    });
    Some(entries.collect())
}

/// The value as it was if it says this text.
fn kept(before: Option<&Value>, text: &str) -> Value {
    let says = before.map(|before| match before {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    });
    match before {
        Some(before) if says.as_deref() == Some(text) => before.clone(),
        _ => text.into(),
    }
}

const TYPE: &str = "authenticationType";
const FORM: &str = "authentication";

const WORKSPACE: &[&str] =
    &["$schema", "name", "variables", "environments", "headers", TYPE, FORM, "requests", "folders"];
const FOLDER: &[&str] = &["name", "variables", "headers", TYPE, FORM, "requests", "folders"];
const REQUEST: &[&str] = &[
    "name",
    "method",
    "url",
    "query",
    "headers",
    "body",
    "bodyType",
    "bodyFile",
    "form",
    "variables",
    TYPE,
    FORM,
];
