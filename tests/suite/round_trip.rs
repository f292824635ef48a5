//! What is signed verifies, and comes back as it was.

use crate::{Backend, cases};
use jwt_core::SignError;
use jwt_core::{
    Algorithm, DecodeClaims, EncodeError, FipsStatus, Header, KeyLoader, KeyMaterial, NumericDate,
    Signer, SignerFor, Unsigned, Unverified, Validation, Verifier, VerifyError, dangerous, sign,
    verify,
};
use serde::{Deserialize, Serialize};
use std::{error::Error as _, sync::Arc, time::Duration};

cases![
    every_algorithm_round_trips,
    borrowed_claims_round_trip,
    signing_in_two_steps_equals_signing_in_one,
    memory_of_the_caller_serves_for_parsing,
    key_id_and_header_come_through,
    payload_text_is_signed_byte_for_byte,
    a_key_of_another_algorithm_does_not_sign,
    signatures_of_another_length_are_not_attached,
    claims_that_are_no_object_are_not_signed,
    claims_with_repeated_members_are_not_signed,
    claims_are_read_unverified_only_by_a_dangerous_name,
    the_reason_of_a_remote_signer_is_kept,
    references_and_boxes_sign_and_verify,
    debug_shows_nothing_but_the_algorithm,
    no_key_claims_more_than_its_loader,
];

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Claims {
    sub: String,
    exp: NumericDate,
    scopes: Vec<String>,
    quote: String,
}

fn claims() -> Claims {
    Claims {
        sub: "user-1".into(),
        exp: NumericDate::now() + Duration::from_secs(60),
        scopes: vec!["read".into(), "write".into()],
        quote: "\"ÄÖ\u{1F600}\\\n\"".into(),
    }
}

fn every_algorithm_round_trips(backend: &Backend) {
    let mut count = 0;
    for algorithm in backend.algorithms() {
        let (signer, verifier) = backend.pair(algorithm);
        let claims = claims();
        let token = sign(&claims, &signer).expect("signed");
        let back: Claims = verify(&token, &verifier, &Validation::new()).expect("valid");
        assert_eq!(back, claims, "{algorithm}");
        let signature = token.rsplit('.').next().expect("three parts");
        assert_eq!(signature.len(), (signer.signature_len() * 4).div_ceil(3), "{algorithm}");
        count += 1;
    }
    assert!(count > 0, "the suite has no key for any algorithm of the backend");
}

fn borrowed_claims_round_trip(backend: &Backend) {
    #[derive(Deserialize)]
    struct Borrowed<'a> {
        sub: &'a str,
    }

    fn read<'a, C: DecodeClaims<'a>>(verified: &'a jwt_core::Verified<'_>) -> C {
        verified.claims().expect("fits")
    }

    let (signer, verifier) = first(backend);
    let token = sign(&claims(), &signer).expect("signed");
    let unverified = Unverified::parse(&token).expect("three parts");
    let verified = unverified.verify(&verifier, &Validation::new()).expect("valid");
    assert_eq!(read::<Borrowed<'_>>(&verified).sub, "user-1");
    assert_eq!(verified.subject(), Some("user-1"));
    assert!(verified.claims::<Vec<u8>>().is_err());
}

fn signing_in_two_steps_equals_signing_in_one(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (signer, verifier) = backend.pair(algorithm);
        let unsigned = Unsigned::new(&Header::for_key(&signer), &claims()).expect("an object");
        let mut signature = vec![0; signer.signature_len()];
        signer.sign(unsigned.signing_input(), &mut signature).expect("signed");
        let token = unsigned.clone().attach(&signature).expect("the right length");
        assert!(verify::<Claims>(&token, &verifier, &Validation::new()).is_ok());
        assert!(token.as_bytes().starts_with(unsigned.signing_input()));
        if matches!(algorithm.name(), "HS256" | "RS256" | "EdDSA") {
            assert_eq!(unsigned.sign(&signer).expect("signed"), token);
        }
    }
}

fn memory_of_the_caller_serves_for_parsing(backend: &Backend) {
    let (signer, verifier) = first(backend);
    let token = sign(&claims(), &signer).expect("signed");
    let mut memory = b"left over".to_vec();
    let unverified = Unverified::parse_into(&token, &mut memory, &jwt_core::Limits::new());
    let verified = unverified.expect("three parts").verify(&verifier, &Validation::new());
    let owned = verified.expect("valid").into_owned();
    drop((token, memory));
    assert_eq!(owned.subject(), Some("user-1"));
}

