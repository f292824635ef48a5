//! Many edits of many files: each says what was meant, and touches the lines of its member alone.

use jwt_workspace::{Authentication, Form, Item, NodePath, Workspace};
use serde_json::{Map, Value, json};

/// Numbers that look random, the same in each run (xorshift, George Marsaglia, 2003).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    pub(crate) fn of<'t, T>(&mut self, values: &'t [T]) -> &'t T {
        &values[self.below(values.len())]
    }

    fn text(&mut self) -> String {
        (*self.of(&TEXTS)).to_owned()
    }

    fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => self.text().into(),
            1 => (self.below(1000) as i64 - 500).into(),
            2 => (self.below(2) == 0).into(),
            3 => Value::Null,
            4 => (0..self.below(3)).map(|_| self.json(depth - 1)).collect(),
            _ => self.object(depth - 1),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let names = ["sub", "a b", "x: y", "#", "exp", "roles", "ä"];
        let members = (0..self.below(4)).map(|_| ((*self.of(&names)).to_owned(), self.json(depth)));
        Value::Object(members.collect::<Vec<_>>().into_iter().collect())
    }

    /// A member of a form, and its new value, none to take it away.
    fn member(&mut self) -> (&'static str, Option<Value>) {
        let name = *self.of(&[
            "issuer",
            "subject",
            "keyId",
            "payload",
            "headers",
            "audience",
            "disabled",
            "allow",
            "expiresIn",
            "secretEnv",
            "name",
        ]);
        if self.below(4) == 0 {
            return (name, None);
        }
        let value = match name {
            "payload" | "headers" if self.below(3) > 0 => self.object(2),
            "audience" if self.below(2) == 0 => {
                (0..1 + self.below(3)).map(|_| Value::from(self.text())).collect()
            }
            "disabled" => (self.below(2) == 0).into(),
            "allow" => json!({"unsigned": self.below(2) == 0, "smallRsa": true}),
            "expiresIn" => json!(*self.of(&["5m", "300", "1h30m"])),
            _ => self.text().into(),
        };
        (name, Some(value))
    }
}

/// All nodes of a workspace.
pub(crate) fn paths(items: &[Item], at: &NodePath, found: &mut Vec<NodePath>) {
    found.push(at.clone());
    for (index, item) in items.iter().enumerate() {
        match item {
            Item::Folder(folder) => paths(&folder.items, &at.child(index), found),
            Item::Request(_) => found.push(at.child(index)),
        }
    }
}

/// How many lines a value may take.
fn lines(value: Option<&Value>) -> usize {
    match value {
        None => 0,
        Some(Value::String(text)) => 1 + text.split('\n').count(),
        Some(Value::Array(values)) => 1 + values.iter().map(|v| lines(Some(v))).sum::<usize>(),
        Some(Value::Object(members)) => {
            1 + members.values().map(|value| lines(Some(value))).sum::<usize>()
        }
        Some(_) => 1,
    }
}

