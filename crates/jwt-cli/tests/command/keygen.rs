use crate::folder::Folder;
use serde_json::Value;

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_a_new_private_key() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    for (algorithm, format) in [("ES256", "pem"), ("EdDSA", "jwk"), ("HS256", "jwk")] {
        folder.write("key", "old");
        let keygen = ["keygen", "--alg", algorithm, "--format", format, "--out", "key", "--force"];
        assert_eq!(folder.jwt(&keygen).code, Some(0));
        let mode = folder.path("key").metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{algorithm} {format}");
    }
}

#[test]
fn a_file_is_replaced_by_force_only() {
    let folder = Folder::new();
    folder.write("key", "precious");
    folder.write("public", "precious");
    let err = folder.jwt(&["keygen", "--alg", "ES256", "--out", "key"]).failed(4);
    assert!(err.starts_with("error[IO]: key: is there already\nhint: "), "{err}");
    folder.jwt(&["keygen", "--alg", "ES256", "--out", "new", "--public-out", "public"]).failed(4);
    assert!(!folder.path("new").exists(), "half of a key pair was written");
    assert_eq!((folder.read("key"), folder.read("public")), ("precious".into(), "precious".into()));
    assert_eq!(folder.jwt(&["keygen", "--alg", "ES256", "--out", "key", "--force"]).code, Some(0));
    assert!(folder.read("key").starts_with("-----BEGIN PRIVATE KEY-----\n"));
}

#[test]
fn the_public_half_holds_nothing_private() {
    let folder = Folder::new();
    for algorithm in ["ES256", "EdDSA", "RS256"] {
        folder.key_pair(algorithm, "jwk", algorithm);
        let public: Value =
            serde_json::from_str(&folder.read(&format!("{algorithm}.pub"))).expect("JSON");
        let public = public.as_object().expect("a JWK");
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(!public.contains_key(private), "{algorithm}: {private}");
        }
        let jwk: Value = serde_json::from_str(&folder.read(algorithm)).expect("JSON");
        assert!(jwk["d"].is_string());
        assert_eq!(jwk["kid"].as_str().map(str::len), Some(43));
        assert_eq!(public["kid"], jwk["kid"]);
    }
    folder.key_pair("ES384", "pem", "pem");
    assert!(folder.read("pem.pub").starts_with("-----BEGIN PUBLIC KEY-----\n"));
}

#[test]
fn a_kid_of_ones_own_is_taken() {
    let jwk = Folder::new().printed(&["keygen", "--alg", "HS512", "--kid", "2026-11"]);
    let jwk: Value = serde_json::from_str(&jwk).expect("JSON");
    assert_eq!(jwk["kid"], "2026-11");
    assert_eq!(jwk["k"].as_str().map(str::len), Some(86)); // 64 bytes
}

#[test]
fn a_secret_as_text_signs() {
    let folder = Folder::new();
    let secret = folder.printed(&["keygen", "--alg", "HS256", "--format", "secret"]);
    folder.write("secret", &secret);
    let options = ["--secret-file", "secret", "--secret-encoding", "base64url"];
    let token = folder.printed(&[&["sign", "--expires-in", "5m"], &options[..]].concat());
    assert_eq!(folder.jwt(&[&["verify", &token], &options[..]].concat()).code, Some(0));
    assert_ne!(folder.printed(&["keygen", "--alg", "HS256", "--format", "secret"]), secret);
}

#[test]
fn forms_that_do_not_fit_are_refused() {
    let folder = Folder::new();
    for arguments in [
        &["--alg", "HS256", "--format", "pem"][..],
        &["--alg", "ES256", "--format", "secret"],
        &["--alg", "HS256", "--public-out", "x"],
        &["--alg", "ES256", "--kid", "k"],
        &["--alg", "ES256", "--format", "pkcs1"],
        &["--alg", "RS256", "--format", "sec1"],
        &["--alg", "ES256", "--format", "sec1", "--out", "x", "--public-out", "y"],
        &["--alg", "ES256K", "--format", "ssh"],
        &["--alg", "ML-DSA-44", "--format", "ssh"],
        &["--alg", "EdDSA", "--format", "secret-hex"],
        &["--alg", "HS256", "--format", "der"],
        &["--alg", "EdDSA", "--format", "jwk", "--passphrase-env", "PATH"],
        &["--alg", "ES256", "--out", "x", "--public-out", "x"],
        &["--alg", "RS256", "--bits", "1024"],
        &["--alg", "ES256", "--bits", "3072"],
        &["--alg", "HS256", "--bits", "2048"],
        &["--alg", "none"],
    ] {
        folder.jwt(&[&["keygen"], arguments].concat()).failed(2);
    }
}

#[test]
fn rsa_keys_have_the_size_that_was_asked_for() {
    let folder = Folder::new();
    let jwk = folder.printed(&["keygen", "--alg", "RS256", "--bits", "3072", "--format", "jwk"]);
    let jwk: Value = serde_json::from_str(&jwk).expect("JSON");
    assert_eq!(jwk["n"].as_str().map(str::len), Some(512)); // 384 bytes
}

#[test]
fn every_algorithm_has_keys_that_sign() {
    let folder = Folder::new();
    let algorithms = folder.printed(&["algorithms", "--json"]);
    let algorithms: Value = serde_json::from_str(&algorithms).expect("JSON");
    for algorithm in algorithms.as_array().expect("a list") {
        let algorithm = algorithm["algorithm"].as_str().expect("a name");
        folder.key_pair(algorithm, "jwk", algorithm);
        let token = folder.printed(&["sign", "--key", algorithm, "--expires-in", "5m"]);
        let verified = folder.jwt(&["verify", &token, "--key", &format!("{algorithm}.pub")]);
        assert_eq!(verified.code, Some(0), "{algorithm}: {}", verified.err);
    }
}

#[test]
fn a_passphrase_encrypts_the_private_key_only() {
    let folder = Folder::new();
    for (algorithm, format) in [("ES256", "pem"), ("RS256", "pem"), ("EdDSA", "ssh")] {
        let jwt = |arguments: &[&str]| {
            let mut jwt = std::process::Command::new(env!("CARGO_BIN_EXE_jwt"));
            folder.run(jwt.args(arguments).env("P", "correct horse"), "")
        };
        let files = ["--out", "key", "--public-out", "key.pub", "--passphrase-env", "P", "--force"];
        let keygen = [&["keygen", "--alg", algorithm, "--format", format], &files[..]].concat();
        assert_eq!(jwt(&keygen).code, Some(0), "{algorithm}");
        let sign = ["sign", "--key", "key", "--alg", algorithm, "--expires-in", "5m"];
        jwt(&sign).failed(3);
        let token = jwt(&[&sign[..], &["--passphrase-env", "P"]].concat());
        assert_eq!(token.code, Some(0), "{algorithm}: {}", token.err);
        let verify = ["verify", token.out.trim_end(), "--key", "key.pub", "--alg", algorithm];
        assert_eq!(jwt(&verify).code, Some(0), "{algorithm}");
    }
}
