//! What was edited, into the workspace file.

use super::{
    Refusal,
    draft::{Draft, RequestDraft, present},
    source::Source,
    tree::Ids,
};
use crate::{failure::Failure, new_file};
use http::StatusCode;
use jwt_auth::workspace::Workspace;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fs;

/// A node as it should be, and the revision that it was edited from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Asked {
    id: String,
    revision: String,
    #[serde(default, deserialize_with = "present")]
    authentication_type: Option<Option<String>>,
    #[serde(default)]
    form: Option<Map<String, Value>>,
    #[serde(default)]
    request: Option<RequestDraft>,
}

/// Changes the file, and nothing in it that says something else.
///
/// # Errors
/// [`Refusal`] if the file has another revision, what was edited cannot be read, or the file cannot
/// be changed. It is then as it was.
pub(super) fn save(source: &Source, asked: Asked) -> Result<Value, Refusal> {
    let Asked { id, revision, authentication_type, form, request } = asked;
    let is_current = || match source.revision()? == revision {
        true => Ok(()),
        false => Err(conflict()),
    };
    is_current()?;
    let path = source.path();
    if path.is_dir() {
        return Err(in_a_folder());
    }
    let text = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))?;
    let mut workspace = Workspace::from_yaml(text.trim_start_matches('\u{feff}'))?;
    let node = Ids::of(&workspace).path(&id)?.clone();
    let draft = Draft { id: None, request, authentication_type, form };
    draft.apply(&mut workspace, &node)?;
    let edited = workspace.edit(&text, &node)?;
    if edited == text {
        return Ok(json!({"revision": revision}));
    }
    new_file::replace(path, edited.as_bytes(), is_current)?;
    Ok(json!({"revision": source.revision()?}))
}

fn conflict() -> Refusal {
    let message = "the file was changed by somebody else since it was loaded";
    Refusal::new(StatusCode::CONFLICT, "CONFLICT", message)
        .hint("load the workspace again: what was edited here is still in the page")
}

fn in_a_folder() -> Refusal {
    let message = "the workspace is a folder of files, and is not changed from here";
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "EDIT", message)
        .hint("change its files; this page follows them")
}
