//! HTTPS, with OpenSSL on the other side.

use crate::program::{Folder, Outcome};
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// `openssl s_server`, which ends with the test.
struct TlsServer {
    child: Child,
    port: String,
}

impl TlsServer {
    /// Makes `cert.pem` and `key.pem` in the folder, and serves with them.
    fn start(folder: &Folder, name: &str) -> Self {
        let make = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
                    -keyout key.pem -out cert.pem -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE";
        let subject = format!("/CN={name}");
        let make = make.split_ascii_whitespace().chain(["-subj", &subject]);
        let made = folder.run(Command::new("openssl").args(make));
        assert_eq!(made.code, Some(0), "{made:?}");
        let serve = "s_server -accept 127.0.0.1:0 -www -cert cert.pem -key key.pem";
        let mut child = Command::new("openssl")
            .args(serve.split_ascii_whitespace())
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("openssl can be run");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let accept = lines.find_map(|line| line.ok().filter(|line| line.starts_with("ACCEPT")));
        let port = accept.as_deref().and_then(|line| line.rsplit(':').next());
        let port = port.expect("a port").to_owned();
        // It writes on, to whom does not matter.
        std::thread::spawn(move || lines.count());
        Self { child, port }
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes of a request to the server, if these root certificates are the system's.
fn send(server: &TlsServer, folder: &Folder, roots: &str) -> Outcome {
    let workspace = crate::program::workspace(
        &format!("https://localhost:{}", server.port),
        "location: header",
    );
    folder.write("jwt.yaml", &workspace);
    let mut jwt = folder.command();
    folder.run(jwt.arg("send").env("SSL_CERT_FILE", roots).env_remove("SSL_CERT_DIR"))
}

#[test]
fn a_certificate_counts_if_the_system_trusts_it() {
    let folder = Folder::new();
    let server = TlsServer::start(&folder, "one");
    let outcome = send(&server, &folder, "cert.pem");
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert!(outcome.out.contains("TLSv1.3"), "{}", outcome.out);

    let other = Folder::new();
    let _other = TlsServer::start(&other, "another");
    let roots = other.path("cert.pem");
    let outcome = send(&server, &folder, &roots.display().to_string());
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    let start = format!("error[NETWORK]: no TLS with localhost:{}: ", server.port);
    assert!(outcome.err.contains(&start), "{}", outcome.err);
    assert!(outcome.err.contains("SSL_CERT_FILE"), "{}", outcome.err);
}

#[test]
fn without_root_certificates_only_https_fails() {
    let folder = Folder::new();
    let server = TlsServer::start(&folder, "one");
    folder.write("empty.pem", "");
    let outcome = send(&server, &folder, "empty.pem");
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    assert!(outcome.err.contains("hint: install the system's root certificates"), "{outcome:?}");

    let plain = crate::server::Server::start();
    let workspace = crate::program::workspace(&plain.url(), "location: header");
    folder.write("jwt.yaml", &workspace);
    let mut jwt = folder.command();
    let outcome = folder.run(jwt.arg("send").env("SSL_CERT_FILE", "empty.pem"));
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
}

#[test]
fn plain_http_where_tls_is_expected_is_told() {
    let plain = crate::server::Server::answering(|_| String::new());
    let folder = Folder::listing_orders(&plain.url().replace("http:", "https:"));
    let outcome = folder.jwt(&["send"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    assert!(plain.received().is_empty());
}
