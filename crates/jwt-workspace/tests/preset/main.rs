//! Presets: what they fill in, what they leave to variables, what they refuse.

mod examples;
mod filling;
mod refusals;
mod signing;
mod yaml;

use jwt_workspace::{Form, Problem, preset, preset::Filled};
use serde_json::Value;

pub(crate) fn filled(id: &str, inputs: &[(&str, &str)]) -> Result<Filled, Problem> {
    let inputs: Vec<_> = inputs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    preset::find(id)?.fill(&inputs)
}

/// The form of a preset, which can be read.
pub(crate) fn form(id: &str, inputs: &[(&str, &str)]) -> Value {
    let filled = filled(id, inputs).expect("inputs that the vendor takes");
    let form = Form::read(filled.authentication).expect("a form");
    Value::Object(form.members().clone())
}
