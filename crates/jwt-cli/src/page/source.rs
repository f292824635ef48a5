//! The workspace on disk, as it is now.

use super::{Refusal, tree::Ids};
use crate::{backend::provider, failure::Failure};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_auth::workspace::{NodePath, Opened, Problem, Session, System, Workspace};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

/// Where the workspace is, and the environment whose variables apply.
#[derive(Debug)]
pub(super) struct Source {
    path: PathBuf,
    environment: Option<String>,
}

/// The workspace as it was read.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) workspace: Workspace,
    /// Of what was read.
    pub(super) revision: String,
    pub(super) ids: Ids,
    folder: PathBuf,
}

impl Source {
    /// A file or a folder.
    pub(super) fn new(path: PathBuf, environment: Option<String>) -> Self {
        Self { path, environment }
    }

    /// Reads it once, so that what is wrong is known before a page is opened.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be read, or there is no such environment.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let opened = Opened::read(&self.path)?;
        let system = System::default();
        self.session(&opened.workspace, &system)?;
        Ok(())
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`Refusal`] if it cannot be read.
    pub(super) fn read(&self) -> Result<Snapshot, Refusal> {
        // Before the rest: what changes in between is found to have changed later.
        let revision = self.revision()?;
        let Opened { workspace, folder, .. } = Opened::read(&self.path)?;
        let ids = Ids::of(&workspace);
        Ok(Snapshot { workspace, revision, ids, folder })
    }

    /// What tells one state of the workspace's files from another.
    ///
    /// # Errors
    /// [`Refusal`] if they cannot be read.
    pub(super) fn revision(&self) -> Result<String, Refusal> {
        let mut hash = Sha256::new();
        let read = each_file(&self.path, 0, &mut |path| {
            let bytes = fs::read(path)?;
            let name = path.as_os_str().as_encoded_bytes();
            for part in [name, &bytes] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
            Ok(())
        });
        read.map_err(|error| Failure::io(self.path.display(), &error))?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()))
    }

    /// The lengths and times of its files, in a number: cheap, and no proof that nothing changed.
    pub(super) fn state(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let _ = each_file(&self.path, 0, &mut |path| {
            let metadata = path.metadata()?;
            (path, metadata.len(), metadata.modified().ok()).hash(&mut hasher);
            Ok(())
        });
        hasher.finish()
    }

    /// The path as it was given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What requests are made ready with.
    ///
    /// # Errors
    /// [`Problem`] if there is no such environment.
    pub(super) fn session<'a>(
        &self,
        workspace: &'a Workspace,
        system: &'a System,
    ) -> Result<Session<'a>, Problem> {
        let session = Session::new(workspace, provider(), system);
        match &self.environment {
            Some(name) => session.environment(name),
            None => Ok(session),
        }
    }
}

impl Snapshot {
    /// Where files and variables come from.
    pub(super) fn system(&self) -> System {
        System::at(&self.folder)
    }

    /// The node of this id.
    ///
    /// # Errors
    /// [`Refusal`] if there is none.
    pub(super) fn path(&self, id: &str) -> Result<&NodePath, Refusal> {
        self.ids.path(id)
    }
}

/// Visits a file, or the files of a folder that may be part of a workspace.
fn each_file(
    path: &Path,
    depth: usize,
    visit: &mut impl FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    if !path.is_dir() {
        return visit(path);
    }
    let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    let mut parts = entries.iter().filter(|entry| depth < MOST_LEVELS && is_part(entry));
    parts.try_for_each(|entry| each_file(entry, depth + 1, visit))
}

fn is_part(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let end = path.extension().and_then(|end| end.to_str());
    !is_hidden && (path.is_dir() || matches!(end, Some("yaml" | "yml" | "json")))
}

const MOST_LEVELS: usize = 33;
