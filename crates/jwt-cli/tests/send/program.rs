//! `jwt` in a folder with a workspace.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

pub(crate) const SECRET: &str = "a secret of more than 32 bytes, for tests";

/// A folder of its own for each test, gone at its end.
#[derive(Debug)]
pub(crate) struct Folder(TempDir);

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a folder for the test"))
    }

    /// A folder with a `jwt.yaml`.
    pub(crate) fn with(workspace: &str) -> Self {
        let folder = Self::new();
        folder.write("jwt.yaml", workspace);
        folder
    }

    /// A folder with a workspace of one request, `List orders`, to this server.
    pub(crate) fn listing_orders(base: &str) -> Self {
        Self::with(&workspace(base, "location: header"))
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder in the test's");
        fs::write(path, content).expect("a file in the test's folder");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file in the test's folder")
    }

    /// Runs `jwt` with the secret in `ORDERS_SECRET`.
    pub(crate) fn jwt(&self, arguments: &[&str]) -> Outcome {
        self.run(self.command().args(arguments))
    }

    /// Runs `jwt`, which must succeed.
    pub(crate) fn done(&self, arguments: &[&str]) -> Outcome {
        let outcome = self.jwt(arguments);
        assert_eq!(outcome.code, Some(0), "jwt {arguments:?}: {outcome:?}");
        outcome
    }

    /// `jwt` as it is run here.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jwt"));
        command.env("ORDERS_SECRET", SECRET);
        command
    }

    /// Runs a command in the folder, without the machine's proxies.
    pub(crate) fn run(&self, command: &mut Command) -> Outcome {
        for name in ["http_proxy", "https_proxy", "all_proxy"] {
            command.env_remove(name).env_remove(name.to_uppercase());
        }
        let command = command.current_dir(self.0.path()).env_remove("CLICOLOR_FORCE");
        let output = command.stdin(Stdio::null()).output().expect("the command can be run");
        let Output { status, stdout, stderr } = output;
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Outcome { code: status.code(), out: text(stdout), err: text(stderr) }
    }
}

impl Outcome {
    /// Asserts the exit code, and that standard error has this line; answers standard error.
    pub(crate) fn failed(self, code: i32, line: &str) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(self.err.lines().any(|found| found == line), "no line {line:?} in\n{}", self.err);
        self.err
    }
}

/// A workspace of one request, with these members in its form besides the usual.
pub(crate) fn workspace(base: &str, form: &str) -> String {
    format!(
        "
name: Orders
variables: {{ base: \"{base}\" }}
authentication:
  algorithm: HS256
  secretEnv: ORDERS_SECRET
  issuer: me
  expiresIn: 5m
  jwtId: uuid4
  {form}
requests:
  - name: List orders
    method: GET
    url: ${{[ base ]}}/orders
"
    )
}
