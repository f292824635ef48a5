//! Keys in the forms that they are written in, and what no form takes.

use jwt_core::{
    AkpParameters, Algorithm, Jwk, JwkSet, KeyMaterial, KeyParameters, KeyUse, OkpParameters,
    Provider, Secret,
};
use jwt_keys::{GenerateError, SecretEncoding, Target, Writer, generate, thumbprint};

/// Every form but the bare secret.
const TARGETS: [Target; 11] = [
    Target::Pkcs8Pem,
    Target::Pkcs8Der,
    Target::SpkiPem,
    Target::SpkiDer,
    Target::Pkcs1Pem,
    Target::Pkcs1Der,
    Target::Sec1Pem,
    Target::Sec1Der,
    Target::Jwk,
    Target::JwkSet,
    Target::OpenSsh,
];

fn provider() -> Provider {
    jwt_ring::PROVIDER.or(jwt_rustcrypto::PROVIDER)
}

fn new_key(algorithm: Algorithm) -> Jwk {
    generate(&provider(), algorithm, None).expect("a key")
}

fn secret(bytes: &[u8]) -> Jwk {
    Jwk::new(KeyParameters::Oct(Secret::from(bytes.to_vec())), Algorithm::HS256).expect("a secret")
}

fn written(target: Target, key: &Jwk) -> String {
    let written = Writer::new(target).write(key).expect("the form fits");
    String::from_utf8(written.to_vec()).expect("text")
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits = |i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex");
    (0..hex.len()).step_by(2).map(digits).collect()
}

/// RFC 8410 §10.1 and §10.3.
#[test]
fn ed25519_keys_are_those_of_rfc_8410() {
    let key = KeyParameters::Okp(OkpParameters {
        crv: "Ed25519".to_owned(),
        x: Some(bytes("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")),
        d: Some(bytes("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842").into()),
    });
    let key = Jwk::new(key, Algorithm::EDDSA).expect("a key");
    assert_eq!(
        written(Target::Pkcs8Pem, &key),
        "-----BEGIN PRIVATE KEY-----\n\
         MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
         -----END PRIVATE KEY-----\n"
    );
    assert_eq!(
        written(Target::SpkiPem, &key),
        "-----BEGIN PUBLIC KEY-----\n\
         MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n\
         -----END PUBLIC KEY-----\n"
    );
}

/// RFC 9881, appendix C.1.1.1: the seed that counts from 0 to 31.
#[test]
fn ml_dsa_keys_are_the_seeds_of_rfc_9881() {
    let key = KeyParameters::Akp(AkpParameters {
        algorithm: "ML-DSA-44".to_owned(),
        public: Some(vec![0; 1312]),
        private: Some(Secret::from((0..32).collect::<Vec<u8>>())),
    });
    let key = Jwk::new(key, Algorithm::ML_DSA_44).expect("a key");
    assert_eq!(
        written(Target::Pkcs8Pem, &key),
        "-----BEGIN PRIVATE KEY-----\n\
         MDQCAQAwCwYJYIZIAWUDBAMRBCKAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZ\n\
         GhscHR4f\n\
         -----END PRIVATE KEY-----\n"
    );
}

/// ring reads no other.
#[test]
fn an_ec_private_key_takes_its_public_half_along() {
    let key = new_key(Algorithm::ES384);
    for target in [Target::Pkcs8Der, Target::Sec1Der] {
        let der = Writer::new(target).write(&key).expect("the form fits");
        let parameters = KeyMaterial::Der(&der).parameters(Algorithm::ES384, KeyUse::Sign);
        let parameters = parameters.expect("a key");
        assert!(matches!(&*parameters, KeyParameters::Ec(ec) if ec.point.is_some()), "{target:?}");
    }
}

#[test]
fn secrets_are_written_in_each_encoding() {
    let key = secret(b"\xfb\xff~");
    for (encoding, text) in [
        (SecretEncoding::Base64, "+/9+\n"),
        (SecretEncoding::Base64url, "-_9-\n"),
        (SecretEncoding::Hex, "fbff7e\n"),
    ] {
        assert_eq!(written(Target::Secret(encoding), &key), text);
    }
    let error = Writer::new(Target::Secret(SecretEncoding::Utf8)).write(&key).expect_err("bytes");
    assert_eq!(error.code(), "SECRET");
    let text = secret("pä ss".as_bytes());
    assert_eq!(written(Target::Secret(SecretEncoding::Utf8), &text), "pä ss\n");
}

