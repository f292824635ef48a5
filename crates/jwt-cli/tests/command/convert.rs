use crate::folder::Folder;
use serde_json::Value;
use std::process::Command;

const ALGORITHMS: [&str; 7] = ["RS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA", "ML-DSA-44"];

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The thumbprint of the key in a file, and whether it is private.
fn inspected(folder: &Folder, file: &str) -> (Value, Value) {
    let json = json(&folder.printed(&["inspect-key", file, "--json"]));
    let key = &json["keys"][0];
    (key["thumbprint"].clone(), key["private"].clone())
}

#[test]
fn every_form_holds_the_same_key() {
    let folder = Folder::new();
    for algorithm in ALGORITHMS {
        folder.key_pair(algorithm, "pem", algorithm);
        let key = inspected(&folder, algorithm);
        for form in ["pem", "der", "pkcs1", "pkcs1-der", "sec1", "sec1-der", "jwk", "jwks", "ssh"] {
            let has_form = match form {
                "pkcs1" | "pkcs1-der" => algorithm == "RS256",
                "sec1" | "sec1-der" => ["ES256", "ES384", "ES512", "ES256K"].contains(&algorithm),
                "ssh" => !["ES256K", "ML-DSA-44"].contains(&algorithm),
                _ => true,
            };
            let convert = ["convert", algorithm, "--to", form, "--out", "new", "--force"];
            let outcome = folder.jwt(&convert);
            if !has_form {
                let err = outcome.failed(3);
                assert!(err.contains("has no place for"), "{algorithm} {form}: {err}");
                continue;
            }
            assert_eq!(outcome.code, Some(0), "{algorithm} {form}: {}", outcome.err);
            assert_eq!(inspected(&folder, "new"), key, "{algorithm} {form}");
            let back = folder.printed(&["convert", "new", "--to", "pem"]);
            assert_eq!(back + "\n", folder.read(algorithm), "{algorithm} {form}");
        }
    }
}

