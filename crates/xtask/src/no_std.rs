//! The proof that what claims `no_std` is: a static library without std, made of one crate each.

use crate::{
    Failure, Workspace,
    command::{failing, run},
};

/// The features of the proof, one for each crate that claims `no_std`.
const CRATES: [&str; 3] = ["core", "ring", "rustcrypto"];

pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    for name in CRATES {
        run(&mut build(workspace, name))?;
    }
    // A proof that can't fail proves nothing: with std in it, there are two panic handlers.
    let errors = failing(&mut build(workspace, "std"))?;
    if !errors.contains("error[E0152]") {
        let message = format!("with std the proof should fail with E0152, but it says\n{errors}");
        return Err(Failure::new(message));
    }
    // What it does without a system's randomness, a test says that runs on one.
    run(&mut workspace.cargo(&[
        "test",
        "--package=jwt-rustcrypto",
        "--no-default-features",
        "--features=hmac,rsa,ecdsa,eddsa,ml-dsa",
    ]))
}

fn build(workspace: &Workspace, feature: &str) -> std::process::Command {
    workspace.cargo(&[
        "build",
        "--quiet",
        "--locked",
        "--manifest-path=tests/no_std/Cargo.toml",
        "--target-dir=target/no-std",
        "--features",
        feature,
    ])
}
