//! A folder to run `jwt` in.

use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// A folder of its own for each test, gone at its end.
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

    /// Runs `jwt` in the folder.
    pub(crate) fn jwt(&self, arguments: &[&str]) -> Outcome {
        self.jwt_with_input(arguments, "")
    }

    /// Runs `jwt` in the folder, with something to read.
    pub(crate) fn jwt_with_input(&self, arguments: &[&str], input: &str) -> Outcome {
        self.run(Command::new(env!("CARGO_BIN_EXE_jwt")).args(arguments), input)
    }

    /// Runs `jwt`, which must succeed, and answers what it printed without the last line break.
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let outcome = self.jwt(arguments);
        assert_eq!(outcome.code, Some(0), "jwt {arguments:?}: {}", outcome.err);
        outcome.out.strip_suffix('\n').expect("a whole line").to_owned()
    }

    /// Runs a command in the folder.
    pub(crate) fn run(&self, command: &mut Command, input: &str) -> Outcome {
        let command = command.current_dir(self.0.path()).env_remove("CLICOLOR_FORCE");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("jwt and openssl can be run; install openssl");
        // A command that does not read closes its end early.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        let Output { status, stdout, stderr } = child.wait_with_output().expect("an end");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Outcome { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("a file in the test's folder");
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("a file in the test's folder");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file in the test's folder")
    }

    /// Makes `NAME` and `NAME.pub` for an algorithm.
    pub(crate) fn key_pair(&self, algorithm: &str, format: &str, name: &str) {
        let public = format!("{name}.pub");
        let mut arguments = vec!["keygen", "--alg", algorithm, "--format", format, "--out", name];
        if !algorithm.starts_with("HS") {
            arguments.extend(["--public-out", &public]);
        }
        self.printed_nothing(&arguments);
        if algorithm.starts_with("HS") {
            fs::copy(self.path(name), self.path(&public)).expect("a copy of the secret");
        }
    }

    fn printed_nothing(&self, arguments: &[&str]) {
        let outcome = self.jwt(arguments);
        assert_eq!((outcome.code, outcome.out.as_str()), (Some(0), ""), "{}", outcome.err);
    }
}

impl Outcome {
    /// Asserts the exit code, and that nothing went to standard output.
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        self.err
    }
}

/// A part of a token, decoded.
pub(crate) fn part(token: &str, index: usize) -> String {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    let part = token.split('.').nth(index).expect("three parts");
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("UTF-8")
}
