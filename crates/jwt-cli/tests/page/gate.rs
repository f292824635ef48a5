//! Who gets anything from the server.

use crate::program::Page;
use serde_json::json;
use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

const WORKSPACE: &str = "name: Orders\nrequests: [{ name: List, url: 'http://h/' }]\n";
const JSON: &str = "Content-Type: application/json";

#[test]
fn a_call_needs_the_session() {
    let page = Page::on(WORKSPACE);
    let right = format!("X-Session: {}", page.session);
    assert_eq!(page.session.len(), 22, "128 bits in base64url");
    assert_eq!(page.post("workspace", &[JSON, &right], "{}").status, 200);
    assert_eq!(page.post("workspace", &[JSON], "{}").status, 401);
    let other = "A".repeat(22);
    for wrong in ["", "x", other.as_str(), &page.session[..21], &format!("{}A", page.session)] {
        let header = format!("X-Session: {wrong}");
        let answer = page.post("workspace", &[JSON, &header], "{}");
        assert_eq!(answer.status, 403, "{answer:?}");
        assert!(!answer.text.contains(&page.session));
    }
    // Which of the two counts would be anybody's guess.
    let both = [JSON, right.as_str(), "X-Session: x"];
    assert_eq!(page.post("workspace", &both, "{}").status, 403);
    let path = format!("workspace?session={}", page.session);
    assert_eq!(page.post(&path, &[JSON], "{}").status, 401);
}

#[test]
fn a_name_that_only_leads_to_this_machine_is_refused() {
    let page = Page::on(WORKSPACE);
    let (port, session) = (page.port, format!("X-Session: {}", page.session));
    let ask = |line: &str, hosts: &[String]| {
        let mut headers: Vec<&str> = hosts.iter().map(String::as_str).collect();
        headers.extend([JSON, &session]);
        page.ask(line, &headers, "{}").status
    };
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(ask("POST /api/workspace", &[format!("Host: {host}:{port}")]), 200, "{host}");
    }
    let ours = format!("Host: 127.0.0.1:{port}");
    for hosts in [
        vec![format!("Host: evil.example:{port}")],
        vec!["Host: 127.0.0.1".to_owned()],
        vec![format!("Host: 127.0.0.1.evil.example:{port}")],
        vec![format!("Host: 127.0.0.1:{port}@evil.example")],
        vec![format!("Host: 127.0.0.2:{port}")],
        vec![ours.clone(), format!("Host: evil.example:{port}")],
        vec!["Host:".to_owned()],
        vec![],
    ] {
        assert_eq!(ask("POST /api/workspace", &hosts), 421, "{hosts:?}");
        assert_eq!(ask("GET /", &hosts), 421, "{hosts:?}");
    }
    let line = format!("POST http://evil.example:{port}/api/workspace");
    assert_eq!(ask(&line, &[ours]), 421);
}

