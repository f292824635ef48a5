//! Keys that OpenSSL makes, and what it makes of ours.

use crate::folder::Folder;
use std::process::Command;

fn openssl(folder: &Folder, arguments: &[&str]) -> String {
    let outcome = folder.run(Command::new("openssl").args(arguments), "");
    assert_eq!(outcome.code, Some(0), "openssl {arguments:?}: {}", outcome.err);
    outcome.out
}

#[test]
fn keys_by_openssl_sign_and_verify_in_each_form() {
    let folder = Folder::new();
    let makers: [(&[&str], &[&str]); 4] = [
        (&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], &["ES256"]),
        (&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], &["ES384"]),
        (&["genpkey", "-algorithm", "ED25519"], &["EdDSA", "Ed25519"]),
        (
            &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
            &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
        ),
    ];
    for (genpkey, algorithms) in makers {
        openssl(&folder, &[genpkey, &["-out", "pem"]].concat());
        openssl(&folder, &["pkey", "-in", "pem", "-outform", "DER", "-out", "der"]);
        openssl(&folder, &["pkey", "-in", "pem", "-pubout", "-out", "pem.pub"]);
        openssl(&folder, &["pkey", "-in", "pem", "-pubout", "-outform", "DER", "-out", "der.pub"]);
        let mut privates = vec!["pem", "der"];
        if genpkey[2] != "ED25519" {
            openssl(&folder, &["pkey", "-in", "pem", "-traditional", "-out", "traditional"]);
            privates.push("traditional");
        }
        for algorithm in algorithms {
            for private in &privates {
                let sign = ["sign", "--key", private, "--alg", algorithm, "--expires-in", "5m"];
                let token = folder.printed(&sign);
                for public in ["pem.pub", "der.pub"] {
                    let verify = ["verify", &token, "--key", public, "--alg", algorithm];
                    let outcome = folder.jwt(&verify);
                    assert_eq!(outcome.code, Some(0), "{algorithm} {private}: {}", outcome.err);
                }
            }
        }
    }
}

#[test]
fn openssl_reads_keys_by_keygen() {
    let folder = Folder::new();
    for algorithm in ["ES256", "ES384", "ES512", "ES256K", "EdDSA", "RS256"] {
        folder.key_pair(algorithm, "pem", algorithm);
        openssl(&folder, &["pkey", "-in", algorithm, "-check", "-noout"]);
        let public = openssl(&folder, &["pkey", "-in", algorithm, "-pubout"]);
        assert_eq!(folder.read(&format!("{algorithm}.pub")), public, "{algorithm}");
    }
}

#[test]
fn openssl_confirms_a_signature() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "key");
    let token = folder.printed(&["sign", "--key", "key", "--alg", "RS256"]);
    let (message, signature) = token.rsplit_once('.').expect("three parts");
    folder.write("message", message);
    let signature = {
        use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
        BASE64_URL_SAFE_NO_PAD.decode(signature).expect("base64url")
    };
    folder.write("signature", signature);
    let verify = ["dgst", "-sha256", "-verify", "key.pub", "-signature", "signature", "message"];
    assert_eq!(openssl(&folder, &verify), "Verified OK\n");
}

#[test]
fn keys_that_cannot_be_used_say_why() {
    let folder = Folder::new();
    openssl(
        &folder,
        &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "p256"],
    );
    openssl(&folder, &["pkey", "-in", "p256", "-aes128", "-passout", "pass:x", "-out", "locked"]);
    openssl(&folder, &["req", "-x509", "-key", "p256", "-subj", "/CN=x", "-out", "certificate"]);
    openssl(&folder, &["ecparam", "-name", "secp256k1", "-genkey", "-noout", "-out", "k256"]);
    openssl(&folder, &["genrsa", "-out", "short", "1024"]);
    for (key, options, reason) in [
        (
            "locked",
            &[][..],
            "error[PEM]: the key in locked is encrypted, and there is no passphrase",
        ),
        ("certificate", &[], "error[KEY_KIND]: signing needs a private key, certificate holds"),
        ("short", &[], "error[KEY_KIND]: 1024-bit RSA key"),
        (
            "k256",
            &["--alg", "ES256"],
            "error[ALG_CURVE]: ES256 needs a P-256 key, this key is on secp256k1",
        ),
    ] {
        let err = folder.jwt(&[&["sign", "--key", key], options].concat()).failed(3);
        assert!(err.starts_with(reason), "{key}: {err}");
    }
}
