//! AWS-LC's FIPS module: no key that is not approved, and the conformance suite.

use crate::{Failure, Workspace, command::run};

/// Tests the backend and what crosses crates under its feature `fips`, with a target directory of
/// its own: features add up over a build, so nothing else may be built along with it.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    run(&mut test(workspace, "jwt-aws-lc-rs"))?;
    run(test(workspace, "jwt-tests").args(["--test=aws_lc_rs", "--test=readme"]))
}

fn test(workspace: &Workspace, package: &str) -> std::process::Command {
    let arguments = ["test", "--locked", "--target-dir=target/fips", "--features=fips"];
    let mut command = workspace.cargo(&arguments);
    command.args(["--package", package]);
    command
}
