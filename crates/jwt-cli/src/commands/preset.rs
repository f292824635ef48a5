//! `jwt preset`.

use crate::{
    args::PresetArguments,
    failure::Failure,
    terminal::{self, BOLD},
};
use jwt_auth::workspace::preset::{self, Preset};
use serde_json::{Value, json};

/// Lists the presets, or prints one with what was given filled in.
///
/// # Errors
/// [`Failure`] for a preset or an input that does not exist, and for a value that the vendor does
/// not take.
pub(crate) fn run(arguments: &PresetArguments) -> Result<(), Failure> {
    let Some(id) = &arguments.preset else { return list(arguments.json) };
    let filled = preset::find(id)?.fill(&arguments.inputs)?;
    if !arguments.json {
        return terminal::stdout(filled.to_yaml()?.trim_end());
    }
    for (name, value) in &filled.headers {
        terminal::note(&format!("the request needs the header {name}: {value}"));
    }
    for note in &filled.notes {
        terminal::note(note);
    }
    terminal::stdout(&terminal::pretty_json(&Value::Object(filled.authentication)))
}

fn list(json: bool) -> Result<(), Failure> {
    if json {
        let list = preset::all().iter().map(to_json).collect();
        return terminal::stdout(&terminal::compact_json(&Value::Array(list)));
    }
    let line = |id: &str, title: &str, limits: &str| {
        format!("{id:<28} {title:<41} {limits}").trim_end().to_owned()
    };
    let heading = line("preset", "service", "a token lives");
    terminal::stdout(&format!("{BOLD}{heading}{BOLD:#}"))?;
    preset::all()
        .iter()
        .try_for_each(|preset| terminal::stdout(&line(preset.id, preset.title, &preset.limits())))
}

/// A preset as a program reads it.
pub(crate) fn to_json(preset: &Preset) -> Value {
    let input = |input: &preset::Input| {
        json!({
            "name": input.name,
            "description": input.description,
            "required": input.required,
            "example": input.example,
            "default": input.default,
        })
    };
    json!({
        "id": preset.id,
        "title": preset.title,
        "summary": preset.summary,
        "vendor": preset.vendor,
        "documentation": preset.documentation,
        "minLifetime": preset.min_lifetime.map(|lifetime| lifetime.as_secs()),
        "maxLifetime": preset.max_lifetime.map(|lifetime| lifetime.as_secs()),
        "inputs": preset.inputs.iter().map(input).collect::<Vec<_>>(),
    })
}
