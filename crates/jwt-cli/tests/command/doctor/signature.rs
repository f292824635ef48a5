//! Invalid signature, and algorithm mismatch.

use super::{GOOD, doctor, found, sign, signed};
use crate::folder::Folder;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use std::process::Command;

const SECRET: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
/// The bytes that are written so.
const DECODED: &str = "0123456789abcdef0123456789abcdef";

fn openssl(folder: &Folder, arguments: &[&str]) {
    let outcome = folder.run(Command::new("openssl").args(arguments), "");
    assert_eq!(outcome.code, Some(0), "openssl {arguments:?}: {}", outcome.err);
}

/// A token of parts that `jwt sign` would not put together, signed by OpenSSL.
fn signed_by_openssl(folder: &Folder, header: &str, options: &[&str]) -> String {
    let [header, claims] = [header, GOOD].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
    let message = format!("{header}.{claims}");
    folder.write("message", &message);
    openssl(folder, &[&["dgst", "-sha256"], options, &["-out", "signature", "message"]].concat());
    let signature = std::fs::read(folder.path("signature")).expect("a signature");
    format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

#[test]
fn each_other_reading_of_a_secret_is_tried() {
    let folder = Folder::new();
    let hex: String = DECODED.bytes().map(|byte| format!("{byte:02x}")).collect();
    for (ours, theirs, encoding, way) in [
        (SECRET, SECRET, "base64", "the secret is read as base64: --secret-encoding base64"),
        (
            "P_9gYWJj-2Fh",
            "P_9gYWJj-2Fh",
            "base64url",
            "the secret is read as base64: --secret-encoding base64",
        ),
        (&hex, &hex, "hex", "the secret is read as hex: --secret-encoding hex"),
        (
            "a secret\n",
            "a secret\n\n",
            "utf8",
            "the secret keeps the line break at its end; write it in base64 to make that plain: \
             --secret-encoding base64",
        ),
        (
            "a secret",
            "a secret\n\n",
            "utf8",
            "the secret has a line break at its end; write it in base64 to make that plain: \
             --secret-encoding base64",
        ),
        (" a secret ", "a secret", "utf8", "the white space around the secret is left out"),
        ("'a secret'", "a secret", "utf8", "the quotes around the secret are left out"),
        (
            "JWT_SECRET=a secret",
            "a secret",
            "utf8",
            "the name and the = before the secret are left out",
        ),
        (
            &format!("b64:{SECRET}"),
            DECODED,
            "utf8",
            "the prefix that tells the encoding is left out and the rest is read as base64: \
             --secret-encoding base64",
        ),
    ] {
        folder.write("theirs", theirs);
        folder.write("ours", ours);
        let options = ["--secret-file", "theirs", "--secret-encoding", encoding, "--claims", GOOD];
        let token = sign(&folder, &options);
        let len = ours.strip_suffix('\n').unwrap_or(ours).len();
        assert_eq!(
            found(&folder, &token, &["--secret-file", "ours"]),
            format!(
                "finding: the signature does not match (HS256, {len}-byte secret read as UTF-8)\n\
                 evidence: the token says HS256, and names no key\n\
                 change: it verifies when {way}\n"
            )
        );
        // In the words of the other command.
        let verify = folder.jwt(&["verify", &token, "--secret-file", "ours"]).failed(1);
        assert!(verify.contains(&format!("hint: it verifies when {way}\n")), "{verify}");
    }
}

#[test]
fn a_secret_in_base64_that_is_text_is_found_too() {
    let folder = Folder::new();
    folder.write("secret", SECRET);
    let token = sign(&folder, &["--secret-file", "secret", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--secret-file", "secret", "--secret-encoding", "base64"]),
        "finding: the signature does not match (HS256, 32-byte secret read as base64)\n\
         evidence: the token says HS256, and names no key\n\
         change: it verifies when the secret is read as UTF-8: --secret-encoding utf8\n"
    );
}

#[test]
fn a_jwk_whose_k_was_taken_as_text_is_found() {
    let folder = Folder::new();
    folder.write("secret", SECRET.trim_end_matches('='));
    let k = SECRET.trim_end_matches('=');
    folder.write("jwk", format!(r#"{{"kty":"oct","k":"{k}"}}"#));
    let token = sign(&folder, &["--secret-file", "secret", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "jwk"]),
        "finding: the signature does not match (HS256, key from jwk)\n\
         evidence: the token says HS256, and names no key\n\
         change: it verifies when k is taken as text: a JWK must have the secret's bytes in \
         base64url there (RFC 7518 §6.4.1)\n"
    );
}

#[test]
fn the_other_algorithms_of_a_key_are_tried() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "rsa");
    let token = sign(&folder, &["--key", "rsa", "--alg", "PS256", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "rsa.pub", "--alg", "RS256"]),
        "finding: the token says PS256, RS256 is expected\n\
         change: it verifies as PS256, if that is expected: --alg PS256\n\
         change: the key decides, not the token: learn how the issuer signs, and choose --key and \
         --alg after that\n"
    );
    // Nobody asked for one: the token's word is enough to look at it.
    let outcome = doctor(&folder, &token, &["--key", "rsa.pub"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.out);
    assert_eq!(
        outcome.err,
        "note: the key is for several algorithms; as the token says, it was taken for PS256, which \
         jwt verify wants to be told: --alg PS256\n"
    );

    folder.key_pair("EdDSA", "pem", "ed");
    let token = sign(&folder, &["--key", "ed", "--alg", "Ed25519", "--claims", GOOD]);
    let out = found(&folder, &token, &["--key", "ed.pub", "--alg", "EdDSA"]);
    assert!(out.contains("change: it verifies as Ed25519, if that is expected: --alg Ed25519\n"));

    folder.write("secret", SECRET);
    let options = [
        "--secret-file",
        "secret",
        "--alg",
        "HS384",
        "--secret-encoding",
        "base64",
        "--claims",
        GOOD,
    ];
    let token = sign(&folder, &options);
    let out = found(&folder, &token, &["--secret-file", "secret", "--alg", "HS256"]);
    assert!(
        out.contains(
            "change: it verifies as HS384 (--alg HS384) when the secret is read as base64: \
             --secret-encoding base64\n"
        ),
        "{out}"
    );
}

#[test]
fn a_header_that_names_another_algorithm_than_signed_is_found() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "rsa");
    let token = signed_by_openssl(&folder, r#"{"alg":"RS512"}"#, &["-sign", "rsa"]);
    let out = found(&folder, &token, &["--key", "rsa.pub"]);
    assert!(
        out.contains(
            "change: it verifies as RS256, though the header says RS512: the issuer must name what \
             it signs with\n"
        ),
        "{out}"
    );
}

