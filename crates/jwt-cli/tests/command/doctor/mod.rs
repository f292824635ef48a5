//! Finds out why a token is refused.

mod answer;
mod claims;
mod form;
mod key;
mod signature;

use crate::folder::{Folder, Outcome};

/// A folder, and a token that its ES256 key `key` signed.
fn signed(claims: &str) -> (Folder, String) {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let token = sign(&folder, &["--key", "key", "--claims", claims]);
    (folder, token)
}

fn sign(folder: &Folder, options: &[&str]) -> String {
    folder.printed(&[&["sign", "--issued-at", "off"], options].concat())
}

fn doctor(folder: &Folder, token: &str, options: &[&str]) -> Outcome {
    let outcome = folder.jwt(&[&["doctor", token], options].concat());
    if let Some((_, signature)) = token.rsplit_once('.')
        && signature.len() > 32
    {
        assert!(!outcome.out.contains(signature), "it shows the signature: {}", outcome.out);
    }
    outcome
}

/// What was found. The exit code is that of a token that is refused.
fn found(folder: &Folder, token: &str, options: &[&str]) -> String {
    let outcome = doctor(folder, token, options);
    assert_eq!(outcome.code, Some(1), "{} {}", outcome.out, outcome.err);
    outcome.out
}

/// Claims that nothing is wrong with.
const GOOD: &str = r#"{"exp":4102444800}"#;

#[test]
fn a_token_without_trouble_is_told_to_have_none() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#);
    let at = ["--key", "key.pub", "--at", "2026-11-23T20:11:42Z"];
    let outcome = doctor(&folder, &token, &at);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(
        outcome.out,
        "no trouble found: the token verifies (ES256), expires in 4 min 58 s\n"
    );
    assert_eq!(outcome.err, "");
}

#[test]
fn without_a_key_it_says_what_one_would_add() {
    let (folder, token) = signed(r#"{"exp":1795465000,"aud":"api"}"#);
    let outcome = doctor(&folder, &token, &["--at", "2026-11-23T20:11:42Z"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(
        outcome.out,
        "no trouble found: the signature is not checked (ES256), expires in 4 min 58 s\n"
    );
    assert_eq!(
        outcome.err,
        "note: aud was compared with nothing; if that is right, expect it: --audience api, or: \
         --waive aud\n\
         note: a key would tell whether the signature is right: --key FILE, --secret-file FILE or \
         --secret-env NAME\n"
    );
}

#[test]
fn several_findings_stand_apart_the_most_fundamental_first() {
    let (folder, token) = signed(r#"{"exp":1795464843,"aud":"api.dev"}"#);
    folder.key_pair("ES256", "pem", "other");
    let options = ["--key", "other.pub", "--audience", "api.prod", "--at", "2026-11-23T22:27:10Z"];
    assert_eq!(
        found(&folder, &token, &options),
        "finding: the signature does not match (ES256, key from other.pub)\n\
         evidence: the token says ES256, and names no key\n\
         change: it was signed with another key, or changed since\n\
         \n\
         finding: the token expired 2 h 13 min ago (exp 2026-11-23T20:14:03Z, now \
         22:27:10Z)\n\
         change: get a new token; to see how it stood earlier, name the time: --at\n\
         \n\
         finding: aud is \"api.dev\", expected \"api.prod\"\n\
         change: get a token with the aud that is expected, or expect this one: --audience \
         api.dev\n"
    );
}

#[test]
fn json_has_the_findings_and_the_token() {
    let (folder, token) = signed(r#"{"exp":1795464843}"#);
    let options = ["--key", "key.pub", "--at", "2026-11-23T22:27:10Z", "--json"];
    let outcome = doctor(&folder, &token, &options);
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(1), ""));
    let json: serde_json::Value = serde_json::from_str(&outcome.out).expect("JSON");
    assert_eq!(
        json,
        serde_json::json!({
            "findings": [{
                "code": "EXPIRED",
                "finding": "the token expired 2 h 13 min ago (exp 2026-11-23T20:14:03Z, now \
                            22:27:10Z)",
                "evidence": [],
                "change": ["get a new token; to see how it stood earlier, name the time: --at"],
            }],
            "notes": [],
            "token": {
                "header": {"alg": "ES256", "typ": "JWT"},
                "claims": {"exp": 1_795_464_843},
            },
        })
    );
    let opaque = doctor(&folder, "ghp_0123456789abcdef", &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&opaque.out).expect("JSON");
    assert_eq!(json["token"], serde_json::json!({"header": null, "claims": null}));
}

#[test]
fn foreign_text_does_nothing_to_the_terminal() {
    let hostile = "\u{1b}[31m\u{202e}\u{9b}";
    let claims =
        serde_json::json!({"aud": hostile, "iss": hostile, "scope": hostile, "exp": hostile});
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.key_pair("ES256", "pem", "other");
    let claims = claims.to_string();
    let token = sign(&folder, &["--key", "key", "--claims", &claims, "--kid", hostile]);
    folder.write(
        "response",
        format!(
            "HTTP/1.1 302 X\nLocation: http://{hostile}/\n\nHTTP/1.1 403 X\n\
             WWW-Authenticate: Bearer error=\"{hostile}\", error_description=\"{hostile}\", \
             scope=\"{hostile}x\"\n"
        ),
    );
    let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for last in ["--waive=exp", "--json"] {
        let options = ["--key", "other.pub", "--audience", "a", "--response", "response", last];
        let outcome = doctor(&folder, &token, &options);
        assert_eq!(outcome.code, Some(1));
        assert!(!outcome.out.contains(hidden), "{:?}", outcome.out);
        assert!(!outcome.err.contains(hidden), "{:?}", outcome.err);
    }
}

#[test]
fn the_help_has_examples_and_the_exit_codes() {
    let help = Folder::new().printed(&["doctor", "--help"]);
    assert!(help.contains("Examples:\n  jwt doctor"), "{help}");
    assert!(help.contains("1 a finding explains the refusal"), "{help}");
}

#[test]
fn what_cannot_be_read_is_a_failure_as_elsewhere() {
    let (folder, token) = signed(GOOD);
    folder.write("text", "no response");
    for (options, code, message) in [
        (&["--key", "missing"][..], 4, "error[IO]: missing: no such file\n"),
        (&["--response", "missing"], 4, "error[IO]: missing: no such file\n"),
        (
            &["--response", "text"],
            3,
            "error[HTTP]: text holds no HTTP response\n\
             hint: write one with its headers: curl -i\n",
        ),
        (
            &["--secret-env", "JWT_TEST_NOT_SET"],
            3,
            "error[SECRET]: there is no environment variable JWT_TEST_NOT_SET\n",
        ),
    ] {
        assert_eq!(doctor(&folder, &token, options).failed(code), message);
    }
    folder.jwt(&["doctor", &token, "--at", "yesterday"]).failed(2);
    folder.jwt(&["doctor", "-", "--key", "-"]).failed(2);
}
