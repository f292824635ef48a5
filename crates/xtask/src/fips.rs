//! AWS-LC's FIPS module: no key that is not approved, and the conformance suite.

use crate::{Failure, Workspace, command::run};

/// Tests the backend and what crosses crates under its feature `fips`. By themselves: features add
/// up over a build, and elsewhere the ordinary library is meant.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    run(&mut test(workspace, "jwt-aws-lc-rs"))?;
    let crossing =
        ["aws_lc_rs", "cross", "differential", "readme"].map(|name| format!("--test={name}"));
    run(test(workspace, "jwt-tests").args(crossing))
}

fn test(workspace: &Workspace, package: &str) -> std::process::Command {
    workspace.cargo(&["test", "--locked", "--features=fips", "--package", package])
}
