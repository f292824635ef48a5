use super::{
    Arguments,
    function::{Argument, Function, failure},
    number,
};
use crate::{Problem, Surroundings, template::limits::MOST_BYTES};
use serde_json::{Map, Number, Value};
use serde_json_path::JsonPath;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "json.jsonpath",
        arguments: &[
            Argument::required("input"),
            Argument::or("result", "first"),
            Argument::or("join", ", "),
            Argument::optional("formatted"),
            Argument::required("query"),
        ],
        main: None,
        call: jsonpath,
    },
    Function { name: "json.escape", arguments: INPUT, main: Some("input"), call: escape },
    Function { name: "json.minify", arguments: INPUT, main: Some("input"), call: minify },
];

/// What a query of [RFC 9535](https://www.rfc-editor.org/rfc/rfc9535) finds; nothing is no error.
///
/// Yaak gives nothing for what is not JSON or no query as well; both are errors here.
fn jsonpath(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let results = arguments.choice("result", &[("first", First), ("all", All), ("join", Join)])?;
    let formatted = arguments.flag("formatted")?;
    let json = serde_json::from_str(arguments.text("input"))
        .map_err(|error| failure(format!("input is not JSON: {error}")))?;
    let query = arguments.text("query");
    let query = match query.chars().next() {
        Some('$') => query.to_owned(),
        Some('.' | '[') => format!("${query}"),
        _ => format!("$.{query}"),
    };
    let path = JsonPath::parse(&query).map_err(|_| {
        failure("query is no JSONPath as in RFC 9535").hint("write it like $.items[0].id or $..id")
    })?;
    let json = plain(json);
    let found = path.query(&json).all();
    match results {
        First => match found.first() {
            None | Some(Value::Null) => Ok(String::new()),
            Some(first) => Ok(text(first, formatted)),
        },
        All => Ok(text(&Value::Array(found.into_iter().cloned().collect()), formatted)),
        Join => join(&found, arguments.text("join")),
    }
}

fn join(found: &[&Value], separator: &str) -> Result<String, Problem> {
    let mut joined = String::new();
    for (index, value) in found.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(&text(value, false));
        if joined.len() > MOST_BYTES {
            return Err(failure("the results are longer than 1 MiB"));
        }
    }
    Ok(joined)
}

/// As Yaak does it: quotes and backslashes, and no control characters.
fn escape(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    Ok(arguments.text("input").replace('\\', r"\\").replace('"', r#"\""#))
}

/// JSON without white space, numbers as JavaScript writes them; what is not JSON stays as it is.
fn minify(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let input = arguments.text("input");
    Ok(match serde_json::from_str(input) {
        Ok(json) => plain(json).to_string(),
        Err(_) => input.to_owned(),
    })
}

fn text(value: &Value, formatted: bool) -> String {
    match value {
        Value::String(text) => text.clone(),
        value if formatted => format!("{value:#}"),
        value => value.to_string(),
    }
}

/// The same as JavaScript has it after reading: numbers in one form, and members that are named by
/// an index first, in the order of the indexes.
fn plain(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(plain_number(number)),
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Object(members) => {
            let (mut indexed, named): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|(name, _)| index(name).is_some());
            indexed.sort_by_key(|(name, _)| index(name));
            let members = indexed.into_iter().chain(named);
            Value::Object(members.map(|(name, value)| (name, plain(value))).collect::<Map<_, _>>())
        }
        value => value,
    }
}

/// A whole number keeps all its digits, of which JavaScript loses some.
fn plain_number(number: Number) -> Number {
    let digits = number.as_str();
    if digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && digits != "-0" {
        return number;
    }
    match number.as_f64().map(number::written).map(|text| text.parse()) {
        Some(Ok(plain)) => plain,
        _ => number,
    }
}

fn index(name: &str) -> Option<u32> {
    let index = name.parse::<u32>().ok().filter(|index| *index < u32::MAX)?;
    (name == index.to_string()).then_some(index)
}

#[derive(Clone, Copy)]
enum Results {
    First,
    All,
    Join,
}
use Results::{All, First, Join};

const INPUT: &[Argument] = &[Argument::required("input")];
