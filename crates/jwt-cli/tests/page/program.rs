//! A running `jwt ui` in a folder of its own.

use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
};
use tempfile::TempDir;

pub(crate) const SECRET: &str = "a secret of more than 32 bytes, for tests";

/// A page on a workspace, which ends with the test.
pub(crate) struct Page {
    pub(crate) port: u16,
    pub(crate) session: String,
    folder: TempDir,
    child: Child,
    /// Held open: a server whose output nobody reads ends.
    _out: BufReader<ChildStdout>,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The whole of it.
    pub(crate) text: String,
}

impl Page {
    /// A page on a `jwt.yaml`.
    pub(crate) fn on(workspace: &str) -> Self {
        Self::started(&[("jwt.yaml", workspace)], &[])
    }

    /// A page on the workspace among these files.
    pub(crate) fn started(files: &[(&str, &str)], options: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_jwt"))
            .args(["ui", "--no-open"])
            .args(options)
            .current_dir(folder.path())
            .env("ORDERS_SECRET", SECRET)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command runs");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut address = String::new();
        out.read_line(&mut address).expect("an address");
        let rest = address.trim_end().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, session) = rest.split_once("/#").expect("a session");
        let (port, session) = (port.parse().expect("a port"), session.to_owned());
        Self { port, session, folder, child, _out: out }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self) -> String {
        fs::read_to_string(self.path("jwt.yaml")).expect("a workspace")
    }

    /// The answer to a call of the page's, which must be 200.
    pub(crate) fn call(&self, name: &str, body: Value) -> Value {
        let answer = self.try_call(name, &body);
        assert_eq!(answer.status, 200, "{name} {body}: {answer:?}");
        answer.json()
    }

    /// The answer to a call that is refused: its status, and the error.
    pub(crate) fn refused(&self, name: &str, body: Value) -> (u16, Value) {
        let answer = self.try_call(name, &body);
        assert_ne!(answer.status, 200, "{name} {body}: {answer:?}");
        (answer.status, answer.json()["error"].clone())
    }

    pub(crate) fn try_call(&self, name: &str, body: &Value) -> Answer {
        let session = format!("X-Session: {}", self.session);
        self.post(name, &["Content-Type: application/json", &session], &body.to_string())
    }

    /// The answer to a `POST` with these header lines besides `Host`.
    pub(crate) fn post(&self, name: &str, headers: &[&str], body: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        let headers: Vec<&str> =
            [host.as_str()].into_iter().chain(headers.iter().copied()).collect();
        self.ask(&format!("POST /api/{name}"), &headers, body)
    }

    /// The answer to a request with these header lines.
    pub(crate) fn ask(&self, line: &str, headers: &[&str], body: &str) -> Answer {
        let mut request = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        for header in headers {
            request += header;
            request += "\r\n";
        }
        if !body.is_empty() {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        // It may have answered before it read all.
        let _ = stream.write_all((request + "\r\n" + body).as_bytes());
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8(text).expect("UTF-8");
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
        Answer { status: status.expect("a status"), text }
    }

    pub(crate) fn revision(&self) -> String {
        let workspace = self.call("workspace", json!({}));
        workspace["revision"].as_str().expect("a revision").to_owned()
    }
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default();
        head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(crate) fn body(&self) -> &str {
        self.text.split_once("\r\n\r\n").map_or("", |(_, body)| body)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(self.body()).expect("JSON")
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
