//! A server that writes down what arrives.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A server on a free port of this machine, one request a connection.
#[derive(Debug)]
pub(crate) struct Server {
    port: u16,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    /// As in `GET /orders?page=2`.
    pub(crate) line: String,
    /// Names in small letters, and values.
    pub(crate) headers: Vec<(String, String)>,
    #[allow(dead_code, reason = "not all who include this file look at it")]
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Answers everything with 200 and a greeting.
    pub(crate) fn start() -> Self {
        Self::answering(|_| answer("200 OK", "", "hello"))
    }

    /// Answers as it is told, with bytes as they go over the wire; none for not at all.
    pub(crate) fn answering(respond: impl Fn(&Received) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let (written, respond) = (Arc::clone(&received), Arc::new(respond));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (written, respond) = (Arc::clone(&written), Arc::clone(&respond));
                thread::spawn(move || {
                    let stream = stream.expect("a connection");
                    // Whoever connects and says nothing wants nothing.
                    let Some(request) = Received::read(&stream) else { return };
                    let answer = respond(&request);
                    written.lock().expect("no panic before").push(request);
                    // A client that is gone needs no answer.
                    let _ = (&stream).write_all(answer.as_bytes());
                    let _ = stream.shutdown(Shutdown::Write);
                });
            }
        });
        Self { port, received }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What arrived so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no panic before").clone()
    }

    /// The only request that arrived.
    pub(crate) fn the_request(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

impl Received {
    /// The value of a header that is there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(found, _)| found == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} is there twice: {self:?}");
        value
    }

    /// The token in its header Authorization.
    pub(crate) fn token(&self) -> &str {
        let value = self.header("authorization").expect("a header Authorization");
        value.strip_prefix("Bearer ").expect("a Bearer token")
    }

    fn read(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let line = line.strip_suffix(" HTTP/1.1\r\n")?.to_owned();
        let mut headers = Vec::new();
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.trim_end().split_once(": ") else {
                match header.trim_end().strip_suffix(':') {
                    Some(name) => headers.push((name.to_lowercase(), String::new())),
                    None => break,
                }
                continue;
            };
            headers.push((name.to_lowercase(), value.to_owned()));
        }
        let len = headers.iter().find(|(name, _)| name == "content-length");
        let mut body = vec![0; len.map_or(0, |(_, len)| len.parse().expect("a number"))];
        reader.read_exact(&mut body).ok()?;
        Some(Self { line, headers, body })
    }
}

/// An answer with header lines, each with its line break.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let len = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {len}\r\nConnection: close\r\n{headers}\r\n{body}"
    )
}
