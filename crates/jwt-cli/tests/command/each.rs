//! `jwt verify --each`: a file of tokens.

use crate::{folder::Folder, issuer_server::IssuerServer};
use serde_json::Value;

fn token(folder: &Folder, key: &str, options: &[&str]) -> String {
    folder.printed(&[&["sign", "--key", key, "--expires-in", "5m"], options].concat())
}

#[test]
fn each_line_gets_a_verdict_in_its_place() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    folder.key_pair("HS256", "jwk", "other");
    let right = token(&folder, "key", &[]);
    let expired = token(&folder, "key", &["--claims", r#"{"exp":1}"#]);
    let named = token(&folder, "other", &[]);
    let long = "a".repeat(3_000_000);
    let lines = [&right, "", "a.b.c", &format!("Bearer {right}"), &named, &long, &expired, &right];
    folder.write("tokens", lines.join("\n"));
    let outcome = folder.jwt(&["verify", "--each", "tokens", "--key", "key.pub"]);
    let verdicts: Vec<&str> = outcome.out.lines().collect();
    let told = [
        "1\tvalid\tES256",
        "3\tMALFORMED\tnot a JWT: ",
        "4\tvalid\tES256",
        "5\tKID\tno key here has the name in the token's kid",
        "6\tMALFORMED\tnot a JWT: the line is longer than any token",
        "7\tEXPIRED\tthe token expired ",
        "8\tvalid\tES256",
    ];
    assert_eq!(verdicts.len(), told.len(), "{}", outcome.out);
    for (verdict, told) in verdicts.iter().zip(told) {
        assert!(verdict.starts_with(told), "{verdict:?}, expected {told:?}");
    }
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.err.ends_with("3 valid, 4 refused (1 EXPIRED, 1 KID, 2 MALFORMED)\n"),
        "{}",
        outcome.err
    );
}

#[test]
fn many_lines_stay_in_order_and_all_right_is_exit_0() {
    let folder = Folder::new();
    folder.key_pair("HS256", "jwk", "key");
    let right = token(&folder, "key", &[]);
    let count = 20_000;
    let input = format!("{right}\r\n").repeat(count);
    let verify = ["verify", "--each", "-", "--key", "key", "--json"];
    let outcome = folder.jwt_with_input(&verify, &input);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let mut lines = 0;
    for (i, line) in outcome.out.lines().enumerate() {
        assert_eq!(line, format!(r#"{{"line":{},"valid":true,"alg":"HS256"}}"#, i + 1));
        lines += 1;
    }
    assert_eq!(lines, count);
    assert!(outcome.err.contains("20,000 tokens in "), "{}", outcome.err);
}

#[test]
fn a_set_of_keys_and_an_issuers_keys_will_do() {
    let folder = Folder::new();
    for name in ["one", "two"] {
        folder.key_pair("ES256", "jwk", name);
    }
    let issuer = IssuerServer::start(&folder, &["one.pub", "two.pub"]);
    let keys = ["one.pub", "two.pub"].map(|name| folder.read(name)).join(",");
    folder.write("set", format!("{{\"keys\":[{keys}]}}"));
    let tokens = ["one", "two", "one"].map(|key| token(&folder, key, &["--issuer", &issuer.url]));
    folder.write("tokens", tokens.join("\n"));
    for key in [&["--key", "set"][..], &[]] {
        let verify = ["verify", "--each", "tokens", "--issuer", &issuer.url];
        let out = folder.printed(&[&verify, key].concat());
        assert_eq!(out, "1\tvalid\tES256\n2\tvalid\tES256\n3\tvalid\tES256");
    }
    assert_eq!(issuer.asked(), 1);
}

#[test]
fn verdicts_have_no_bytes_of_tokens_and_nothing_for_a_terminal() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    let claims = r#"{"iss":"\u001b[31m","exp":4102444800}"#;
    let hostile = token(&folder, "key", &["--claims", claims]);
    folder.write("tokens", [hostile.as_bytes(), b"\n\xff\xfe.\x1b[31m\n"].concat());
    for json in [&[][..], &["--json"]] {
        let outcome =
            folder.jwt(&[&["verify", "--each", "tokens", "--key", "key.pub"], json].concat());
        assert_eq!(outcome.code, Some(1));
        assert!(!outcome.out.contains('\u{1b}'), "{}", outcome.out);
        assert!(!outcome.out.contains(&hostile[..20]));
        for line in outcome.out.lines().filter(|_| !json.is_empty()) {
            assert_eq!(serde_json::from_str::<Value>(line).expect("JSON")["valid"], false);
        }
    }
}

#[test]
fn what_cannot_be_begun_says_so() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    folder.write("tokens", "");
    let each = |options: &[&str]| folder.jwt(&[&["verify", "--each"], options].concat());
    assert!(each(&["none", "--key", "key"]).failed(4).starts_with("error[IO]: none: no such file"));
    assert!(each(&["tokens"]).failed(2).starts_with("error[USAGE]: there is no key"));
    let both = ["verify", "--each", "-", "--key", "-"];
    let err = folder.jwt_with_input(&both, &folder.read("key.pub")).failed(2);
    assert!(err.contains("only one thing can come from standard input"), "{err}");
    assert!(each(&["tokens", "a.b.c", "--key", "key"]).failed(2).contains("cannot be used with"));
    let outcome = each(&["tokens", "--key", "key"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (Some(0), ""));
}
