//! What is written is read again as the same key.

use jwt_core::{Algorithm, Jwk, KeyParameters, Provider};
use jwt_keys::{Found, Reader, SecretEncoding, Target, Writer, generate, thumbprint};

const PASSPHRASE: &[u8] = b"correct horse";

fn provider() -> Provider {
    jwt_ring::PROVIDER.or(jwt_rustcrypto::PROVIDER)
}

fn read(bytes: &[u8]) -> Found {
    let provider = provider();
    let found = Reader::new(&provider).passphrase(PASSPHRASE).read(bytes).expect("readable");
    assert!(found.repairs().is_empty() && found.skipped().is_empty(), "{found:?}");
    found
}

/// One algorithm of each kind of key.
fn algorithms() -> impl Iterator<Item = Algorithm> {
    [
        Algorithm::RS256,
        Algorithm::ES256,
        Algorithm::ES384,
        Algorithm::ES512,
        Algorithm::ES256K,
        Algorithm::EDDSA,
        Algorithm::ML_DSA_44,
        Algorithm::ML_DSA_65,
        Algorithm::ML_DSA_87,
    ]
    .into_iter()
}

fn targets(key: &Jwk) -> Vec<Target> {
    let mut targets = vec![Target::Jwk, Target::JwkSet];
    targets.extend(match key.is_private() {
        true => [Target::Pkcs8Pem, Target::Pkcs8Der],
        false => [Target::SpkiPem, Target::SpkiDer],
    });
    let parameters = key.parameters();
    match parameters {
        KeyParameters::Rsa(_) => targets.extend([Target::Pkcs1Pem, Target::Pkcs1Der]),
        KeyParameters::Ec(_) if key.is_private() => {
            targets.extend([Target::Sec1Pem, Target::Sec1Der]);
        }
        _ => {}
    }
    let ssh = |algorithm: Algorithm| {
        ["RS256", "ES256", "ES384", "ES512", "EdDSA"].contains(&algorithm.name())
    };
    if parameters.algorithms().any(ssh) {
        targets.push(Target::OpenSsh);
    }
    targets
}

/// All parameters, private ones too, as a JWK has them.
fn shown(key: &Jwk) -> String {
    let bare = Jwk::from_parameters(key.parameters().clone()).expect("both halves");
    let json = Writer::new(Target::Jwk).write(&bare).expect("a JWK");
    String::from_utf8(json.to_vec()).expect("text")
}

#[test]
fn every_form_holds_the_same_key() {
    for algorithm in algorithms() {
        let private = generate(&provider(), algorithm, None).expect("a key");
        for key in [private.to_public().expect("a public half"), private] {
            for target in targets(&key) {
                let written = Writer::new(target).write(&key).expect("the form fits");
                let found = read(&written);
                let again = found.key().expect("one key");
                assert_eq!(thumbprint(again.jwk()), thumbprint(&key), "{algorithm} {target:?}");
                assert_eq!(shown(again.jwk()), shown(&key), "{algorithm} {target:?}");
            }
        }
    }
}

#[test]
fn every_form_is_converted_to_every_other_without_loss() {
    for algorithm in algorithms() {
        let key = generate(&provider(), algorithm, None).expect("a key");
        let targets = targets(&key);
        let mut went = key.clone();
        for target in targets.iter().chain(targets.iter().rev()) {
            let written = Writer::new(*target).write(&went).expect("the form fits");
            went = read(&written).key().expect("one key").jwk().clone();
            assert_eq!(shown(&went), shown(&key), "{algorithm} {target:?}");
        }
    }
}

#[test]
fn encrypted_keys_open_with_the_passphrase_only() {
    for algorithm in algorithms() {
        let key = generate(&provider(), algorithm, None).expect("a key");
        for target in targets(&key).into_iter().filter(|target| target.takes_passphrase()) {
            let written = Writer::new(target).passphrase(PASSPHRASE).write(&key).expect("written");
            let found = read(&written);
            let again = found.key().expect("one key");
            assert_eq!(shown(again.jwk()), shown(&key), "{algorithm} {target:?}");
            let provider = provider();
            let reader = Reader::new(&provider);
            assert!(reader.clone().read(&written).is_err(), "{algorithm} {target:?}");
            assert!(reader.passphrase(b"wrong").read(&written).is_err(), "{algorithm} {target:?}");
        }
    }
}

#[test]
fn secrets_are_read_in_the_encoding_that_they_are_written_in() {
    let key = generate(&provider(), Algorithm::HS512, None).expect("a secret");
    for encoding in [SecretEncoding::Base64, SecretEncoding::Base64url, SecretEncoding::Hex] {
        let written = Writer::new(Target::Secret(encoding)).write(&key).expect("text");
        let provider = provider();
        let reader = Reader::new(&provider).secret_encoding(encoding);
        let found = reader.read(&written).expect("a secret");
        assert_eq!(shown(found.key().expect("one").jwk()), shown(&key), "{encoding}");
    }
}

#[test]
fn a_set_holds_all_of_its_keys() {
    let keys: Vec<Jwk> = algorithms()
        .chain([Algorithm::HS256])
        .map(|algorithm| generate(&provider(), algorithm, None).expect("a key"))
        .map(|key| {
            let kid = thumbprint(&key);
            key.with_kid(kid)
        })
        .collect();
    let written = Writer::new(Target::JwkSet).pretty().write_all(&keys).expect("a set");
    let found = read(&written);
    assert_eq!(found.keys().len(), keys.len());
    for (again, key) in found.keys().zip(&keys) {
        assert_eq!(again.jwk().kid(), key.kid());
        assert_eq!(again.jwk().alg(), key.alg());
        assert_eq!(shown(again.jwk()), shown(key));
    }
}
