//! Workspaces of other programs: Postman, Insomnia, Hoppscotch and Yaak.

use crate::Workspace;

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

/// stub
pub fn read_yaak_folder(
    files: &[(std::path::PathBuf, String)],
) -> Result<Imported, crate::Problem> {
    let _ = files;
    Err(crate::Problem::new("IMPORT", "not yet"))
}

/// stub
pub fn read(text: &str) -> Result<Imported, crate::Problem> {
    let _ = text;
    Err(crate::Problem::new("IMPORT", "not yet"))
}
