use super::{MOST_FOLDERS, problem};
use crate::Problem;
use std::fmt;

/// Where something stands, as in `request "Admin/Get user"`.
#[derive(Debug, Clone)]
pub(super) struct Place {
    kind: &'static str,
    names: Vec<String>,
}

impl Place {
    pub(super) fn workspace() -> Self {
        Self { kind: "the workspace", names: Vec::new() }
    }

    /// A folder in this one.
    ///
    /// # Errors
    /// [`Problem`] if it is too deep.
    pub(super) fn folder(&self, name: &str) -> Result<Self, Problem> {
        if self.names.len() >= MOST_FOLDERS {
            let message =
                format!("{self} has folders that are nested more than {MOST_FOLDERS} deep");
            return Err(problem(message));
        }
        Ok(self.inside("folder", name))
    }

    /// Something in this folder, such as a `request`.
    pub(super) fn inside(&self, kind: &'static str, name: &str) -> Self {
        let mut names = self.names.clone();
        names.push(name.to_owned());
        Self { kind, names }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind)?;
        if self.names.is_empty() {
            return Ok(());
        }
        write!(f, " \"{}\"", self.names.join("/"))
    }
}
