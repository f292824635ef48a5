use crate::{error, file, provider, read, text};
use jwt_core::Algorithm;
use jwt_keys::KeyErrorKind;

#[test]
fn says_what_an_algorithm_needs_and_what_was_given() {
    let rs256 = Algorithm::RS256;
    for (input, algorithm, message, hint) in [
        (
            b"Zm9yIHRlc3RzLCBhIHNlY3JldCBvZiA0MiBjaGFycw".to_vec(),
            rs256,
            "RS256 needs an RSA private key, but secret holds a 42-character text",
            "look for BEGIN PRIVATE KEY, or use HS256, which fits",
        ),
        (
            file("rsa-a.pub.pem"),
            rs256,
            "RS256 needs an RSA private key, but secret holds an RSA public key",
            "a public key only verifies; to sign with RS256, look for BEGIN PRIVATE KEY",
        ),
        (
            file("rsa-a.crt.pem"),
            rs256,
            "RS256 needs an RSA private key, but secret holds a certificate of an RSA public key",
            "a public key only verifies; to sign with RS256, look for BEGIN PRIVATE KEY",
        ),
        (
            file("p256-a.pem"),
            rs256,
            "RS256 needs an RSA private key, but secret holds an EC P-256 private key",
            "look for BEGIN PRIVATE KEY, or use ES256, which fits",
        ),
        (
            file("ssh-ed25519"),
            rs256,
            "RS256 needs an RSA private key, but secret holds an Ed25519 private key of OpenSSH",
            "look for BEGIN PRIVATE KEY, or use EdDSA, which fits",
        ),
        (
            file("rsa-a.pem"),
            Algorithm::HS256,
            "HS256 needs a shared secret, but secret holds an RSA private key",
            "give a shared secret, or use RS256, which fits",
        ),
        (
            file("rsa-a.pub.pem"),
            Algorithm::HS256,
            "HS256 needs a shared secret, but secret holds an RSA public key",
            "give a shared secret",
        ),
        (
            file("rsa-a.pem"),
            Algorithm::ES256,
            "ES256 needs an EC P-256 private key, but secret holds an RSA private key",
            "look for BEGIN PRIVATE KEY, or use RS256, which fits",
        ),
    ] {
        let found = read(input).expect(message);
        let key = found.key().expect("one");
        let error = key.signer(&provider(), algorithm).expect_err(message);
        assert_eq!(error.to_string(), message);
        assert_eq!(error.code(), "KEY_KIND");
        assert_eq!(error.hint().as_deref(), Some(hint), "{message}");
    }
    let found = read(file("p256-a.pub.pem")).expect("a key");
    let error = found.key().expect("one").verifier(&provider(), rs256).expect_err("P-256");
    let message = "RS256 needs an RSA public key, but secret holds an EC P-256 public key";
    assert_eq!(error.to_string(), message);
}

#[test]
fn a_key_on_another_curve_is_named_with_its_algorithm() {
    let found = read(file("k256-a.pem")).expect("a key");
    let error = found.key().expect("one").signer(&provider(), Algorithm::ES256);
    let error = error.expect_err("another curve");
    let message = "ES256 needs a P-256 key, this key is on secp256k1 (secret)";
    assert_eq!((error.to_string().as_str(), error.code()), (message, "ALG_CURVE"));
    assert_eq!(error.hint().as_deref(), Some("use ES256K, or make a P-256 key"));
}

#[test]
fn a_public_key_never_becomes_a_shared_secret() {
    let pem = text("rsa-a.pub.pem");
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    for input in [pem.as_str(), bare.as_str(), &text("ssh-rsa.pub"), &text("rsa-a.crt.pem")] {
        let found = read(input).expect("a key");
        let key = found.key().expect("one");
        for result in [
            key.signer(&provider(), Algorithm::HS256).map(drop),
            key.verifier(&provider(), Algorithm::HS256).map(drop),
        ] {
            assert_eq!(result.expect_err("no secret").code(), "KEY_KIND");
        }
        assert!(!key.algorithms().contains(&Algorithm::HS256));
    }
}

#[test]
fn a_jwk_for_another_algorithm_says_so() {
    let jwk = r#"{"kty":"oct","alg":"HS512","k":"MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI"}"#;
    let found = read(jwk).expect("a JWK");
    let error = found.key().expect("one").signer(&provider(), Algorithm::HS256);
    let error = error.expect_err("HS512");
    assert_eq!(error.to_string(), "the JWK is for HS512, HS256 is asked for (secret)");
    assert_eq!(error.code(), "ALG_MISMATCH");
    let error = self::error(jwk.replace("HS512", "ES256"));
    let message = "the JWK in secret says that it is for ES256, but is a shared secret";
    assert_eq!((error.to_string().as_str(), error.code()), (message, "ALG_MISMATCH"));
    // An algorithm that is not for signatures is nobody's contradiction.
    assert!(read(jwk.replace("HS512", "A128KW")).is_ok());
}

