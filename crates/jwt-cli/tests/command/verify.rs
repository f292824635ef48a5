use crate::folder::{Folder, part};
use serde_json::{Value, json};

/// A folder with a key pair, and a token that it signed.
fn signed(claims: &str, options: &[&str]) -> (Folder, String) {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let token = folder.printed(&[&["sign", "--key", "key", "--claims", claims], options].concat());
    (folder, token)
}

#[test]
fn claims_go_out_and_the_verdict_beside() {
    let (folder, token) =
        signed(r#"{"sub":"u1","n":1.50,"exp":1795465000}"#, &["--issued-at", "off"]);
    let at = "2026-11-23T20:11:42Z";
    let outcome = folder.jwt(&["verify", &token, "--key", "key.pub", "--at", at]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(outcome.out, "{\n  \"sub\": \"u1\",\n  \"n\": 1.50,\n  \"exp\": 1795465000\n}\n");
    assert_eq!(outcome.err, "valid: ES256, expires in 4 min 58 s (2026-11-23T20:16:40Z)\n");
}

#[test]
fn the_token_is_read_from_an_argument_a_file_and_standard_input() {
    let (folder, token) = signed("{}", &["--expires-in", "5m"]);
    folder.write("token", format!("{token}\n"));
    for argument in [token.as_str(), "@token"] {
        assert_eq!(folder.jwt(&["verify", argument, "--key", "key.pub"]).code, Some(0));
    }
    for arguments in [&["verify", "-", "--key", "key.pub"][..], &["verify", "--key", "key.pub"]] {
        assert_eq!(folder.jwt_with_input(arguments, &format!("{token}\n")).code, Some(0));
    }
}

#[test]
fn what_was_pasted_along_goes_with_a_note() {
    let (folder, token) = signed("{}", &["--expires-in", "5m"]);
    let (start, end) = token.split_at(40);
    let outcome =
        folder.jwt(&["verify", &format!(" \"Bearer {start}\n  {end}\" "), "--key", "key.pub"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let note = "note: left out what is not the token: white space, quotes, Bearer, line breaks\n";
    assert!(outcome.err.starts_with(note), "{}", outcome.err);
}

#[test]
fn the_times_of_the_check_are_chosen_in_each_way() {
    let (folder, token) = signed(r#"{"exp":1795465000}"#, &["--issued-at", "off"]);
    for (at, code) in [
        ("1795464999", 0),
        ("1795465000", 1),
        ("2026-11-23T20:16:39Z", 0),
        ("2026-11-23T21:16:39+01:00", 0),
        ("2026-11-23T20:16:40Z", 1),
    ] {
        let outcome = folder.jwt(&["verify", &token, "--key", "key", "--at", at]);
        assert_eq!(outcome.code, Some(code), "{at}: {}", outcome.err);
    }
    let token = folder.printed(&["sign", "--key", "key", "--expires-in", "1h"]);
    for (at, code) in [("now", 0), ("+2h", 1), ("-2h", 1)] {
        let outcome = folder.jwt(&["verify", &token, "--key", "key", "--at", at]);
        assert_eq!(outcome.code, Some(code), "{at}: {}", outcome.err);
    }
    let late = folder.jwt(&["verify", &token, "--key", "key", "--at=+1h5m", "--leeway", "6m"]);
    assert_eq!(late.code, Some(0), "{}", late.err);
    assert!(late.err.starts_with("valid: ES256, expired 5 min"), "{}", late.err);
}

#[test]
fn rules_are_expected_or_waived() {
    let (folder, token) = signed(
        r#"{"iss":"i","aud":["a","b"],"sub":"s"}"#,
        &["--typ", "at+jwt", "--issued-at", "off"],
    );
    let full = ["--issuer", "i", "--audience", "b", "--typ", "at+jwt", "--waive", "exp"];
    for (options, code) in [
        (&full[..], 0),
        (&["--waive", "exp,aud,iss,typ"], 0),
        (&["--waive", "exp", "--waive", "aud", "--waive", "iss", "--waive", "typ"], 0),
        (&[&full[..], &["--subject", "s", "--audience", "c"]].concat(), 0),
        (&[&full[..], &["--subject", "t"]].concat(), 1),
        (&["--waive", "aud,iss,typ"], 1),
        (&["--waive", "exp,iss,typ"], 1),
        (&["--waive", "exp,aud,typ"], 1),
        (&["--waive", "exp,aud,iss"], 1),
    ] {
        let outcome = folder.jwt(&[&["verify", &token, "--key", "key.pub"], options].concat());
        assert_eq!(outcome.code, Some(code), "{options:?}: {}", outcome.err);
    }
}

#[test]
fn json_says_it_all_in_one_object() {
    let (folder, token) = signed(r#"{"aud":"a","exp":1795465000}"#, &["--issued-at", "off"]);
    let json = |options: &[&str]| {
        let verify = ["verify", &token, "--key", "key.pub", "--json"];
        let outcome = folder.jwt(&[&verify, options].concat());
        assert_eq!(outcome.err, "");
        let value: Value = serde_json::from_str(&outcome.out).expect("one JSON object");
        (outcome.code, value)
    };
    let header = json!({"alg": "ES256", "typ": "JWT"});
    let (code, accepted) = json(&["--at", "1795464000", "--audience", "a"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        accepted,
        json!({"valid": true, "code": null, "failures": [], "header": header,
            "claims": {"aud": "a", "exp": 1_795_465_000}})
    );
    let (code, refused) = json(&["--at", "1795466000", "--audience", "b"]);
    assert_eq!(code, Some(1));
    assert_eq!((&refused["valid"], &refused["claims"]), (&json!(false), &Value::Null));
    assert_eq!((&refused["code"], &refused["header"]), (&json!("CLAIM"), &header));
    let failures = refused["failures"].as_array().expect("a list");
    let codes: Vec<_> = failures.iter().map(|f| (&f["code"], &f["claim"])).collect();
    assert_eq!(codes, [(&json!("EXPIRED"), &json!("exp")), (&json!("CLAIM"), &json!("aud"))]);
    let (code, garbage) = {
        let outcome = folder.jwt(&["verify", "x", "--key", "key.pub", "--json"]);
        (outcome.code, serde_json::from_str::<Value>(&outcome.out).expect("JSON"))
    };
    assert_eq!((code, &garbage["code"]), (Some(1), &json!("MALFORMED")));
}

#[test]
fn a_set_gives_the_key_that_the_token_names() {
    let folder = Folder::new();
    for (algorithm, name) in [("ES256", "a"), ("EdDSA", "b"), ("ES256", "c")] {
        folder.key_pair(algorithm, "jwk", name);
    }
    let set = format!(r#"{{"keys":[{},{}]}}"#, folder.read("a.pub"), folder.read("b.pub"));
    folder.write("set", set);
    let sign = |key, options: &[&str]| {
        folder.printed(&[&["sign", "--key", key, "--expires-in", "5m"], options].concat())
    };
    for key in ["a", "b"] {
        let verified = folder.jwt(&["verify", &sign(key, &[]), "--key", "set"]);
        assert_eq!(verified.code, Some(0), "{}", verified.err);
    }
    let err = folder.jwt(&["verify", &sign("c", &["--kid", "k2"]), "--key", "set"]).failed(1);
    assert!(err.starts_with("error[KID]: no key \"k2\" in the key set (it has "), "{err}");
    // The token names a key, and its signature is another's.
    let kid: Value = serde_json::from_str(&folder.read("a.pub")).expect("JSON");
    let kid = kid["kid"].as_str().expect("a thumbprint");
    let err = folder.jwt(&["verify", &sign("c", &["--kid", kid]), "--key", "set"]).failed(1);
    assert!(err.starts_with("error[SIGNATURE]"), "{err}");
    // With --alg, a token without kid finds the only key for it.
    let mut unnamed: Value = serde_json::from_str(&folder.read("b")).expect("JSON");
    unnamed.as_object_mut().expect("a JWK").remove("kid");
    folder.write("unnamed", unnamed.to_string());
    let unnamed = sign("unnamed", &[]);
    assert_eq!(part(&unnamed, 0), r#"{"alg":"EdDSA","typ":"JWT"}"#);
    folder.jwt(&["verify", &unnamed, "--key", "set"]).failed(1);
    let verify = ["verify", &unnamed, "--key", "set", "--alg", "EdDSA"];
    assert_eq!(folder.jwt(&verify).code, Some(0));
}

#[test]
fn the_algorithm_never_comes_from_the_token() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "rsa");
    let token = folder.printed(&["sign", "--key", "rsa", "--alg", "RS256", "--expires-in", "5m"]);
    let err = folder.jwt(&["verify", &token, "--key", "rsa.pub"]).failed(3);
    assert!(err.contains("RS256, RS384, RS512, PS256, PS384, PS512"), "{err}");
    let err = folder.jwt(&["verify", &token, "--key", "rsa.pub", "--alg", "PS256"]).failed(1);
    assert!(
        err.starts_with("error[ALG_MISMATCH]: the token says RS256, PS256 is expected"),
        "{err}"
    );

    // The public key as an HMAC secret, the oldest forgery of all.
    folder.write("copy", folder.read("rsa.pub").replace("-----", "_____"));
    let forged = folder.printed(&["sign", "--secret-file", "copy", "--expires-in", "5m"]);
    folder.jwt(&["verify", &forged, "--key", "rsa.pub", "--alg", "RS256"]).failed(1);
    folder.jwt(&["verify", &forged, "--key", "rsa.pub", "--alg", "HS256"]).failed(3);
    folder.jwt(&["verify", &forged, "--secret-file", "rsa.pub"]).failed(3);
}

#[test]
fn unsigned_tokens_are_refused_in_any_casing() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    for token in [
        "eyJhbGciOiJub25lIn0.eyJleHAiOjQxMDI0NDQ4MDB9.",
        "eyJhbGciOiJOb25lIn0.eyJleHAiOjQxMDI0NDQ4MDB9.AAAA",
    ] {
        let err = folder.jwt(&["verify", token, "--key", "key.pub"]).failed(1);
        assert!(err.starts_with("error[ALG_MISMATCH]: the token is unsigned"), "{err}");
    }
}

#[test]
fn foreign_text_does_nothing_to_the_terminal() {
    let claims = r#"{"sub":"\u001b[31m\u202e\u009b","iss":"\u001b]0;x\u0007"}"#;
    let (folder, token) = signed(claims, &["--expires-in", "5m", "--kid", "\u{1b}[2J\u{202e}"]);
    let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for arguments in [
        &["verify", &token, "--key", "key.pub"][..],
        &["verify", &token, "--key", "key.pub", "--waive", "iss"],
        &["verify", &token, "--key", "key.pub", "--json"],
        &["decode", &token],
        &["decode", &token, "--json"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jwt"));
        let outcome = folder.run(command.args(arguments), "");
        assert!(!outcome.out.contains(hidden), "{arguments:?}: {:?}", outcome.out);
        assert!(!outcome.err.contains(hidden), "{arguments:?}: {:?}", outcome.err);
    }
    assert!(part(&token, 0).contains("\\u001b"));
}
