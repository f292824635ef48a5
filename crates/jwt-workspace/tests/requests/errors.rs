//! The texts of errors, to the letter.

use crate::{SECRET, prepare_in, problem, surroundings::Fixed, with_form, with_form_in};
use jwt_workspace::{Problem, Workspace};
use serde_json::json;

fn key(name: &str) -> String {
    let path = format!("{}/../../tests/keys/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).expect(&path)
}

fn says(problem: &Problem, code: &str, message: &str, hints: &[&str]) {
    assert_eq!(problem.to_string(), message);
    assert_eq!(
        (problem.code(), problem.hints()),
        (code, &*hints.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>())
    );
}

#[test]
fn an_expired_payload_is_sent_with_a_warning() {
    let form = json!({"secret": SECRET, "payload": {"exp": 1_795_464_843}, "issuedAt": "off"});
    let warnings = with_form(&form.to_string()).expect("sent all the same").warnings;
    says(
        &warnings[0],
        "EXPIRED",
        "the token expired 2 h 13 min ago (exp 2026-11-23T20:14:03Z, now 22:27:10Z)",
        &["payload has a fixed exp; remove it and set expiresIn: 5m"],
    );
}

#[test]
fn a_token_that_is_not_valid_yet_is_sent_with_a_warning() {
    let form = json!({"secret": SECRET, "notBefore": "170s"});
    let warnings = with_form(&form.to_string()).expect("sent all the same").warnings;
    says(
        &warnings[0],
        "NOT_YET",
        "the token is not valid before 22:30:00Z (nbf, in 170 s)",
        &["set backdate: 60s, or allow a leeway of 180 s"],
    );
}

#[test]
fn milliseconds_are_told() {
    let form = json!({"secret": SECRET, "payload": {"exp": 1_721_437_200_000_u64}});
    let warnings = with_form(&form.to_string()).expect("sent all the same").warnings;
    assert_eq!(
        warnings[0].to_string(),
        "exp 1721437200000 looks like milliseconds, JWT has seconds"
    );
}

#[test]
fn a_key_of_another_kind_is_named() {
    says(
        &problem(&json!({"algorithm": "RS256", "secret": "x".repeat(42)}).to_string()),
        "KEY_KIND",
        "RS256 needs an RSA private key, but secret holds a 42-character text",
        &["look for BEGIN PRIVATE KEY, or use HS256, which fits"],
    );
    let ec = problem(&json!({"algorithm": "RS256", "secret": key("p256-a.pem")}).to_string());
    assert_eq!(ec.hints(), ["look for BEGIN PRIVATE KEY, or use ES256, which fits"]);
}

#[test]
fn a_key_on_another_curve_is_named() {
    says(
        &problem(&json!({"algorithm": "ES256", "secret": key("k256-a.pem")}).to_string()),
        "ALG_CURVE",
        "ES256 needs a P-256 key, this key is on secp256k1 (secret)",
        &["use ES256K, or make a P-256 key"],
    );
}

#[test]
fn a_payload_that_is_broken_is_shown_where() {
    let payload = "{\n  \"sub\": \"u\"\n  \"x\": 1\n}";
    says(
        &problem(&json!({"secret": SECRET, "payload": payload}).to_string()),
        "PAYLOAD_JSON",
        "payload is not a JSON object: expected ',' at line 3 column 3",
        &["  \"x\": 1", "  ^"],
    );
}

#[test]
fn an_empty_variable_in_a_broken_payload_is_named() {
    let yaml = json!({
        "variables": {"EXP": ""},
        "requests": [{
            "name": "r", "url": "https://api.example",
            "authentication": {"secret": SECRET, "payload": "{\"exp\": ${[ EXP ]}}"},
        }],
    });
    let problem = prepare_in(&yaml.to_string(), &Fixed::default()).expect_err("broken");
    assert_eq!(problem.hints().last().map(String::as_str), Some("variable EXP is empty"));
}

#[test]
fn a_missing_key_says_where_it_was_looked_for() {
    let workspace = Workspace::from_yaml(
        "{folders: [{name: Admin, authentication: {algorithm: HS256}, requests: [{name: Get user, \
         url: 'https://api.example'}]}]}",
    )
    .expect("YAML");
    let surroundings = Fixed::default();
    let session = jwt_workspace::Session::new(&workspace, crate::provider(), &surroundings);
    says(
        &session.prepare(&workspace.requests()[0]).expect_err("no key"),
        "SECRET",
        "no secret or key for HS256 (looked in: request \"Get user\" ← folder \"Admin\")",
        &["give one of secret, secretFile and secretEnv"],
    );
}

#[test]
fn a_secret_that_is_not_base64_is_told_where() {
    let problem = problem(r#"{"secret":"!abc","secretBase64":true}"#);
    says(
        &problem,
        "SECRET",
        "secret is not valid base64: character '!' at position 0",
        &["if the secret is not written in base64, take secretBase64 or secretEncoding away"],
    );
    assert_eq!(problem.field(), Some("secret"));
}

#[test]
fn files_and_variables_that_are_not_there_are_named() {
    says(
        &problem(r#"{"secretFile":"keys/a.pem"}"#),
        "SECRET",
        "keys/a.pem: no such file",
        &["relative paths start at the folder of the workspace file"],
    );
    says(
        &problem(r#"{"secretEnv":"ORDERS_SECRET"}"#),
        "SECRET",
        "there is no environment variable ORDERS_SECRET",
        &["set it before the call: ORDERS_SECRET=… jwt send"],
    );
    let there = Fixed::default().with_variable("A", SECRET).file("b", SECRET);
    for form in [r#"{"secretEnv":"A"}"#, r#"{"secretFile":"b"}"#] {
        assert!(with_form_in(form, &there).is_ok(), "{form}");
    }
}

#[test]
fn a_secret_in_place_of_its_file_or_variable_is_not_shown() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----";
    for (field, found, message) in [
        ("secretFile", pem, "secretFile holds a key, not the path of a file"),
        ("secretFile", "{\"kty\": \"oct\"}", "secretFile holds a key, not the path of a file"),
        ("secretEnv", pem, "secretEnv holds no name of an environment variable"),
        ("secretEnv", "hunter2+/=", "secretEnv holds no name of an environment variable"),
        ("passphraseEnv", "hunter 2", "passphraseEnv holds no name of an environment variable"),
    ] {
        let problem = problem(&json!({field: found}).to_string());
        assert_eq!((problem.to_string().as_str(), problem.code()), (message, "SECRET"));
        assert_eq!(problem.field(), Some(field));
    }
}

#[test]
fn a_key_that_is_not_in_the_set_is_named() {
    let set = json!({"keys": [
        {"kty": "oct", "kid": "k1", "k": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"},
        {"kty": "oct", "kid": "2024-06", "k": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"},
    ]});
    let problem = problem(&json!({"secret": set.to_string(), "keyId": "k2"}).to_string());
    assert_eq!(problem.code(), "KID");
    assert_eq!(problem.to_string(), "no key \"k2\" in the key set (it has k1, 2024-06) (secret)");
    let conflict = json!({"secret": SECRET, "keyId": "a", "headers": {"kid": "b"}});
    says(
        &crate::problem(&conflict.to_string()),
        "KID",
        "headers.kid is \"b\" but keyId is \"a\"",
        &["keep one of them"],
    );
}

#[test]
fn fields_that_do_not_exist_or_fit_say_what_was_meant() {
    for (form, message, hint) in [
        (
            r#"{"algoritm":"HS256"}"#,
            "the form has no field \"algoritm\"",
            "did you mean \"algorithm\"?",
        ),
        (
            r#"{"algorithm":"hs256"}"#,
            "algorithm must be an algorithm such as HS256, RS256 or ES256, but is \"hs256\"",
            "did you mean \"HS256\"?",
        ),
        (
            r#"{"location":"headers"}"#,
            "location must be one of header, query, cookie, body, but is \"headers\"",
            "did you mean \"header\"?",
        ),
        (
            r#"{"allow":{"unsinged":true}}"#,
            "allow has no field \"unsinged\"",
            "did you mean \"unsigned\"?",
        ),
        (
            r#"{"secret":"a","secretFile":"b"}"#,
            "the form has both secret and secretFile",
            "keep one of secret, secretFile, secretEnv",
        ),
    ] {
        let problem = problem(form);
        assert!(problem.to_string().ends_with(message), "{problem}");
        assert_eq!(problem.hints(), [hint]);
        assert!(problem.field().is_some());
    }
    for (form, message) in [
        (
            r#"{"expiresIn":"soon"}"#,
            "expiresIn must be a duration such as 300, 90s, 5m, 1h30m or 7d",
        ),
        (r#"{"backdate":"1500ms"}"#, "backdate must be whole seconds, as all times in a token are"),
        (
            r#"{"payload":7}"#,
            "payload must be a JSON object, or text that holds one, but is a number",
        ),
        (r#"{"secret":["a"]}"#, "secret must be a text, but is a list"),
        (r#"{"secretBase64":"yes"}"#, "secretBase64 must be true or false"),
    ] {
        assert!(problem(form).to_string().ends_with(message), "{}", problem(form));
    }
}

#[test]
fn a_problem_in_a_file_names_the_line() {
    for (yaml, message) in [
        (
            "requests:\n  - name: r\n    url: x\n    authentication:\n      secret: s\n      expiresIn: soon\n",
            "line 6: expiresIn must be a duration such as 300, 90s, 5m, 1h30m or 7d",
        ),
        ("name: a\nrequest: []\n", "line 2: the workspace has no member \"request\""),
        ("requests:\n  - name: r\n    uri: x\n", "line 2: request \"r\" has no url"),
        (
            "requests:\n  - name: r\n    url: x\n    methd: GET\n",
            "line 4: request \"r\" has no member \"methd\"",
        ),
        (
            "requests:\n  - name: r\n    url: x\n    authentication: jwt\n",
            "line 4: authentication of request \"r\" must be a form, \"none\" or \"inherit\"",
        ),
        ("- a", "line 1: the workspace must be a mapping, but is a list"),
    ] {
        assert_eq!(Workspace::from_yaml(yaml).expect_err(yaml).to_string(), message);
    }
}

#[test]
fn no_message_has_the_secret_in_it() {
    let secret = "q7RvZx2LpW9sKd4T";
    for form in [
        json!({"algorithm": "RS256", "secret": secret}),
        json!({"secret": secret, "secretEncoding": "hex"}),
        json!({"secret": format!("-----BEGIN PRIVATE KEY-----\n{secret}")}),
        json!({"secret": secret, "payload": "["}),
        json!({"secret": secret, "keyFormat": "jwk"}),
        json!({"secret": secret, "allow": {"weakSecret": false}}),
        json!({"secret": secret, "verifyWith": "-----BEGIN PUBLIC KEY-----"}),
    ] {
        let problem = problem(&form.to_string());
        let all = format!("{problem} {:?} {problem:?}", problem.hints());
        assert!(!all.contains(secret) && !all.contains(&secret[..8]), "{all}");
    }
}