#[test]
fn the_public_half_goes_alone() {
    let folder = Folder::new();
    for algorithm in ALGORITHMS {
        folder.key_pair(algorithm, "pem", "key");
        let thumbprint = inspected(&folder, "key").0;
        for form in ["pem", "der", "jwk", "jwks"] {
            let convert = ["convert", "key", "--to", form, "--public", "--out", "new", "--force"];
            assert_eq!(folder.jwt(&convert).code, Some(0), "{algorithm} {form}");
            let new = (thumbprint.clone(), Value::Bool(false));
            assert_eq!(inspected(&folder, "new"), new, "{algorithm} {form}");
        }
        let pem = folder.printed(&["convert", "key", "--to", "pem", "--public"]);
        assert_eq!(pem + "\n", folder.read("key.pub"), "{algorithm}");
        folder.remove("key");
        folder.remove("key.pub");
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_what_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let mode = |file: &str| folder.path(file).metadata().expect("a file").permissions().mode();
    for (form, public, others) in
        [("jwk", false, false), ("der", false, false), ("jwk", true, true), ("pem", true, true)]
    {
        let mut convert = vec!["convert", "key", "--to", form, "--out", "new", "--force"];
        if public {
            convert.push("--public");
        }
        assert_eq!(folder.jwt(&convert).code, Some(0));
        assert_eq!(mode("new") & 0o044 != 0, others, "{form} {public}");
    }
    folder.write("there", "precious");
    folder.jwt(&["convert", "key", "--to", "jwk", "--out", "there"]).failed(4);
    assert_eq!(folder.read("there"), "precious");
}

#[test]
fn a_passphrase_opens_the_old_form_and_another_closes_the_new() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let jwt = |arguments: &[&str]| {
        let mut jwt = Command::new(env!("CARGO_BIN_EXE_jwt"));
        folder.run(jwt.args(arguments).env("OLD", "old").env("NEW", "new").env("EMPTY", ""), "")
    };
    let lock = ["convert", "key", "--to", "pem", "--new-passphrase-env", "OLD", "--out", "locked"];
    assert_eq!(jwt(&lock).code, Some(0));
    assert!(folder.read("locked").starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    let opened = ["pkey", "-in", "locked", "-passin", "pass:old", "-pubout"];
    let public = folder.run(Command::new("openssl").args(opened), "");
    assert_eq!(public.out, folder.read("key.pub"), "{}", public.err);

    let err = jwt(&["convert", "locked", "--to", "jwk"]).failed(3);
    assert!(
        err.ends_with("hint: name the variable that holds it: --passphrase-env NAME\n"),
        "{err}"
    );
    let err = jwt(&["convert", "locked", "--to", "jwk", "--passphrase-env", "NEW"]).failed(3);
    assert!(err.starts_with("error[PEM]: the passphrase does not open the key in locked"), "{err}");
    for variable in ["EMPTY", "JWT_TEST_NOT_SET"] {
        jwt(&["convert", "locked", "--to", "jwk", "--passphrase-env", variable]).failed(3);
        jwt(&["convert", "key", "--to", "pem", "--new-passphrase-env", variable]).failed(3);
    }
    // What cannot be encrypted is not written in the clear.
    for arguments in [&["--to", "jwk"][..], &["--to", "sec1"], &["--to", "pem", "--public"]] {
        let convert = [&["convert", "key", "--new-passphrase-env", "NEW"], arguments].concat();
        jwt(&convert).failed(3);
    }

    let ssh = ["convert", "locked", "--passphrase-env", "OLD", "--to", "ssh"];
    assert_eq!(
        jwt(&[&ssh[..], &["--new-passphrase-env", "NEW", "--out", "ssh"]].concat()).code,
        Some(0)
    );
    let back = jwt(&["convert", "ssh", "--passphrase-env", "NEW", "--to", "pem"]);
    assert_eq!(back.out, folder.read("key"));
    assert!(
        back.err.starts_with("warning: the key was encrypted and is so no longer"),
        "{}",
        back.err
    );
}

#[test]
fn a_key_of_a_set_is_picked_by_its_name() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        let kid = ["--kid", name, "--out", name];
        let keygen = [&["keygen", "--alg", "ES256", "--format", "jwk"], &kid[..]].concat();
        assert_eq!(folder.jwt(&keygen).code, Some(0));
    }
    folder.write("set", format!(r#"{{"keys":[{},{}]}}"#, folder.read("a"), folder.read("b")));
    let picked = folder.printed(&["convert", "set", "--kid", "b", "--to", "jwk"]);
    assert_eq!(picked + "\n", folder.read("b"));
    let public = json(&folder.printed(&["convert", "set", "--to", "jwks", "--public"]));
    let kids: Vec<&Value> =
        public["keys"].as_array().expect("a list").iter().map(|key| &key["kid"]).collect();
    assert_eq!(kids, ["a", "b"]);
    assert!(public["keys"][0].get("d").is_none());
    assert_eq!(
        folder.jwt(&["convert", "set", "--to", "pem"]).failed(3),
        "error[KID]: 2 keys in set (it has a, b)\n\
         hint: name one with --kid, or write them all: --to jwks\n"
    );
    assert_eq!(
        folder.jwt(&["convert", "set", "--to", "pem", "--kid", "c"]).failed(3),
        "error[KID]: no key \"c\" in set (it has a, b)\n"
    );
}

#[test]
fn a_jwk_gets_a_name_and_an_algorithm() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "key");
    let thumbprint = inspected(&folder, "key").0;
    let jwk = json(&folder.printed(&["convert", "key", "--to", "jwk"]));
    assert_eq!((&jwk["kid"], &jwk["alg"]), (&thumbprint, &Value::Null));
    let options = ["--kid", "k", "--alg", "PS256", "--pretty"];
    let pretty = folder.printed(&[&["convert", "key", "--to", "jwk"], &options[..]].concat());
    assert!(pretty.lines().count() > 5, "{pretty}");
    let jwk = json(&pretty);
    assert_eq!((&jwk["kid"], &jwk["alg"]), (&"k".into(), &"PS256".into()));
    folder.write("jwk", &pretty);
    assert_eq!(json(&folder.printed(&["convert", "jwk", "--to", "jwk"])), jwk);
    folder.jwt(&["convert", "key", "--to", "jwk", "--alg", "ES256"]).failed(3);
    folder.jwt(&["convert", "key", "--to", "pem", "--alg", "PS256"]).failed(2);
}

#[test]
fn secrets_are_converted_only_if_they_are_said_to_be_some() {
    let folder = Folder::new();
    folder.write("secret", "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISE=\n");
    let convert = ["convert", "secret", "--secret-encoding", "base64", "--to"];
    let to = |form: &str| folder.printed(&[&convert[..], &[form]].concat());
    assert_eq!(to("secret-utf8"), "secret secret secret secret!!");
    assert_eq!(to("secret-hex").len(), 58);
    assert_eq!(to("secret"), "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0ISE");
    let jwk = json(&to("jwk"));
    assert_eq!((&jwk["kty"], &jwk["kid"]), (&"oct".into(), &Value::Null));
    let err = folder.jwt(&["convert", "secret", "--to", "jwk"]).failed(3);
    assert!(err.contains("for a shared secret, say --secret-encoding utf8"), "{err}");
    let err = folder.jwt(&[&convert[..], &["jwk", "--public"]].concat()).failed(3);
    assert!(err.starts_with("error[KEY_KIND]: a shared secret has no public half"), "{err}");
    folder.jwt(&[&convert[..], &["pem"]].concat()).failed(3);
}

#[test]
fn der_goes_through_standard_output_whole() {
    let folder = Folder::new();
    folder.key_pair("EdDSA", "pem", "key");
    let mut jwt = Command::new(env!("CARGO_BIN_EXE_jwt"));
    let jwt = jwt.current_dir(folder.path("")).args(["convert", "key", "--to", "der"]);
    let der = jwt.output().expect("jwt runs").stdout;
    assert_eq!((der.len(), der.first()), (48, Some(&0x30)));
    folder.write("der", der);
    assert_eq!(folder.printed(&["convert", "der", "--to", "pem"]) + "\n", folder.read("key"));
}
