use crate::{Failure, command};
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// What `cargo metadata` tells of this workspace.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    #[serde(rename = "workspace_root")]
    pub(crate) root: PathBuf,
    /// The members and all that they depend on.
    pub(crate) packages: Vec<Package>,
    #[serde(rename = "workspace_members")]
    members: Vec<String>,
}

/// A package, of this workspace or not.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) rust_version: Option<String>,
    pub(crate) features: BTreeMap<String, Vec<String>>,
    metadata: Option<Metadata>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    docs: Option<Docs>,
}

#[derive(Debug, Deserialize)]
struct Docs {
    rs: Option<DocsRs>,
}

#[derive(Debug, Deserialize)]
struct DocsRs {
    #[serde(default)]
    features: Vec<String>,
}

impl Package {
    /// The features with which docs.rs shows the package.
    pub(crate) fn documented(&self) -> &[String] {
        let rs = self.metadata.as_ref().and_then(|metadata| metadata.docs.as_ref()?.rs.as_ref());
        rs.map(|rs| rs.features.as_slice()).unwrap_or_default()
    }
}

impl Workspace {
    /// Asks cargo about the workspace of the current directory.
    pub(crate) fn read() -> Result<Self, Failure> {
        let mut metadata = command::cargo(&["metadata", "--format-version", "1", "--locked"]);
        Ok(serde_json::from_slice(&command::output(&mut metadata)?)?)
    }

    /// The workspace's own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.is_member(package))
    }

    /// Whether a package is the workspace's own.
    pub(crate) fn is_member(&self, package: &Package) -> bool {
        self.members.contains(&package.id)
    }

    /// Builds the command, and tells where it is.
    pub(crate) fn jwt(&self) -> Result<PathBuf, Failure> {
        let build = ["build", "--quiet", "--package=jwt-cli", "--target-dir=target"];
        command::run(&mut self.cargo(&build))?;
        Ok(self.root.join("target/debug/jwt"))
    }

    /// A cargo command that starts in the workspace's root.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> std::process::Command {
        let mut command = command::cargo(arguments);
        command.current_dir(&self.root);
        command
    }
}
