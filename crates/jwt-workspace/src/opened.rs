//! A workspace on disk.

use crate::{
    Folder, Item, Problem, Workspace,
    document::{MOST_BYTES, Node, read},
    import,
};
use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
};

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

impl Workspace {
    /// Reads a workspace from the text of one file: YAML, or JSON.
    ///
    /// # Errors
    /// [`Problem`] that names the line.
    pub fn from_yaml(text: &str) -> Result<Self, Problem> {
        read::workspace(&Node::parse(text)?)
    }
}

impl Opened {
    /// Reads a workspace from a file, from a folder of files, or from a folder that Yaak keeps.
    ///
    /// In a folder, `workspace.yaml` has what is said for all requests; each other `.yaml` file is a
    /// request, named by the file unless it says a name, and each folder is a folder, with
    /// `folder.yaml` for what is said for all requests in it. They are taken in the order of their
    /// names.
    ///
    /// # Errors
    /// [`Problem`] that names the file and the line.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        if !path.is_dir() {
            let workspace = in_file(path, Workspace::from_yaml)?;
            let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
            return Ok(Self { workspace, folder, left_out: Vec::new() });
        }
        let folder = path.to_path_buf();
        let own = named(path, "workspace");
        if let Some(own) = own {
            let mut workspace = in_file(&own, |text| read::workspace(&Node::parse(text)?))?;
            workspace.items.extend(items(path, 0)?);
            return Ok(Self { workspace, folder, left_out: Vec::new() });
        }
        let files = yaak_files(path)?;
        if files.is_empty() {
            let message =
                format!("{} has no workspace.yaml, and is no folder of Yaak", path.display());
            return Err(Problem::new("WORKSPACE", message));
        }
        let imported = import::read_yaak_folder(&files)?;
        Ok(Self { workspace: imported.workspace, folder, left_out: imported.left_out })
    }
}

/// The requests and folders in a folder.
fn items(path: &Path, depth: usize) -> Result<Vec<Item>, Problem> {
    if depth > MOST_LEVELS {
        let message = format!("{}: more than {MOST_LEVELS} folders deep", path.display());
        return Err(Problem::new("WORKSPACE", message));
    }
    let (mut requests, mut folders) = (Vec::new(), Vec::new());
    for entry in entries(path)? {
        let Some(name) = entry.file_stem().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        if entry.is_dir() {
            let said = named(&entry, "folder");
            let inside = items(&entry, depth + 1)?;
            // A folder of keys or of notes is none of requests.
            if said.is_none() && inside.is_empty() {
                continue;
            }
            let mut folder = match said {
                Some(file) => in_file(&file, |text| read::folder(&Node::parse(text)?, Some(name)))?,
                None => Folder { name: name.to_owned(), ..Folder::default() },
            };
            folder.items.extend(inside);
            folders.push(Item::Folder(folder));
        } else if is_yaml(&entry) && !matches!(name, "workspace" | "folder") {
            let request = in_file(&entry, |text| read::request(&Node::parse(text)?, Some(name)))?;
            requests.push(Item::Request(request));
        }
    }
    requests.extend(folders);
    Ok(requests)
}

/// The files that Yaak syncs a workspace to.
fn yaak_files(path: &Path) -> Result<Vec<(PathBuf, String)>, Problem> {
    let mut files = Vec::new();
    for entry in entries(path)? {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("yaak.") && (is_yaml(&entry) || name.ends_with(".json")) {
            let text = text_of(&entry)?;
            files.push((entry, text));
        }
    }
    Ok(files)
}

fn entries(path: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(path).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut entries =
        entries.map_err(|error| Problem::new("IO", format!("{}: {error}", path.display())))?;
    entries.sort();
    Ok(entries)
}

fn named(path: &Path, name: &str) -> Option<PathBuf> {
    ["yaml", "yml"].map(|end| path.join(format!("{name}.{end}"))).into_iter().find(|p| p.is_file())
}

fn is_yaml(path: &Path) -> bool {
    matches!(path.extension().and_then(|end| end.to_str()), Some("yaml" | "yml"))
}

/// What is read from a file, with the file's name before what is wrong in it.
fn in_file<T>(path: &Path, read: impl FnOnce(&str) -> Result<T, Problem>) -> Result<T, Problem> {
    read(&text_of(path)?).map_err(|problem| problem.at(path.display()))
}

fn text_of(path: &Path) -> Result<String, Problem> {
    let mut text = String::new();
    let read = File::open(path)
        .and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_string(&mut text));
    read.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Problem::new("IO", format!("{}: no such file", path.display()))
        }
        _ => Problem::new("IO", format!("{}: {error}", path.display())),
    })?;
    if text.len() > MOST_BYTES {
        return Err(Problem::new("IO", format!("{}: larger than 32 MiB", path.display())));
    }
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

const MOST_LEVELS: usize = 32;
