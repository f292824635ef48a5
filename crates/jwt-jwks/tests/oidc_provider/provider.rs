use crate::client::jwt;
use serde_json::{Value, json};
use std::{
    env, fs,
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// The provider, at a port of this machine. It ends with this value.
pub(crate) struct Provider {
    folder: TempDir,
    port: u16,
    process: Option<Child>,
}

impl Provider {
    /// Starts it with these keys, the first of which signs. It knows one client, by its public key.
    pub(crate) fn start(keys: &[&Value], client: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        fs::write(folder.path().join("client.json"), json!({ "keys": [client] }).to_string())
            .expect("a new file");
        drop(listener);
        let mut provider = Self { folder, port, process: None };
        provider.restart(keys);
        provider
    }

    /// Starts it anew at its port, with other keys.
    pub(crate) fn restart(&mut self, keys: &[&Value]) {
        self.stop();
        let path = |name: &str| self.folder.path().join(name);
        fs::write(path("keys.json"), json!({ "keys": keys }).to_string()).expect("a file");
        let log = fs::File::create(path("log")).expect("a file");
        let process = Command::new(variable("NODE"))
            .arg(variable("OIDC_PROVIDER"))
            .arg(self.port.to_string())
            .args([path("keys.json"), path("client.json")])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a handle"))
            .stderr(log)
            .spawn()
            .expect("Node.js runs");
        self.process = Some(process);
        self.wait();
    }

    /// Ends it.
    pub(crate) fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Its name in tokens.
    pub(crate) fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait(&mut self) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect_timeout(&address, Duration::from_millis(20)).is_err() {
            let process = self.process.as_mut().expect("it was started");
            let ended = process.try_wait().expect("a process of ours");
            let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(ended.is_none(), "it ended: {}", log());
            assert!(Instant::now() < deadline, "nobody listens at {address}: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A new private key for ES256, as a JWK.
pub(crate) fn new_key() -> Value {
    let key = jwt().args(["keygen", "--alg", "ES256", "--format", "jwk"]).output();
    serde_json::from_slice(&key.expect("the command runs").stdout).expect("a JWK")
}

/// The path in a variable.
pub(crate) fn variable(name: &str) -> PathBuf {
    env::var_os(name).expect("cargo xtask gateways sets NODE, OIDC_PROVIDER and JWT").into()
}
