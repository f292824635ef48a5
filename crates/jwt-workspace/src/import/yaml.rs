//! YAML as JSON, for files that programs write.

use super::problem;
use crate::Problem;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

/// Reads a text of one document.
///
/// # Errors
/// [`Problem`] with line and column for what is no YAML, and for what no program writes: aliases,
/// tags, several documents, a name that stands twice.
pub(super) fn read(text: &str) -> Result<Value, Problem> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let place = (error.marker().line(), error.marker().col() + 1);
            broken(place, error.info())
        })?;
        builder.take(event, (span.start.line(), span.start.col() + 1))?;
    }
    Ok(builder.root.unwrap_or(Value::Null))
}

/// A document in the making. It is made from events: a tree as deep as the text says would overflow
/// the stack.
#[derive(Default)]
struct Builder {
    root: Option<Value>,
    open: Vec<Open>,
}

/// A list or a mapping that has not ended.
enum Open {
    List(Vec<Value>),
    Members(Map<String, Value>, Option<String>),
}

type Place = (usize, usize);

impl Builder {
    fn take(&mut self, event: Event<'_>, place: Place) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some_and(|tag| !tag.is_yaml_core_schema()) {
                    return Err(broken(place, "a tag such as !name has no meaning here"));
                }
                let is_name = matches!(self.open.last(), Some(Open::Members(_, None)));
                match style {
                    _ if is_name => self.add(Value::String(text.into_owned()), place),
                    ScalarStyle::Plain => self.add(plain(&text), place),
                    _ => self.add(Value::String(text.into_owned()), place),
                }
            }
            Event::SequenceStart(..) => self.open(Open::List(Vec::new()), place),
            Event::MappingStart(..) => self.open(Open::Members(Map::new(), None), place),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(values)) => self.add(Value::Array(values), place),
                Some(Open::Members(members, _)) => self.add(Value::Object(members), place),
                None => Ok(()),
            },
            Event::Alias(_) => Err(broken(place, "an alias such as *name is not taken")),
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(broken(place, "a second document begins"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open, place: Place) -> Result<(), Problem> {
        if self.open.len() >= MOST_LEVELS {
            return Err(broken(place, "more than 96 levels deep"));
        }
        if matches!(self.open.last(), Some(Open::Members(_, None))) {
            return Err(broken(place, "the name of a member must be a text"));
        }
        self.open.push(open);
        Ok(())
    }

    fn add(&mut self, value: Value, place: Place) -> Result<(), Problem> {
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(values)) => values.push(value),
            Some(Open::Members(members, name)) => match (name.take(), value) {
                (Some(name), value) => drop(members.insert(name, value)),
                (None, Value::String(text)) if members.contains_key(&text) => {
                    return Err(broken(place, "a name stands twice in one mapping"));
                }
                (None, Value::String(text)) => *name = Some(text),
                (None, _) => return Err(broken(place, "the name of a member must be a text")),
            },
        }
        Ok(())
    }
}

/// What a text without quotes is, in YAML's core schema with the numbers of JSON.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match text.parse::<Number>() {
            Ok(number) if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Value::Number(number)
            }
            _ => Value::String(text.to_owned()),
        },
    }
}

fn broken((line, column): Place, what: &str) -> Problem {
    problem(format!("line {line} column {column}: {what}"))
}

const MOST_LEVELS: usize = 96;

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::json;

    #[test]
    fn quoted_texts_stay_texts_and_numbers_keep_their_digits() {
        let read = read("a: '1'\nb: 1.50\nc: \"true\"\nd: |-\n  x\n  y\ne: [~, yes, 2026-01-01]")
            .expect("YAML");
        assert_eq!([&read["a"], &read["c"], &read["d"]], ["1", "true", "x\ny"]);
        assert_eq!(read["b"].to_string(), "1.50");
        assert_eq!(read["e"], json!([null, "yes", "2026-01-01"]));
    }

    #[test]
    fn what_no_program_writes_is_refused_with_its_place() {
        let deep = "- ".repeat(100_000);
        for (text, message) in [
            ("a: 1\na: 2", "line 2 column 1: a name stands twice in one mapping"),
            ("a: &x 1\nb: *x", "line 2 column 4: an alias such as *name is not taken"),
            ("a: 1\n---\nb: 2", "line 2 column 1: a second document begins"),
            ("[a]: 1", "line 1 column 1: the name of a member must be a text"),
            ("a: !x 1", "line 1 column 4: a tag such as !name has no meaning here"),
            (&deep, "line 1 column 193: more than 96 levels deep"),
        ] {
            let problem = read(text).expect_err(message);
            assert_eq!((problem.code(), problem.to_string().as_str()), ("IMPORT", message));
        }
    }
}
