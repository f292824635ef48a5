use crate::folder::Folder;
use serde_json::{Value, json};
use std::process::Command;

fn openssl(folder: &Folder, arguments: &[&str]) {
    let outcome = folder.run(Command::new("openssl").args(arguments), "");
    assert_eq!(outcome.code, Some(0), "openssl {arguments:?}: {}", outcome.err);
}

#[test]
fn a_private_key_is_described_and_not_shown() {
    let folder = Folder::new();
    for (algorithm, title) in [
        ("RS256", "RSA private key\n  size         2048 bits, exponent 65537\n"),
        ("ES256", "EC P-256 private key\n  algorithms   ES256\n"),
        ("EdDSA", "Ed25519 private key\n  algorithms   EdDSA\n"),
        ("ML-DSA-65", "ML-DSA-65 private key\n  algorithms   ML-DSA-65\n"),
    ] {
        folder.key_pair(algorithm, "jwk", algorithm);
        let jwk: Value = serde_json::from_str(&folder.read(algorithm)).expect("JSON");
        for options in [&[][..], &["--json"]] {
            let outcome = folder.jwt(&[&["inspect-key", algorithm], options].concat());
            assert_eq!(outcome.code, Some(0), "{}", outcome.err);
            assert!(!options.is_empty() || outcome.out.starts_with(title), "{}", outcome.out);
            assert!(outcome.out.contains(jwk["kid"].as_str().expect("a kid")));
            for name in ["d", "p", "q", "dp", "dq", "qi", "priv"] {
                let Some(private) = jwk[name].as_str() else { continue };
                assert!(!outcome.out.contains(private), "{algorithm} {name}");
            }
        }
    }
}

#[test]
fn a_secret_shows_its_length_and_nothing_to_check_a_guess_by() {
    let folder = Folder::new();
    folder.write("secret", "hunter2\n");
    let inspect = ["inspect-key", "secret", "--secret-encoding", "utf8"];
    let out = folder.printed(&inspect);
    assert!(out.starts_with("Shared secret\n  size         7 bytes\n"), "{out}");
    assert!(out.contains("7-byte secret; HS256 needs 32 bytes or more"), "{out}");
    assert!(!out.contains("hunter2") && !out.contains("thumbprint"), "{out}");
    let json: Value =
        serde_json::from_str(&folder.printed(&[&inspect[..], &["--json"]].concat())).expect("JSON");
    assert_eq!(json["keys"][0]["thumbprint"], Value::Null);
}

#[test]
fn json_says_all_that_there_is_to_say() {
    let folder = Folder::new();
    folder.key_pair("EdDSA", "pem", "key");
    let pem = folder.read("key.pub").replace('\n', "\\n");
    folder.write("line", pem.trim_end());
    let said: Value =
        serde_json::from_str(&folder.printed(&["inspect-key", "line", "--json"])).expect("JSON");
    let thumbprint = said["keys"][0]["thumbprint"].clone();
    assert_eq!(thumbprint.as_str().map(str::len), Some(43));
    assert_eq!(
        said,
        json!({
            "form": "SPKI, PEM",
            "keys": [{
                "kind": "Ed25519 public key", "kty": "OKP", "crv": "Ed25519", "bits": 256,
                "private": false, "algorithms": ["EdDSA", "Ed25519"], "alg": null, "kid": null,
                "thumbprint": thumbprint,
            }],
            "skipped": [],
            "certificate": null,
            "comment": null,
            "repairs": ["the PEM had the two characters \\n instead of line breaks"],
            "notes": [],
            "warnings": [],
        })
    );
}

#[test]
fn a_certificate_says_whose_key_it_has_and_how_long() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let subject = ["-subj", "/CN=api.example", "-days", "10"];
    openssl(
        &folder,
        &[&["req", "-x509", "-key", "key", "-out", "certificate"], &subject[..]].concat(),
    );
    let out = folder.printed(&["inspect-key", "certificate"]);
    assert!(out.contains("\n  form         X.509 certificate, PEM\n"), "{out}");
    assert!(out.contains("\n  subject      CN=api.example\n"), "{out}");
    assert!(out.contains("Z, expires in "), "{out}");
    let token = folder.printed(&["sign", "--key", "key", "--expires-in", "5m"]);
    assert_eq!(folder.jwt(&["verify", &token, "--key", "certificate"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_may_read_is_warned_of() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let warned = |file| folder.printed(&["inspect-key", file]).contains("chmod 600");
    assert!(!warned("key") && !warned("key.pub"));
    let permissions = fs::Permissions::from_mode(0o640);
    fs::set_permissions(folder.path("key"), permissions).expect("its mode");
    assert!(warned("key"));
}

#[test]
fn a_set_lists_its_keys_and_what_is_wrong_with_others() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    let broken = r#"{"kty":"EC","crv":"P-256","kid":"broken","x":"AA","y":"AA"}"#;
    folder.write("set", format!(r#"{{"keys":[{},{broken}]}}"#, folder.read("key.pub")));
    let out = folder.printed(&["inspect-key", "set"]);
    assert!(out.starts_with("EC P-256 public key\n"), "{out}");
    assert!(out.contains("\n  left out     key 1 \"broken\": "), "{out}");
}

#[test]
fn what_cannot_be_used_says_why() {
    let folder = Folder::new();
    openssl(&folder, &["genrsa", "-out", "short", "1024"]);
    openssl(&folder, &["genpkey", "-algorithm", "X25519", "-out", "x25519"]);
    folder.write("text", "no key");
    for (file, reason) in [
        ("short", "error[KEY_KIND]: 1024-bit RSA key"),
        ("x25519", "error[KEY_KIND]: x25519 holds"),
        ("text", "error[KEY_KIND]: text holds no key"),
    ] {
        let err = folder.jwt(&["inspect-key", file]).failed(3);
        assert!(err.starts_with(reason), "{err}");
    }
}

#[test]
fn a_name_in_a_file_does_nothing_to_the_terminal() {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    let mut jwk: Value = serde_json::from_str(&folder.read("key.pub")).expect("JSON");
    jwk["kid"] = "\u{1b}[31mred\n  size         9999 bits".into();
    folder.write("jwk", jwk.to_string());
    let out = folder.printed(&["inspect-key", "jwk"]);
    assert!(!out.contains('\u{1b}') && out.contains("\\u{1b}[31mred\\n"), "{out}");
}
