//! Collections (version 2.0 and 2.1) and environments of Postman.

mod authentication;
mod request;

use super::{
    Imported,
    importer::Importer,
    members::{Members, plain_text},
    place::Place,
    templates::Language,
};
use crate::{Environment, Folder, Item, Problem, Variables, Workspace};
use serde_json::Value;

/// Reads a collection.
pub(super) fn collection(document: &Value) -> Result<Imported, Problem> {
    let mut importer = importer();
    let place = Place::workspace();
    let mut members = Members::of(document, &place)?;
    let mut name = String::new();
    if let Some(mut info) = members.object("info")? {
        name = info.text_or_empty("name")?;
        info.ignore(&["schema", "version", "_exporter_id", "_collection_link"]);
        info.finish(&mut importer.left_out);
    }
    let workspace = Workspace {
        name,
        variables: variables(&mut importer, &place, members.list("variable")?)?,
        authentication: authentication::read(&mut importer, &place, &mut members)?,
        items: items(&mut importer, &place, members.list("item")?)?,
        ..Workspace::default()
    };
    said_for_all(&mut importer, &place, members)?;
    Ok(importer.finish(workspace))
}

/// Reads an environment, or the globals.
pub(super) fn environment(document: &Value) -> Result<Imported, Problem> {
    let mut importer = importer();
    let place = Place::workspace();
    let mut members = Members::of(document, &place)?;
    let name = members.text_or_empty("name")?;
    let inside = place.inside("environment", &name);
    let variables = variables(&mut importer, &inside, members.list("values")?)?;
    let scope = members.text_or_empty("_postman_variable_scope")?;
    members.ignore(&["_postman_exported_at", "_postman_exported_using", "isPublic", "owner"]);
    members.finish(&mut importer.left_out);
    let workspace = match scope.as_str() {
        "globals" => Workspace { name, variables, ..Workspace::default() },
        _ => Workspace {
            name: name.clone(),
            environments: vec![Environment { name, variables }],
            ..Workspace::default()
        },
    };
    Ok(importer.finish(workspace))
}

fn items(importer: &mut Importer, place: &Place, values: &[Value]) -> Result<Vec<Item>, Problem> {
    values.iter().map(|value| item(importer, place, value)).collect()
}

fn item(importer: &mut Importer, around: &Place, value: &Value) -> Result<Item, Problem> {
    let mut members = Members::of(value, &around.inside("item", ""))?;
    let name = members.text_or_empty("name")?;
    if !members.has("item") && members.has("request") {
        let place = around.inside("request", &name);
        members.stand_at(&place);
        return request::read(importer, &place, name, members).map(Item::Request);
    }
    let place = around.folder(&name)?;
    members.stand_at(&place);
    let folder = Folder {
        name,
        variables: variables(importer, &place, members.list("variable")?)?,
        authentication: authentication::read(importer, &place, &mut members)?,
        items: items(importer, &place, members.list("item")?)?,
        ..Folder::default()
    };
    said_for_all(importer, &place, members)?;
    Ok(Item::Folder(folder))
}

/// What can stand beside the items of a collection and a folder, and has no place.
fn said_for_all(
    importer: &mut Importer,
    place: &Place,
    mut members: Members<'_>,
) -> Result<(), Problem> {
    events(importer, place, members.list("event")?)?;
    members.finish(&mut importer.left_out);
    Ok(())
}

/// Lists scripts.
fn events(importer: &mut Importer, place: &Place, values: &[Value]) -> Result<(), Problem> {
    for value in values {
        let mut event = Members::of(value, place)?;
        let listen = event.text_or_empty("listen")?;
        let Some(script) = event.take("script") else { continue };
        let is_blank = |text: &Value| plain_text(text).is_some_and(|text| text.trim().is_empty());
        let nothing = match script.get("exec").unwrap_or(script) {
            Value::Array(lines) => lines.iter().all(is_blank),
            Value::Object(_) => script.get("src").is_none(),
            text => is_blank(text),
        };
        match listen.as_str() {
            _ if nothing => {}
            "prerequest" => importer.leave_out(place, "the pre-request script"),
            "test" => importer.leave_out(place, "the tests"),
            _ => importer.leave_out(place, "a script"),
        }
    }
    Ok(())
}

/// Variables of a collection, a folder or an environment.
fn variables(
    importer: &mut Importer,
    place: &Place,
    values: &[Value],
) -> Result<Variables, Problem> {
    let mut variables = Variables::default();
    for value in values {
        let mut members = Members::of(value, place)?;
        let name = match members.text("key")? {
            Some(name) => name,
            None => members.text_or_empty("id")?,
        };
        let disabled = members.flag("disabled")?.unwrap_or(false);
        let enabled = members.flag("enabled")?.unwrap_or(true);
        let text = members.take("value");
        members.ignore(&["name", "secret", "system", "type"]);
        members.finish(&mut importer.left_out);
        if disabled || !enabled {
            importer.leave_out(place, format!("the disabled variable \"{name}\""));
            continue;
        }
        let text = super::forms::as_text(text);
        importer.set(&mut variables, place, &name, &text);
    }
    Ok(variables)
}

fn importer() -> Importer {
    Importer::new("Postman", Language::Postman)
}
