use crate::folder::{Folder, part};
use serde_json::{Value, json};

#[test]
fn what_is_signed_verifies_for_all_algorithms_and_formats() {
    let folder = Folder::new();
    for algorithm in [
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
        "ES384", "EdDSA", "Ed25519",
    ] {
        for format in ["jwk", "pem"] {
            if format == "pem" && algorithm.starts_with("HS") {
                continue;
            }
            let key = format!("{algorithm}.{format}");
            folder.key_pair(algorithm, format, &key);
            let public = format!("{key}.pub");
            let mut sign = vec!["sign", "--key", &key, "--expires-in", "5m"];
            if format == "pem" {
                sign.extend(["--alg", algorithm]);
            }
            let token = folder.printed(&sign);
            let mut verify = vec!["verify", &token, "--key", &public];
            if format == "pem" {
                verify.extend(["--alg", algorithm]);
            }
            let outcome = folder.jwt(&verify);
            assert_eq!(outcome.code, Some(0), "{key}: {}", outcome.err);
            assert!(
                outcome.err.starts_with(&format!("valid: {algorithm}, expires in ")),
                "{}",
                outcome.err
            );
            // The private key serves too.
            verify[3] = &key;
            assert_eq!(folder.jwt(&verify).code, Some(0), "{key}");
        }
    }
}

#[test]
fn the_payload_is_signed_as_it_was_typed() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let typed = "{ \"b\":1.50,\n  \"a\" : \"\\u00e9/é\", \"n\":12345678901234567890123 }";
    let sign = ["sign", "--key", "key", "--issued-at", "off", "--claims"];
    let token = folder.printed(&[&sign[..], &[typed]].concat());
    assert_eq!(part(&token, 1), typed);

    folder.write("claims.json", format!("{typed}\n"));
    let token = folder.printed(&[&sign[..], &["@claims.json"]].concat());
    assert_eq!(part(&token, 1), typed);

    let outcome = folder.jwt_with_input(&[&sign[..], &["-"]].concat(), &format!("{typed}\r\n"));
    assert_eq!(part(outcome.out.trim_end(), 1), typed);
}

#[test]
fn claims_keep_their_order_and_the_options_come_after() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let token = folder.printed(&[
        "sign",
        "--key",
        "key",
        "--claims",
        r#"{"z": 1.50, "sub": "typed", "a": [ ]}"#,
        "--subject",
        "option",
        "--issuer",
        "i",
        "--audience",
        "x",
        "--audience",
        "y",
        "--expires-in",
        "1h30m",
        "--not-before",
        "0s",
        "--jwt-id",
        "uuid4",
    ]);
    let payload = part(&token, 1);
    assert!(payload.starts_with(r#"{"z":1.50,"sub":"typed","a":[],"iss":"i","#), "{payload}");
    let claims: Value = serde_json::from_str(&payload).expect("JSON");
    assert_eq!(claims["aud"], json!(["x", "y"]));
    let time = |name: &str| claims[name].as_u64().expect("a time");
    assert_eq!(time("exp"), time("iat") + 5400);
    assert_eq!(time("nbf"), time("iat"));
    assert_eq!(claims["jti"].as_str().map(str::len), Some(36));
}

#[test]
fn an_option_that_the_claims_overrule_is_told() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let claims = r#"{"exp":4102444800,"iat":1}"#;
    let outcome = folder.jwt(&["sign", "--key", "key", "--claims", claims, "--expires-in", "5m"]);
    assert_eq!(part(outcome.out.trim_end(), 1), claims);
    assert_eq!(outcome.err, "note: exp stands in --claims, --expires-in is left aside\n");
}

#[test]
fn each_kind_of_jwt_id_differs_each_time() {
    let folder = Folder::new();
    folder.key_pair("EdDSA", "pem", "key");
    for (kind, len, version) in
        [("uuid4", 36, Some('4')), ("uuid7", 36, Some('7')), ("random128", 22, None)]
    {
        let made = || {
            let token = folder.printed(&["sign", "--key", "key", "--jwt-id", kind]);
            let claims: Value = serde_json::from_str(&part(&token, 1)).expect("JSON");
            claims["jti"].as_str().expect("a text").to_owned()
        };
        let (first, second) = (made(), made());
        assert_ne!(first, second);
        assert_eq!(first.len(), len, "{first}");
        assert!(version.is_none_or(|version| first.chars().nth(14) == Some(version)), "{first}");
    }
}

