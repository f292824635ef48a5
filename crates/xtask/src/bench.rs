//! Ours against the bare cryptography and against peers, in a workspace of its own.

use crate::{
    Failure, Workspace,
    command::{self, run},
};
use std::process::Command;

const MANIFEST: &str = "benches/compare/Cargo.toml";
const TARGET: &str = "target/compare";

/// Measures everything, into `benches/RESULTS.md`. Seven minutes on a machine without other load.
pub(crate) fn whole(workspace: &Workspace) -> Result<(), Failure> {
    build(workspace)?;
    let jwt = ["build", "--release", "--locked", "--package=jwt-cli", "--target-dir=target"];
    run(&mut workspace.cargo(&jwt))?;
    run(program(workspace).arg("whole").args(["target/release/jwt", "benches"]))
}

/// Prints the tables that matter most, within a minute of measuring.
pub(crate) fn quick(workspace: &Workspace) -> Result<(), Failure> {
    build(workspace)?;
    run(program(workspace).arg("quick"))
}

/// Every peer makes tokens that we take and takes ours, and the report says what was measured.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    run(&mut cargo(workspace, &["test", "--locked"]))
}

fn build(workspace: &Workspace) -> Result<(), Failure> {
    run(&mut cargo(workspace, &["build", "--locked", "--release"]))
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut cargo = workspace.cargo(arguments);
    cargo.args(["--manifest-path", MANIFEST, "--target-dir", TARGET]);
    // One of the peers is on OpenSSL. Where a machine lacks its headers, it is built, which takes
    // minutes.
    let headers = command::output(Command::new("pkg-config").args(["--exists", "openssl"]));
    if headers.is_err() {
        cargo.arg("--features=vendored");
    }
    cargo
}

fn program(workspace: &Workspace) -> Command {
    let mut program = Command::new(workspace.root.join(TARGET).join("release/jwt-compare"));
    program.current_dir(&workspace.root);
    program
}
