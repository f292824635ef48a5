use crate::folder::Folder;

#[test]
fn exit_0_for_help_and_version() {
    let folder = Folder::new();
    let version = folder.printed(&["--version"]);
    assert!(version.starts_with(&format!("jwt {} (", env!("CARGO_PKG_VERSION"))), "{version}");
    for command in ["sign", "verify", "decode", "keygen", "convert", "inspect-key"] {
        let help = folder.printed(&[command, "--help"]);
        assert!(help.contains("Examples:\n  "), "{help}");
    }
    assert!(folder.printed(&["completions", "bash"]).contains("keygen"));
}

#[test]
fn exit_1_for_tokens_that_are_refused() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.jwt(&["verify", "garbage", "--key", "key"]).failed(1);
    folder.jwt(&["decode", "garbage"]).failed(1);
}

#[test]
fn exit_2_for_command_lines_that_make_no_sense() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    for arguments in [
        &[][..],
        &["sing"],
        &["sign"],
        &["sign", "--key", "key", "--secret-file", "key"],
        &["sign", "--key", "key", "--secret-encoding", "hex"],
        &["sign", "--key", "key", "--alg", "none"],
        &["sign", "--key", "key", "--expires-in", "soon"],
        &["sign", "--key", "key", "--expires-in", "18446744073709551615"],
        &["verify", "x", "--key", "key", "--at", "yesterday"],
        &["verify", "x", "--key", "key", "--leeway", "11m"],
        &["verify", "x", "--key", "key", "--waive", "sub"],
    ] {
        folder.jwt(arguments).failed(2);
    }
    let twice = ["sign", "--key", "-", "--claims", "-"];
    let err = folder.jwt_with_input(&twice, &folder.read("key")).failed(2);
    assert!(err.contains("only one thing can come from standard input"), "{err}");
}

#[test]
fn a_secret_on_the_command_line_is_refused_and_not_repeated() {
    let folder = Folder::new();
    for arguments in [
        &["sign", "--secret", "hunter2"][..],
        &["sign", "--secret=hunter2"],
        &["verify", "--secret", "hunter2"],
    ] {
        let err = folder.jwt(arguments).failed(2);
        assert!(
            err.starts_with("error[USAGE]: a secret is not taken from the command line"),
            "{err}"
        );
        assert!(err.contains("hint: give it with --secret-file FILE"), "{err}");
        assert!(!err.contains("hunter2"), "{err}");
    }
}

#[test]
fn exit_3_for_keys_claims_and_headers_that_cannot_be_used() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    folder.write("text", "no key");
    folder.write("empty", "\n");
    for arguments in [
        &["sign", "--key", "text"][..],
        &["sign", "--key", "key.pub"],
        &["sign", "--key", "key", "--alg", "ES384"],
        &["sign", "--secret-file", "empty"],
        &["sign", "--secret-env", "JWT_TEST_NOT_SET"],
        &["sign", "--secret-file", "text", "--secret-encoding", "hex"],
        &["sign", "--key", "key", "--claims", "[]"],
        &["sign", "--key", "key", "--claims", r#"{"a":1,"a":2}"#],
        &["sign", "--key", "key", "--header", r#"{"alg":"none"}"#],
        &["sign", "--key", "key", "--header", r#"{"b64":false}"#],
        &["sign", "--key", "key", "--header", r#"{"cty":"JWT"}"#],
        &["sign", "--key", "key", "--header", r#"{"kid":1}"#],
        &["sign", "--key", "key", "--header", r#"{"kid":"a"}"#, "--kid", "b"],
        &["sign", "--key", "key", "--header", r#"{"crit":["x"]}"#],
        &["sign", "--key", "key", "--header", r#"{"crit":[]}"#],
    ] {
        folder.jwt(arguments).failed(3);
    }
}

#[test]
fn exit_4_for_files_that_fail_and_the_file_is_named() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.write("large", "x".repeat(1024 * 1024 + 1));
    for (arguments, reason) in [
        (&["sign", "--key", "missing"][..], "missing: no such file"),
        (&["sign", "--secret-file", "missing"], "missing: no such file"),
        (&["sign", "--key", "key", "--claims", "@missing"], "missing: no such file"),
        (&["verify", "@missing", "--key", "key"], "missing: no such file"),
        (&["decode", "@large"], "large: larger than 1 MiB"),
        (&["keygen", "--alg", "ES256", "--out", "no/folder"], "no/folder: there is no folder no"),
    ] {
        let err = folder.jwt(arguments).failed(4);
        assert!(err.starts_with(&format!("error[IO]: {reason}")), "{err}");
    }
}

#[test]
fn a_pipe_that_is_closed_early_is_no_panic_and_no_noise() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut jwt = std::process::Command::new(env!("CARGO_BIN_EXE_jwt"));
    let output = jwt.args(["keygen", "--alg", "ES256"]).stdout(writer).output().expect("an end");
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(String::from_utf8(output.stderr).expect("UTF-8"), "");
}
