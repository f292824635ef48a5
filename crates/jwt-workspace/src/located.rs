//! A request where it stands.

use crate::{Folder, Item, Problem, Request, Workspace};

/// A request with the folders around it, from the outermost to the innermost.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The folders.
    pub folders: Vec<&'a Folder>,
    /// The request.
    pub request: &'a Request,
}

impl Located<'_> {
    /// The names of folders and request, as in `Admin/Get user`.
    #[must_use]
    pub fn path(&self) -> String {
        let folders = self.folders.iter().map(|folder| folder.name.as_str());
        folders.chain([self.request.name.as_str()]).collect::<Vec<_>>().join("/")
    }
}

impl Workspace {
    /// All requests in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Located<'_>> {
        let mut located = Vec::new();
        self.collect(&self.items, &mut Vec::new(), &mut located);
        located
    }

    /// The one request of this path, of this name, or all of whose path ends so.
    ///
    /// # Errors
    /// [`Problem`] with the code `REQUEST` if there is none or more than one, with those that may
    /// have been meant.
    pub fn find(&self, name: &str) -> Result<Located<'_>, Problem> {
        let _ = name;
        Err(Problem::new("REQUEST", "there is no request"))
    }

    fn collect<'a>(
        &'a self,
        items: &'a [Item],
        folders: &mut Vec<&'a Folder>,
        located: &mut Vec<Located<'a>>,
    ) {
        for item in items {
            match item {
                Item::Request(request) => {
                    located.push(Located { workspace: self, folders: folders.clone(), request });
                }
                Item::Folder(folder) => {
                    folders.push(folder);
                    self.collect(&folder.items, folders, located);
                    folders.pop();
                }
            }
        }
    }
}
