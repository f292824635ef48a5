//! An issuer on this machine, with its discovery document and its keys.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// An issuer that answers as long as its folder's test runs.
pub(crate) struct IssuerServer {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

struct State {
    discovery: Value,
    keys: Value,
    asked: usize,
    down: bool,
}

impl IssuerServer {
    /// An issuer that publishes these keys of the folder's.
    pub(crate) fn start(folder: &Folder, public: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/keys")});
        let state = State { discovery, keys: Value::Null, asked: 0, down: false };
        let state = Arc::new(Mutex::new(state));
        let issuer = Self { url, state: Arc::clone(&state) };
        issuer.publish(folder, public);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who hangs up early has had enough.
                let _ = answer(stream, &state);
            }
        });
        issuer
    }

    /// Publishes other keys from now on.
    pub(crate) fn publish(&self, folder: &Folder, public: &[&str]) {
        let keys = public.iter().map(|name| folder.read(name));
        let keys: Vec<Value> = keys.map(|key| serde_json::from_str(&key).expect("a JWK")).collect();
        self.change(|state| state.keys = json!({ "keys": keys }));
    }

    /// Says this of itself from now on.
    pub(crate) fn discovery(&self, discovery: Value) {
        self.change(|state| state.discovery = discovery);
    }

    /// Answers 500 from now on.
    pub(crate) fn break_down(&self) {
        self.change(|state| state.down = true);
    }

    /// How often it was asked for its keys.
    pub(crate) fn asked(&self) -> usize {
        self.state.lock().expect("no panic").asked
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().expect("no panic"));
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        head.extend(byte);
    }
    let head = String::from_utf8_lossy(&head);
    let (status, body) = {
        let mut state = state.lock().expect("no panic");
        let path = head.split(' ').nth(1).unwrap_or_default();
        match path {
            _ if state.down => ("500 Internal Server Error", Value::Null),
            "/.well-known/openid-configuration" => ("200 OK", state.discovery.clone()),
            "/keys" => {
                state.asked += 1;
                ("200 OK", state.keys.clone())
            }
            _ => ("404 Not Found", Value::Null),
        }
    };
    let body = body.to_string();
    let len = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}
