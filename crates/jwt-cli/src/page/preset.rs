//! Forms for well-known services.

use super::Refusal;
use jwt_auth::workspace::preset;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A preset, and what was filled in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    name: String,
    #[serde(default)]
    inputs: Map<String, Value>,
}

/// The presets, and what they ask for.
pub(super) fn all() -> Value {
    preset::all().iter().map(to_json).collect()
}

/// The form, and what else its requests need.
///
/// # Errors
/// [`Refusal`] for a preset or an input that does not exist, and for a value that the vendor does
/// not take.
pub(super) fn fill(asked: &Asked) -> Result<Value, Refusal> {
    let inputs = asked.inputs.iter().filter_map(|(name, value)| match value {
        Value::Null => None,
        // What is cleared in a form is not given.
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some((name.clone(), text.clone())),
        value => Some((name.clone(), value.to_string())),
    });
    let filled = preset::find(&asked.name)?.fill(&inputs.collect::<Vec<_>>())?;
    let headers = filled.headers.iter().map(|(name, value)| json!({"name": name, "value": value}));
    Ok(json!({
        "form": filled.authentication,
        "headers": headers.collect::<Vec<_>>(),
        "notes": filled.notes,
        "variables": filled.variables.iter().map(|variable| input(variable)).collect::<Vec<_>>(),
    }))
}

fn to_json(preset: &preset::Preset) -> Value {
    json!({
        "name": preset.id,
        "title": preset.title,
        "summary": preset.summary,
        "documentation": preset.documentation,
        "inputs": preset.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}

fn input(input: &preset::Input) -> Value {
    json!({
        "name": input.name,
        "about": input.description,
        "required": input.required,
        "example": input.example,
        "default": input.default,
    })
}
