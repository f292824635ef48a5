//! Wrong key format, and the wrong key of a set.

use super::{GOOD, doctor, found, sign};
use crate::folder::{Folder, Outcome};
use serde_json::Value;

/// What was found of a key that is no good.
fn failed(folder: &Folder, token: &str, options: &[&str]) -> String {
    let Outcome { code, out, err } = doctor(folder, token, options);
    assert_eq!(code, Some(3), "{out} {err}");
    out
}

#[test]
fn a_key_in_the_wrong_form_says_what_it_is() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.key_pair("RS256", "pem", "rsa");
    let pem = folder.read("key.pub");
    folder.write("cut", pem.split("-----END").next().expect("a start"));
    folder.write("text", "a secret of forty-two characters or so, ok");
    let token = sign(&folder, &["--key", "key", "--claims", GOOD]);
    for (options, finding) in [
        (
            &["--key", "cut"][..],
            "finding: the PEM in cut ends early: there is no line -----END PUBLIC KEY-----\n\
             change: copy the whole key again, from its first line to its last\n",
        ),
        (
            &["--key", "key.pub", "--alg", "RS256"],
            "finding: RS256 needs an RSA public key, but key.pub holds an EC P-256 public key\n\
             evidence: the token says ES256, and names no key\n\
             change: it verifies as ES256, if that is expected: --alg ES256\n\
             change: look for BEGIN PUBLIC KEY, or use ES256, which fits\n",
        ),
        (
            &["--secret-file", "key.pub"],
            "finding: key.pub should hold a shared secret, but holds PEM\n\
             change: it verifies when it is given as a key, with --key\n\
             change: give the file with --key, and --alg if the key is for several\n",
        ),
    ] {
        assert_eq!(failed(&folder, &token, options), finding);
    }
    assert_eq!(
        found(&folder, &token, &["--key", "rsa.pub"]),
        "finding: the token says ES256, RS256 is expected\n\
         evidence: ES256 needs an EC P-256 public key, but rsa.pub holds an RSA public key\n\
         change: the key decides, not the token: learn how the issuer signs, and choose --key and \
         --alg after that\n"
    );
    assert_eq!(
        found(&folder, &token, &["--secret-file", "text"]),
        "finding: the token says ES256, HS256 is expected\n\
         evidence: ES256 needs an EC P-256 public key, but text holds a 42-character text\n\
         change: the key decides, not the token: learn how the issuer signs, and choose --key and \
         --alg after that\n"
    );
}

#[test]
fn a_secret_that_is_given_as_a_key_is_tried() {
    let folder = Folder::new();
    folder.write("secret", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    let none = "finding: secret holds no key: neither PEM, DER, a JWK nor an OpenSSH key\n";
    let look = "change: look for a file with BEGIN PRIVATE KEY or BEGIN PUBLIC KEY; a shared \
                secret is given with --secret-file\n";
    for (encoding, way) in [
        ("utf8", "it verifies when it is given as a secret, with --secret-file"),
        (
            "base64",
            "it verifies when it is given as a secret, with --secret-file, and the secret is read \
             as base64: --secret-encoding base64",
        ),
    ] {
        let options = ["--secret-file", "secret", "--secret-encoding", encoding, "--claims", GOOD];
        let token = sign(&folder, &options);
        assert_eq!(
            failed(&folder, &token, &["--key", "secret"]),
            format!("{none}change: {way}\n{look}")
        );
    }
}

#[test]
fn a_key_on_another_curve_names_both() {
    let folder = Folder::new();
    folder.key_pair("ES256K", "pem", "k256");
    folder.key_pair("ES256", "pem", "key");
    let token = sign(&folder, &["--key", "key", "--claims", GOOD]);
    assert_eq!(
        failed(&folder, &token, &["--key", "k256.pub", "--alg", "ES256"]),
        "finding: ES256 needs a P-256 key, this key is on secp256k1 (k256.pub)\n\
         evidence: the token says ES256, and names no key\n\
         change: use ES256K, or make a P-256 key\n"
    );
}

#[test]
fn the_private_half_verifies_too() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let token = sign(&folder, &["--key", "key", "--claims", GOOD]);
    assert_eq!(doctor(&folder, &token, &["--key", "key"]).code, Some(0));
}

/// A folder with the keys a and b in a set, and c beside it.
fn with_set() -> Folder {
    let folder = Folder::new();
    for name in ["a", "b", "c"] {
        folder.key_pair("ES256", "jwk", name);
        for file in [name.to_owned(), format!("{name}.pub")] {
            let mut key: Value = serde_json::from_str(&folder.read(&file)).expect("JSON");
            key["kid"] = name.into();
            folder.write(&file, key.to_string());
        }
    }
    let set = format!(r#"{{"keys":[{},{}]}}"#, folder.read("a.pub"), folder.read("b.pub"));
    folder.write("set", set);
    folder
}

#[test]
fn a_kid_that_is_not_in_the_set_names_the_key_that_verifies() {
    let folder = with_set();
    let token = sign(&folder, &["--key", "b", "--kid", "k2", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "set"]),
        "finding: no key \"k2\" in the key set (it has a, b) (set)\n\
         change: it verifies with key \"b\" of set\n\
         change: the issuer must name that key in kid, or its set must have the name\n"
    );
    let token = sign(&folder, &["--key", "c", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "set"]),
        "finding: no key \"c\" in the key set (it has a, b) (set)\n\
         evidence: none of the 2 keys in it verifies the token\n\
         change: get the key set anew: issuers change their keys from time to time\n"
    );
}

#[test]
fn a_kid_of_the_wrong_key_names_the_right_one() {
    let folder = with_set();
    let token = sign(&folder, &["--key", "b", "--kid", "a", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "set"]),
        "finding: the signature does not match (ES256, key from set)\n\
         evidence: the token says ES256, key \"a\"\n\
         change: it verifies with key \"b\" of set\n"
    );
    let token = sign(&folder, &["--key", "c", "--claims", GOOD]);
    let out = found(&folder, &token, &["--key", "a.pub"]);
    assert!(out.contains("change: the token was signed with key \"c\", this is \"a\"\n"), "{out}");
}

#[test]
fn nothing_of_a_secret_is_shown() {
    let folder = Folder::new();
    let secret = "hunter2-hunter2-hunter2-hunter2-hunter2";
    folder.write("secret", format!("\"{secret}\" "));
    let token = sign(&folder, &["--secret-file", "secret", "--claims", GOOD]);
    folder.write("secret", format!("'{secret}'"));
    for options in [
        &["--secret-file", "secret"][..],
        &["--secret-file", "secret", "--secret-encoding", "base64"],
        &["--secret-file", "secret", "--json"],
        &["--key", "secret"],
        &["--secret-file", "secret", "--alg", "HS512"],
    ] {
        let outcome = doctor(&folder, &token, options);
        assert!(matches!(outcome.code, Some(1 | 3)), "{options:?}");
        for text in [&outcome.out, &outcome.err] {
            assert!(!text.contains("hunter2"), "{options:?}: {text}");
        }
    }
}
