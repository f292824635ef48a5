//! `jwt serve`, asked over a plain socket.

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
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_token_it_prints_keeps_the_rules_it_was_given() {
    let options = ["--issuer", "me", "--audience", "a", "--subject", "s", "--typ", "at+jwt"];
    let server = Server::start(&options);
    let answer = server.get("/", &[format!("Authorization: Bearer {}", server.token)]);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for part in ["\"valid\":true", "\"iss\":\"me\"", "\"aud\":\"a\"", "\"typ\":\"at+jwt\""] {
        assert!(answer.contains(part), "{answer}");
    }
    assert!(!answer.to_ascii_lowercase().contains("access-control-"), "{answer}");
}

#[test]
fn requests_that_could_be_read_in_two_ways_are_refused() {
    let server = Server::start(&[]);
    let bearer = format!("Authorization: Bearer {}", server.token);
    let query = format!("/?token={0}&token={0}", server.token);
    for (path, headers) in [
        ("/", &[bearer.clone(), bearer.clone()][..]),
        ("/", &[bearer.clone(), "authorization: Basic YTpi".to_owned()]),
        ("/", &[format!("{bearer},{}", server.token)]),
        ("/", &[bearer.replace("Bearer ", "Bearer  ")]),
        ("/", &[format!("{bearer}\r\n folded")]),
        ("/?access_token=a", std::slice::from_ref(&bearer)),
        ("/", &[bearer.clone(), format!("X-Token: {}", server.token)]),
        (&query, &[]),
    ] {
        let answer = server.get(path, headers);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{path} {headers:?}: {answer}");
        assert!(!answer.contains(&server.token), "{answer}");
    }
}

#[test]
fn the_log_has_no_tokens() {
    let mut server = Server::start(&[]);
    let answer = server.get(&format!("/orders?token={}", server.token), &[]);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let mut line = String::new();
    server.log.read_line(&mut line).expect("UTF-8");
    assert_eq!(line, "200 GET /orders  HS256 in the query parameter token\n");
}

#[test]
fn a_key_file_is_what_tokens_are_checked_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (private, public) = (path("key.pem"), path("public.pem"));
    let jwt = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_jwt")).args(arguments).output();
        let output = output.expect("the command runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    jwt(&["keygen", "--alg", "EdDSA", "--out", &private, "--public-out", &public]);
    let server = Server::start(&["--key", &public]);
    assert_eq!(server.token, "$TOKEN");
    for (alg, expires, status) in
        [("EdDSA", "5m", "200"), ("Ed25519", "5m", "200"), ("EdDSA", "0s", "401")]
    {
        let token = jwt(&["sign", "--key", &private, "--alg", alg, "--expires-in", expires]);
        let answer = server.get("/", &[format!("X-Token: {}", token.trim())]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{alg} {expires}: {answer}");
    }
}

#[test]
fn a_port_that_is_taken_is_exit_4_and_a_key_that_is_missing_too() {
    let server = Server::start(&[]);
    let port = server.port.to_string();
    for (options, message) in [
        (["--port", &port], "error[IO]: port "),
        (["--key", "/no/such/file"], "error[IO]: /no/such/file: no such file\n"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_jwt")).arg("serve").args(options).output();
        let output = output.expect("the command runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "{err}");
        assert!(err.starts_with(message), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let mut server = Server::start(&[]);
    // The answer shows that it has come so far as to wait.
    server.get("/", &[]);
    let pid = server.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}
