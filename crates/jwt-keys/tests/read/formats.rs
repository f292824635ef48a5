use crate::{assert_pair, binary, error, file, provider, read, text};
use jwt_core::{KeyParameters, NumericDate};
use jwt_keys::{Expected, Format, Note, Reader, Repair, Wrapping};

#[test]
fn tells_every_format_apart_by_its_content() {
    for (name, format) in [
        ("p256-a.pem", "PKCS#8, PEM"),
        ("p256-a.sec1.pem", "SEC1, PEM"),
        ("p256-with-parameters.pem", "SEC1, PEM"),
        ("p256-a.pub.pem", "SPKI, PEM"),
        ("p384-a.pem", "PKCS#8, PEM"),
        ("p521-a.pem", "PKCS#8, PEM"),
        ("k256-a.pem", "PKCS#8, PEM"),
        ("rsa-a.pem", "PKCS#8, PEM"),
        ("rsa-a.pkcs1.pem", "PKCS#1, PEM"),
        ("rsa-a.pkcs1.pub.pem", "PKCS#1, PEM"),
        ("rsa-a.pub.pem", "SPKI, PEM"),
        ("rsa-a.crt.pem", "X.509 certificate, PEM"),
        ("ed25519-a.pem", "PKCS#8, PEM"),
        ("ed25519-a.der", "PKCS#8, DER"),
        ("ed25519-a.pub.pem", "SPKI, PEM"),
        ("ml-dsa-44-a.pem", "PKCS#8, PEM"),
        ("ml-dsa-65-a.pub.pem", "SPKI, PEM"),
        ("ssh-ed25519", "OpenSSH private key"),
        ("ssh-ed25519.pub", "OpenSSH public key"),
    ] {
        let found = read(file(name)).expect(name);
        assert_eq!(found.format().to_string(), format, "{name}");
        assert_eq!(found.repairs(), [], "{name}");
        assert!(found.key().is_ok(), "{name}");
    }
}

#[test]
fn gives_the_same_key_from_every_format() {
    for names in [
        &["p256-a.pem", "p256-a.sec1.pem", "p256-a.pub.pem", "p256-a.crt.pem"][..],
        &["rsa-a.pem", "rsa-a.pkcs1.pem", "rsa-a.pub.pem", "rsa-a.pkcs1.pub.pem", "rsa-a.crt.pem"],
        &["ed25519-a.pem", "ed25519-a.der", "ed25519-a.pub.pem"],
        &["ml-dsa-44-a.pem", "ml-dsa-44-a.pub.pem"],
    ] {
        let private = read(file(names[0])).expect(names[0]);
        for name in names {
            let other = read(file(name)).expect(name);
            assert_pair(&private.key().expect("one"), &other.key().expect("one"));
        }
    }
}

#[test]
fn reads_base64_without_label_lines() {
    for name in ["p256-a.pem", "rsa-a.pub.pem", "p256-a.crt.pem"] {
        let text = text(name);
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('-')).collect();
        for bare in [lines.join("\n"), lines.concat()] {
            let found = read(&bare).expect(name);
            assert_eq!(found.repairs(), [Repair::NoLabelLines], "{name}");
            assert!(found.format().to_string().ends_with("base64 of DER"), "{name}");
        }
        let provider = provider();
        let reader = Reader::new(&provider).label("secret").format(Expected::Pem);
        let error = reader.read(lines[..lines.len() - 1].concat().as_bytes()).expect_err("cut off");
        assert!(error.to_string().contains("ends early"), "{name}: {error}");
    }
}

#[test]
fn works_out_the_public_half_that_a_private_key_lacks() {
    let public = read(file("p256-a.pub.pem")).expect("a key");
    for name in ["p256-a.no-public.pem", "p256-a.no-public.sec1.pem"] {
        let found = read(file(name)).expect(name);
        let key = found.key().expect("one");
        let KeyParameters::Ec(ec) = key.jwk().parameters() else { unreachable!("{name}") };
        assert!(ec.point.is_some() && ec.d.is_some(), "{name}");
        assert_pair(&key, &public.key().expect("one"));
        let error = Reader::new(&jwt_ring::PROVIDER).label("secret").read(&file(name));
        let error = error.expect_err("ring does not");
        assert_eq!(
            error.to_string(),
            "the private key in secret comes without its public half, which no backend here works \
             out"
        );
        assert!(error.hint().expect("a hint").contains("openssl ec"));
    }
}

#[test]
fn certificates_tell_their_subject_and_validity() {
    let found = read(file("p256-a.crt.pem")).expect("a certificate");
    let certificate = found.certificate().expect("a certificate");
    assert_eq!((certificate.subject(), certificate.issuer()), ("CN=leaf", "CN=Test CA"));
    assert!(certificate.not_before() < certificate.not_after());
    assert!(certificate.not_after() < NumericDate::MAX);
    assert_eq!(read(file("p256-a.pem")).expect("a key").certificate(), None);
}

