//! What API clients get wrong, and this one must not.

use crate::{SECRET, header, prepare_in, problem, surroundings::Fixed, token, with_form};

#[test]
fn a_name_that_is_not_set_is_authorization() {
    let prepared = with_form(&format!(r#"{{"secret":"{SECRET}"}}"#)).expect("a token");
    let value = prepared.request.headers()["authorization"].to_str().expect("ASCII");
    assert!(value.starts_with("Bearer eyJ"));
    assert!(!prepared.request.headers().contains_key("token"));
}

#[test]
fn a_missing_secret_signs_nothing() {
    for form in ["{}", r#"{"secret":""}"#, r#"{"secret":null,"algorithm":"HS256"}"#] {
        assert_eq!(problem(form).code(), "SECRET", "{form}");
    }
}

#[test]
fn bad_base64_signs_nothing() {
    let problem = problem(r#"{"secret":"!!!!","secretBase64":true}"#);
    assert_eq!(problem.to_string(), "secret is not valid base64: character '!' at position 0");
}

#[test]
fn headers_cannot_change_the_algorithm() {
    for alg in ["none", "HS512", "hs256"] {
        let form = format!(r#"{{"secret":"{SECRET}","headers":{{"alg":"{alg}"}}}}"#);
        let problem = problem(&form);
        assert_eq!(problem.code(), "ALG_MISMATCH");
        assert_eq!(problem.to_string(), format!("headers.alg is \"{alg}\" but algorithm is HS256"));
        assert_eq!(problem.hints(), ["remove alg from headers"]);
    }
    let same = token(&format!(r#"{{"secret":"{SECRET}","headers":{{"alg":"HS256"}}}}"#));
    assert_eq!(header(&same)["alg"], "HS256");
}

#[test]
fn an_unsigned_token_needs_to_be_allowed() {
    let problem = problem(r#"{"algorithm":"none"}"#);
    assert_eq!(problem.to_string(), "algorithm is none: anyone can forge such a token");
    let token = token(r#"{"algorithm":"none","allow":{"unsigned":true},"issuedAt":"off"}"#);
    assert_eq!(token, "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.e30.");
}

#[test]
fn an_unsigned_token_has_the_key_id_of_its_form() {
    let form = |more: &str| format!(r#"{{"algorithm":"none","allow":{{"unsigned":true}},{more}}}"#);
    assert_eq!(header(&token(&form(r#""keyId":"a""#)))["kid"], "a");
    assert_eq!(problem(&form(r#""keyId":"a","headers":{"kid":"b"}"#)).code(), "KID");
}

#[test]
fn a_payload_that_is_no_json_object_is_not_signed() {
    for payload in ["[1]", "nope", "\"a\"", "1", "{\"a\":1} x", "{\"a\":1,\"a\":2}"] {
        let json = serde_json::json!({"secret": SECRET, "payload": payload}).to_string();
        assert_eq!(problem(&json).code(), "PAYLOAD_JSON", "{payload}");
    }
    let list = format!(r#"{{"secret":"{SECRET}","payload":[1]}}"#);
    assert_eq!(problem(&list).code(), "PAYLOAD_JSON");
    let allowed = serde_json::json!({
        "secret": "s3cret", "payload": "[1]", "typ": null, "allow": {"nonObjectPayload": true},
    });
    // As Yaak signs it.
    assert_eq!(
        token(&allowed.to_string()),
        "eyJhbGciOiJIUzI1NiJ9.WzFd.CYClzCE3rOhiWMaKcpvpFHJuXlqi5Y3pzah4yx5MG9I"
    );
}

#[test]
fn an_existing_parameter_is_replaced() {
    let yaml = format!(
        "requests: [{{ name: r, url: 'https://api.example/x?a=1&token=old#f', \
         authentication: {{ secret: {SECRET}, location: query }} }}]"
    );
    let prepared = prepare_in(&yaml, &Fixed::default()).expect("a token");
    let query = prepared.request.uri().query().expect("a query");
    let token = prepared.token.expect("a token").token;
    assert_eq!(query, format!("a=1&token={token}"));
}

#[test]
fn six_mistakes_with_an_rs256_key_have_six_messages() {
    let openssl = |name: &str| {
        let path = format!("{}/../../tests/keys/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).expect(&path)
    };
    let rsa = openssl("rsa-a.pem");
    let cases = [
        (
            "s3cret".to_owned(),
            "RS256 needs an RSA private key, but secret holds a 6-character text",
        ),
        (
            openssl("rsa-a.pub.pem"),
            "RS256 needs an RSA private key, but secret holds an RSA public key",
        ),
        (
            openssl("p256-a.pem"),
            "RS256 needs an RSA private key, but secret holds an EC P-256 private key",
        ),
        (
            rsa.lines().take(5).map(|line| format!("{line}\n")).collect(),
            "the PEM in secret ends early: there is no line -----END PRIVATE KEY-----",
        ),
        (openssl("rsa-1024.pem"), "1024-bit RSA key; RS256 takes 2048 to 8192 bits here (secret)"),
        (
            openssl("rsa-a.crt.pem"),
            "RS256 needs an RSA private key, but secret holds a certificate of an RSA public key",
        ),
    ];
    for (secret, message) in cases {
        let form = serde_json::json!({"algorithm": "RS256", "secret": secret});
        assert_eq!(problem(&form.to_string()).to_string(), message);
    }
}

#[test]
fn pkcs1_and_one_line_keys_are_signed_with_and_said() {
    let path = format!("{}/../../tests/keys/", env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(format!("{path}{name}")).expect(name);
    let pkcs1 = serde_json::json!({"algorithm": "RS256", "secret": read("rsa-a.pkcs1.pem")});
    assert!(with_form(&pkcs1.to_string()).expect("a token").warnings.is_empty());
    let escaped = read("rsa-a.pem").replace('\n', "\\n");
    let escaped = serde_json::json!({"algorithm": "RS256", "secret": escaped});
    let warnings = with_form(&escaped.to_string()).expect("a token").warnings;
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["secret: the PEM had the two characters \\n instead of line breaks; it is read all \
             the same"]
    );
}
