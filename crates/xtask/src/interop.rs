//! Tokens to libraries of other languages, and back.

use crate::{Failure, Workspace, command::run};
use std::{fs, path::Path, process::Command};

/// Everything that is installed, and the virtual environment of Python: it has Node.js in it, too.
const FOLDER: &str = "target/interop";

/// Runs the scripts with the libraries' pinned versions, installed below `target`.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    install_from_python(workspace)?;
    install_from_node(workspace)?;
    run(&mut workspace.cargo(&["build", "--quiet", "--package=jwt-cli", "--target-dir=target"]))?;
    run(installed(workspace, "python").args([
        "-B",
        "tests/interop/check.py",
        "target/debug/jwt",
        &format!("{FOLDER}/npm/node_modules"),
    ]))
}

fn install_from_python(workspace: &Workspace) -> Result<(), Failure> {
    if !workspace.root.join(FOLDER).join("bin/python").exists() {
        let mut python = Command::new("python3");
        run(python.current_dir(&workspace.root).args(["-m", "venv", FOLDER]))?;
    }
    run(installed(workspace, "python").args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement=tests/interop/requirements.txt",
    ]))
}

/// Installs what the lock file names, unless it is there. npm wants the files that name it beside
/// what it installs, so they are copied.
fn install_from_node(workspace: &Workspace) -> Result<(), Failure> {
    let source = workspace.root.join("tests/interop");
    let target = workspace.root.join(FOLDER).join("npm");
    let done = target.join("node_modules/.package-lock.json");
    if done.exists() && same(&source, &target, "package-lock.json") {
        return Ok(());
    }
    fs::create_dir_all(&target)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), target.join(name))?;
    }
    let mut npm = installed(workspace, "npm");
    run(npm.current_dir(&target).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

fn same(one: &Path, other: &Path, name: &str) -> bool {
    match (fs::read(one.join(name)), fs::read(other.join(name))) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A program of the virtual environment, which starts in the workspace's root.
fn installed(workspace: &Workspace, program: &str) -> Command {
    let mut command = Command::new(workspace.root.join(FOLDER).join("bin").join(program));
    command.current_dir(&workspace.root);
    command
}