#[test]
fn a_secret_is_no_pem_and_a_key_no_secret() {
    let key = secret(&[7; 32]);
    for target in TARGETS {
        let written = Writer::new(target).write(&key);
        match target {
            Target::Jwk | Target::JwkSet => assert!(written.is_ok()),
            _ => {
                let error = written.expect_err("no place for it");
                let message = format!("{target} has no place for a shared secret");
                assert_eq!(error.to_string(), message);
                assert_eq!(error.hint(), Some("write it as a JWK, or bare as base64url"));
            }
        }
    }
    let target = Target::Secret(SecretEncoding::Base64url);
    let error = Writer::new(target).write(&new_key(Algorithm::ES256)).expect_err("no secret");
    let message = "a bare secret has no place for an EC P-256 private key";
    assert_eq!(error.to_string(), message);
}

#[test]
fn a_form_takes_only_the_kinds_of_keys_that_it_is_for() {
    use Target::{OpenSsh, Pkcs1Der, Pkcs1Pem, Sec1Der, Sec1Pem};
    for (algorithm, refused) in [
        (Algorithm::RS256, &[Sec1Pem, Sec1Der][..]),
        (Algorithm::ES256, &[Pkcs1Pem, Pkcs1Der]),
        (Algorithm::ES256K, &[Pkcs1Pem, Pkcs1Der, OpenSsh]),
        (Algorithm::EDDSA, &[Pkcs1Pem, Pkcs1Der, Sec1Pem, Sec1Der]),
        (Algorithm::ML_DSA_65, &[Pkcs1Pem, Pkcs1Der, Sec1Pem, Sec1Der, OpenSsh]),
    ] {
        let key = new_key(algorithm);
        for target in TARGETS {
            let written = Writer::new(target).write(&key);
            assert_eq!(written.is_err(), refused.contains(&target), "{algorithm} {target:?}");
        }
    }
}

#[test]
fn a_public_key_goes_into_no_private_form() {
    for algorithm in [Algorithm::RS256, Algorithm::ES384, Algorithm::EDDSA, Algorithm::ML_DSA_44] {
        let public = new_key(algorithm).to_public().expect("a public half");
        let error = Writer::new(Target::Pkcs8Pem).write(&public).expect_err("public");
        let noun = public.parameters().noun();
        let message = format!("PKCS#8 needs a private key, but this is {noun}");
        assert_eq!((error.to_string(), error.code()), (message, "KEY_KIND"));
    }
    let public = new_key(Algorithm::ES256).to_public().expect("a public half");
    assert!(Writer::new(Target::Sec1Pem).write(&public).is_err());
}

#[test]
fn what_is_public_holds_nothing_private() {
    for algorithm in [Algorithm::RS256, Algorithm::ES256, Algorithm::EDDSA, Algorithm::ML_DSA_44] {
        let key = new_key(algorithm);
        let public = key.to_public().expect("a public half");
        for target in [Target::SpkiPem, Target::SpkiDer] {
            let of = |key| Writer::new(target).write(key).expect("a public key");
            assert_eq!(of(&key), of(&public), "{algorithm}");
        }
        let set = written(Target::JwkSet, &public);
        // Refuses a set with anything private in it.
        let set = JwkSet::parse(&set).expect("a public set");
        assert_eq!(set.keys().len(), 1, "{algorithm}");
        assert!(JwkSet::parse(&written(Target::JwkSet, &key)).is_err(), "{algorithm}");
    }
}

#[test]
fn only_a_set_holds_several_keys() {
    let keys = [new_key(Algorithm::ES256).with_kid("a"), new_key(Algorithm::EDDSA).with_kid("b")];
    for writer in [Writer::new(Target::JwkSet), Writer::new(Target::JwkSet).pretty()] {
        let json = writer.write_all(&keys).expect("a set");
        let json = std::str::from_utf8(&json).expect("text");
        let set = JwkSet::parse_with_private_keys(json).expect("a set");
        let kids: Vec<Option<&str>> = set.keys().iter().map(Jwk::kid).collect();
        assert_eq!(kids, [Some("a"), Some("b")]);
        assert!(json.ends_with("}\n"));
    }
    let error = Writer::new(Target::Jwk).write_all(&keys).expect_err("two keys");
    assert_eq!(error.to_string(), "JWK holds one key, not 2");
    let empty = Writer::new(Target::JwkSet).write_all(&[]).expect("an empty set");
    assert_eq!(empty.as_slice(), b"{\"keys\":[]}\n");
}

