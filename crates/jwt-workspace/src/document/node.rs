use crate::Problem;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// A value of a YAML document, and where it stands.
///
/// Made from the parser's events rather than by saphyr's own loader, whose trees are as deep as
/// the text says: dropping one that is a hundred thousand levels deep overflows the stack.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// The line, from 1.
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

/// What a value is. Numbers are those of JSON, to the digit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Members(Vec<(Name, Node)>),
}

/// The name of a member.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Name {
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Node {
    /// Reads a text of one document.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > MOST_BYTES {
            return Err(Problem::new("YAML", "the text is larger than 32 MiB"));
        }
        let text = with_whole_characters(text);
        let mut builder = Builder::default();
        for event in Parser::new_from_str(&text) {
            let (event, span) = event.map_err(|error| {
                let marker = error.marker();
                let place = (marker.line(), marker.col() + 1);
                let problem = broken(place, error.info());
                match error.info().contains("mapping values are not allowed") {
                    true => problem.hint("a text with a colon and a space in it stands in quotes"),
                    false => problem,
                }
            })?;
            builder.take(event, (span.start.line(), span.start.col() + 1))?;
        }
        Ok(builder.root.unwrap_or(Self { line: 1, kind: Kind::Null }))
    }

    /// The same as JSON has it.
    pub(crate) fn to_json(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(bool) => Value::Bool(*bool),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::Text(text) => Value::String(text.clone()),
            Kind::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            Kind::Members(members) => {
                let members =
                    members.iter().map(|(name, node)| (name.text.clone(), node.to_json()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// What it is, as it reads in a sentence.
    pub(crate) fn noun(&self) -> &'static str {
        match self.kind {
            Kind::Null => "empty",
            Kind::Bool(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Members(_) => "a mapping",
        }
    }
}

/// A document in the making.
#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
}

/// A list or a mapping that has not ended.
struct Open {
    node: Node,
    name: Option<Name>,
}

type Place = (usize, usize);

impl Builder {
    fn take(&mut self, event: Event<'_>, place: Place) -> Result<(), Problem> {
        let line = place.0;
        match event {
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
                    return Err(broken(place, "tags such as !name have no meaning here"));
                }
                self.scalar(&text, style, place)
            }
            Event::SequenceStart(..) => self.open(line, Kind::List(Vec::new()), place),
            Event::MappingStart(..) => self.open(line, Kind::Members(Vec::new()), place),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.add(open.node, place),
                None => Ok(()),
            },
            Event::Alias(_) => Err(broken(place, "aliases such as *name are not taken: repeat it")),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(broken(place, "a second document begins: one file is one document"))
            }
            _ => Ok(()),
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, place: Place) -> Result<(), Problem> {
        if let Some(Open { node: Node { kind: Kind::Members(members), .. }, name }) =
            self.open.last_mut()
            && name.is_none()
        {
            if members.iter().any(|(known, _)| known.text == text) {
                return Err(broken(place, &format!("\"{text}\" stands here twice")));
            }
            *name = Some(Name { line: place.0, text: text.to_owned() });
            return Ok(());
        }
        let kind = match style {
            ScalarStyle::Plain => plain(text),
            _ => Kind::Text(text.to_owned()),
        };
        self.add(Node { line: place.0, kind }, place)
    }

    fn open(&mut self, line: usize, kind: Kind, place: Place) -> Result<(), Problem> {
        if self.open.len() >= MOST_LEVELS {
            return Err(broken(place, "more than 96 levels deep"));
        }
        if let Some(Open { node: Node { kind: Kind::Members(_), .. }, name: None }) =
            self.open.last()
        {
            return Err(broken(place, "the name of a member must be a text"));
        }
        self.open.push(Open { node: Node { line, kind }, name: None });
        Ok(())
    }

    fn add(&mut self, node: Node, place: Place) -> Result<(), Problem> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut open.node.kind, open.name.take()) {
            (Kind::List(nodes), _) => nodes.push(node),
            (Kind::Members(members), Some(name)) => members.push((name, node)),
            _ => return Err(broken(place, "the name of a member must be a text")),
        }
        Ok(())
    }
}