#[test]
fn takes_the_first_certificate_of_a_chain_and_says_so() {
    let chain = text("p256-a.crt.pem") + &text("ca.crt.pem");
    let found = read(&chain).expect("a chain");
    assert_eq!(found.notes(), [Note::CertificateChain { count: 2 }]);
    assert_eq!(found.certificate().expect("a certificate").subject(), "CN=leaf");
    assert_pair(
        &read(file("p256-a.pem")).expect("a key").key().expect("one"),
        &found.key().expect("one"),
    );
}

#[test]
fn takes_the_private_key_that_certificates_stand_beside() {
    let both = text("p256-a.crt.pem") + &text("p256-a.pem") + &text("ca.crt.pem");
    let found = read(&both).expect("one private key");
    assert_eq!(found.notes(), [Note::BesidePrivateKey { count: 2 }]);
    assert_eq!(found.format(), Format::Pkcs8(Wrapping::Pem));
    let two = read(text("p256-a.pem") + &text("p256-b.pem")).expect_err("two private keys");
    assert_eq!(two.to_string(), "the PEM in secret holds 2 private keys");
    let two = error(text("p256-a.pub.pem") + &text("rsa-a.pub.pem"));
    assert_eq!(two.to_string(), "the PEM in secret holds 2 keys and certificates");
}

#[test]
fn reads_jwks() {
    let found = read(
        r#"{"kty":"OKP","crv":"Ed25519","kid":"k1",
        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
    )
    .expect("a JWK");
    assert_eq!(found.format(), Format::Jwk);
    assert_eq!(found.key().expect("one").jwk().kid(), Some("k1"));
    let found = read(r#"{"kty":"oct","k":"c2VjcmV0"}"#).expect("a JWK");
    assert_eq!(found.key().expect("one").jwk().parameters().kty(), "oct");
    assert_eq!(error(r#"{"kty":"oct","k":"a","k":"b"}"#).code(), "KEY_KIND");
    assert_eq!(error(r#"{"kty":"oct"}"#).to_string(), "the JWK has no k (secret)");
    assert_eq!(error(r#"{"kty":"oct","k":"#).code(), "KEY_KIND");
}

#[test]
fn what_is_not_what_was_expected_is_named() {
    let provider = provider();
    let (pem, der) = (file("p256-a.pem"), file("ed25519-a.der"));
    let jwk = br#"{"kty":"oct","k":"c2VjcmV0"}"#.to_vec();
    let set = br#"{"keys":[]}"#.to_vec();
    let word = b"correct horse battery staple".to_vec();
    for (expected, input, message) in [
        (Expected::Pem, &word, Some("secret should hold PEM, but holds a 28-character text")),
        (Expected::Pem, &jwk, Some("secret should hold PEM, but holds a shared secret")),
        (Expected::Pem, &der, Some("secret should hold PEM, but holds an Ed25519 private key")),
        (Expected::Pem, &pem, None),
        (Expected::Der, &der, None),
        (Expected::Der, &pem, Some("secret should hold DER, but holds an EC P-256 private key")),
        (Expected::Jwk, &jwk, None),
        (Expected::Jwk, &set, Some("secret should hold a JWK, but holds a JWK Set of 0 keys")),
        (Expected::Jwk, &word, Some("secret should hold a JWK, but holds a 28-character text")),
        (Expected::JwkSet, &set, None),
        (Expected::JwkSet, &jwk, Some("secret should hold a JWK Set, but holds a shared secret")),
        (Expected::Secret, &word, None),
        (Expected::Secret, &pem, Some("secret should hold a shared secret, but holds PEM")),
    ] {
        let read = Reader::new(&provider).label("secret").format(expected).read(input);
        let error = read.err().map(|error| (error.to_string(), error.code(), error.hint()));
        assert_eq!(error.as_ref().map(|error| error.0.as_str()), message);
        assert!(error.is_none_or(|error| error.1 == "KEY_KIND" && error.2.is_some()));
    }
}

/// What OpenSSL does to the one kind of key, it does not do to the other.
#[test]
fn compressed_points_come_with_the_command_for_their_kind_of_key() {
    let mut private = binary("p256-a.sec1.pem");
    let point = private.len() - 65;
    private.truncate(point + 33);
    private[point] = 2;
    // The lengths of all, of the public half, and of its bits.
    for at in [1, point - 4, point - 2] {
        private[at] -= 32;
    }
    let mut public = binary("p256-a.pub.pem");
    let point = public.len() - 65;
    public.truncate(point + 33);
    public[point] = 2;
    for at in [1, point - 2] {
        public[at] -= 32;
    }
    for (key, command) in [
        (private, "openssl pkey -in KEY -out NEW -ec_conv_form uncompressed"),
        (public, "openssl pkey -pubin -in KEY -pubout -ec_conv_form uncompressed"),
    ] {
        let message = error(key).to_string();
        assert!(message.ends_with(command), "{message}");
    }
}
