//! Which workspace is meant.

use crate::{backend::provider, failure::Failure, terminal};
use jwt_auth::workspace::{Located, Node, Opened, Problem, Session, System};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// A workspace, and what is asked of it.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The workspace.
    pub(crate) opened: Opened,
    path: PathBuf,
    /// The requests that are named.
    pub(crate) names: Vec<String>,
}

impl Asked {
    /// Reads the workspace that the first of the names is, if it is one; else all are requests of
    /// the workspace of this folder, or of the nearest folder above that has one.
    ///
    /// # Errors
    /// [`Failure`] if there is no workspace, or it cannot be read.
    pub(crate) fn read(names: &[String]) -> Result<Self, Failure> {
        let current = env::current_dir().map_err(|error| Failure::io("this folder", &error))?;
        let asked = Self::read_in(&current, names)?;
        // Not what whoever types the command has before their eyes.
        if !asked.path.starts_with(&current) && asked.names.len() == names.len() {
            terminal::note(&format!("the workspace is {}", asked.path.display()));
        }
        if !asked.opened.left_out.is_empty() {
            let count = asked.opened.left_out.len();
            terminal::note(&format!("{count} left out, as jwt import lists"));
        }
        Ok(asked)
    }

    /// What its requests are made ready with.
    ///
    /// # Errors
    /// [`Failure`] if there is no such environment.
    pub(crate) fn session<'a>(
        &'a self,
        surroundings: &'a System,
        environment: Option<&str>,
    ) -> Result<Session<'a>, Failure> {
        let session = Session::new(&self.opened.workspace, provider(), surroundings);
        Ok(match environment {
            Some(name) => session.environment(name)?,
            None => session,
        })
    }

    /// Where its files and variables come from.
    pub(crate) fn surroundings(&self) -> System {
        System::at(&self.opened.folder)
    }

    /// The request that is named, or the only one.
    ///
    /// # Errors
    /// [`Failure`] if there is none of this name, or the choice is not made.
    pub(crate) fn the_request(&self) -> Result<Located<'_>, Failure> {
        match self.names.as_slice() {
            [] => self.the_only_request(),
            [name] => Ok(self.opened.workspace.find(name)?),
            [..] => Err(Failure::usage("name one request only")),
        }
    }

    /// The only request of the workspace.
    ///
    /// # Errors
    /// [`Failure`] that lists them if there are several.
    pub(crate) fn the_only_request(&self) -> Result<Located<'_>, Failure> {
        let mut requests = self.opened.workspace.requests();
        match (requests.pop(), requests.is_empty()) {
            (Some(only), true) => Ok(only),
            (None, _) => Err(Failure::usage("the workspace has no requests")),
            (Some(_), false) => {
                let message = "which request? the workspace has several";
                Err(Failure::usage(message)
                    .lines(listing(&self.opened))
                    .hint("name one, by its path or by the end of it that no other has"))
            }
        }
    }

    fn read_in(current: &Path, names: &[String]) -> Result<Self, Failure> {
        let default = default_of(current);
        let Some((first, rest)) = names.split_first() else {
            return Self::opened(default.ok_or_else(no_workspace)?, &[]);
        };
        let given = current.join(first);
        if given.exists() {
            let default = default.filter(|default| *default != given);
            let default = default.and_then(|default| Self::opened(default, names).ok());
            return match default.filter(|asked| asked.has(first)) {
                Some(asked) => Ok(asked),
                None => Self::opened(given, rest),
            };
        }
        let looks_like_file = FILE_ENDS.iter().any(|end| first.ends_with(end));
        let missing = || Failure::io(first, &io::ErrorKind::NotFound.into());
        let asked = match default {
            Some(default) => Self::opened(default, names)?,
            None if looks_like_file => return Err(missing()),
            None => return Err(no_workspace()),
        };
        if looks_like_file && !asked.has(first) { Err(missing()) } else { Ok(asked) }
    }

    fn opened(path: PathBuf, names: &[String]) -> Result<Self, Failure> {
        Ok(Self { opened: Opened::read(&from_here(&path))?, path, names: names.to_vec() })
    }

    fn has(&self, request: &str) -> bool {
        self.opened.workspace.find(request).is_ok()
    }
}

/// The workspace that is named, or that of this folder or of the nearest one above.
///
/// # Errors
/// [`Failure`] if there is none.
pub(crate) fn named(file: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(file) = file else {
        let current = env::current_dir().map_err(|error| Failure::io("this folder", &error))?;
        return default_of(&current).map(|path| from_here(&path)).ok_or_else(no_workspace);
    };
    match file.exists() {
        true => Ok(file.to_owned()),
        false => Err(Failure::io(file.display(), &io::ErrorKind::NotFound.into())),
    }
}

/// The path as whoever stands in this folder names it.
fn from_here(path: &Path) -> PathBuf {
    let here = env::current_dir().ok();
    let relative = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    relative.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

/// Says what should be looked at.
pub(crate) fn warn(warnings: &[Problem]) {
    for warning in warnings {
        terminal::warning(&warning.to_string());
        warning.hints().iter().for_each(|hint| terminal::hint(hint));
    }
}

/// The requests of a workspace, a line each: path, method, and whose authentication they have.
fn listing(opened: &Opened) -> Vec<String> {
    let requests = opened.workspace.requests();
    let rows: Vec<[String; 3]> = requests
        .iter()
        .map(|located| [located.path(), located.request.method.clone(), authority(located)])
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| Some(row.get(column)?.chars().count()));
        widths.max().unwrap_or_default()
    };
    let (paths, methods) = (width(0), width(1));
    let lines = rows.iter().map(|[path, method, authority]| {
        format!("{path:<paths$}  {method:<methods$}  {authority}")
    });
    lines.collect()
}