#[test]
fn pretty_json_has_a_line_for_each_member() {
    let key = secret(&[1; 32]);
    let pretty = Writer::new(Target::Jwk).pretty().write(&key).expect("a JWK");
    let pretty = String::from_utf8(pretty.to_vec()).expect("text");
    assert!(pretty.starts_with("{\n  \"kty\": \"oct\",\n"), "{pretty}");
    assert_eq!(written(Target::Jwk, &key).lines().count(), 1);
}

#[test]
fn a_passphrase_never_leaves_a_key_lying_open() {
    let key = new_key(Algorithm::ES256);
    for target in TARGETS {
        let written = Writer::new(target).passphrase(b"x").write(&key);
        assert_eq!(written.is_ok(), target.takes_passphrase(), "{target:?}");
        let public = key.to_public().expect("a public half");
        assert!(Writer::new(target).passphrase(b"x").write(&public).is_err(), "{target:?}");
        assert!(Writer::new(target).passphrase(b"").write(&key).is_err(), "{target:?}");
    }
    let keys = [key.clone(), key];
    assert!(Writer::new(Target::JwkSet).passphrase(b"x").write_all(&keys).is_err());
}

#[test]
fn two_writings_of_an_encrypted_key_differ() {
    let key = new_key(Algorithm::EDDSA);
    for target in [Target::Pkcs8Der, Target::OpenSsh] {
        let write = || Writer::new(target).passphrase(b"x").write(&key).expect("encrypted");
        assert_ne!(write(), write(), "{target:?}");
    }
}

#[test]
fn a_name_with_a_line_break_stays_out_of_the_openssh_line() {
    let key = new_key(Algorithm::EDDSA).with_kid("a\nssh-ed25519 AAAA b");
    let public = written(Target::OpenSsh, &key.to_public().expect("a public half"));
    assert_eq!((public.lines().count(), public.split(' ').count()), (1, 2), "{public}");
}

#[test]
fn a_writer_shows_nothing_of_the_passphrase() {
    let shown = format!("{:?}", Writer::new(Target::Pkcs8Pem).passphrase(b"hunter2"));
    assert_eq!(shown, "Writer(PKCS#8)");
}

#[test]
fn the_first_backend_that_can_makes_the_key() {
    for algorithm in provider().algorithms() {
        let key = new_key(algorithm);
        assert_eq!(key.alg(), Some(algorithm.name()));
        assert!(key.is_private(), "{algorithm}");
        assert_eq!(thumbprint(&key).len(), 43);
        let same = key.to_public().unwrap_or_else(|| key.clone());
        assert_eq!(thumbprint(&same), thumbprint(&key), "{algorithm}");
        assert_ne!(thumbprint(&new_key(algorithm)), thumbprint(&key), "{algorithm}");
    }
}

#[test]
fn why_no_key_could_be_made_is_said() {
    let none = Provider { loaders: [].as_slice().into() };
    let error = generate(&none, Algorithm::ES256, None).expect_err("no backend");
    assert_eq!(error, GenerateError::Unknown { algorithm: Algorithm::ES256 });
    assert_eq!(error.to_string(), "no backend here has ES256");

    let error = generate(&jwt_ring::PROVIDER, Algorithm::RS256, None).expect_err("not by ring");
    assert_eq!(error.to_string(), "ring cannot make a key for RS256");

    // ring says that it makes none, RustCrypto that 1024 bits are too few: that counts.
    let error = generate(&provider(), Algorithm::RS256, Some(1024)).expect_err("too short");
    assert!(error.to_string().starts_with("1024-bit RSA key"), "{error}");
}

/// RFC 7638 §3.1.
#[test]
fn the_thumbprint_is_that_of_rfc_7638() {
    let key = Jwk::parse(
        r#"{"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29",
        "n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}"#,
    )
    .expect("the key of the RFC");
    assert_eq!(thumbprint(&key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}