fn key_id_and_header_come_through(backend: &Backend) {
    let (signer, verifier) = first(backend);
    let header = Header::for_key(&signer)
        .kid("k1")
        .typ("at+jwt")
        .x5t_s256("abc")
        .critical("urn:example:ext", 7)
        .and_then(|header| header.member("x", "y"))
        .expect("a good header");
    let token = Unsigned::new(&header, &claims()).and_then(|token| token.sign(&signer));
    let token = token.expect("signed");

    let unverified = Unverified::parse(&token).expect("three parts");
    assert_eq!(unverified.header().kid(), Some("k1"));
    assert_eq!(unverified.header().alg(), signer.algorithm().name());
    let rules = Validation::new().typ("application/AT+JWT");
    let error = unverified.clone().verify(&verifier, &rules).expect_err("not understood");
    assert!(matches!(error, VerifyError::Critical { extension } if extension == "urn:example:ext"));

    let rules = rules.understand("urn:example:ext");
    let verified = unverified.verify(&verifier, &rules).expect("understood");
    let header = verified.header();
    assert_eq!(header.x5t_s256(), Some("abc"));
    assert_eq!(header.member::<u8>("urn:example:ext"), Ok(Some(7)));
    assert_eq!(header.member::<&str>("x"), Ok(Some("y")));
    assert_eq!(header.member::<&str>("z"), Ok(None));
}

fn payload_text_is_signed_byte_for_byte(backend: &Backend) {
    let (signer, verifier) = first(backend);
    let payload = "{\n  \"sub\": \"u\",\n  \"n\": 1.0\n}";
    let header = Header::for_key(&signer);
    let token = Unsigned::from_json(&header, payload).and_then(|token| token.sign(&signer));
    let rules = Validation::new().waive_expiration();
    let token = token.expect("signed");
    let verified = Unverified::parse(&token).expect("three parts").verify(&verifier, &rules);
    assert_eq!(verified.expect("valid").claims_json(), payload);

    for payload in ["", "[1]", "{\"a\":1,\"a\":2}", "{\"a\":1} x"] {
        let error = Unsigned::from_json(&header, payload).expect_err(payload);
        assert!(matches!(error, EncodeError::Payload(_)), "{payload}");
    }
}

fn a_key_of_another_algorithm_does_not_sign(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (signer, _) = backend.pair(algorithm);
        for other in backend.algorithms().filter(|&other| other != algorithm) {
            let unsigned = Unsigned::new(&Header::new(other), &claims()).expect("an object");
            let error = unsigned.sign(&signer).expect_err("another algorithm");
            assert!(matches!(
                error,
                EncodeError::AlgorithmMismatch { header, key } if header == other && key == algorithm
            ));
        }
    }
}

fn signatures_of_another_length_are_not_attached(_: &Backend) {
    let header = Header::new(Algorithm::ES256);
    let unsigned = Unsigned::new(&header, &claims()).expect("an object");
    for len in [0, 63, 65, 70, 71, 72] {
        let error = unsigned.clone().attach(&vec![0; len]).expect_err("length");
        assert!(matches!(error, EncodeError::SignatureLength { found, .. } if found == len));
    }
    let error = unsigned.attach(&[0; 71]).expect_err("DER").to_string();
    assert_eq!(
        error,
        "71 bytes are no ES256 signature, expected 64 (r and s side by side, not DER)"
    );
}

fn claims_that_are_no_object_are_not_signed(backend: &Backend) {
    #[derive(Serialize)]
    struct Tuple(u8, u8);

    let (signer, _) = first(backend);
    assert!(matches!(sign(&Tuple(1, 2), &signer), Err(EncodeError::Payload(_))));
    assert!(matches!(sign("text", &signer), Err(EncodeError::Payload(_))));
    assert!(matches!(sign(&None::<u8>, &signer), Err(EncodeError::Payload(_))));
}

/// A flattened map that somebody else fills must not speak twice.
fn claims_with_repeated_members_are_not_signed(backend: &Backend) {
    #[derive(Serialize)]
    struct Flattened {
        sub: &'static str,
        #[serde(flatten)]
        extra: std::collections::BTreeMap<&'static str, u64>,
    }

    let (signer, _) = first(backend);
    let claims = |name| Flattened { sub: "u", extra: [(name, 1)].into() };
    assert!(sign(&claims("role"), &signer).is_ok());
    assert!(matches!(sign(&claims("sub"), &signer), Err(EncodeError::Payload(_))));
}