/// Whose authentication a request has.
fn authority(located: &Located<'_>) -> String {
    use jwt_auth::workspace::Authentication::{Inherit, Jwt, None, Other};
    let asked = located.levels().find(|node| *node.authentication() != Inherit);
    let whose = |node: Node<'_>| match node {
        Node::Request(_) => "of its own".to_owned(),
        Node::Folder(_) => format!("of {}", node.label()),
        Node::Workspace(_) => "of the workspace".to_owned(),
    };
    match asked.map(|node| (node.authentication(), whose(node))) {
        Some((Jwt(_), whose)) => format!("JWT {whose}"),
        Some((None, whose)) => format!("no authentication, {whose}"),
        Some((Other(kind), whose)) => format!("{kind} {whose}"),
        Some((Inherit, _)) | Option::None => "no authentication".to_owned(),
    }
}

/// The workspace of a folder or of the nearest one above.
fn default_of(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find_map(|folder| {
        let file = FILES.iter().map(|name| folder.join(name)).find(|file| file.is_file());
        file.or_else(|| is_workspace(folder).then(|| folder.to_owned()))
    })
}

/// Whether a folder is a workspace itself: one of files, or one that Yaak keeps.
fn is_workspace(folder: &Path) -> bool {
    folder.join("workspace.yaml").is_file()
        || fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("yaak.") && name.ends_with(".yaml")
        })
}

fn no_workspace() -> Failure {
    Failure::usage("there is no workspace here, nor in a folder above")
        .hint("write a jwt.yaml, or name a workspace: jwt send FILE")
        .hint(
            "to make one of what Postman, Insomnia, Hoppscotch or Yaak exports: \
               jwt import FILE --out jwt.yaml",
        )
}

const FILE_ENDS: [&str; 3] = [".yaml", ".yml", ".json"];
const FILES: [&str; 3] = ["jwt.yaml", "jwt.yml", "jwt.json"];

#[cfg(test)]
mod tests {
    use super::*;
    use jwt_auth::workspace::{Authentication, Folder, Item, Request, Workspace};
    use tempfile::TempDir;

    fn folder(files: &[&str]) -> TempDir {
        let folder = TempDir::new().expect("a folder for the test");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "name: Test\n").expect("a file");
        }
        folder
    }

    #[test]
    fn the_nearest_workspace_is_found_in_each_of_its_forms() {
        for (files, from, found) in [
            (&["jwt.yaml"][..], "", "jwt.yaml"),
            (&["jwt.yaml", "jwt.yml", "jwt.json"], "", "jwt.yaml"),
            (&["jwt.json", "a/b/x"], "a/b", "jwt.json"),
            (&["jwt.yaml", "a/jwt.yml"], "a", "a/jwt.yml"),
            (&["jwt.yaml", "a/workspace.yaml"], "a", "a"),
            (&["yaak.wk_1.yaml", "a/x.yaml"], "a", ""),
        ] {
            let folder = folder(files);
            let found = folder.path().join(found);
            assert_eq!(default_of(&folder.path().join(from)), Some(found), "{files:?}");
        }
    }

    #[test]
    fn what_only_looks_like_a_workspace_is_none() {
        let folder = folder(&["a/jwt.yaml/x", "a/yaak.txt", "a/my.yaak.yaml", "a/orders.yaml"]);
        let above = default_of(folder.path());
        assert_eq!(default_of(&folder.path().join("a")), above);
    }

    #[test]
    fn requests_are_listed_with_their_methods_and_authentication() {
        let orders = Request::new("List orders", "http://h/orders");
        let mut user = Request::new("User", "http://h/user");
        user.method = "DELETE".to_owned();
        let admin = Folder {
            name: "Admin".to_owned(),
            authentication: Authentication::None,
            items: vec![Item::Request(user)],
            ..Folder::default()
        };
        let workspace = Workspace {
            authentication: Authentication::Other("basic".to_owned()),
            items: vec![Item::Request(orders), Item::Folder(admin)],
            ..Workspace::default()
        };
        let folder = PathBuf::new();
        let opened = Opened { workspace, folder, left_out: Vec::new(), files: Vec::new() };
        let lines = [
            "List orders  GET     basic of the workspace",
            "Admin/User   DELETE  no authentication, of folder \"Admin\"",
        ];
        assert_eq!(listing(&opened), lines);
    }

    #[test]
    fn an_existing_file_is_the_workspace_unless_it_is_a_request_too() {
        let folder = folder(&["orders.yaml", "List"]);
        let read = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let asked = Asked::read_in(folder.path(), &names);
            asked.map(|asked| (asked.opened.workspace.name, asked.names))
        };
        assert_eq!(
            read(&["orders.yaml", "List"]).expect("read"),
            ("Test".into(), vec!["List".into()])
        );
        let default = "name: Default\nrequests: [{ name: List, url: 'http://h/' }]\n";
        fs::write(folder.path().join("jwt.yaml"), default).expect("a file");
        assert_eq!(read(&["List"]).expect("read"), ("Default".into(), vec!["List".into()]));
        assert_eq!(read(&["jwt.yaml"]).expect("read"), ("Default".into(), vec![]));
        assert_eq!(read(&["orders.yaml"]).expect("read"), ("Test".into(), vec![]));
        assert_eq!(read(&[]).expect("read"), ("Default".into(), vec![]));
        assert!(read(&["missing.yaml"]).is_err());
    }
}
