use crate::{
    program::{Folder, Outcome, workspace},
    server::{Received, Server, answer},
};
use serde_json::Value;

const PLACES: [&str; 4] = [
    "location: header",
    "{ location: header, name: X-Api-Auth, headerPrefix: '' }",
    "location: cookie",
    "location: query",
];

/// A server that leads away with this status, once.
fn leading(status: &'static str, to: String) -> Server {
    Server::answering(move |request| match request.line.contains("/orders") {
        true => answer(status, &format!("Location: {to}\r\n"), "moved"),
        false => answer("200 OK", "", "here"),
    })
}

fn folder(server: &Server, place: &str) -> Folder {
    let form = place.trim_matches(['{', '}', ' ']).replace(", ", "\n  ");
    Folder::with(&workspace(&server.url(), &form))
}

fn has_token(request: &Received) -> bool {
    let headers = request.headers.iter().any(|(_, value)| value.contains("eyJ"));
    headers || request.line.contains("eyJ")
}

fn record(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.out).expect("one JSON object")
}

#[test]
fn to_another_origin_the_token_does_not_go_along_wherever_it_stands() {
    for place in PLACES {
        for status in ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
            let other = Server::start();
            let first = leading(status, format!("{}/there", other.url()));
            let folder = folder(&first, place);
            let outcome = folder.done(&["send"]);
            assert!(has_token(&first.the_request()), "{place}");
            let arrived = other.the_request();
            assert_eq!(arrived.line, "GET /there");
            assert!(!has_token(&arrived), "{place}, {status}: {arrived:?}");
            let line = "    token  left out, as this is another origin";
            assert!(outcome.err.lines().any(|found| found == line), "{}", outcome.err);
            assert_eq!(outcome.out, "hello");
        }
    }
}

#[test]
fn on_the_same_origin_the_token_goes_along() {
    for place in PLACES {
        let server = leading("307 Temporary Redirect", "/there?x=1".to_owned());
        let folder = folder(&server, place);
        let outcome = folder.done(&["send", "--json"]);
        let received = server.received();
        assert_eq!(received.len(), 2, "{received:?}");
        assert!(has_token(&received[1]), "{place}: {received:?}");
        assert!(received[1].line.starts_with("GET /there?x=1"), "{received:?}");
        let record = record(&outcome);
        assert_eq!(record["response"]["body"], "here");
        assert_eq!(record["redirects"][0]["status"], 307);
        assert_eq!(record["redirects"][0]["token"], true);
    }
}

#[test]
fn back_at_its_origin_the_token_is_still_gone() {
    let first = Server::answering(|request| match request.line.split_once("?to=") {
        Some((_, to)) => answer("302 Found", &format!("Location: {to}\r\n"), ""),
        None => answer("200 OK", "", "back"),
    });
    let back = format!("{}/back", first.url());
    let other =
        Server::answering(move |_| answer("302 Found", &format!("Location: {back}\r\n"), ""));
    let with = workspace(&first.url(), "location: header");
    let folder = Folder::with(&with.replace("/orders", &format!("/orders?to={}/", other.url())));
    assert_eq!(folder.done(&["send"]).out, "back");
    let received = first.received();
    assert!(has_token(&received[0]) && !has_token(&received[1]), "{received:?}");
}

#[test]
fn a_body_goes_along_with_307_and_not_with_303() {
    for (status, line, body) in [
        ("307 Temporary Redirect", "POST /there", &b"{}"[..]),
        ("303 See Other", "GET /there", b""),
    ] {
        let server = leading(status, "/there".to_owned());
        let with = workspace(&server.url(), "location: header");
        let with = with.replace("method: GET", "method: POST\n    body: '{}'");
        Folder::with(&with).done(&["send"]);
        let second = &server.received()[1];
        assert_eq!((second.line.as_str(), second.body.as_slice()), (line, body));
        assert_eq!(second.header("content-length").is_some(), !body.is_empty());
    }
}

#[test]
fn redirects_are_left_alone_where_that_is_asked_for() {
    let server = leading("302 Found", "/there".to_owned());
    let folder = folder(&server, "location: header");
    let outcome = folder.done(&["send", "--no-redirects"]);
    assert_eq!(outcome.out, "moved");
    assert!(outcome.err.contains("  ← Location: /there\n"), "{}", outcome.err);
    server.the_request();
}

#[test]
fn redirects_without_end_end() {
    let server = leading("302 Found", "/orders".to_owned());
    let line = format!(
        "error[NETWORK]: a redirect by {} was not followed: there were 10 before",
        server.url().trim_start_matches("http://")
    );
    folder(&server, "location: header").jwt(&["send"]).failed(4, &line);
    assert_eq!(server.received().len(), 11);
}

#[test]
fn a_redirect_to_what_is_no_web_address_is_not_followed() {
    for to in ["file:///etc/passwd", "http://["] {
        let server = leading("302 Found", to.to_owned());
        let outcome = folder(&server, "location: header").jwt(&["send"]);
        assert_eq!(outcome.code, Some(4), "{outcome:?}");
        server.the_request();
    }
}

#[test]
fn a_redirect_that_carries_the_token_to_another_origin_is_not_followed() {
    let other = Server::start();
    let elsewhere = other.url();
    let server = Server::answering(move |request| {
        let to = format!("Location: {elsewhere}/?stolen={}\r\n", request.token());
        answer("302 Found", &to, "")
    });
    let outcome = folder(&server, "location: header").jwt(&["send"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    assert!(other.received().is_empty());
    let token = server.the_request().token().to_owned();
    assert!(!outcome.err.contains(&token), "{}", outcome.err);
}
