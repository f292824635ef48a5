//! JSON that people typed.

use crate::Problem;
use jwt_core::{Algorithm, EncodeError, Header, JsonError, Unsigned};
use serde_json::{Map, Value};

/// The members of the JSON object that a field holds.
pub(super) fn object(
    field: &str,
    text: &str,
    empty_variables: &[String],
) -> Result<Map<String, Value>, Problem> {
    // What a payload must be, and serde would let pass: one object, no name twice.
    match Unsigned::from_json(&Header::new(Algorithm::HS256), text) {
        Err(EncodeError::Payload(error)) => Err(broken(field, text, error, empty_variables)),
        Err(error) => Err(Problem::new(error.code(), error).in_field(field)),
        Ok(_) => serde_json::from_str(text).map_err(|error| {
            let message = format!("{field} is not a JSON object: {error}");
            Problem::new("PAYLOAD_JSON", message).in_field(field)
        }),
    }
}

/// Shows the line with a mark below the place, and names the variables that may be to blame.
fn broken(field: &str, text: &str, error: JsonError, empty_variables: &[String]) -> Problem {
    let message = format!("{field} is not a JSON object: {error}");
    let problem = Problem::new("PAYLOAD_JSON", message).in_field(field);
    let mut problem = problem.at_position(error.line(), error.column());
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let from = error.column().saturating_sub(SHOWN_BEFORE);
    let shown: String = line.chars().skip(from).take(SHOWN).collect();
    if shown.trim().is_empty() {
        problem = problem.hint("such as {\"sub\": \"u1\"}");
    } else {
        let mark = format!("{:>1$}", "^", error.column().saturating_sub(from).max(1));
        problem = problem.hint(shown).hint(mark);
    }
    problem.with_hints(empty_variables.iter().map(|name| format!("variable {name} is empty")))
}

/// So much of a line fits beside a hint's label.
const SHOWN: usize = 72;
const SHOWN_BEFORE: usize = 40;
