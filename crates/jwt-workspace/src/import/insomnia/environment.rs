use crate::{
    Problem, Variables,
    import::{
        importer::Importer,
        members::{Members, plain_text},
        place::Place,
    },
};
use serde_json::Value;

/// Reads an environment: the data, and rows of which some may be off or secret.
pub(super) fn read(
    importer: &mut Importer,
    place: &Place,
    members: &mut Members<'_>,
) -> Result<Variables, Problem> {
    for row in members.list("kvPairData")? {
        let mut row = Members::of(row, place)?;
        let name = row.text_or_empty("name")?;
        let enabled = row.flag("enabled")?.unwrap_or(true);
        if row.text_or_empty("type")? == "secret" {
            importer.leave_out(place, format!("the secret \"{name}\" of the vault"));
        } else if !enabled {
            importer.leave_out(place, format!("the disabled variable \"{name}\""));
        }
    }
    members.ignore(&["dataPropertyOrder", "environmentType", "isPrivate"]);
    match members.object("data")? {
        Some(data) => Ok(variables(importer, place, data)),
        None => Ok(Variables::default()),
    }
}

/// The values of an object as variables, named by their way from its top: `api.url`.
pub(super) fn variables(importer: &mut Importer, place: &Place, data: Members<'_>) -> Variables {
    let mut variables = Variables::default();
    for (name, value) in data.all() {
        if name == VAULT {
            importer.leave_out(place, "the secrets of the vault");
            continue;
        }
        add(importer, place, name, value, &mut variables);
    }
    variables
}

fn add(
    importer: &mut Importer,
    place: &Place,
    name: &str,
    value: &Value,
    variables: &mut Variables,
) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (inner, value) in members {
                add(importer, place, &format!("{name}.{inner}"), value, variables);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for (index, value) in values.iter().enumerate() {
                add(importer, place, &format!("{name}.{index}"), value, variables);
            }
        }
        value => {
            let text = plain_text(value).unwrap_or_else(|| value.to_string());
            importer.set(variables, place, name, &text);
        }
    }
}

/// Where encrypted values stand.
const VAULT: &str = "__insomnia_vault";
