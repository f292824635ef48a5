use crate::{
    program::{Folder, SECRET, workspace},
    server::{Server, answer},
};
use serde_json::{Value, json};

#[test]
fn the_only_request_is_sent_with_a_token_and_its_body_is_printed() {
    let server = Server::start();
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.done(&["send"]);
    let request = server.the_request();
    assert_eq!(request.line, "GET /orders");
    assert_eq!(request.header("accept"), Some("*/*"));
    assert_eq!(request.header("content-length"), None);
    assert_eq!(outcome.out, "hello");
    let token = request.token();
    for line in [
        format!("  → GET {}/orders", server.url()),
        format!("  → Authorization: Bearer {}…({} characters)", &token[..16], token.len()),
        "    token  in the header Authorization with prefix Bearer, by workspace \"Orders\"".into(),
        "    header {\"alg\":\"HS256\",\"typ\":\"JWT\"}".into(),
        "  ← Content-Length: 5".into(),
    ] {
        assert!(outcome.err.lines().any(|found| found == line), "no {line:?} in\n{}", outcome.err);
    }
    assert!(outcome.err.contains("  ← HTTP/1.1 200 OK  after "), "{}", outcome.err);
    assert!(outcome.err.contains("\"iss\": \"me\""), "{}", outcome.err);
    folder.write("secret", SECRET);
    let verify = ["verify", token, "--secret-file", "secret", "--issuer", "me"];
    folder.done(&verify);
}

#[test]
fn the_token_is_nowhere_in_what_is_printed_not_even_if_it_comes_back() {
    let server = Server::answering(|request| {
        let token = request.line.split_once("?token=").map(|(_, token)| token.to_owned());
        let token = token.expect("a token in the query");
        answer("200 OK", &format!("X-Echo: {token}\r\n"), &format!("you sent {token}!"))
    });
    let folder = Folder::with(&workspace(&server.url(), "location: query"));
    for arguments in [&["send"][..], &["send", "--json"], &["send", "--max-body", "50"]] {
        let outcome = folder.done(arguments);
        let sent = server.received();
        let (_, token) = sent.last().expect("a request").line.split_once('=').expect("a token");
        for text in [&outcome.out, &outcome.err] {
            let (_, signature) = token.rsplit_once('.').expect("a signature");
            assert!(!text.contains(&signature[..8]), "{text}");
            assert!(!text.contains(SECRET), "{text}");
        }
        let shown = format!("you sent {}…({} characters)!", &token[..16], token.len());
        assert!(outcome.out.contains(&shown[..40]), "{shown}: {}", outcome.out);
    }
}

#[test]
fn a_dry_run_shows_the_request_and_sends_nothing() {
    let server = Server::start();
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.done(&["send", "--dry-run"]);
    assert!(outcome.out.contains("  → Authorization: Bearer eyJ"), "{}", outcome.out);
    assert!(outcome.out.contains("    claims {"), "{}", outcome.out);
    let record: Value =
        serde_json::from_str(&folder.done(&["send", "--dry-run", "--json"]).out).expect("JSON");
    assert_eq!(record["response"], Value::Null);
    assert_eq!(record["token"]["claims"]["iss"], "me");
    assert!(server.received().is_empty());
}

#[test]
fn a_request_whose_token_cannot_be_made_never_reaches_the_server() {
    let server = Server::start();
    let folder = Folder::listing_orders(&server.url());
    for options in [&[][..], &["--json"], &["--repeat", "3"], &["--dry-run"]] {
        let arguments = [&["send"], options].concat();
        let outcome = folder.run(folder.command().args(&arguments).env_remove("ORDERS_SECRET"));
        assert_eq!(outcome.code, Some(3), "{outcome:?}");
        let told = outcome.out + &outcome.err;
        assert!(told.contains("SECRET") && told.contains("ORDERS_SECRET"), "{told}");
    }
    assert!(server.received().is_empty(), "{:?}", server.received());
}