#[test]
fn what_is_no_key_for_a_token_is_named() {
    for (name, what) in [
        ("x25519.pem", "a key for Diffie-Hellman"),
        ("rsa-pss.pem", "an RSA key that is marked for PSS alone"),
        ("dsa.pem", "a DSA key"),
        ("dsa.pkcs8.pem", "a DSA key"),
        ("p256-a.explicit.pem", "an EC key that spells out its curve"),
        ("p256-a.explicit.sec1.pem", "an EC key that spells out its curve"),
        ("p256-a.csr.pem", "a certificate request"),
        ("p256-a.p12", "PKCS#12"),
        ("p256-a.p7.pem", "PKCS#7"),
        ("p256-a.trusted.pem", "a certificate with OpenSSL's own remarks"),
    ] {
        let error = error(file(name));
        assert!(matches!(error.kind(), KeyErrorKind::Foreign(_)), "{name}: {error}");
        assert!(error.to_string().starts_with(&format!("secret holds {what}")), "{name}: {error}");
        assert!(error.hint().is_some(), "{name}");
    }
    for (input, what) in [
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n", "an OpenPGP key"),
        ("---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----", "RFC 4716"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n", "PuTTY"),
        ("-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----", "parameters"),
        ("-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----", "parameters"),
        ("eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "a JSON Web Token"),
        (r#"[{"kty":"oct","k":"AA"}]"#, "a list of JWKs"),
        (r#"{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\n"}"#, "JSON"),
    ] {
        let error = error(input);
        assert!(error.to_string().contains(what), "{error}");
        assert!(error.hint().is_some(), "{error}");
    }
    assert!(error([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2]).to_string().contains("Java"));
}

#[test]
fn empty_and_huge_inputs_are_refused() {
    for empty in ["", " \n"] {
        let error = error(empty);
        assert_eq!((error.to_string().as_str(), error.code()), ("secret is empty", "SECRET"));
    }
    let error = error(vec![b'a'; 1024 * 1024 + 1]);
    assert_eq!(error.to_string(), "secret is longer than any key: more than 1048576 bytes");
}

#[test]
fn an_algorithm_without_a_backend_is_named() {
    let found = read(file("p521-a.pem")).expect("a key");
    let error = found.key().expect("one").signer(&jwt_ring::PROVIDER, Algorithm::ES512);
    let error = error.expect_err("ring has no P-521");
    assert_eq!(error.to_string(), "no backend here has ES512, which secret is for");
    assert!(error.hint().expect("a hint").contains("HS256, "));
}

#[test]
fn a_private_key_on_ed448_lacks_a_backend_not_its_public_half() {
    let der =
        [&[0x30, 0x47, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x71, 4, 0x3b, 4, 0x39][..], &[7; 57]];
    let error = error(der.concat());
    assert_eq!(error.to_string(), "no backend here has Ed448, which secret is for");
    assert_eq!(error.code(), "KEY_KIND");
}

#[test]
fn inputs_of_a_mebibyte_take_no_time() {
    // Each would take minutes if anything were quadratic.
    const LEN: usize = 1024 * 1024;
    let begin = "-----BEGIN A-----\n";
    for (start, repeated) in [
        ("", "BEGIN "),
        ("", "-----BEGIN "),
        ("", "BEGIN A-"),
        ("", begin),
        ("", "\\"),
        ("", "\\n-----BEGIN A-----\\n-----END A-----"),
        (begin, "A:\n"),
        (begin, "A"),
        ("", "\""),
        ("{\"kty\":\"oct\",", "\"a\":1,"),
        ("ssh-ed25519 ", "A"),
        ("", "ssh-ed25519 A\n"),
        ("", "-----BEGIN A-----\nAAAA\n-----END A-----\n"),
        ("", "TUlJ"),
        ("0\x00", "0\x01"),
    ] {
        let input = start.to_owned() + &repeated.repeat((LEN - start.len()) / repeated.len());
        let _ = read(input);
    }
}

#[test]
fn no_message_and_no_debug_text_shows_a_secret() {
    let secret = "Tr0ub4dor&3-Tr0ub4dor&3-Tr0ub4dor&3";
    let found = read(secret).expect("a secret");
    let key = found.key().expect("one");
    let error = key.signer(&provider(), Algorithm::RS256).expect_err("no RSA key");
    let signer = key.signer(&provider(), Algorithm::HS256).expect("a secret");
    for shown in [format!("{found:?} {key:?} {signer:?} {error:?}"), error.to_string()] {
        assert!(!shown.contains("Tr0ub4dor") && !shown.contains("84, 114, 48"), "{shown}");
    }
    let pem = text("p256-a.pem");
    let found = read(&pem).expect("a key");
    let broken = crate::error(pem.replace("-----END", "!-----END"));
    let line = pem.lines().nth(1).expect("base64");
    for shown in [format!("{found:?} {broken:?}"), broken.to_string()] {
        assert!(!shown.contains(&line[40..]), "{shown}");
    }
}
