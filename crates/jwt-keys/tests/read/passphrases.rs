use crate::{assert_pair, binary, error, file, provider, read};
use jwt_keys::{Found, KeyError, KeyErrorKind, Reader};

fn opened(name: &str, passphrase: &str) -> Result<Found, KeyError> {
    let provider = provider();
    Reader::new(&provider).label("secret").passphrase(passphrase.as_bytes()).read(&file(name))
}

const ENCRYPTED: [(&str, &str, &str); 5] = [
    ("p256-a.scrypt.pem", "p256-a.pub.pem", "encrypted PKCS#8, PEM"),
    ("p256-a.pbkdf2.pem", "p256-a.pub.pem", "encrypted PKCS#8, PEM"),
    ("ssh-ed25519.aes256-ctr", "ssh-ed25519.pub", "encrypted OpenSSH private key"),
    ("ssh-ed25519.aes256-cbc", "ssh-ed25519.pub", "encrypted OpenSSH private key"),
    ("ssh-ed25519.aes128-gcm", "ssh-ed25519.pub", "encrypted OpenSSH private key"),
];

#[test]
fn a_passphrase_opens_a_key() {
    for (name, public, format) in ENCRYPTED {
        let found = opened(name, "correct horse").expect(name);
        assert_eq!(found.format().to_string(), format);
        let public = read(file(public)).expect(public);
        assert_pair(&found.key().expect("one"), &public.key().expect("one"));
    }
}

#[test]
fn a_missing_and_a_wrong_passphrase_are_told_apart() {
    for (name, ..) in ENCRYPTED {
        let missing = error(file(name));
        assert_eq!(
            missing.to_string(),
            "the key in secret is encrypted, and there is no passphrase for it"
        );
        let wrong = opened(name, "battery staple").expect_err(name);
        assert_eq!(wrong.to_string(), "the passphrase does not open the key in secret", "{name}");
        assert_eq!((missing.code(), wrong.code()), ("PEM", "PEM"));
        assert!(opened(name, "").is_err());
    }
}

#[test]
fn a_passphrase_is_not_needed_and_does_no_harm() {
    assert!(opened("p256-a.pem", "correct horse").is_ok());
}

#[test]
fn outdated_encryption_is_named_with_the_command_that_renews_it() {
    for (name, command) in [
        ("p256-a.sha1.pem", "openssl pkcs8 -topk8 -v2 aes-256-cbc"),
        ("p256-a.pbes1.pem", "openssl pkcs8 -topk8 -v2 aes-256-cbc"),
        ("rsa-a.proc-type.pem", "openssl pkcs8 -topk8"),
        ("ssh-ed25519.chacha20-poly1305", "ssh-keygen -p -Z aes256-ctr"),
    ] {
        let error = opened(name, "correct horse").expect_err(name);
        assert!(matches!(error.kind(), KeyErrorKind::Foreign(_)), "{name}: {error}");
        assert!(error.hint().expect("a hint").contains(command), "{name}: {error}");
    }
}

#[test]
fn absurd_costs_are_refused_before_any_work() {
    for passphrase in ["x", "y"] {
        let error = opened("p256-a.costly.pem", passphrase).expect_err("20 million rounds");
        assert_eq!(error.kind(), &KeyErrorKind::TooCostly);
    }
    assert_eq!(error(file("p256-a.costly.pem")).kind(), &KeyErrorKind::TooCostly);
    // The rounds stand behind the magic, the names of cipher and derivation, and the salt.
    let mut bytes = binary("ssh-ed25519.aes256-ctr");
    bytes[63..67].copy_from_slice(&1025_u32.to_be_bytes());
    assert_eq!(error(bytes).kind(), &KeyErrorKind::TooCostly);
}
