//! Keys that the token brings along, keys that are not there, and keys for something else.

use super::forge::{CLAIMS, Victim, encode, hs256, outcome, signed};
use crate::{Backend, cases, keys};
use jwt_core::{
    Algorithm, Hs256, Jwk, JwkError, JwkSet, KeyMaterial, KeyRejected, KeyUse, Validation,
};
use std::{io::ErrorKind, net::TcpListener};

cases![
    key_without_alg_is_for_the_programs_algorithm_only for RS256,
    secrets_in_a_public_key_set_are_refused,
    embedded_keys_are_not_used_cve_2018_0114,
    addresses_in_the_header_are_not_fetched,
    empty_secrets_are_refused_cve_2019_20933 for HS256,
    unknown_keys_are_not_replaced_by_others,
    one_name_for_several_keys_is_no_choice,
    keys_for_another_use_are_not_taken for EDDSA,
];

fn key_without_alg_is_for_the_programs_algorithm_only(backend: &Backend) {
    let victim = Victim::new(backend, Algorithm::RS256);
    let public = KeyMaterial::Pem(keys::RSA_A_PUBLIC);
    let parameters = public.parameters(Algorithm::RS256, KeyUse::Verify).expect("a public key");
    let jwk = Jwk::new(parameters.into_owned(), Algorithm::RS256).expect("a public key");
    let json = serde_json::to_string(&jwk).expect("json").replace(r#""alg":"RS256","#, "");
    let set = JwkSet::parse(&format!(r#"{{"keys":[{json}]}}"#)).expect("a public set");

    let jwk = set.select(None, Algorithm::RS256, KeyUse::Verify).expect("the key");
    assert_eq!(jwk.alg(), None);
    let key = backend.verifier(Algorithm::RS256, KeyMaterial::Jwk(jwk)).expect("the key");
    outcome(&victim.token(CLAIMS), &*key, &Validation::new()).expect("valid");
    for alg in ["HS256", "PS256", "RS384", "ES256", "none"] {
        let token = victim.token_with_header(format!(r#"{{"alg":"{alg}"}}"#));
        let refusal = outcome(&token, &*key, &Validation::new()).expect_err(alg);
        assert_eq!(refusal, victim.mismatch(alg));
    }
    for algorithm in [Algorithm::HS256, Algorithm::ES256, Algorithm::EDDSA] {
        let error = set.select(None, algorithm, KeyUse::Verify).expect_err("another family");
        assert_eq!(error.candidates(), 0);
        if backend.provider.loader(algorithm).is_some() {
            let error = backend.verifier(algorithm, KeyMaterial::Jwk(jwk)).expect_err("RSA");
            assert!(matches!(error, KeyRejected::Kind { .. }), "{algorithm}: {error}");
        }
    }
}

fn secrets_in_a_public_key_set_are_refused(_: &Backend) {
    let secret = format!(r#"{{"kty":"oct","kid":"k1","k":"{}"}}"#, encode([7; 32]));
    let set = |keys: &[&str]| format!(r#"{{"keys":[{}]}}"#, keys.join(","));
    assert_eq!(JwkSet::parse(&set(&[PUBLIC])).expect("public").keys().len(), 1);
    for (keys, index) in [(&[secret.as_str()][..], 0), (&[PUBLIC, &secret], 1)] {
        let error = JwkSet::parse(&set(keys)).expect_err("a secret");
        assert_eq!(error, JwkError::Private { index });
    }
}

/// CVE-2018-0114: the attacker's key in the header, and the attacker's signature by it.
fn embedded_keys_are_not_used_cve_2018_0114(backend: &Backend) {
    for victim in Victim::all(backend) {
        let (attacker, _) = backend.other_pair(victim.algorithm);
        let jwk = serde_json::to_string(&jwk_of(backend, victim.algorithm, 'b')).expect("json");
        let embedded = Jwk::parse(&jwk).expect("the attacker's key");
        let found = backend.verifier(victim.algorithm, KeyMaterial::Jwk(&embedded));
        let found = found.expect("the attacker's key");
        for more in [format!(r#""jwk":{jwk}"#), format!(r#""kid":"x","jwk":{jwk}"#)] {
            let token = signed(&*attacker, victim.header(&more), CLAIMS);
            outcome(&token, &*found, &Validation::new()).expect("good by the embedded key");
            assert_eq!(victim.refusal(&token), victim.bad_signature());
        }
    }
}

fn addresses_in_the_header_are_not_fetched(backend: &Backend) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    listener.set_nonblocking(true).expect("non-blocking");
    let victim = Victim::any(backend);
    let (attacker, own_verifier) = backend.other_pair(victim.algorithm);
    let certificate: String =
        keys::RSA_A_CERTIFICATE.lines().filter(|line| !line.starts_with('-')).collect();
    for more in [
        format!(r#""jku":"http://{address}/jwks.json""#),
        format!(r#""x5u":"http://{address}/chain.pem""#),
        format!(r#""x5c":["{certificate}"]"#),
        format!(r#""kid":"http://{address}/key""#),
        r#""kid":"../../dev/null","x5t":"AAAA","x5t#S256":"AAAA""#.to_owned(),
    ] {
        let token = signed(&*attacker, victim.header(&more), CLAIMS);
        outcome(&token, &*own_verifier, &Validation::new()).expect("the attacker's own");
        assert_eq!(victim.refusal(&token), victim.bad_signature(), "{more}");
        // Nor does their presence harm a good token.
        victim.assert_accepts(&victim.token_with_header(victim.header(&more)));
    }
    let error = listener.accept().expect_err("nobody called");
    assert_eq!(error.kind(), ErrorKind::WouldBlock);
}

/// CVE-2019-20933, CVE-2026-45363, CVE-2026-49852: a secret that is empty or absent is no key.
fn empty_secrets_are_refused_cve_2019_20933(backend: &Backend) {
    let empty = Jwk::parse(r#"{"kty":"oct","k":""}"#).expect("an empty secret");
    for (algorithm, minimum) in
        [(Algorithm::HS256, 32), (Algorithm::HS384, 48), (Algorithm::HS512, 64)]
    {
        let expected = KeyRejected::ShortSecret { algorithm, minimum, found: 0 };
        for material in [KeyMaterial::Secret(b""), KeyMaterial::Jwk(&empty)] {
            assert_eq!(backend.verifier(algorithm, material).expect_err("empty"), expected);
            assert_eq!(backend.signer(algorithm, material).expect_err("empty"), expected);
        }
    }
    let legacy = jwt_ring::MacKey::<Hs256>::from_short_secret_for_legacy_use_only(b"");
    assert!(matches!(legacy, Err(KeyRejected::ShortSecret { found: 0, .. })));

    // HMAC pads with zeros: 64 of them are the same key as none, and no key of the victim's.
    let victim = Victim::new(backend, Algorithm::HS256);
    let token = signed(&hs256(&[0; 64]), victim.header(""), CLAIMS);
    assert_eq!(victim.refusal(&token), victim.bad_signature());
}

/// A lookup that finds nothing is an error, not an empty key or another one.
fn unknown_keys_are_not_replaced_by_others(_: &Backend) {
    let set = JwkSet::parse(&format!(r#"{{"keys":[{PUBLIC}]}}"#)).expect("a public set");
    let select = |kid| set.select(kid, Algorithm::EDDSA, KeyUse::Verify);
    assert_eq!(select(Some("public")).expect("the key").kid(), Some("public"));
    for kid in ["k2", "", "Public", "public ", "null", "__proto__", "constructor"] {
        let error = select(Some(kid)).expect_err(kid);
        assert_eq!((error.candidates(), error.code()), (0, "KID"));
    }
    let empty = JwkSet::parse(r#"{"keys":[]}"#).expect("an empty set");
    for kid in [None, Some(""), Some("public")] {
        let error = empty.select(kid, Algorithm::EDDSA, KeyUse::Verify).expect_err("no keys");
        assert_eq!(error.candidates(), 0);
    }
}

/// Where two keys bear the name, or none is named and two would do, nobody guesses; a broken key
/// beside a good one does no harm.
fn one_name_for_several_keys_is_no_choice(_: &Backend) {
    let other = PUBLIC.replace("11qY", "22qY");
    let set = |keys: &[&str]| {
        let json = format!(r#"{{"keys":[{}]}}"#, keys.join(","));
        JwkSet::parse(&json).expect("a public set")
    };
    let twice = set(&[PUBLIC, &other]);
    for kid in [None, Some("public")] {
        let error = twice.select(kid, Algorithm::EDDSA, KeyUse::Verify).expect_err("two");
        assert_eq!((error.candidates(), error.code()), (2, "KID"));
    }
    let renamed = other.replace("public", "another");
    let apart = set(&[PUBLIC, &renamed]);
    let chosen = apart.select(Some("another"), Algorithm::EDDSA, KeyUse::Verify).expect("one");
    assert_eq!(chosen.kid(), Some("another"));

    let broken = PUBLIC.replace("HURo", "HUR").replace("public", "broken");
    let set = set(&[PUBLIC, &broken]);
    assert_eq!((set.keys().len(), set.skipped().len()), (1, 1));
    assert!(set.select(Some("public"), Algorithm::EDDSA, KeyUse::Verify).is_ok());
    assert!(set.select(Some("broken"), Algorithm::EDDSA, KeyUse::Verify).is_err());
}

/// [RFC 7517 §4.2 and §4.3](https://www.rfc-editor.org/rfc/rfc7517#section-4.2).
fn keys_for_another_use_are_not_taken(backend: &Backend) {
    let with = |members: &str| PUBLIC.replace(r#""kid""#, &format!(r#"{members},"kid""#));
    let taken = |members: &str| {
        let json = with(members);
        let set = JwkSet::parse(&format!(r#"{{"keys":[{json}]}}"#)).expect("a public set");
        let selected = set.select(None, Algorithm::EDDSA, KeyUse::Verify).is_ok();
        let jwk = Jwk::parse(&json).expect("a key");
        let loaded = backend.verifier(Algorithm::EDDSA, KeyMaterial::Jwk(&jwk)).is_ok();
        assert_eq!(selected, loaded, "{members}");
        loaded
    };
    for members in
        [r#""use":"sig""#, r#""key_ops":["verify"]"#, r#""use":"sig","key_ops":["verify","sign"]"#]
    {
        assert!(taken(members), "{members}");
    }
    for members in [
        r#""use":"enc""#,
        r#""use":"SIG""#,
        r#""use":"""#,
        r#""key_ops":[]"#,
        r#""key_ops":["sign"]"#,
        r#""key_ops":["encrypt"]"#,
        r#""use":"sig","key_ops":["deriveKey"]"#,
    ] {
        assert!(!taken(members), "{members}");
    }
    for members in [
        r#""use":"sig","key_ops":["encrypt"]"#,
        r#""use":"enc","key_ops":["verify"]"#,
        r#""key_ops":["verify","verify"]"#,
    ] {
        assert_eq!(Jwk::parse(&with(members)).expect_err("a contradiction"), JwkError::Use);
    }
}

/// The public half of one of the suite's keys; of a secret, all of it.
fn jwk_of(backend: &Backend, algorithm: Algorithm, which: char) -> Jwk {
    let whole = backend.whole(algorithm, which);
    let parameters = whole.to_public().unwrap_or(whole);
    Jwk::new(parameters, algorithm).expect("with its public half")
}

/// The public key of [RFC 8037 §A.2](https://www.rfc-editor.org/rfc/rfc8037#appendix-A.2).
const PUBLIC: &str = r#"{"kty":"OKP","crv":"Ed25519","kid":"public",
    "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