fn claims_are_read_unverified_only_by_a_dangerous_name(backend: &Backend) {
    let (signer, _) = first(backend);
    let claims = claims();
    let token = sign(&claims, &signer).expect("signed");
    let unverified = Unverified::parse(&token).expect("three parts");
    assert_eq!(dangerous::claims_without_verification(&unverified), Ok(claims));
    let error = dangerous::claims_without_verification::<Vec<u8>>(&unverified).expect_err("a map");
    assert_eq!(error.code(), "CLAIM");
}

fn the_reason_of_a_remote_signer_is_kept(_: &Backend) {
    #[derive(Debug)]
    struct Remote;

    impl Signer for Remote {
        fn algorithm(&self) -> Algorithm {
            Algorithm::ES256
        }
        fn signature_len(&self) -> usize {
            64
        }
        fn sign(&self, _: &[u8], _: &mut [u8]) -> Result<(), SignError> {
            Err(SignError::from_source("the vault is sealed"))
        }
    }

    let error = sign(&claims(), &Remote).expect_err("sealed");
    assert_eq!(error.to_string(), "the key could not sign");
    assert_eq!(error.source().expect("a reason").to_string(), "the vault is sealed");
}

fn references_and_boxes_sign_and_verify(backend: &Backend) {
    fn sub<A: jwt_core::Alg>(key: impl SignerFor<A>) -> &'static str {
        key.algorithm().name()
    }

    let (signer, verifier) = first(backend);
    let (signer, verifier): (Arc<dyn Signer>, Arc<dyn Verifier>) = (signer.into(), verifier.into());
    let token = sign(&claims(), &&signer).expect("signed");
    assert!(verify::<Claims>(&token, &&verifier, &Validation::new()).is_ok());

    let loader = backend.provider.loader(signer.algorithm()).expect("listed");
    let boxed: Box<dyn KeyLoader> = Box::new(Arc::new(loader));
    assert_eq!(boxed.algorithm(), signer.algorithm());
    assert_eq!(boxed.fips(), loader.fips());
    assert!(boxed.signer(KeyMaterial::Secret(b"")).is_err());

    let typed = jwt_ring::MacKey::<jwt_core::Hs256>::generate().expect("randomness");
    let boxed: Box<dyn SignerFor<jwt_core::Hs256>> = Box::new(typed);
    assert_eq!(sub(&boxed), "HS256");
    let upcast: Box<dyn Signer> = boxed;
    assert_eq!(upcast.algorithm(), Algorithm::HS256);
}

fn debug_shows_nothing_but_the_algorithm(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let (signer, verifier) = backend.pair(algorithm);
        for shown in [format!("{signer:?}"), format!("{verifier:?}")] {
            let (kind, rest) = shown.split_once('(').expect("Kind(ALG)");
            assert!(["MacKey", "SigningKey", "VerifyingKey"].contains(&kind), "{shown}");
            assert_eq!(rest, format!("{algorithm})"));
        }
    }
    let (signer, verifier) = first(backend);
    let token = sign(&claims(), &signer).expect("signed");
    let unverified = Unverified::parse(&token).expect("three parts");
    assert_eq!(format!("{unverified:?}"), "Unverified { .. }");
    let verified = unverified.verify(&verifier, &Validation::new()).expect("valid");
    assert_eq!(format!("{verified:?}"), "Verified { .. }");
    let unsigned = Unsigned::new(&Header::for_key(&signer), &claims()).expect("an object");
    assert!(!format!("{unsigned:?}").contains("eyJ"));
}

fn no_key_claims_more_than_its_loader(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let loader = backend.provider.loader(algorithm).expect("listed");
        let (signer, verifier) = backend.pair(algorithm);
        assert!(FipsStatus::minimum([signer.fips(), verifier.fips()]) <= loader.fips());
        assert!(backend.provider.fips() <= loader.fips());
    }
}

/// A key of the backend's first algorithm.
fn first(backend: &Backend) -> (Box<dyn Signer>, Box<dyn Verifier>) {
    backend.pair(backend.algorithms().next().expect("an algorithm"))
}
