//! A key server that says what a test has it say.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};

/// A server on a port of 127.0.0.1.
pub(crate) struct Server {
    port: u16,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Script {
    replies: HashMap<String, Reply>,
    requests: Vec<Request>,
}

/// A request that came.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) head: String,
}

/// What a server answers.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A response, or 304 for whoever has its version.
    Full { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// These bytes, whatever they are, and then the end.
    Raw(Vec<u8>),
    /// The head of a response, and then a byte for ever now and then.
    Drip,
    /// Chunks without end.
    Endless,
    /// Headers without end.
    EndlessHead,
    /// Nothing.
    Silence,
}

impl Reply {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Full { status: 200, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::Full { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        if let Self::Full { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move { converse(stream, &shared).await });
            }
        });
        Self { port, script, task }
    }

    /// The server is gone: whoever connects is refused.
    pub(crate) async fn stop(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    /// The server is back, at its port.
    pub(crate) async fn restart(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("its port");
        let shared = Arc::clone(&self.script);
        self.task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move { converse(stream, &shared).await });
            }
        });
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Answers a path so from now on; others with 404.
    pub(crate) fn on(&self, path: &str, reply: Reply) {
        self.script().replies.insert(path.to_owned(), reply);
    }

    /// All requests that came.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.script().requests.clone()
    }

    /// How many requests came for a path.
    pub(crate) fn asked(&self, path: &str) -> usize {
        self.script().requests.iter().filter(|request| request.path == path).count()
    }

    pub(crate) fn script_for_tls(&self) -> Shared {
        Shared(Arc::clone(&self.script))
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().expect("no panic")
    }
}

/// A server's script, for connections that come another way.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Mutex<Script>>);

impl Shared {
    pub(crate) async fn converse(&self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        converse(stream, &self.0).await;
    }
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, script: &Mutex<Script>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).expect("ASCII").to_ascii_lowercase();
    let path = head.split(' ').nth(1).expect("a path").to_owned();
    let reply = {
        let mut script = script.lock().expect("no panic");
        script.requests.push(Request { path: path.clone(), head: head.clone() });
        script.replies.get(&path).cloned().unwrap_or(Reply::status(404))
    };
    // Whoever goes away in the middle may do so.
    let _ = answer(&mut stream, &head, reply).await;
    let _ = stream.shutdown().await;
}

async fn answer(
    stream: &mut (impl AsyncWrite + Unpin),
    request: &str,
    reply: Reply,
) -> std::io::Result<()> {
    match reply {
        Reply::Full { mut status, headers, mut body } => {
            let etag = headers.iter().find(|(name, _)| name == "ETag").map(|(_, etag)| etag);
            let has = |etag: &String| {
                request.contains(&format!("if-none-match: {}\r\n", etag.to_ascii_lowercase()))
            };
            if etag.is_some_and(has) {
                (status, body) = (304, Vec::new());
            }
            let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n");
            for (name, value) in &headers {
                head += &format!("{name}: {value}\r\n");
            }
            if status != 304 {
                head += &format!("Content-Length: {}\r\n", body.len());
            }
            stream.write_all(format!("{head}\r\n").as_bytes()).await?;
            stream.write_all(&body).await
        }
        Reply::Raw(bytes) => stream.write_all(&bytes).await,
        Reply::Drip => {
            stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n").await?;
            loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        }
        Reply::Endless => {
            stream.write_all(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n").await?;
            let chunk = [b"1000\r\n".as_slice(), &[b' '; 0x1000], b"\r\n"].concat();
            loop {
                stream.write_all(&chunk).await?;
            }
        }
        Reply::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 X\r\n").await?;
            loop {
                stream.write_all(b"X-More: more\r\n").await?;
            }
        }
        Reply::Silence => std::future::pending().await,
    }
}
