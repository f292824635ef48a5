//! panva's oidc-provider, to which tests of `jwt-jwks` go.

use super::Ground;
use crate::{Failure, Workspace, command::run, installed::Installed};
use std::fs;

pub(super) fn check(
    workspace: &Workspace,
    ground: &Ground,
    installed: &Installed,
) -> Result<(), Failure> {
    let modules = installed.npm("tests/gateways/oidc-provider")?;
    // Node.js looks for what a script imports beside it.
    let script = modules.with_file_name("provider.mjs");
    fs::copy(ground.examples.join("oidc-provider/provider.mjs"), &script)?;
    let mut test = workspace.cargo(&["test", "--locked", "--package=jwt-jwks"]);
    test.args(["--test=oidc_provider", "--", "--ignored"]);
    run(test.env("NODE", installed.node()?).env("OIDC_PROVIDER", script).env("JWT", &ground.jwt))
}
