//! Formatting, clippy and rustdoc over the whole workspace.

use crate::{Failure, Workspace, command::run};

/// The workspaces beside the main one.
const OTHERS: [&str; 4] = [
    "benches/compare/Cargo.toml",
    "examples/bare-metal/Cargo.toml",
    "fuzz/Cargo.toml",
    "tests/no_std/Cargo.toml",
];

pub(crate) fn fmt(workspace: &Workspace) -> Result<(), Failure> {
    run(&mut workspace.cargo(&["fmt", "--all", "--check"]))?;
    for manifest in OTHERS {
        run(&mut workspace.cargo(&["fmt", "--manifest-path", manifest, "--check"]))?;
    }
    Ok(())
}

pub(crate) fn clippy(workspace: &Workspace) -> Result<(), Failure> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run(&mut workspace.cargo(&arguments))
}

/// With the features that docs.rs shows.
pub(crate) fn doc(workspace: &Workspace) -> Result<(), Failure> {
    let mut doc = workspace.cargo(&["doc", "--workspace", "--no-deps"]);
    for package in workspace.members() {
        for feature in package.documented() {
            doc.arg(format!("--features={}/{feature}", package.name));
        }
    }
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}
