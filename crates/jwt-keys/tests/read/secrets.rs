use crate::{binary, error, file, provider, read, text};
use base64::{
    Engine as _,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use jwt_core::{Algorithm, KeyParameters};
use jwt_keys::{Expected, Format, Found, KeyError, Reader, SecretEncoding};

fn read_as(input: &[u8], expected: Expected, encoding: SecretEncoding) -> Result<Found, KeyError> {
    let provider = provider();
    Reader::new(&provider).label("secret").format(expected).secret_encoding(encoding).read(input)
}

fn bytes(found: &Found) -> Vec<u8> {
    match found.key().expect("one").jwk().parameters() {
        KeyParameters::Oct(secret) => secret.to_vec(),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_looks_like_no_key_is_a_secret() {
    for secret in [
        "correct horse battery staple",
        "{braces}",
        "BEGIN the day",
        "MIIB",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm",
        "Müllers Geheimnis ist länger als zweiunddreißig Bytes",
        "\"quoted\"",
        " spaces ",
        "a.b.c",
        // Base64 of what begins like DER, but is of another length, or nothing that is known.
        "MCACAQEwIAIBATAgAgEBMCACAQEwIAIBATAgAgEBMCACAQEwIAIBAQ==",
        "MCQEIgABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICE=",
    ] {
        let found = read(secret).expect(secret);
        assert_eq!(bytes(&found), secret.as_bytes());
        assert_eq!(found.format().to_string(), "a shared secret in UTF-8");
        assert_eq!(found.repairs(), []);
    }
    assert_eq!(bytes(&read("line\n").expect("a secret")), b"line");
}

#[test]
fn secrets_are_read_in_their_encoding() {
    for (text, encoding) in [
        ("c2VjcmV0", SecretEncoding::Base64),
        ("c2VjcmV0\n", SecretEncoding::Base64url),
        ("736563726574", SecretEncoding::Hex),
        ("secret", SecretEncoding::Utf8),
    ] {
        for expected in [Expected::Auto, Expected::Secret] {
            let found = read_as(text.as_bytes(), expected, encoding).expect(text);
            assert_eq!(bytes(&found), b"secret", "{text}");
        }
    }
}

#[test]
fn says_where_a_secret_is_not_in_its_encoding() {
    let error = read_as(b"!abc", Expected::Auto, SecretEncoding::Base64).expect_err("no base64");
    assert_eq!(error.to_string(), "secret is not valid base64: character '!' at position 0");
    assert_eq!(error.code(), "SECRET");
    let error = read_as(b"====", Expected::Auto, SecretEncoding::Base64).expect_err("no base64");
    assert_eq!(error.code(), "SECRET");
    let error = self::error(b"caf\xe9");
    assert_eq!(error.to_string(), "secret is not valid UTF-8: a bad byte at position 3");
}

#[test]
fn a_key_is_no_secret_whoever_says_so() {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let der = file("ed25519-a.der");
    let pem = text("rsa-a.pub.pem");
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let cut = bare[..bare.len() / 2].to_owned();
    let utf8 = SecretEncoding::Utf8;
    for (input, encoding) in [
        (pem.clone(), SecretEncoding::Utf8),
        (pem.replace('\n', "\\n"), SecretEncoding::Utf8),
        (bare.clone(), SecretEncoding::Utf8),
        (bare, SecretEncoding::Base64),
        (BASE64_STANDARD.encode(&pem), SecretEncoding::Base64),
        (hex(&der), SecretEncoding::Hex),
        (hex(pem.as_bytes()), SecretEncoding::Hex),
        (text("ssh-rsa.pub"), SecretEncoding::Utf8),
        (r#"{"kty":"oct","k":"c2VjcmV0"}"#.to_owned(), SecretEncoding::Utf8),
        // Broken, or of no use here: others may know them all the same.
        (r#"{"kty":"RSA","e":"AQAB","n":"sXchDaQebHnPiGvyDOAT4saGEUetSyo9",}"#.to_owned(), utf8),
        (r#"{"kty":"RSA","kty":"RSA","n":"AQAB"}"#.to_owned(), utf8),
        ("{'kty': 'RSA', 'n': 'sXchDaQebHnPiGvyDOAT4saGEUetSyo9', 'e': 'AQAB'}".to_owned(), utf8),
        (r#"[{"kty":"RSA","n":"AQAB","e":"AQAB"}]"#.to_owned(), utf8),
        (r#"{"public_key":"-----BEGIN PUBLIC KEY-----\nMIIB"}"#.to_owned(), utf8),
        (pem.replace(' ', "\u{a0}"), utf8),
        (cut, utf8),
        (BASE64_STANDARD.encode(binary("x25519.pem")), SecretEncoding::Base64),
    ] {
        let error = read_as(input.as_bytes(), Expected::Secret, encoding).expect_err("a key");
        assert_eq!(error.code(), "KEY_KIND", "{input}: {error}");
        assert!(error.to_string().starts_with("secret should hold a shared secret, but"));
    }
    // What is said to be a secret may look like anything else.
    let token = b"eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
    assert!(read_as(token, Expected::Secret, SecretEncoding::Utf8).is_ok());
    assert!(read_as(b"{\"a\":1}", Expected::Secret, SecretEncoding::Utf8).is_ok());
}

/// What a copy brings along does not make a secret of a key that everybody has.
#[test]
fn a_public_key_in_disguise_is_no_secret() {
    let pem = text("rsa-a.pub.pem");
    let der = binary("rsa-a.pub.pem");
    let line = text("ssh-rsa.pub");
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let forms = [pem.clone(), line, jwk.to_owned(), BASE64_STANDARD.encode(&der)];
    let mut disguises: Vec<String> =
        ["\n", "\r\n", "\u{feff}", "\u{200b}", "\u{2060}\u{feff}", "#", "# ", "\0", "\u{a0}"]
            .iter()
            .flat_map(|prefix| forms.iter().map(move |form| format!("{prefix}{form}")))
            .collect();
    disguises.extend(forms.iter().map(|form| format!("{form}\u{200b}\0\n")));
    disguises.push(BASE64_URL_SAFE_NO_PAD.encode(&der));
    disguises.push(BASE64_URL_SAFE_NO_PAD.encode(jwk));
    disguises.push(der.iter().map(|byte| format!("{byte:02x}")).collect());
    disguises.push(pem.replace(' ', "%20").replace('\n', "%0A").replace('+', "%2B"));
    disguises.push(pem.replace(' ', "+").replace('\n', "%0A"));
    disguises.push(pem.to_lowercase());
    for input in disguises {
        let found = read(&input).map(|found| found.format());
        assert!(!matches!(found, Ok(Format::Secret(_))), "{input:?}");
        let error = read_as(input.as_bytes(), Expected::Secret, SecretEncoding::Utf8);
        assert_eq!(error.expect_err("a key").code(), "KEY_KIND", "{input:?}");
    }
}

#[test]
fn a_key_that_is_cut_off_or_broken_is_no_secret() {
    for name in ["rsa-a.pub.pem", "rsa-a.pkcs1.pem", "p256-a.pub.pem", "p256-a.crt.pem"] {
        let bare = BASE64_STANDARD.encode(binary(name));
        for len in 60..64 {
            let error = error(&bare[..len]);
            let message = error.to_string();
            assert!(message.starts_with("the key in secret ends early: "), "{name}: {error}");
        }
    }
    let mut compressed = binary("p256-a.pub.pem");
    let point = compressed.len() - 65;
    compressed.truncate(point + 33);
    compressed[1] -= 32;
    compressed[24] -= 32;
    compressed[point] = 2;
    let error = error(BASE64_STANDARD.encode(compressed));
    assert!(error.to_string().contains("compressed point"), "{error}");
    let error = self::error("{'kty': 'RSA', 'e': 'AQAB'}");
    assert!(error.to_string().starts_with("not a JWK: "), "{error}");
}

#[test]
fn random_bytes_that_begin_like_der_are_a_secret() {
    let mut random = 1_u64;
    for header in [&[0x30_u8][..], &[0x30, 0x81], &[0x30, 0x82], &[0x30, 0x59, 0x30]] {
        for _ in 0..5_000 {
            let mut bytes = header.to_vec();
            bytes.extend((0..6).flat_map(|_| {
                // The constants of Knuth's generator.
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (random >> 24).to_be_bytes().into_iter().skip(3)
            }));
            let text = BASE64_STANDARD.encode(&bytes);
            let url = BASE64_URL_SAFE_NO_PAD.encode(&bytes);
            let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            for text in [format!("#{text}"), text, url, hex] {
                let found = read(&text).expect(&text);
                assert!(matches!(found.format(), Format::Secret(_)), "{text}");
            }
        }
    }
}

#[test]
fn short_secrets_are_refused_unless_they_are_allowed() {
    let found = read("secret").expect("a secret");
    let key = found.key().expect("one");
    let error = key.signer(&provider(), Algorithm::HS256).expect_err("short");
    assert_eq!(
        error.to_string(),
        "6-byte secret; HS256 needs 32 bytes or more (RFC 7518 §3.2) (secret)"
    );
    assert_eq!(error.code(), "SECRET");
    let allowed = key.allow_short_secret_for_legacy_use_only();
    assert!(allowed.signer(&provider(), Algorithm::HS256).is_ok());
    assert!(allowed.verifier(&provider(), Algorithm::HS512).is_ok());
    let long = read(r#"{"kty":"oct","kid":"a","k":"c2VjcmV0"}"#).expect("a JWK");
    let key = long.key().expect("one").allow_short_secret_for_legacy_use_only();
    let signer = key.signer(&provider(), Algorithm::HS256).expect("allowed");
    assert_eq!(signer.key_id(), Some("a"));
}
