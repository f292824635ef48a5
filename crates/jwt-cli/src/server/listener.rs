//! The API on a port of this machine.

use super::{Service, answer::Answer};
use crate::failure::Failure;
use http::{Request, Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    borrow::Cow, convert::Infallible, io, net::Ipv4Addr, pin::pin, sync::Arc, time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};

/// A port on 127.0.0.1, and nowhere else.
#[derive(Debug)]
pub(crate) struct Listener {
    socket: TcpListener,
    port: u16,
}

impl Listener {
    /// Takes a port; any that is free for 0.
    ///
    /// # Errors
    /// [`Failure`] if the port is taken, or may not be.
    pub(crate) async fn bind(port: u16) -> Result<Self, Failure> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let socket = bound.map_err(|error| {
            let failure = Failure::io(format!("port {port} on 127.0.0.1"), &error);
            match error.kind() {
                io::ErrorKind::AddrInUse => failure.hint("choose another, or any: --port 0"),
                _ => failure,
            }
        })?;
        let address = socket.local_addr().map_err(|error| Failure::io("127.0.0.1", &error))?;
        Ok(Self { socket, port: address.port() })
    }

    /// The port that was taken.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Where a client finds the API.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers requests from now on, in the background. Each gets a line in `log`.
    pub(crate) fn start(self, service: impl Service, log: fn(&str)) {
        tokio::spawn(self.accept(Arc::new(service), log));
    }

    async fn accept<S: Service>(self, service: Arc<S>, log: fn(&str)) {
        let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        loop {
            // The semaphore is never closed. Whoever comes when it is full waits in the queue.
            let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
            let Ok((stream, _)) = self.socket.accept().await else {
                // Out of file descriptors, perhaps: they come back.
                sleep(Duration::from_millis(50)).await;
                continue;
            };
            let service = Arc::clone(&service);
            tokio::spawn(async move {
                // What a client breaks off is its own affair.
                let most = CONNECTION_TIME + ANSWER_TIME;
                let _ = timeout(most, converse(stream, &*service, log)).await;
                drop(permit);
            });
        }
    }
}

async fn converse<S: Service>(
    stream: TcpStream,
    service: &S,
    log: fn(&str),
) -> Result<(), hyper::Error> {
    let service = service_fn(|request: Request<Incoming>| async move {
        Ok::<Response<String>, Infallible>(respond(request, service, log).await)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(MAX_HEAD_LEN)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    match timeout(CONNECTION_TIME, connection.as_mut()).await {
        Ok(ended) => ended,
        // What was asked before is answered still.
        Err(_) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    }
}

async fn respond(
    request: Request<Incoming>,
    service: &impl Service,
    log: fn(&str),
) -> Response<String> {
    // Not the query: there may be a token in it.
    let asked = format!("{} {}", cut(request.method().as_str()), cut(request.uri().path()));
    let Answer { response, note } = service.answer(request).await;
    log(&format!("{} {asked}  {note}", response.status().as_u16()));
    response
}

/// A method may be any word, and a path is any length.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

const MAX_CONNECTIONS: usize = 64;
const MAX_HEAD_LEN: usize = 64 * 1024;
const HEADER_TIME: Duration = Duration::from_secs(10);
const CONNECTION_TIME: Duration = Duration::from_secs(120);
const ANSWER_TIME: Duration = Duration::from_secs(60);
