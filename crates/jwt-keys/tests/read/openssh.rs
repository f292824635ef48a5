use crate::{assert_pair, binary, error, file, read, text};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jwt_core::{Algorithm, KeyParameters};
use jwt_keys::{Format, Repair};

#[test]
fn reads_public_and_private_keys_of_each_kind() {
    for (name, algorithm, comment) in [
        ("ssh-ed25519", Some(Algorithm::EDDSA), Some("test ed25519")),
        ("ssh-rsa", None, Some("test rsa")),
        ("ssh-p256", Some(Algorithm::ES256), Some("test p256")),
        ("ssh-p521", Some(Algorithm::ES512), None),
    ] {
        let private = read(file(name)).expect(name);
        let public = read(file(&format!("{name}.pub"))).expect(name);
        assert_eq!(private.format(), Format::OpenSshPrivate);
        assert_eq!(public.format(), Format::OpenSshPublic);
        assert_eq!(private.comment(), comment, "{name}");
        assert_eq!(public.comment(), comment, "{name}");
        let (private, public) = (private.key().expect("one"), public.key().expect("one"));
        assert_eq!(private.algorithm(), algorithm, "{name}");
        assert_pair(&private, &public);
    }
}

#[test]
fn rsa_keys_get_the_numbers_that_openssh_leaves_out() {
    let of = |name: &str| {
        let found = read(file(name)).expect(name);
        let KeyParameters::Rsa(rsa) = found.key().expect("one").jwk().parameters().clone() else {
            unreachable!("{name}")
        };
        let private = rsa.private.expect("private");
        [private.d, private.p, private.q, private.dp, private.dq, private.qi].map(|n| n.to_vec())
    };
    assert_eq!(of("ssh-rsa"), of("ssh-rsa.pkcs8.pem"));
}

#[test]
fn reads_the_same_key_as_pkcs8() {
    for name in ["ssh-rsa", "ssh-p256", "ssh-p521"] {
        let public = read(file(&format!("{name}.pub"))).expect(name);
        let private = read(file(&format!("{name}.pkcs8.pem"))).expect(name);
        assert_pair(&private.key().expect("one"), &public.key().expect("one"));
    }
}

#[test]
fn reads_keys_that_lost_their_labels() {
    let line = text("ssh-ed25519.pub");
    let public = line.split(' ').nth(1).expect("base64");
    let found = read(public).expect("a public key");
    assert_eq!(
        (found.format(), found.repairs()),
        (Format::OpenSshPublic, &[Repair::NoLabelLines][..])
    );
    let private = text("ssh-ed25519");
    let bare: Vec<&str> = private.lines().filter(|line| !line.starts_with('-')).collect();
    let found = read(bare.join("\n")).expect("a private key");
    assert_eq!(found.format(), Format::OpenSshPrivate);
    assert_eq!(found.repairs(), [Repair::NoLabelLines]);
}

#[test]
fn several_public_keys_are_refused_and_comments_passed_over() {
    let line = text("ssh-ed25519.pub");
    assert!(read(format!("# mine\n\n{line}")).is_ok());
    let error = error(format!("{line}{}", text("ssh-rsa.pub")));
    assert_eq!(error.to_string(), "the PEM in secret holds 2 lines of public keys");
}

#[test]
fn broken_keys_are_refused() {
    let line = text("ssh-ed25519.pub");
    for broken in [
        line.replace("ssh-ed25519", "ssh-rsa"),
        line.replace("AAAAI", "AAAAH"),
        line.replace("AAAAC3", "!!!!"),
        "ssh-ed25519 AAAA".to_owned(),
        "ssh-rsa ".to_owned() + "A",
    ] {
        let error = error(&broken);
        assert_eq!(error.code(), "PEM", "{broken}: {error}");
    }
    let private = text("ssh-ed25519");
    let mut lines: Vec<&str> = private.lines().collect();
    lines.remove(2);
    assert_eq!(error(lines.join("\n")).code(), "PEM");
    let (private, public) = (binary("ssh-ed25519"), text("ssh-ed25519.pub"));
    let public = BASE64_STANDARD.decode(public.split(' ').nth(1).expect("base64"));
    let x = public.expect("base64").split_off(19);
    let places = private.windows(32).enumerate().filter(|(_, bytes)| *bytes == x);
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    assert_eq!(places.len(), 3);
    let mut other_half = private.clone();
    other_half[places[2]] ^= 1;
    assert_eq!(error(other_half).code(), "PEM");
    let mut other_seed = private;
    other_seed[places[2] - 1] ^= 1;
    assert!(error(other_seed).to_string().contains("do not belong together"));
}

#[test]
fn keys_that_serve_no_token_are_named() {
    let (private, public) = (file("ssh-dsa"), file("ssh-dsa.pub"));
    assert_eq!(error(private).to_string(), "secret holds a DSA key");
    assert_eq!(error(public).to_string(), "secret holds a DSA key");
    for (kind, what) in [
        ("sk-ssh-ed25519@openssh.com", "security key"),
        ("ssh-ed25519-cert-v01@openssh.com", "OpenSSH certificate"),
    ] {
        let len = u32::try_from(kind.len()).expect("short").to_be_bytes();
        let bytes = [&len[..], kind.as_bytes(), &[0; 8]].concat();
        let error = error(format!("{kind} {} me", BASE64_STANDARD.encode(bytes)));
        assert!(error.to_string().contains(what), "{error}");
        assert_eq!(error.code(), "KEY_KIND");
    }
}
