use crate::{
    program::{Folder, workspace},
    server::{Server, answer},
};
use serde_json::Value;

fn refusing(headers: &'static str) -> Server {
    Server::answering(move |_| answer("401 Unauthorized", headers, "no"))
}

fn host(server: &Server) -> String {
    server.url().trim_start_matches("http://").to_owned()
}

#[test]
fn a_401_is_a_finding_with_the_times_of_the_token() {
    let server = refusing(
        "WWW-Authenticate: Bearer realm=\"orders\", error=\"invalid_token\", \
         error_description=\"The access token expired\"\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
    );
    let folder = Folder::listing_orders(&server.url());
    let line = format!(
        "error[HTTP]: 401 from {}: invalid_token, \"The access token expired\"",
        host(&server)
    );
    let outcome = folder.jwt(&["send"]);
    assert_eq!(outcome.out, "no");
    let err = outcome.failed(1, &line);
    for start in [
        "  the token was in the header Authorization with prefix Bearer\n",
        "  exp 20",
        "  iat 20",
        "  the server's clock is ",
        "hint: jwt doctor ",
    ] {
        assert!(err.contains(&format!("\n{start}")), "no {start:?} in\n{err}");
    }
    let outcome = folder.jwt(&["send", "--json"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(1), ""));
    let record: Value = serde_json::from_str(&outcome.out).expect("one JSON object");
    assert_eq!(record["error"]["code"], "HTTP");
    assert_eq!(record["response"]["status"], 401);
}

#[test]
fn a_token_that_a_refusal_repeats_is_masked() {
    let server = Server::answering(|request| {
        let echo = format!("WWW-Authenticate: Bearer error=\"{}\"\r\n", request.token());
        answer("401 Unauthorized", &echo, "no")
    });
    let folder = Folder::listing_orders(&server.url());
    for options in [&[][..], &["--json"], &["--repeat", "2"], &["--repeat", "2", "--json"]] {
        let outcome = folder.jwt(&[&["send"], options].concat());
        let told = outcome.out + &outcome.err;
        assert!(told.contains(&format!("401 from {}: eyJ", host(&server))), "{told}");
        for request in server.received() {
            let (start, _) = request.token().split_at(60);
            assert!(!told.contains(start), "{told}");
        }
    }
}

#[test]
fn a_401_without_a_token_says_that_there_was_none() {
    let server = refusing("");
    let with = workspace(&server.url(), "location: header");
    let folder = Folder::with(&format!("{with}    authentication: none\n"));
    let line = format!("error[HTTP]: 401 from {}", host(&server));
    let err = folder.jwt(&["send"]).failed(1, &line);
    assert!(err.contains("\n  no token was sent\n"), "{err}");
    let own = "    headers: [{ name: authorization, value: Bearer a.b.c }]\n";
    let folder = Folder::with(&format!("{with}    authentication: none\n{own}"));
    let err = folder.jwt(&["send"]).failed(1, &line);
    assert!(err.contains("\n  the request has an Authorization header of its own\n"), "{err}");
}

#[test]
fn a_401_where_the_token_did_not_go_says_that() {
    let other = refusing("");
    let to = format!("Location: {}/\r\n", other.url());
    let server = Server::answering(move |_| answer("302 Found", &to, ""));
    let line = format!("error[HTTP]: 401 from {}", host(&other));
    let err = Folder::listing_orders(&server.url()).jwt(&["send"]).failed(1, &line);
    assert!(err.contains("another origin, where the token does not go\n"), "{err}");
}

#[test]
fn other_statuses_are_answers_unless_they_are_to_fail() {
    for status in ["403 Forbidden", "404 Not Found", "503 Service Unavailable"] {
        let server = Server::answering(move |_| answer(status, "", "no"));
        let folder = Folder::listing_orders(&server.url());
        folder.done(&["send"]);
        let line = format!("error[HTTP]: {status} from {}", host(&server));
        folder.jwt(&["send", "--fail"]).failed(4, &line);
    }
}

#[test]
fn escapes_in_an_answer_do_nothing_to_a_terminal() {
    let server = refusing("WWW-Authenticate: Bearer error=\"a\u{9b}31m\"\r\nX-A: \u{9b}31m\r\n");
    let outcome = Folder::listing_orders(&server.url()).jwt(&["send"]);
    assert!(!outcome.err.contains('\u{9b}'), "{:?}", outcome.err);
    assert!(outcome.err.contains("\\u{9b}31m"), "{}", outcome.err);
}
