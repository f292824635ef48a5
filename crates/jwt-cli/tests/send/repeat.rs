use crate::{
    program::Folder,
    server::{Server, answer},
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
};

#[test]
fn every_repetition_has_a_token_of_its_own() {
    let server = Server::start();
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.done(&["send", "--repeat", "20", "--jobs", "4"]);
    let received = server.received();
    assert_eq!(received.len(), 20);
    let ids: BTreeSet<String> = received
        .iter()
        .map(|request| {
            let decoded = folder.done(&["decode", "--json", request.token()]).out;
            let decoded: Value = serde_json::from_str(&decoded).expect("JSON");
            decoded["claims"]["jti"].as_str().expect("a jti").to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 20, "{ids:?}");
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert!(lines[0].starts_with("20 requests in "), "{}", outcome.out);
    assert!(lines[0].contains(", 4 at a time: "), "{}", outcome.out);
    assert_eq!(lines[1], "      20  200 OK");
    assert!(lines[2].starts_with("latency: min "), "{}", outcome.out);
    assert_eq!(outcome.err, "", "a progress bar without a terminal");
}

#[test]
fn statuses_and_failures_are_counted() {
    let count = AtomicUsize::new(0);
    let server = Server::answering(move |_| match count.fetch_add(1, Ordering::Relaxed) {
        0..5 => answer("200 OK", "", ""),
        5..8 => answer("503 Service Unavailable", "", ""),
        _ => String::new(),
    });
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.jwt(&["send", "--repeat", "10", "--json"]);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    let summary: Value = serde_json::from_str(&outcome.out).expect("one JSON object");
    assert_eq!(summary["requests"], 10);
    assert_eq!(summary["answers"], 8);
    assert_eq!(summary["statuses"], json!({"200": 5, "503": 3}));
    assert_eq!(summary["failures"], json!({"connection ended": 2}));
    assert!(summary["latencyMilliseconds"]["p95"].is_number(), "{summary}");
    assert_eq!(summary["error"]["code"], "NETWORK");
}

#[test]
fn a_refusal_among_many_is_found() {
    let count = AtomicUsize::new(0);
    let server = Server::answering(move |_| match count.fetch_add(1, Ordering::Relaxed) {
        1 => answer("401 Unauthorized", "WWW-Authenticate: Bearer error=\"used\"\r\n", ""),
        _ => answer("200 OK", "", ""),
    });
    let folder = Folder::listing_orders(&server.url());
    let host = server.url().trim_start_matches("http://").to_owned();
    let outcome = folder.jwt(&["send", "--repeat", "3"]);
    assert!(outcome.out.contains("       1  401 Unauthorized\n"), "{}", outcome.out);
    outcome.failed(1, &format!("error[HTTP]: 401 from {host}: used"));
}

#[test]
fn so_many_are_under_way_at_a_time_and_no_more() {
    static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let server = Server::answering(|_| {
        let now = UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(now, Ordering::SeqCst);
        std::thread::sleep(std::time::Duration::from_millis(30));
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
        answer("200 OK", "", "")
    });
    Folder::listing_orders(&server.url()).done(&["send", "--repeat", "12", "--jobs", "3"]);
    let most = MOST.load(Ordering::SeqCst);
    assert!((2..=3).contains(&most), "{most} at a time");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let folder = Folder::listing_orders("http://127.0.0.1:9");
    for options in [
        &["--repeat", "0"][..],
        &["--jobs", "2"],
        &["--repeat", "2", "--jobs", "0"],
        &["--repeat", "2", "--dry-run"],
        &["--timeout", "0"],
        &["--all", "List orders"],
    ] {
        let outcome = folder.jwt(&[&["send"], options].concat());
        assert_eq!(outcome.code, Some(2), "{options:?}: {outcome:?}");
    }
}
