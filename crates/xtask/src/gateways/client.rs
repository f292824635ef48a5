use super::{Ground, example::adapt};
use crate::Failure;
use serde::Deserialize;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A client of the API, which has a workspace file and sends by `jwt send`.
pub(super) struct Client {
    jwt: PathBuf,
    workspace: PathBuf,
}

impl Client {
    /// The client of `jwt.yaml`, for a gateway and an algorithm. Its keys are in `folder/keys`.
    pub(super) fn new(
        ground: &Ground,
        folder: &Path,
        gateway: u16,
        algorithm: &str,
    ) -> Result<Self, Failure> {
        let workspace = folder.join("jwt.yaml");
        let changes = [
            ("127.0.0.1:8080", format!("127.0.0.1:{gateway}")),
            ("algorithm: ES256\n", format!("algorithm: {algorithm}\n")),
        ];
        adapt(&ground.examples.join("jwt.yaml"), &workspace, &changes)?;
        Ok(Self { jwt: ground.jwt.clone(), workspace })
    }

    /// Sends a request of the workspace, in one of its environments if there is a name.
    pub(super) fn send(&self, request: &str, environment: &str) -> Result<Sent, Failure> {
        run(&mut self.command("send", request, environment))
    }

    /// Sends a token that somebody else made.
    pub(super) fn send_token(&self, request: &str, token: &str) -> Result<Sent, Failure> {
        run(self.command("send", request, "").env("TOKEN", token))
    }

    /// The token that a request would have, as `jwt curl` prints it.
    pub(super) fn token(&self, request: &str, environment: &str) -> Result<String, Failure> {
        let script = self.command("curl", request, environment).output()?.stdout;
        let script = String::from_utf8_lossy(&script);
        let token = script.split_once("Bearer ").and_then(|(_, rest)| rest.split('\'').next());
        token.map(str::to_owned).ok_or_else(|| Failure::new(format!("no token in {script}")))
    }

    fn command(&self, verb: &str, request: &str, environment: &str) -> Command {
        let mut command = Command::new(&self.jwt);
        command.arg(verb).arg(&self.workspace).arg(request);
        if !environment.is_empty() {
            command.args(["--env", environment]);
        }
        command
    }
}

/// A request that was sent, and what came of it.
#[derive(Debug)]
pub(super) struct Sent {
    /// The exit code of `jwt send`.
    pub(super) exit: Option<i32>,
    pub(super) response: Response,
    /// What `jwt send` says of a response that is a failure.
    pub(super) error: Option<Told>,
}

#[derive(Debug, Deserialize)]
struct Record {
    response: Option<Response>,
    error: Option<Told>,
}

/// What came back.
#[derive(Debug, Deserialize)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    #[serde(default)]
    pub(super) body: String,
}

/// An error's words.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub(super) message: String,
}

impl Response {
    /// A header's value; the first, if there are several.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The response as `curl -i` prints it.
    pub(super) fn text(&self) -> String {
        let mut text = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text + "\r\n" + &self.body
    }
}

fn run(send: &mut Command) -> Result<Sent, Failure> {
    let output = send.args(["--json", "--timeout", "20s"]).output()?;
    let record: Record = serde_json::from_slice(&output.stdout).map_err(|error| {
        let said = String::from_utf8_lossy(&output.stderr);
        Failure::new(format!("jwt send: {error}\n{said}"))
    })?;
    let error = record.error;
    match record.response {
        Some(response) => Ok(Sent { exit: output.status.code(), response, error }),
        None => Err(Failure::new(format!("jwt send got no answer: {error:?}"))),
    }
}
