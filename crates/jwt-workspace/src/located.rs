//! A request where it stands.

use crate::{Folder, Item, Problem, Request, Workspace, suggestion};

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
        let located = self.requests();
        let whole = located.iter().filter(|located| located.path() == name);
        let end = format!("/{name}");
        let ends = |located: &&Located<'_>| {
            let path = located.path();
            path == name || path.ends_with(&end)
        };
        let candidates: Vec<_> = match whole.count() {
            0 => located.iter().filter(ends).collect(),
            _ => located.iter().filter(|located| located.path() == name).collect(),
        };
        match candidates.as_slice() {
            [only] => Ok((*only).clone()),
            [] => {
                let problem = Problem::new("REQUEST", format!("there is no request \"{name}\""));
                let paths: Vec<String> = located.iter().map(Located::path).collect();
                let names = located.iter().map(|located| located.request.name.as_str());
                let known = paths.iter().map(String::as_str).chain(names);
                Err(match (suggestion::nearest(name, known), paths.as_slice()) {
                    (Some(meant), _) => problem.hint(format!("did you mean \"{meant}\"?")),
                    (None, []) => problem.hint("the workspace has no requests"),
                    (None, paths) => problem.hint(format!("there are {}", paths.join(", "))),
                })
            }
            several => {
                let paths: Vec<String> = several.iter().map(|located| located.path()).collect();
                let message = format!("{} requests are called \"{name}\"", several.len());
                Err(Problem::new("REQUEST", message)
                    .hint(format!("name one by its folder: {}", paths.join(", "))))
            }
        }
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
