//! Tokens of ours before gateways of others, and tokens of an OpenID provider before us.
//!
//! The configurations are in `tests/gateways`, and read like those of a deployment: what differs
//! here, such as ports, is replaced in a copy.

mod client;
mod envoy;
mod example;
mod haproxy;
mod keys;
mod nginx;
mod oidc_provider;
mod part;
mod trials;
mod upstream;

use crate::{Failure, Workspace, installed::Installed};
use std::{fs, path::PathBuf, process::Command};

/// Runs every part, and has it take good tokens and refuse all others.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let requirements = "tests/gateways/requirements.txt";
    let installed = Installed::python(workspace, "target/gateways", requirements)?;
    let ground = Ground::new(workspace)?;
    haproxy::check(&ground)?;
    envoy::check(&ground, &installed)?;
    nginx::check(&ground)?;
    oidc_provider::check(workspace, &ground, &installed)
}

/// Where the parts meet.
struct Ground {
    /// The configurations as they are in the repository.
    examples: PathBuf,
    /// Where the parts run. What a part leaves there tells how it ended.
    folder: PathBuf,
    /// Our command.
    jwt: PathBuf,
}

impl Ground {
    fn new(workspace: &Workspace) -> Result<Self, Failure> {
        let folder = workspace.root.join("target/gateways/run");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let examples = workspace.root.join("tests/gateways");
        Ok(Self { examples, folder, jwt: workspace.jwt()? })
    }

    /// A new folder for a part.
    fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    fn jwt(&self) -> Command {
        Command::new(&self.jwt)
    }
}
