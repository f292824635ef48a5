//! What users of JWT meet, each with its field.

use crate::program::Page;
use serde_json::{Value, json};

const WORKSPACE: &str = "requests: [{ name: A, url: 'http://h/' }]\n";

/// What a preview of a form says.
fn preview(form: Value) -> Value {
    let page = Page::on(WORKSPACE);
    let draft = json!({"authenticationType": "jwt", "form": form});
    page.call("preview", json!({"id": "A", "draft": draft}))
}

fn problem(form: Value) -> Value {
    let preview = preview(form);
    assert_eq!((&preview["token"], &preview["url"]), (&Value::Null, &Value::Null), "{preview}");
    preview["problem"].clone()
}

fn assert_is(problem: &Value, code: &str, field: &str, message: &str, hint: &str) {
    assert_eq!((&problem["code"], &problem["field"]), (&json!(code), &json!(field)), "{problem}");
    let says = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    assert!(says("message").contains(message), "{problem}");
    assert!(says("hint").contains(hint), "{problem}");
}

#[test]
fn an_invalid_signature_is_that_of_the_key_it_is_checked_with() {
    let secret = "0123456789abcdef0123456789abcdef";
    let other = "another secret of 32 bytes or more";
    let problem = problem(json!({"secret": secret, "verifyWith": other}));
    assert_is(&problem, "SIGNATURE", "verifyWith", "does not match", "the other half");
    assert!(!problem.to_string().contains(secret) && !problem.to_string().contains(other));
}

#[test]
fn an_expired_token_is_the_payloads() {
    let secret = "0123456789abcdef0123456789abcdef";
    let preview = preview(json!({"secret": secret, "payload": {"exp": 1300819380}}));
    let warnings = preview["warnings"].as_array().expect("warnings");
    assert_eq!(warnings.len(), 1, "{preview}");
    assert_is(&warnings[0], "EXPIRED", "payload", "the token expired ", "set expiresIn: 5m");
    let relative = preview["decoded"]["claims"][0]["time"]["relative"].as_str();
    assert!(relative.is_some_and(|relative| relative.starts_with("expired ")), "{preview}");
}

#[test]
fn invalid_claims_are_shown_where_they_stand() {
    let secret = "0123456789abcdef0123456789abcdef";
    let text = "{\n  \"sub\": \"u1\"\n  \"role\": 1\n}";
    let problem = problem(json!({"secret": secret, "payload": text}));
    assert_is(&problem, "PAYLOAD_JSON", "payload", "line 3 column 3", "^");
    assert_eq!((&problem["line"], &problem["column"]), (&json!(3), &json!(3)));

    let preview = preview(json!({"secret": secret, "payload": {"exp": 1300819380000_u64}}));
    let warning = &preview["warnings"][0];
    assert_is(warning, "PAYLOAD_JSON", "payload", "looks like milliseconds", "by 1000");
}

#[test]
fn an_algorithm_mismatch_is_the_algorithms_the_headers_or_the_keys() {
    let secret = "0123456789abcdef0123456789abcdef";
    let mismatch = problem(json!({"secret": secret, "headers": {"alg": "none"}}));
    assert_is(&mismatch, "ALG_MISMATCH", "headers", "headers.alg is", "remove alg");
    let unsigned = problem(json!({"secret": secret, "algorithm": "none"}));
    assert_is(&unsigned, "ALG_MISMATCH", "algorithm", "algorithm is none", "allow.unsigned");
    let kind = problem(json!({"secret": secret, "algorithm": "RS256"}));
    assert_is(&kind, "KEY_KIND", "secret", "RS256 needs an RSA private key", "");
    assert!(!kind.to_string().contains(secret));
}

#[test]
fn a_keys_format_is_the_fields_that_holds_it() {
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQ";
    let ended = problem(json!({"algorithm": "RS256", "secret": pem}));
    assert_is(&ended, "PEM", "secret", "ends early", "copy the whole key again");
    assert!(!ended.to_string().contains("MIIEvQ"));
    let missing = problem(json!({"algorithm": "RS256", "secretFile": "nowhere.pem"}));
    assert_is(&missing, "SECRET", "secretFile", "nowhere.pem: no such file", "");
    let unset = problem(json!({"secretEnv": "JWT_UI_TEST_UNSET"}));
    assert_is(&unset, "SECRET", "secretEnv", "no environment variable JWT_UI_TEST_UNSET", "");
    let base64 = problem(json!({"secret": "not base64!", "secretBase64": true}));
    assert_is(&base64, "SECRET", "secret", "not valid base64", "");
}

#[test]
fn other_troubles_have_their_fields_too() {
    let unknown = problem(json!({"algoritm": "HS256"}));
    assert_is(&unknown, "FIELD", "algoritm", "no field", "did you mean \"algorithm\"?");
    let duration = problem(json!({"secret": "s", "expiresIn": "soon"}));
    assert_is(&duration, "FIELD", "expiresIn", "expiresIn", "");
    let none = problem(json!({}));
    assert_is(&none, "SECRET", "secret", "no secret or key", "");
    let variable = problem(json!({"secret": "s", "issuer": "${[ nobody ]}"}));
    assert_eq!(variable["field"], "issuer", "{variable}");
    let weak = &preview(json!({"secret": "s"}))["warnings"][0];
    assert_is(weak, "SECRET", "secret", "1-byte secret", "");
}

#[test]
fn troubles_of_the_request_are_its_own() {
    let page = Page::on(WORKSPACE);
    let ask = |request: Value| {
        let preview = page.call("preview", json!({"id": "A", "draft": {"request": request}}));
        preview["problem"].clone()
    };
    let url = ask(json!({"method": "GET", "url": "ftp://h/"}));
    assert_is(&url, "URL", "url", "neither http nor https", "");
    let url = ask(json!({"method": "GET", "url": "http://${[ nobody ]}/"}));
    assert_eq!(url["field"], "url", "{url}");
    let method = ask(json!({"method": "G T", "url": "http://h/"}));
    assert_eq!(method["field"], "method", "{method}");
    let headers = json!([{"name": "a b", "value": "c"}]);
    let header = ask(json!({"method": "GET", "url": "http://h/", "headers": headers}));
    assert_eq!(header["field"], "headers", "{header}");
}
