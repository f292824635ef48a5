//! A workspace on disk.

use crate::{
    Folder, Item, NodePath, Problem, Workspace,
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
    /// The files, and the node that each describes; not those of another program.
    pub files: Vec<(NodePath, PathBuf)>,
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
            let files = vec![(NodePath::default(), path.to_path_buf())];
            return Ok(Self { workspace, folder, left_out: Vec::new(), files });
        }
        let folder = path.to_path_buf();
        let own = named(path, "workspace");
        if let Some(own) = own {
            let mut workspace = in_file(&own, |text| read::workspace(&Node::parse(text)?))?;
            let mut files = vec![(NodePath::default(), own)];
            extend(&mut workspace.items, &mut files, items(path, 0)?);
            return Ok(Self { workspace, folder, left_out: Vec::new(), files });
        }
        let files = yaak_files(path)?;
        if files.is_empty() {
            let message =
                format!("{} has no workspace.yaml, and is no folder of Yaak", path.display());
            return Err(Problem::new("WORKSPACE", message));
        }
        let imported = import::read_yaak_folder(&files)?;
        let left_out = imported.left_out;
        Ok(Self { workspace: imported.workspace, folder, left_out, files: Vec::new() })
    }

    /// The file that says what a node is, and the node that the file describes: the node itself, or
    /// one around it. None for what another program wrote.
    #[must_use]
    pub fn file(&self, node: &NodePath) -> Option<(&NodePath, &Path)> {
        let around = self.files.iter().filter(|(described, _)| described.contains(node));
        let nearest = around.max_by_key(|(described, _)| described.0.len());
        nearest.map(|(described, file)| (described, file.as_path()))
    }
}

/// An item that was read from files, whose nodes are told as seen from the item.
struct Read {
    item: Item,
    files: Vec<(NodePath, PathBuf)>,
}

/// Adds what was read to what is there already.
fn extend(items: &mut Vec<Item>, files: &mut Vec<(NodePath, PathBuf)>, read: Vec<Read>) {
    for read in read {
        let index = items.len();
        items.push(read.item);
        files.extend(read.files.into_iter().map(|(node, file)| (node.below(index), file)));
    }
}

/// The requests and folders in a folder.
fn items(path: &Path, depth: usize) -> Result<Vec<Read>, Problem> {
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
            let mut files = Vec::new();
            let mut folder = match said {
                Some(file) => {
                    let read = |text: &str| read::folder(&Node::parse(text)?, Some(name));
                    let folder = in_file(&file, read)?;
                    files.push((NodePath::default(), file));
                    folder
                }
                None => Folder { name: name.to_owned(), ..Folder::default() },
            };
            extend(&mut folder.items, &mut files, inside);
            folders.push(Read { item: Item::Folder(folder), files });
        } else if is_yaml(&entry) && !matches!(name, "workspace" | "folder") {
            let request = in_file(&entry, |text| read::request(&Node::parse(text)?, Some(name)))?;
            let files = vec![(NodePath::default(), entry)];
            requests.push(Read { item: Item::Request(request), files });
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
