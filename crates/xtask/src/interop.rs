//! Tokens to libraries of other languages, and back.

use crate::{Failure, Workspace, command::run, installed::Installed};

/// Runs the scripts with the libraries' pinned versions, installed below `target`.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let requirements = "tests/interop/requirements.txt";
    let installed = Installed::python(workspace, "target/interop", requirements)?;
    let modules = installed.npm("tests/interop")?;
    let mut check = installed.command("python");
    check.args(["-B", "tests/interop/check.py"]).arg(workspace.jwt()?).arg(modules);
    run(&mut check)
}
