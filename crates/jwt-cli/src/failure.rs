//! What went wrong, in words and as an exit code.

use crate::{http_client::NetworkError, terminal};
use jwt_auth::{EncodeError, KeyRejected, workspace::Problem};
use serde_json::{Value, json};
use std::{fmt, io, process::ExitCode};

/// The exit codes other than 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The token was refused.
    Rejected = 1,
    /// The command line is wrong.
    Usage = 2,
    /// A key, the claims or the header cannot be used.
    Configuration = 3,
    /// A file, a stream or the network failed.
    Io = 4,
}

/// Why the command ends without doing what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    code: &'static str,
    message: String,
    lines: Vec<String>,
    hints: Vec<String>,
    claims: Vec<Value>,
}

impl Failure {
    /// A token that was refused.
    pub(crate) fn rejected(code: &'static str, message: impl fmt::Display) -> Self {
        Self::new(Exit::Rejected, code, message)
    }

    /// A command line that makes no sense.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, "USAGE", message)
    }

    /// A key or a text that cannot be used.
    pub(crate) fn configuration(code: &'static str, message: impl fmt::Display) -> Self {
        Self::new(Exit::Configuration, code, message)
    }

    /// A file or a stream that failed.
    pub(crate) fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new(Exit::Io, "IO", format!("{what}: no such file")),
            _ => Self::new(Exit::Io, "IO", format!("{what}: {error}")),
        }
    }

    /// Standard output that failed. Whoever reads only the first lines closes it early, which is
    /// nothing to speak of.
    pub(crate) fn output(error: &io::Error) -> Self {
        let failure = Self::io("standard output", error);
        if error.kind() == io::ErrorKind::BrokenPipe {
            return failure.reported();
        }
        failure
    }

    /// A server that answered with a status that is a failure.
    pub(crate) fn status(message: impl fmt::Display) -> Self {
        Self::new(Exit::Io, "HTTP", message)
    }

    /// Something from the network that could not be had.
    pub(crate) fn network(code: &'static str, message: impl fmt::Display) -> Self {
        Self::new(Exit::Io, code, message)
    }

    /// A key that was not taken, and where it comes from.
    pub(crate) fn key(error: &KeyRejected, label: &str) -> Self {
        let failure = Self::configuration(error.code(), format!("{error} ({label})"));
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }

    /// Adds lines on what it is about.
    #[must_use]
    pub(crate) fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    /// Adds a line on what to do.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds lines on what to do.
    #[must_use]
    pub(crate) fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// Adds what each claim did wrong, for programs.
    #[must_use]
    pub(crate) fn claims(mut self, claims: Vec<Value>) -> Self {
        self.claims = claims;
        self
    }

    /// The refusal as a program reads it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "valid": false,
            "code": self.code,
            "message": self.message,
            "hints": self.hints,
            "failures": self.claims,
            "header": Value::Null,
            "claims": Value::Null,
        })
    }

    /// The failure of a request as a program reads it.
    pub(crate) fn details(&self) -> Value {
        json!({"code": self.code, "message": self.message, "hints": self.hints})
    }

    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    /// What happened, and what to do.
    pub(crate) fn into_words(self) -> (String, Vec<String>) {
        (self.message, self.hints)
    }

    /// Whether it is about a key, or a text that cannot be used.
    pub(crate) fn is_configuration(&self) -> bool {
        self.exit == Exit::Configuration
    }

    /// Whether it is about the token.
    pub(crate) fn is_rejection(&self) -> bool {
        self.exit == Exit::Rejected
    }

    /// The same, for when it has been said already.
    #[must_use]
    pub(crate) fn reported(mut self) -> Self {
        self.message.clear();
        self
    }

    /// Says it on standard error as a warning, of the thing that it is about.
    pub(crate) fn warn(&self, about: &str) {
        terminal::warning(&format!("{about}: {}", self.message));
        for hint in &self.hints {
            terminal::hint(hint);
        }
    }

    /// Says it on standard error.
    pub(crate) fn report(&self) {
        if self.message.is_empty() {
            return;
        }
        terminal::error(self.code, &self.message);
        for line in &self.lines {
            terminal::stderr(format_args!("  {}", terminal::visible(line)));
        }
        for hint in &self.hints {
            terminal::hint(hint);
        }
    }

    /// The exit code.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit as u8)
    }

    fn new(exit: Exit, code: &'static str, message: impl fmt::Display) -> Self {
        let message = message.to_string();
        Self { exit, code, message, lines: Vec::new(), hints: Vec::new(), claims: Vec::new() }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let exit = match problem.code() {
            "REQUEST" | "ENVIRONMENT" => Exit::Usage,
            "IO" => Exit::Io,
            _ => Exit::Configuration,
        };
        let message = problem.to_string();
        let message = match problem.field() {
            Some(field) if !message.contains(field) => format!("{message} ({field})"),
            _ => message,
        };
        Self::new(exit, problem.code(), message).hints(problem.hints().to_vec())
    }
}

impl From<EncodeError> for Failure {
    fn from(error: EncodeError) -> Self {
        Self::configuration(error.code(), error)
    }
}

impl From<NetworkError> for Failure {
    fn from(error: NetworkError) -> Self {
        let failure = Self::new(Exit::Io, "NETWORK", &error);
        error.hint().into_iter().fold(failure, Self::hint)
    }
}