#[test]
fn a_page_of_another_origin_is_refused() {
    let page = Page::on(WORKSPACE);
    let session = format!("X-Session: {}", page.session);
    let ask = |header: &str| page.post("workspace", &[JSON, &session, header], "{}").status;
    let port = page.port;
    assert_eq!(ask(&format!("Origin: http://127.0.0.1:{port}")), 200);
    for origin in [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("http://localhost:{port}"),
        "http://127.0.0.1".to_owned(),
        format!("http://127.0.0.1:{port}.evil.example"),
        format!("http://127.0.0.1:{port}\r\nOrigin: https://evil.example"),
    ] {
        assert_eq!(ask(&format!("Origin: {origin}")), 403, "{origin}");
    }
    for (site, status) in
        [("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)]
    {
        assert_eq!(ask(&format!("Sec-Fetch-Site: {site}")), status, "{site}");
    }
    let host = format!("Host: 127.0.0.1:{port}");
    let fetched = page.ask("GET /page.js", &[&host, "Sec-Fetch-Site: cross-site"], "");
    assert_eq!(fetched.status, 403);
    let answer = page.post("workspace", &[JSON, &session], "{}");
    assert!(!answer.text.to_ascii_lowercase().contains("access-control-"), "{answer:?}");
}

#[test]
fn a_call_is_a_post_of_json() {
    let page = Page::on(WORKSPACE);
    let session = format!("X-Session: {}", page.session);
    let host = format!("Host: 127.0.0.1:{}", page.port);
    for method in ["GET", "HEAD", "PUT", "OPTIONS", "DELETE"] {
        let answer = page.ask(&format!("{method} /api/workspace"), &[&host, JSON, &session], "");
        assert_eq!(answer.status, 405, "{method}");
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
        let header = format!("Content-Type: {kind}");
        assert_eq!(page.post("workspace", &[&header, &session], "{}").status, 415, "{kind}");
    }
    assert_eq!(page.post("workspace", &[&session], "{}").status, 415);
    let with_charset = "Content-Type: application/json; charset=utf-8";
    assert_eq!(page.post("workspace", &[with_charset, &session], "{}").status, 200);
    for body in ["", "{", "[]", "null", r#"{"x":1}"#] {
        let answer = page.post("workspace", &[JSON, &session], body);
        assert_eq!(answer.status, 400, "{body}: {answer:?}");
    }
    assert_eq!(page.refused("nothing", json!({})).0, 404);
}

#[test]
fn a_body_is_one_mebibyte_at_most() {
    let page = Page::on(WORKSPACE);
    let padded = |len: usize| format!("{{{}}}", " ".repeat(len - 2));
    let session = format!("X-Session: {}", page.session);
    let most = 1024 * 1024;
    assert_eq!(page.post("workspace", &[JSON, &session], &padded(most)).status, 200);
    assert_eq!(page.post("workspace", &[JSON, &session], &padded(most + 1)).status, 413);
    // One that does not say how long it is.
    let head = format!(
        "POST /api/workspace HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{JSON}\r\n\
         {session}\r\nTransfer-Encoding: chunked\r\n\r\n",
        page.port
    );
    let mut stream = TcpStream::connect(("127.0.0.1", page.port)).expect("it listens");
    stream.write_all(head.as_bytes()).expect("it reads");
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    for _ in 0..17 {
        // It may have hung up already.
        let _ = stream.write_all(chunk.as_bytes());
    }
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn the_page_runs_only_what_the_server_gave_it() {
    let page = Page::on(WORKSPACE);
    let host = format!("Host: 127.0.0.1:{}", page.port);
    let get = |path: &str| page.ask(&format!("GET {path}"), &[&host], "");
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let index = get("/");
        assert_eq!(index.status, 200);
        let policy = index.header("content-security-policy").expect("a policy").to_owned();
        let (start, rest) = policy.split_once("'nonce-").expect("a nonce");
        let (nonce, rest) = rest.split_once('\'').expect("a nonce");
        assert_eq!(start, "default-src 'none'; script-src 'self'; style-src 'self' ");
        assert_eq!(
            rest,
            "; img-src 'self' data:; connect-src 'self'; font-src 'none'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        );
        assert!(index.body().contains(&format!("content=\"{nonce}\"")), "{index:?}");
        assert!(!index.text.contains("{{nonce}}") && !index.text.contains(&page.session));
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/page.css", "text/css; charset=utf-8"),
    ] {
        let answer = get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)));
    }
    for path in ["/jwt.yaml", "/../jwt.yaml", "/api", "//", "/page.js/", "/index.html"] {
        let answer = get(path);
        assert_eq!(answer.status, 404, "{path}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
    }
}

#[test]
fn nobody_but_this_machine_is_listened_to() {
    let page = Page::on(WORKSPACE);
    // Another address of this machine's, where one that listens everywhere would be found.
    assert!(TcpStream::connect(("127.0.0.2", page.port)).is_err());
}
