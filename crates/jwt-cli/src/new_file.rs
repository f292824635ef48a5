//! Files that are made whole or not at all.

use crate::failure::Failure;
use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};
use tempfile::{Builder, NamedTempFile};

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner only.
    Owner,
    /// As the system's mask says.
    Everyone,
}

/// Refuses a place where a file is already, or something that is no file.
///
/// # Errors
/// [`Failure`] that names the place.
pub(crate) fn check_place(path: &Path, force: bool) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if force && metadata.is_file() => Ok(()),
        Ok(metadata) if metadata.is_file() => Err(exists(path)),
        Ok(_) => {
            let error = io::Error::other("is no ordinary file, so it is not replaced");
            Err(Failure::io(path.display(), &error))
        }
        Err(_) => Ok(()),
    }
}

/// Writes a new file, or with `force` replaces one.
///
/// # Errors
/// [`Failure`] that names the file.
pub(crate) fn write(
    path: &Path,
    bytes: &[u8],
    readers: Readers,
    force: bool,
) -> Result<(), Failure> {
    check_place(path, force)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Failure::io(path.display(), &error),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = new_in(folder, readers).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let missing = format!("there is no folder {}", folder.display());
            Failure::io(path.display(), &io::Error::other(missing)).hint("make the folder first")
        }
        _ => failed(error),
    })?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let placed = if force { file.persist(path) } else { file.persist_noclobber(path) };
    placed.map(drop).map_err(|error| failed(error.error))
}

/// Replaces what is in a file, all of it at once, if `is_right` still says so at the end. Who may read
/// and write it stays as it was, and a link leads to the file as before.
///
/// # Errors
/// [`Failure`] that names the file, and what `is_right` says. The file is then as it was.
pub(crate) fn replace<E: From<Failure>>(
    path: &Path,
    bytes: &[u8],
    is_right: impl FnOnce() -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: io::Error| Failure::io(path.display(), &error);
    let path = fs::canonicalize(path).map_err(failed)?;
    let permissions = fs::metadata(&path).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err(failed(io::ErrorKind::PermissionDenied.into()).into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = new_in(folder, Readers::Owner).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    if fs::read(file.path()).map_err(failed)? != bytes {
        let error = io::Error::other("what was written is not what is read again");
        return Err(failed(error).into());
    }
    is_right()?;
    file.persist(&path).map(drop).map_err(|error| failed(error.error).into())
}

#[cfg(unix)]
fn new_in(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = match readers {
        Readers::Owner => 0o600,
        Readers::Everyone => 0o666, // what the mask then narrows
    };
    Builder::new().permissions(fs::Permissions::from_mode(mode)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn new_in(folder: &Path, _: Readers) -> io::Result<NamedTempFile> {
    Builder::new().tempfile_in(folder)
}

fn exists(path: &Path) -> Failure {
    let error = io::Error::other("is there already");
    Failure::io(path.display(), &error).hint("choose another name, or replace it with --force")
}