#[test]
fn an_hmac_token_and_a_public_key_make_one_suspicious() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "rsa");
    folder.write("secret", SECRET);
    let token = sign(&folder, &["--secret-file", "secret", "--claims", GOOD]);
    assert_eq!(
        found(&folder, &token, &["--key", "rsa.pub"]),
        "finding: the token says HS256, RS256 is expected\n\
         evidence: HS256 needs a shared secret, but rsa.pub holds an RSA public key\n\
         evidence: either the issuer signs with a shared secret, or somebody tries to have a \
         public key taken for one\n\
         change: the key decides, not the token: learn how the issuer signs, and choose --key and \
         --alg after that\n"
    );
}

#[test]
fn a_token_signed_with_the_text_of_a_public_key_is_a_forgery() {
    let folder = Folder::new();
    folder.key_pair("RS256", "pem", "rsa");
    folder.key_pair("ES256", "jwk", "ec");
    let warning = |label: &str| {
        format!(
            "finding: the token is signed with the text of the public key in {label} as if it were \
             a shared secret\n\
             evidence: HS256 with that text as its secret makes this signature\n\
             evidence: everybody has a public key, so everybody can have written this token\n\
             change: do not accept it: this is how tokens are forged (RFC 8725 §2.1)\n\
             change: an API that takes it lets the token choose: set its algorithm to that of the \
             key\n\n"
        )
    };
    folder.write("jwk", folder.printed(&["convert", "rsa.pub", "--to", "jwk"]));
    for (text, given) in [
        (folder.read("rsa.pub"), "rsa.pub"),
        (folder.read("rsa.pub").trim_end().to_owned(), "rsa.pub"),
        (folder.read("ec.pub"), "ec.pub"),
        // The forger had the key in another form.
        (folder.read("rsa.pub"), "jwk"),
    ] {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        let secret = format!("hexkey:{hex}");
        let options = ["-binary", "-mac", "HMAC", "-macopt", &secret];
        let token = signed_by_openssl(&folder, r#"{"alg":"HS256"}"#, &options);
        let out = found(&folder, &token, &["--key", given]);
        assert!(out.starts_with(&warning(given)), "{given}: {out}");
        assert!(!out.contains("it verifies"), "{given}: {out}");
        // As a secret it is not taken, and what it would do is the same warning.
        let outcome = doctor(&folder, &token, &["--secret-file", given]);
        assert_eq!(outcome.code, Some(3));
        assert!(outcome.out.starts_with(&warning(given)), "{given}: {}", outcome.out);
    }
}

#[test]
fn a_token_signed_with_the_text_of_a_private_key_is_a_mistake() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let hex: String = folder.read("key").bytes().map(|byte| format!("{byte:02x}")).collect();
    let secret = format!("hexkey:{hex}");
    let options = ["-binary", "-mac", "HMAC", "-macopt", &secret];
    let token = signed_by_openssl(&folder, r#"{"alg":"HS256"}"#, &options);
    let finding = |whose: &str| {
        format!(
            "finding: the token is signed with the text of the {whose} as if it were a shared \
             secret\n"
        )
    };
    let out = found(&folder, &token, &["--key", "key"]);
    assert!(out.starts_with(&finding("private key in key")), "{out}");

    // Who checks with the private key is told all the same if it was the public one.
    let hex: String = folder.read("key.pub").bytes().map(|byte| format!("{byte:02x}")).collect();
    let secret = format!("hexkey:{hex}");
    let options = ["-binary", "-mac", "HMAC", "-macopt", &secret];
    let token = signed_by_openssl(&folder, r#"{"alg":"HS256"}"#, &options);
    let out = found(&folder, &token, &["--key", "key"]);
    assert!(out.starts_with(&finding("public key in key")), "{out}");

    // A JWK that was taken for its secret as a whole.
    folder.key_pair("HS256", "jwk", "oct");
    let hex: String = folder.read("oct").bytes().map(|byte| format!("{byte:02x}")).collect();
    let secret = format!("hexkey:{hex}");
    let options = ["-binary", "-mac", "HMAC", "-macopt", &secret];
    let token = signed_by_openssl(&folder, r#"{"alg":"HS256"}"#, &options);
    let out = found(&folder, &token, &["--key", "oct"]);
    assert!(out.starts_with(&finding("JWK in oct")), "{out}");
}

#[test]
fn a_signature_in_der_is_recognised() {
    let (folder, _) = signed(GOOD);
    let token = signed_by_openssl(&folder, r#"{"alg":"ES256"}"#, &["-sign", "key"]);
    let (_, signature) = token.rsplit_once('.').expect("three parts");
    let len = BASE64_URL_SAFE_NO_PAD.decode(signature).expect("base64url").len();
    let advice =
        "change: the issuer must send r and s side by side, 32 bytes each (RFC 7518 §3.4)\n";
    let finding = format!(
        "finding: the signature has {len} bytes, ES256 has 64 (r and s side by side, not DER)\n"
    );
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub"]),
        format!(
            "{finding}\
             evidence: the token says ES256, and names no key\n\
             evidence: the signature is r and s in DER, and verifies when they are put side by \
             side\n\
             {advice}"
        )
    );
    assert_eq!(
        found(&folder, &token, &[]),
        format!("{finding}evidence: the signature is r and s in DER\n{advice}")
    );
    folder.key_pair("ES256", "pem", "other");
    let out = found(&folder, &token, &["--key", "other.pub"]);
    assert!(out.contains("does not verify when they are put side by side either\n"), "{out}");
}

#[test]
fn a_signature_that_was_cut_off_says_how_much_is_missing() {
    let (folder, token) = signed(GOOD);
    let cut_off = token.get(..token.len() - 14).expect("a longer token");
    assert_eq!(
        found(&folder, cut_off, &["--key", "key.pub"]),
        "finding: the signature has 54 bytes, ES256 has 64 (r and s side by side, not DER)\n\
         evidence: the token says ES256, and names no key\n\
         evidence: 10 of the 64 bytes of the signature are missing\n\
         change: was the token cut off? it ends with its signature\n"
    );
    folder.key_pair("RS256", "pem", "rsa");
    let token = sign(&folder, &["--key", "rsa", "--alg", "RS256", "--claims", GOOD]);
    let cut_off = token.get(..token.len() - 8).expect("a longer token");
    let out = found(&folder, cut_off, &["--key", "rsa.pub"]);
    assert!(out.contains("evidence: 6 of the 256 bytes of the signature are missing\n"), "{out}");
}

#[test]
fn unsigned_tokens_are_told_with_a_key_and_without() {
    let (folder, _) = signed(GOOD);
    let token = "eyJhbGciOiJub25lIn0.eyJleHAiOjQxMDI0NDQ4MDB9.";
    assert_eq!(
        found(&folder, token, &["--key", "key.pub"]),
        "finding: the token is unsigned (alg none), ES256 is expected\n\
         change: anyone can write an unsigned token; jwt decode shows what is in it\n"
    );
    assert_eq!(
        found(&folder, token, &[]),
        "finding: the token is unsigned (alg none)\n\
         change: anyone can write an unsigned token: the issuer must sign it\n"
    );
}
