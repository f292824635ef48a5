//! Packages and features one at a time: what builds in a workspace may lean on a feature that only
//! a neighbour turns on.

use crate::{Failure, Workspace, command::run};

/// Every package alone, with its default features.
pub(crate) fn packages(workspace: &Workspace) -> Result<(), Failure> {
    workspace.members().try_for_each(|package| check(workspace, &package.name, &[]))
}

/// Every package with none of its features, with each alone, and with all.
pub(crate) fn features(workspace: &Workspace) -> Result<(), Failure> {
    for package in workspace.members().filter(|package| !package.features.is_empty()) {
        check(workspace, &package.name, &["--no-default-features"])?;
        for feature in package.features.keys().filter(|feature| *feature != "default") {
            let alone = ["--no-default-features", "--features", feature];
            check(workspace, &package.name, &alone)?;
        }
        check(workspace, &package.name, &["--all-features"])?;
    }
    Ok(())
}

/// Clippy rather than `cargo check`, so that code which is unused without a feature counts too.
///
/// Without `--no-deps`: with it, a member that was built as a dependency is not built again, and
/// its warnings are shown but denied no more.
fn check(workspace: &Workspace, package: &str, features: &[&str]) -> Result<(), Failure> {
    let mut clippy = workspace.cargo(&["clippy", "--quiet", "--package", package]);
    run(clippy.args(features).args(["--", "-D", "warnings"]))
}
