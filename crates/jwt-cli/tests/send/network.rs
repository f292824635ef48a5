use crate::{
    program::Folder,
    server::{Server, answer},
};
use std::{net::TcpListener, thread};

#[test]
fn a_port_where_nobody_listens_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let folder = Folder::listing_orders(&format!("http://{address}"));
    let err = folder
        .jwt(&["send"])
        .failed(4, &format!("error[NETWORK]: {address} refused the connection"));
    assert!(err.contains("hint: check the port"), "{err}");
}

#[test]
fn a_host_without_an_address_is_named() {
    // Longer than a label may be, so that nobody is asked.
    let host = format!("{}.invalid", "a".repeat(64));
    let outcome = Folder::listing_orders(&format!("http://{host}")).jwt(&["send"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    let start = format!("error[NETWORK]: no address for {host}: ");
    assert!(outcome.err.contains(&start), "{}", outcome.err);
}

#[test]
fn a_server_that_does_not_answer_is_waited_for_so_long() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let folder = Folder::listing_orders(&format!("http://{address}"));
    let line = format!("error[NETWORK]: no answer from {address} within 1 s");
    folder.jwt(&["send", "--timeout", "1s"]).failed(4, &line);
}

#[test]
fn a_connection_that_ends_early_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            use std::io::Read as _;
            let _ = stream.expect("a connection").read(&mut [0; 1024]);
        }
    });
    let line = format!("error[NETWORK]: {address} ended the connection before its answer");
    Folder::listing_orders(&format!("http://{address}")).jwt(&["send"]).failed(4, &line);

    let server =
        Server::answering(|_| "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal".to_owned());
    let outcome = Folder::listing_orders(&server.url()).jwt(&["send"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
}

#[test]
fn a_server_that_speaks_something_else_is_told() {
    let server = Server::answering(|_| "220 mail ready\r\n".to_owned());
    let outcome = Folder::listing_orders(&server.url()).jwt(&["send"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    assert!(outcome.err.contains("error[NETWORK]: no HTTP from 127.0.0.1:"), "{}", outcome.err);
}

#[test]
fn a_packed_body_is_unpacked() {
    use std::{
        io::Write as _,
        process::{Command, Stdio},
    };
    let mut gzip = Command::new("gzip");
    let mut gzip =
        gzip.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip can be run");
    gzip.stdin.take().expect("a pipe").write_all(b"packed").expect("gzip reads");
    let packed = gzip.wait_with_output().expect("an end").stdout;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        use std::io::Read as _;
        let (mut stream, _) = listener.accept().expect("a connection");
        let _ = stream.read(&mut [0; 4096]);
        let head = answer("200 OK", "Content-Encoding: gzip\r\n", "");
        let head = head.replace("Content-Length: 0", &format!("Content-Length: {}", packed.len()));
        stream.write_all(&[head.as_bytes(), &packed].concat()).expect("a client");
    });
    let folder = Folder::listing_orders(&format!("http://{address}"));
    assert_eq!(folder.done(&["send"]).out, "packed");
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    let proxy = Server::start();
    let folder = Folder::listing_orders("http://orders.invalid");
    // The other variables go, and with them this one, unless it is set afterwards.
    let script = format!("http_proxy={} exec '{}' send", proxy.url(), env!("CARGO_BIN_EXE_jwt"));
    let mut sh = std::process::Command::new("sh");
    let outcome = folder.run(sh.args(["-c", &script]).env("ORDERS_SECRET", crate::program::SECRET));
    assert_eq!(outcome.out, "hello", "{}", outcome.err);
    assert_eq!(proxy.the_request().line, "GET http://orders.invalid/orders");
}

#[test]
fn a_user_in_the_url_is_refused_rather_than_forgotten() {
    let server = Server::start();
    let url = server.url().replace("http://", "http://ann:hunter2@");
    let outcome = Folder::listing_orders(&url).jwt(&["send"]);
    assert_ne!(outcome.code, Some(0), "{outcome:?}");
    assert!(!outcome.err.contains("hunter2"), "{}", outcome.err);
    assert!(server.received().is_empty());
}