/// How many lines of each text are not the same at its start and at its end.
fn touched(old: &str, new: &str) -> (usize, usize) {
    let (old, new): (Vec<_>, Vec<_>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - start;
    let ends = old.iter().rev().zip(new.iter().rev()).take(most);
    let end = ends.take_while(|(old, new)| old == new).count();
    (old.len() - start - end, new.len() - start - end)
}

#[test]
fn an_edit_says_what_was_meant_and_touches_only_the_lines_of_its_member() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut edits = 0;
    for round in 0..ROUNDS {
        let mut text = (*random.of(&FILES)).to_owned();
        for _ in 0..8 {
            let mut workspace = Workspace::from_yaml(&text).expect("a workspace");
            let mut nodes = Vec::new();
            paths(&workspace.items, &NodePath::default(), &mut nodes);
            let path = random.of(&nodes).clone();
            let authentication = workspace.authentication_mut(&path).expect("a node");
            // A form that was left aside stands beside its type, and is replaced as a whole.
            let is_aside = !matches!(authentication, Authentication::Jwt(_))
                && text.contains("authenticationType");
            let mut form = match authentication {
                Authentication::Jwt(form) => form.members().clone(),
                _ => Map::new(),
            };
            let whole = Value::Object(form.clone());
            let (old, new) = match random.below(12) {
                0 => {
                    *authentication = Authentication::None;
                    (Some(whole), Some(Value::Null))
                }
                1 => {
                    *authentication = Authentication::Inherit;
                    (Some(whole), None)
                }
                _ => {
                    let (name, value) = random.member();
                    let old = form.shift_remove(name);
                    if let Some(value) = &value {
                        form.insert(name.to_owned(), value.clone());
                    }
                    let is_whole = !matches!(authentication, Authentication::Jwt(_))
                        || whole.as_object().is_some_and(Map::is_empty)
                        || form.is_empty();
                    let after = Value::Object(form.clone());
                    let Ok(form) = Form::read(form) else { continue };
                    *authentication = Authentication::Jwt(Box::new(form));
                    if is_whole { (Some(whole), Some(after)) } else { (old, value) }
                }
            };
            let edited = workspace.edit(&text, &path);
            let what = format!("round {round}: {path:?} {old:?} → {new:?}\n{text}");
            assert!(edited.is_ok(), "{edited:?}, {what}");
            let edited = edited.unwrap_or_default();
            assert_eq!(Workspace::from_yaml(&edited).expect("a workspace"), workspace);
            let (before, after) = touched(&text, &edited);
            // With the line of its neighbour, which a comma is added to or taken from.
            let most = (lines(old.as_ref()) + 1, lines(new.as_ref()) + 1);
            assert!(
                is_aside || before <= most.0 && after <= most.1,
                "{before} and {after} lines, {most:?} at most, {what}\n→\n{edited}"
            );
            // What came goes without a trace.
            if old.is_none() && !is_aside {
                let original = Workspace::from_yaml(&text).expect("a workspace");
                let undone = original.edit(&edited, &path).expect("an edit");
                // The last line may have been given its end.
                let had_end = text.ends_with('\n');
                let undone = if had_end { &undone } else { undone.trim_end_matches('\n') };
                assert_eq!(undone, text, "{what}\n→\n{edited}");
            }
            text = edited;
            edits += 1;
        }
    }
    assert!(edits > ROUNDS);
}

const ROUNDS: usize = 100;

const TEXTS: [&str; 40] = [
    "a",
    "yes",
    "012",
    "1e3",
    "0x1f",
    "true",
    "null",
    "~",
    "",
    " lead",
    "trail ",
    "a: b",
    "a #b",
    "# x",
    "'q'",
    "\"dq\"",
    "a\\b",
    "- a",
    "-",
    "{a}",
    "[",
    "]",
    "a, b",
    "@x",
    "%y",
    "!t",
    "&a",
    "*b",
    "|",
    ">",
    "?",
    ": ",
    "é 😀",
    "${[ user ]}",
    "\u{202e}x",
    "\u{1b}[31m",
    "\ttab",
    "two\nlines",
    "two\nlines\n",
    "one\n  two\n\nfour\n\n",
];

pub(crate) const FILES: [&str; 9] = [
    include_str!("../../../../examples/orders/jwt.yaml"),
    "name: A\n",
    "name: A",
    "{}",
    "# only a comment\nrequests:\n  - name: R # r\n    url: h\n\n  # end\n",
    "---\nname: A\n\nrequests:\n- url: h\n  name: R\n- {name: S, url: h, authentication: {secret: s,\n    issuer: i} }\n\nfolders:\n- name: F\n  authentication:\n      secret: s\n\n      # about\n      issuer: i # i\n  requests:\n  -   name: T\n      url: h\n",
    "{\n  \"name\": \"A\",\n  \"requests\": [\n    {\"name\": \"R\", \"url\": \"h\"},\n    {\n      \"name\": \"S\",\n      \"url\": \"h\",\n      \"authentication\": {\n        \"secret\": \"s\",\n        \"payload\": {\"a\": [1, 2]}\n      }\n    }\n  ]\n}\n",
    "name: A\r\nauthentication:\r\n  secret: s # s\r\n  payload: |-\r\n    {\"a\": 1}\r\n\r\nrequests:\r\n  - name: R\r\n    url: h\r\n",
    "authenticationType: jwt\nauthentication: # c\n  # d\n  \"secret\": 's'\n  payload:\n    a: 1 # one\n    b:\n    - x # first\n    - y\n  allow: { unsigned: true }\nfolders:\n  - name: F\n    authenticationType: ~\n    folders:\n      - name: G\n        requests: []\n",
];
