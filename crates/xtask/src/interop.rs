//! Tokens to a library of another language, and back.

use crate::{Failure, Workspace, command::run};
use std::process::Command;

/// Runs the script with the libraries' pinned versions, installed below `target`.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let python = workspace.root.join("target/interop/bin/python");
    if !python.exists() {
        run(at_root(workspace, "python3").args(["-m", "venv", "target/interop"]))?;
    }
    let python = python.to_string_lossy();
    run(at_root(workspace, &python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement=tests/interop/requirements.txt",
    ]))?;
    run(&mut workspace.cargo(&["build", "--quiet", "--package=jwt-cli", "--target-dir=target"]))?;
    run(at_root(workspace, &python).args(["tests/interop/pyjwt.py", "target/debug/jwt"]))
}

fn at_root(workspace: &Workspace, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&workspace.root);
    command
}
