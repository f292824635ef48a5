//! What an API answered.

use super::{doctor, found, signed};

const AT: &str = "2026-11-23T20:11:42Z";

fn response(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n\r\n")
}

#[test]
fn a_refusal_without_a_cause_in_sight_is_told_in_the_servers_words() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    folder.write(
        "response",
        response(
            "401 Unauthorized",
            "WWW-Authenticate: Basic realm=\"a, b\",\r\n  Bearer realm=\"x\", \
             error=\"invalid_token\", error_description=\"The \\\"token\\\" was revoked\"",
        ),
    );
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub", "--response", "response", "--at", AT]),
        "finding: 401: invalid_token, \"The \"token\" was revoked\"\n\
         evidence: exp 2026-11-23T20:16:40Z, expires in 4 min 58 s\n\
         change: by what is known here nothing is wrong with it: compare key, issuer and audience \
         with what the API expects (--key, --issuer, --audience), and whether it was revoked\n"
    );
}

#[test]
fn a_server_whose_clock_is_ahead_is_found_out() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    let redirect = response("307 Temporary Redirect", "Location: https://api.example/orders");
    let refusal = response(
        "401 Unauthorized",
        "Date: Mon, 23 Nov 2026 20:18:00 GMT\r\nWWW-Authenticate: Bearer error=\"invalid_token\", \
         error_description=\"The access token expired\"",
    );
    folder.write("response", format!("{redirect}{refusal}"));
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub", "--response", "response", "--at", AT]),
        "finding: by the server's clock, the token expired 80 s ago (exp 2026-11-23T20:16:40Z, now \
         20:18:00Z)\n\
         evidence: the server's clock is 6 min 18 s ahead of this machine's (Date \
         2026-11-23T20:18:00Z, here 2026-11-23T20:11:42Z)\n\
         change: compare both clocks with a time server, and set the one that is wrong\n\
         change: or let tokens live longer than 378 s: jwt sign --expires-in\n\
         \n\
         finding: 401 from api.example: invalid_token, \"The access token expired\"\n\
         evidence: exp 2026-11-23T20:16:40Z, expires in 4 min 58 s\n\
         evidence: the server's clock is 6 min 18 s ahead of this machine's (Date \
         2026-11-23T20:18:00Z, here 2026-11-23T20:11:42Z)\n\
         change: see what was found besides: it may explain this\n"
    );
    // By the server's clock it can be that the token is from the future, too.
    let (folder, token) = signed(r#"{"iat":1795464702,"exp":1795465000}"#);
    folder.write("response", response("401 X", "Date: Mon, 23 Nov 2026 20:10:00 GMT"));
    let out = found(&folder, &token, &["--response", "response", "--at", AT]);
    assert!(
        out.starts_with(
            "finding: by the server's clock, the token was issued in the future (iat \
             2026-11-23T20:11:42Z, in 102 s, now 20:10:00Z)\n"
        ),
        "{out}"
    );
}

#[test]
fn a_scope_that_is_missing_is_named() {
    let (folder, token) = signed(r#"{"exp":1795465000,"scope":"read"}"#);
    folder.write(
        "response",
        response(
            "403 Forbidden",
            "WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"read write\"",
        ),
    );
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub", "--response", "response", "--at", AT]),
        "finding: 403: insufficient_scope\n\
         evidence: scope in the token: \"read\"\n\
         evidence: scope that is needed: \"read write\"\n\
         change: get a token with the scope \"write\" too\n"
    );
}

#[test]
fn an_api_that_wants_another_scheme_says_so() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    folder.write("response", response("401 X", "WWW-Authenticate: Basic realm=\"x\""));
    assert_eq!(
        found(&folder, &token, &["--response", "response", "--at", AT]),
        "finding: 401: the API expects Basic, not a Bearer token\n\
         change: sign in with Basic, or look for the address that takes tokens\n"
    );
}

#[test]
fn an_api_that_saw_no_token_says_so() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    folder.write("response", response("401 X", "WWW-Authenticate: Bearer realm=\"x\""));
    assert_eq!(
        found(&folder, &token, &["--response", "response", "--at", AT]),
        "finding: 401: the API saw no token\n\
         evidence: a challenge that names no error answers a request without a token (RFC 6750 \
         §3.1)\n\
         change: look at the request as it was sent: Authorization: Bearer TOKEN\n"
    );
}

#[test]
fn an_answer_from_standard_input_about_something_else_is_a_note() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    let arguments = ["doctor", &token, "--key", "key.pub", "--response", "-", "--at", AT];
    for (status, note) in [
        ("200 OK", "note: 200: the API took the token\n"),
        ("503 X", "note: 503: that says nothing about the token\n"),
    ] {
        let outcome = folder.jwt_with_input(&arguments, &response(status, "X: y"));
        assert_eq!((outcome.code, outcome.err.as_str()), (Some(0), note));
    }
}

#[test]
fn a_token_that_the_server_repeats_is_not_shown() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    let body = format!("{{\"error\":\"invalid_token\",\"message\":\"cannot parse {token}\"}}");
    folder.write("response", format!("{}{body}", response("401 X", "X: y")));
    // `doctor` looks for the signature in what was printed.
    let outcome = doctor(&folder, &token, &["--response", "response", "--at", AT]);
    assert!(
        outcome.out.starts_with("finding: 401: invalid_token, \"cannot parse "),
        "{}",
        outcome.out
    );
}
