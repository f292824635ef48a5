//! `jwt serve`, asked over a plain socket.

mod api;
mod forward_auth;
mod issuer;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, ChildStderr, ChildStdout, Command, Stdio},
};

/// A running server, which ends with the test.
struct Server {
    child: Child,
    port: u16,
    /// From its own curl line.
    token: String,
    log: BufReader<ChildStderr>,
    /// Held open: a server whose output nobody reads ends.
    _out: BufReader<ChildStdout>,
}

impl Server {
    fn start(options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jwt"))
            .args(["serve", "--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let log = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut lines = out.by_ref().lines().map(|line| line.expect("UTF-8"));
        let curl = lines.find(|line| line.starts_with("  curl ")).expect("a line to try");
        let port = curl.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let (_, token) = curl.split_once("Bearer ").expect("a token");
        let token = token.split('"').next().expect("a token").to_owned();
        Self { child, port, token, log, _out: out }
    }

    /// The answer to `GET /path` with these header lines.
    fn get(&self, path: &str, headers: &[String]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let mut request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for header in headers {
            request += header;
            request += "\r\n";
        }
        stream.write_all((request + "\r\n").as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }

    /// The next line of its log.
    fn logged(&mut self) -> String {
        let mut line = String::new();
        self.log.read_line(&mut line).expect("UTF-8");
        line
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
