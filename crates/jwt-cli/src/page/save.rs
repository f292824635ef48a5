//! What was edited, into the workspace file.

use super::{
    Refusal,
    draft::{Draft, RequestDraft, present},
    source::Source,
    tree::Ids,
};
use crate::{failure::Failure, new_file};
use http::StatusCode;
use jwt_auth::workspace::Opened;
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

/// Changes the file that describes the node, and nothing in it that says something else.
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
    let opened = Opened::read(source.path())?;
    let node = Ids::of(&opened.workspace).path(&id)?.clone();
    let mut workspace = opened.workspace.clone();
    let draft = Draft { id: None, request, authentication_type, form };
    draft.apply(&mut workspace, &node)?;
    let (described, file) = opened.file(&node).ok_or_else(foreign)?;
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), &error))?;
    let edited = workspace.edit_file(described, &text, &node)?;
    if edited == text {
        return Ok(json!({"revision": revision}));
    }
    new_file::replace(file, edited.as_bytes(), is_current)?;
    Ok(json!({"revision": source.revision()?}))
}

fn conflict() -> Refusal {
    let message = "the file was changed by somebody else since it was loaded";
    Refusal::new(StatusCode::CONFLICT, "CONFLICT", message)
        .hint("load the workspace again: what was edited here is still in the page")
}

fn foreign() -> Refusal {
    let message = "the workspace is another program's, and is not changed from here";
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "EDIT", message)
        .hint("make one of it that is: jwt import FOLDER --out jwt.yaml")
}