#[test]
fn json_has_the_request_the_token_and_the_answer() {
    let server = Server::answering(|_| answer("201 Created", "X-A: b\r\n", "{\"id\": 7}"));
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.done(&["send", "--json"]);
    assert_eq!(outcome.err, "");
    let record: Value = serde_json::from_str(&outcome.out).expect("one JSON object");
    assert_eq!(record["name"], "List orders");
    assert_eq!(record["request"]["method"], "GET");
    assert_eq!(record["request"]["url"], format!("{}/orders", server.url()));
    assert_eq!(record["token"]["place"], "header Authorization with prefix Bearer");
    assert_eq!(record["token"]["header"], json!({"alg": "HS256", "typ": "JWT"}));
    assert_eq!(record["token"]["claims"]["iss"], "me");
    assert_eq!(record["source"], "workspace \"Orders\"");
    assert_eq!(record["response"]["status"], 201);
    assert_eq!(record["response"]["body"], "{\"id\": 7}");
    let headers = record["response"]["headers"].as_array().expect("a list");
    assert!(headers.contains(&json!(["x-a", "b"])), "{headers:?}");
    assert!(record["milliseconds"].is_number());
    assert_eq!(record["error"], Value::Null);
}

#[test]
fn several_requests_are_sent_in_their_order_and_the_first_failure_decides() {
    let server = Server::answering(|request| match request.line.as_str() {
        "POST /b" => answer("401 Unauthorized", "", "no"),
        _ => answer("200 OK", "", "yes"),
    });
    let folder = Folder::with(&format!(
        "
name: Test
variables: {{ base: {} }}
authentication: {{ secretEnv: ORDERS_SECRET, expiresIn: 5m }}
requests:
  - {{ name: A, url: '${{[ base ]}}/a' }}
  - {{ name: B, method: POST, url: '${{[ base ]}}/b', body: '1' }}
folders:
  - name: Open
    authentication: none
    requests: [{{ name: C, url: '${{[ base ]}}/c' }}]
",
        server.url()
    ));
    let err = folder
        .jwt(&["send", "--all"])
        .failed(1, "  the token was in the header Authorization with prefix Bearer");
    let received = server.received();
    let lines: Vec<&str> = received.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(lines, ["GET /a", "POST /b", "GET /c"], "{err}");
    assert_eq!(received[1].body, b"1");
    assert_eq!(received[2].header("authorization"), None);
    assert!(err.contains("    token  none"), "{err}");

    let outcome = folder.jwt(&["send", "Open/C", "A"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (Some(0), "yesyes"), "{}", outcome.err);
    let outcome = folder.jwt(&["send", "--all", "--json"]);
    assert_eq!(outcome.out.lines().count(), 3, "{}", outcome.out);
}

#[test]
fn an_environment_sets_its_variables() {
    let (usual, staging) = (Server::start(), Server::start());
    let with = workspace(&usual.url(), "location: header");
    let folder = Folder::with(&format!(
        "{with}environments: {{ staging: {{ base: \"{}\" }} }}\n",
        staging.url()
    ));
    folder.done(&["send", "--env", "staging"]);
    assert!(usual.received().is_empty());
    staging.the_request();
    let err = folder.jwt(&["send", "--env", "production"]);
    assert_eq!(err.code, Some(2), "{err:?}");
}

#[test]
fn a_long_body_is_cut_where_that_is_asked_for_and_said() {
    let server = Server::answering(|_| answer("200 OK", "", "0123456789"));
    let folder = Folder::listing_orders(&server.url());
    let outcome = folder.done(&["send", "--max-body", "4"]);
    assert_eq!(outcome.out, "0123");
    let warning = "warning: the body has 10 bytes, of which 4 are printed: --max-body";
    assert!(outcome.err.lines().any(|line| line == warning), "{}", outcome.err);
    let record: Value =
        serde_json::from_str(&folder.done(&["send", "--max-body", "4", "--json"]).out)
            .expect("JSON");
    assert_eq!(record["response"]["body"], "0123");
    assert_eq!(record["response"]["cut"], true);
    assert_eq!(record["response"]["bodyLength"], 10);
}

#[test]
fn a_request_without_a_body_says_so_where_one_is_usual() {
    let server = Server::start();
    let with = workspace(&server.url(), "location: header");
    let folder = Folder::with(&with.replace("method: GET", "method: POST"));
    folder.done(&["send"]);
    assert_eq!(server.the_request().header("content-length"), Some("0"));
}
