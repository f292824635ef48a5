//! The page of `jwt ui`: its sources build what is committed, and Chromium finds that it works.

use crate::{Failure, Workspace, command::run, installed::Installed};
use std::{collections::BTreeMap, env, fs, path::Path, process::Command};

const PAGE: &str = "crates/jwt-cli/page";

/// Builds with the pinned tools, compares, and tests in the system's Chromium.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    // Node.js comes from there, as for the libraries of others.
    let installed =
        Installed::python(workspace, "target/interop", "tests/interop/requirements.txt")?;
    let folder = workspace.root.join(PAGE);
    let npm = |arguments: &[&str]| -> Result<Command, Failure> {
        let mut npm = installed.command("npm");
        npm.current_dir(&folder).args(arguments);
        npm.env("PATH", path(workspace)?).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Ok(npm)
    };
    run(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?)?;
    run(&mut npm(&["run", "--silent", "check"])?)?;
    let committed = files(&folder.join("dist"))?;
    run(&mut npm(&["run", "--silent", "build"])?)?;
    if files(&folder.join("dist"))? != committed {
        let told =
            format!("{PAGE}/dist is not what the sources build; it is now: look, and commit it");
        return Err(Failure::new(told));
    }
    run(&mut workspace.cargo(&["build", "--quiet", "--package=jwt-cli", "--target-dir=target"]))?;
    run(npm(&["test"])?.env("JWT", workspace.root.join("target/debug/jwt")))
}

/// Programs of the virtual environment come first.
fn path(workspace: &Workspace) -> Result<std::ffi::OsString, Failure> {
    let own = workspace.root.join("target/interop/bin");
    let others = env::var_os("PATH").unwrap_or_default();
    env::join_paths([own].into_iter().chain(env::split_paths(&others)))
        .map_err(|error| Failure::new(error.to_string()))
}

fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
    }
    Ok(files)
}
