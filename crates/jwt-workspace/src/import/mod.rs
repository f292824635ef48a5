//! Workspaces of other programs: Postman, Insomnia, Hoppscotch and Yaak.
//!
//! [`read`] tells the program by what is in the file. Templates are translated, forms are made so that
//! the token is what that program sends, and what has no place here is listed.

mod combined;
mod forms;
mod hoppscotch;
mod importer;
mod insomnia;
mod left_out;
mod members;
mod nunjucks;
mod parameters;
mod place;
mod postman;
mod source;
mod template_writer;
mod templates;
mod tree;
mod url;
mod yaak;
mod yaml;

use crate::{Problem, Workspace};
use source::Source;
use std::path::PathBuf;

/// A workspace of another program, and what of it has no place here.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The program, such as `Postman`.
    pub program: &'static str,
    /// The workspace.
    pub workspace: Workspace,
    /// What was left out, each a sentence that names the place and the thing.
    pub left_out: Vec<String>,
}

/// Reads a file that Postman, Insomnia, Hoppscotch or Yaak exported.
///
/// An environment of Postman or Insomnia becomes a workspace that has nothing else.
///
/// # Errors
/// [`Problem`] with the code `IMPORT` for what none of them exports, and for a file that is broken.
///
/// # Examples
/// ```
/// let export = r#"{
///     "info": {"name": "Orders", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
///     "auth": {"type": "jwt", "jwt": [{"key": "secret", "value": "{{secret}}", "type": "string"}]},
///     "item": []
/// }"#;
/// let imported = jwt_workspace::import::read(export)?;
/// assert_eq!(imported.program, "Postman");
/// assert_eq!(imported.workspace.name, "Orders");
/// # Ok::<(), jwt_workspace::Problem>(())
/// ```
pub fn read(text: &str) -> Result<Imported, Problem> {
    match source::tell(text)? {
        Source::PostmanCollection(document) => postman::collection(&document),
        Source::PostmanEnvironment(document) => postman::environment(&document),
        Source::InsomniaResources(document) => insomnia::resources(&document),
        Source::InsomniaDocument(document) => insomnia::document(&document),
        Source::Hoppscotch(collections) => hoppscotch::collections(&collections),
        Source::HoppscotchEnvironments(environments) => hoppscotch::environments(&environments),
        Source::Yaak(document) => yaak::export(&document),
    }
}

/// Reads the files of a folder that Yaak syncs a workspace to.
///
/// # Errors
/// [`Problem`] with the code `IMPORT` for a file that is broken, and if none has a workspace.
pub fn read_yaak_folder(files: &[(PathBuf, String)]) -> Result<Imported, Problem> {
    yaak::folder(files)
}

/// A problem with a file to import.
fn problem(message: impl std::fmt::Display) -> Problem {
    Problem::new("IMPORT", message)
}

/// So much is read of a file.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Folders can be nested this deep.
const MOST_FOLDERS: usize = 24;