/// JSON writes characters outside the basic plane as two escapes, `\ud83d\ude00`, which YAML does not
/// know. Only in JSON is this sure to be one character.
fn with_whole_characters(text: &str) -> Cow<'_, str> {
    if !text.trim_start().starts_with(['{', '[']) || !text.contains("\\u") {
        return text.into();
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let pair = surrogate(escape).zip(escape.get(6..).and_then(surrogate));
        let decoded = pair.and_then(|(high, low)| {
            char::decode_utf16([high, low])
                .next()
                .and_then(Result::ok)
                .filter(|c| c.len_utf16() == 2)
        });
        let len = match decoded {
            Some(character) => {
                whole.push(character);
                12
            }
            // The escape and what it escapes, such as another backslash.
            None => {
                let len = escape.chars().take(2).map(char::len_utf8).sum();
                whole.push_str(escape.get(..len).unwrap_or_default());
                len
            }
        };
        rest = escape.get(len..).unwrap_or_default();
    }
    whole.push_str(rest);
    whole.into()
}

/// The unit of UTF-16 that a text begins with, as `\uXXXX`.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// What a text without quotes is, in YAML's core schema with the numbers of JSON.
fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" => return Kind::Bool(true),
        "false" | "False" | "FALSE" => return Kind::Bool(false),
        _ => {}
    }
    match text.parse::<Number>() {
        Ok(number) if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            Kind::Number(number)
        }
        _ => Kind::Text(text.to_owned()),
    }
}

fn broken((line, column): Place, what: &str) -> Problem {
    Problem::new("YAML", format!("line {line} column {column}: {what}"))
}

/// So much is read of one text.
pub(crate) const MOST_BYTES: usize = 32 * 1024 * 1024;
const MOST_LEVELS: usize = 96;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn json_of(text: &str) -> Value {
        Node::parse(text).expect(text).to_json()
    }

    #[test]
    fn yaml_and_json_are_read_alike() {
        let yaml = "a: 1\nb: [x, 'y', \"z\"]\nc:\n  - d: null\n  - |\n    two\n    lines\n";
        let json = r#"{"a": 1, "b": ["x", "y", "z"], "c": [{"d": null}, "two\nlines\n"]}"#;
        assert_eq!(json_of(yaml), json_of(json));
        assert_eq!(json_of(""), Value::Null);
    }

    #[test]
    fn quoted_texts_stay_texts_and_numbers_keep_their_digits() {
        let read = json_of("a: '1'\nb: 12345678901234567890123\nc: 1.50\nd: 0x10\ne: yes\nf: .5");
        assert_eq!(read["a"], json!("1"));
        assert_eq!(read["b"].to_string(), "12345678901234567890123");
        assert_eq!(read["c"].to_string(), "1.50");
        assert_eq!(
            [&read["d"], &read["e"], &read["f"]],
            [&json!("0x10"), &json!("yes"), &json!(".5")]
        );
    }

    #[test]
    fn characters_that_json_writes_as_two_escapes_are_one() {
        for text in [
            r#"{"a": "\ud83d\ude00"}"#,
            r#"["\\ud83d\\ude00", "\\\ud83d\ude00\n\u00e9", "é\"\ud83d\uDE00"]"#,
        ] {
            let value: Value = serde_json::from_str(text).expect(text);
            assert_eq!(json_of(text), value);
        }
        for text in
            [r#"{"a": "\ud83d"}"#, r#"{"a": "\ude00\ud83d"}"#, r#"{"a": "\ud83d\u"}"#, r#"{"\"#]
        {
            assert!(Node::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn templates_need_no_quotes() {
        let read = json_of("a: ${[ base ]}/x\nb: ${[ timestamp.unix(date='a', b=c()) ]}");
        assert_eq!(read["a"], json!("${[ base ]}/x"));
    }

    #[test]
    fn what_is_broken_or_dangerous_is_refused_with_its_place() {
        let deep = "- ".repeat(100_000);
        for (text, message) in [
            ("a: 1\na: 2", "line 2 column 1: \"a\" stands here twice"),
            ("a: &x 1\nb: *x", "line 2 column 4: aliases such as *name are not taken: repeat it"),
            (
                "a: 1\n---\nb: 2",
                "line 2 column 1: a second document begins: one file is one document",
            ),
            ("[a]: 1", "line 1 column 1: the name of a member must be a text"),
            ("a: !x 1", "line 1 column 4: tags such as !name have no meaning here"),
            (&deep, "line 1 column 193: more than 96 levels deep"),
        ] {
            assert_eq!(Node::parse(text).expect_err(message).to_string(), message);
        }
        let error = Node::parse("a: [1\nb: 2").expect_err("broken");
        assert_eq!(error.code(), "YAML");
        assert!(error.to_string().starts_with("line 2 column "), "{error}");
    }
}
