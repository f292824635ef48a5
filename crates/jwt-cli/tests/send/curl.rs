//! What `jwt curl` prints, run by a shell.

use crate::{
    program::{Folder, workspace},
    server::{Received, Server},
};
use std::process::Command;

/// The request that `jwt send` sends, and that curl sends by the printed command.
fn both(request: &str) -> (Received, Received) {
    let server = Server::start();
    let with = workspace(&server.url(), "location: header\n  jwtId: none\n  issuedAt: 'off'");
    let with = with.replace("  jwtId: uuid4\n", "").replace("  expiresIn: 5m\n", "");
    let with = with.replace("    method: GET\n    url: ${[ base ]}/orders\n", request);
    let folder = Folder::with(&with);
    folder.done(&["send"]);
    let outcome = folder.done(&["curl"]);
    let command = outcome.out.replacen("curl", "curl --silent --show-error --max-time 20", 1);
    let run = folder.run(Command::new("sh").args(["-c", &command]));
    assert_eq!((run.code, run.out.as_str()), (Some(0), "hello"), "{command}: {}", run.err);
    let mut received = server.received();
    assert_eq!(received.len(), 2, "{received:?}");
    let curl = received.pop().expect("two");
    (received.pop().expect("two"), curl)
}

#[test]
fn curl_sends_the_same_request() {
    for request in [
        "    url: ${[ base ]}/orders\n",
        "    url: '${[ base ]}/it''s?a=[1]&b={x,y}&c=%20$HOME`id`'\n",
        "    method: DELETE\n    url: ${[ base ]}/orders/1\n",
        "    method: POST\n    url: ${[ base ]}/orders\n    body: '@file'\n",
        "    method: POST\n    url: ${[ base ]}/orders\n",
        "    method: PUT\n    url: ${[ base ]}/\n    body: \"it's\\n$HOME \\\\ \\\"é\\\"\"\n",
        "    method: PUT\n    url: ${[ base ]}/\n    body: \"\\e[31m 100%s\"\n",
        "    method: POST\n    url: ${[ base ]}/\n    form: { a: 1 & 2, b: é }\n",
        "    method: PATCH\n    url: ${[ base ]}/\n    body: { a: [1, 2] }\n",
        "    url: ${[ base ]}/\n    headers: { X-Note: \"it's $5 \\\"now\\\"\", X-Empty: '' }\n",
    ] {
        let (ours, curls) = both(request);
        assert_eq!(ours.line, curls.line, "{request}");
        assert_eq!(ours.body, curls.body, "{request}");
        let told = |received: &Received| {
            let mut headers = received.headers.clone();
            // What each client says of itself.
            headers.retain(|(name, _)| !matches!(name.as_str(), "user-agent" | "accept-encoding"));
            headers.sort();
            headers
        };
        assert_eq!(told(&ours), told(&curls), "{request}");
    }
}

#[test]
fn a_body_of_any_bytes_goes_through_a_pipe() {
    let server = Server::start();
    let with = workspace(&server.url(), "location: header");
    let with = with.replace("method: GET", "method: POST\n    bodyFile: body.bin");
    let folder = Folder::with(&with);
    let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
    std::fs::write(folder.path("body.bin"), &bytes).expect("a file in the test's folder");
    let command = folder.done(&["curl"]).out;
    assert!(command.contains("--data-binary @-"), "{command}");
    let run = folder.run(Command::new("sh").args(["-c", &command]));
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(server.the_request().body, bytes);
}

#[test]
fn how_long_the_token_is_valid_goes_to_standard_error() {
    let folder = Folder::listing_orders("http://127.0.0.1:9");
    let outcome = folder.done(&["curl", "List orders"]);
    assert!(outcome.out.starts_with("curl http://127.0.0.1:9/orders \\\n  -H "), "{}", outcome.out);
    assert!(outcome.out.contains("'Authorization: Bearer eyJ"), "{}", outcome.out);
    assert!(outcome.err.starts_with("note: the token expires in "), "{}", outcome.err);
}
