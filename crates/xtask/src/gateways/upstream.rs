use crate::Failure;
use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// The API behind a gateway, which takes every request: that is the gateway's to decide.
pub(super) struct Upstream {
    pub(super) port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

/// A request as it arrived, by its headers: names in small letters, and values.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrived(Vec<(String, String)>);

impl Upstream {
    /// Listens for as long as this program runs.
    pub(super) fn start() -> Result<Self, Failure> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&arrived);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let written = Arc::clone(&written);
                thread::spawn(move || {
                    // Gateways open connections that they then have no use for.
                    if let Some(request) = Arrived::read(&stream) {
                        lock(&written).push(request);
                        let _ = (&stream).write_all(ANSWER);
                    }
                });
            }
        });
        Ok(Self { port, arrived })
    }

    /// The requests since the last time.
    pub(super) fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut lock(&self.arrived))
    }
}

impl Arrived {
    /// The value of a header, several joined as RFC 9110 §5.3 has it.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let Self(headers) = self;
        let named = headers.iter().filter(|(found, _)| found == name);
        let values: Vec<&str> = named.map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The token in its header Authorization.
    pub(super) fn token(&self) -> Result<String, Failure> {
        let value = self.header("authorization").unwrap_or_default();
        let token = value.strip_prefix("Bearer ").map(str::to_owned);
        token.ok_or_else(|| Failure::new(format!("no token in {self:?}")))
    }

    fn read(stream: &TcpStream) -> Option<Self> {
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.next()?;
        let headers = lines.take_while(|line| !line.is_empty()).map(|line| {
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            (name.to_ascii_lowercase(), value.trim().to_owned())
        });
        Some(Self(headers.collect()))
    }
}

/// Nothing of ours panics while it holds the list.
fn lock(arrived: &Mutex<Vec<Arrived>>) -> MutexGuard<'_, Vec<Arrived>> {
    arrived.lock().unwrap_or_else(PoisonError::into_inner)
}

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n[]\n";
const PATIENCE: Duration = Duration::from_secs(10);