#[test]
fn the_header_is_what_was_asked_for() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "pem");
    folder.key_pair("ES256", "jwk", "jwk");
    let jwk: Value = serde_json::from_str(&folder.read("jwk")).expect("JSON");
    let kid = jwk["kid"].as_str().expect("a thumbprint");
    let of_jwk = format!(r#"{{"alg":"ES256","typ":"JWT","kid":"{kid}"}}"#);
    for (arguments, header) in [
        (vec!["--key", "pem"], r#"{"alg":"ES256","typ":"JWT"}"#),
        (vec!["--key", "jwk"], of_jwk.as_str()),
        (vec!["--key", "jwk", "--kid", "k"], r#"{"alg":"ES256","typ":"JWT","kid":"k"}"#),
        (vec!["--key", "jwk", "--kid", "-k"], r#"{"alg":"ES256","typ":"JWT","kid":"-k"}"#),
        (vec!["--key", "pem", "--typ", ""], r#"{"alg":"ES256"}"#),
        (vec!["--key", "pem", "--typ", "at+jwt"], r#"{"alg":"ES256","typ":"at+jwt"}"#),
        (vec!["--key", "pem", "--header", r#"{"typ":null,"alg":"ES256"}"#], r#"{"alg":"ES256"}"#),
        (
            vec!["--key", "pem", "--header", r#"{"b":1.0,"crit":["b"],"kid":"h","cty":"c"}"#],
            r#"{"alg":"ES256","typ":"JWT","cty":"c","kid":"h","crit":["b"],"b":1.0}"#,
        ),
    ] {
        let token = folder.printed(&[&["sign"], arguments.as_slice()].concat());
        assert_eq!(part(&token, 0), header, "{arguments:?}");
    }
}

#[test]
fn the_name_of_an_ed25519_key_is_eddsa_unless_asked() {
    let folder = Folder::new();
    folder.key_pair("Ed25519", "pem", "key");
    for (arguments, alg) in [(vec![], "EdDSA"), (vec!["--alg", "Ed25519"], "Ed25519")] {
        let sign = ["sign", "--key", "key", "--expires-in", "1m"];
        let token = folder.printed(&[&sign[..], &arguments].concat());
        assert_eq!(part(&token, 0), format!(r#"{{"alg":"{alg}","typ":"JWT"}}"#));
        // Both are the one algorithm of this key, so the token's own name for it will do.
        assert_eq!(folder.jwt(&["verify", &token, "--key", "key.pub"]).code, Some(0));
    }
}

#[test]
fn a_key_of_a_set_is_named() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "a");
    folder.key_pair("EdDSA", "jwk", "b");
    folder.write("set", format!(r#"{{"keys":[{},{}]}}"#, folder.read("a"), folder.read("b")));
    let err = folder.jwt(&["sign", "--key", "set"]).failed(3);
    assert!(err.starts_with("error[KID]: 2 keys in the key set (it has "), "{err}");
    assert!(err.ends_with("hint: name one: --kid\n"), "{err}");
    let jwk: Value = serde_json::from_str(&folder.read("b")).expect("JSON");
    let kid = jwk["kid"].as_str().expect("a thumbprint");
    let token = folder.printed(&["sign", "--key", "set", "--kid", kid]);
    assert_eq!(part(&token, 0), format!(r#"{{"alg":"EdDSA","typ":"JWT","kid":"{kid}"}}"#));
}

#[test]
fn a_short_secret_signs_with_a_warning() {
    let folder = Folder::new();
    folder.write("secret", "hunter2\n");
    let outcome = folder.jwt(&["sign", "--secret-file", "secret"]);
    assert_eq!(outcome.code, Some(0));
    assert_eq!(
        outcome.err,
        "warning: 7-byte secret; HS256 needs 32 bytes or more (RFC 7518 §3.2)\n"
    );
}

#[test]
fn secrets_are_read_in_each_encoding_and_from_variables() {
    let folder = Folder::new();
    let secret = "0123456789abcdef0123456789abcdef";
    folder.write("utf8", secret);
    folder.write("hex", "30313233343536373839616263646566".repeat(2));
    folder.write("base64", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n");
    folder.write("base64url", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY");
    let sign = |file| {
        folder.printed(&[
            "sign",
            "--secret-file",
            file,
            "--secret-encoding",
            file,
            "--issued-at",
            "off",
        ])
    };
    let token = sign("utf8");
    for encoding in ["hex", "base64", "base64url"] {
        assert_eq!(sign(encoding), token, "{encoding}");
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jwt"));
    let command = command.args(["sign", "--secret-env", "S", "--issued-at", "off"]);
    assert_eq!(folder.run(command.env("S", secret), "").out.trim_end(), token);
}
