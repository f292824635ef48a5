//! What loaders do with keys besides loading them.

use crate::{Backend, Limit, cases, keys};
use jwt_core::{
    Algorithm, EcParameters, Jwk, KeyMaterial, KeyParameters, KeyRejected, KeyUse, Provider,
    Validation, sign, verify,
};
use serde_json::{Value, json};

cases![
    every_loader_names_the_backend,
    the_suite_has_keys_for_every_algorithm,
    made_keys_sign_and_verify,
    made_rsa_keys_have_the_size_that_was_asked_for for RS256,
    rsa_keys_of_other_sizes_are_not_made for RS256,
    public_halves_are_the_ones_that_are_written,
    secrets_have_no_public_half for HS256,
    ec_keys_without_their_public_half,
    few_rsa_keys_sign_everywhere for RS256,
    the_first_backend_of_several_is_asked,
];

fn every_loader_names_the_backend(backend: &Backend) {
    let names: Vec<&str> = backend.provider.loaders.iter().map(|l| l.backend()).collect();
    let first = *names.first().expect("an algorithm");
    assert!(!first.is_empty() && names.iter().all(|name| *name == first), "{names:?}");
    for algorithm in backend.algorithms() {
        let error = backend.loader(algorithm).unsupported("dance");
        assert_eq!(error.to_string(), format!("{first} cannot dance for {algorithm}"));
        assert!(format!("{:?}", backend.loader(algorithm)).contains(algorithm.name()));
    }
}

fn the_suite_has_keys_for_every_algorithm(backend: &Backend) {
    let mut count = 0;
    for algorithm in backend.algorithms() {
        let (a, b) = (backend.pair(algorithm), backend.other_pair(algorithm));
        assert_eq!([a.0.algorithm(), b.1.algorithm()], [algorithm; 2]);
        count += 1;
    }
    assert!(count >= 12, "{count}");
}

fn made_keys_sign_and_verify(backend: &Backend) {
    for algorithm in backend.algorithms() {
        let loader = backend.loader(algorithm);
        let made = match loader.generate(None) {
            Err(error) => {
                assert!(is_rsa(algorithm) && backend.has(Limit::NoNewRsaKeys), "{error}");
                assert_eq!(error, loader.unsupported("make a key"));
                continue;
            }
            Ok(made) => made,
        };
        assert!(!(is_rsa(algorithm) && backend.has(Limit::NoNewRsaKeys)), "{algorithm}");
        assert!(made.algorithms().any(|fit| fit == algorithm), "{algorithm}: {}", made.noun());
        if let KeyParameters::Oct(secret) = &made {
            assert_eq!(Some(secret.len()), algorithm.signature_len());
        }
        let key = Jwk::new(made, algorithm).expect("with both its halves");
        let half = key.to_public();
        let half = half.as_ref().unwrap_or(&key);
        let signer = backend.signer(algorithm, KeyMaterial::Jwk(&key)).expect("a private key");
        let verifier = backend.verifier(algorithm, KeyMaterial::Jwk(half)).expect("a key");
        let token = sign(&claims(), &signer).expect("signed");
        assert!(verify::<Value>(&token, &verifier, &Validation::new()).is_ok(), "{algorithm}");

        if !is_rsa(algorithm) {
            let second = Jwk::new(loader.generate(None).expect("a key"), algorithm);
            let second = second.expect("with both its halves");
            assert_ne!(json(&second), json(&key), "{algorithm}");
            let other = backend.verifier(algorithm, KeyMaterial::Jwk(&second)).expect("a key");
            assert!(verify::<Value>(&token, &other, &Validation::new()).is_err(), "{algorithm}");
            // Only RSA has a choice of sizes.
            let sized = loader.generate(Some(3072)).expect("a key");
            assert_eq!(sized.kty(), second.parameters().kty());
        }
    }
}

fn made_rsa_keys_have_the_size_that_was_asked_for(backend: &Backend) {
    for (rsa_bits, len) in [(None, 256), (Some(2048), 256), (Some(3072), 384)] {
        let made = backend.loader(Algorithm::RS256).generate(rsa_bits);
        if backend.has(Limit::NoNewRsaKeys) {
            assert!(matches!(made, Err(KeyRejected::Unsupported { .. })));
            continue;
        }
        let KeyParameters::Rsa(rsa) = made.expect("a key") else { unreachable!("an RSA key") };
        assert_eq!((rsa.n.len(), rsa.e.as_slice()), (len, &[1, 0, 1][..]));
        assert!(rsa.n[0] >= 0x80, "all its bits");
    }
}

fn rsa_keys_of_other_sizes_are_not_made(backend: &Backend) {
    for bits in [0, 512, 1024, 2047, 16_384, usize::MAX] {
        let error = backend.loader(Algorithm::PS256).generate(Some(bits)).expect_err("no size");
        if backend.has(Limit::NoNewRsaKeys) {
            assert!(matches!(error, KeyRejected::Unsupported { .. }), "{error}");
        } else {
            let size = matches!(error, KeyRejected::RsaSize { found, .. } if found == bits);
            assert!(size, "{bits}: {error}");
        }
    }
}

/// Out of a private key in any form, and out of the public half itself.
fn public_halves_are_the_ones_that_are_written(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let pem = keys::public(algorithm).expect("a public key");
        let written = KeyMaterial::Pem(pem).parameters(algorithm, KeyUse::Verify);
        let written = Jwk::new(written.expect("a public key").into_owned(), algorithm);
        let written = written.expect("a public key");
        let private = keys::pair(algorithm, 'a').expect("a key of the suite").material();
        let whole = Jwk::new(backend.whole(algorithm, 'a'), algorithm).expect("both halves");
        for material in
            [private, KeyMaterial::Jwk(&whole), KeyMaterial::Pem(pem), KeyMaterial::Jwk(&written)]
        {
            let half = backend.loader(algorithm).public_half(material).expect("a public half");
            let half = Jwk::new(half, algorithm).expect("whole");
            assert!(!half.is_private());
            assert_eq!(json(&half), json(&written), "{algorithm} {material:?}");
        }
        let another = keys::pair(algorithm, 'b').expect("a key of the suite").material();
        let another = backend.loader(algorithm).public_half(another).expect("a public half");
        let another = Jwk::new(another, algorithm).expect("whole");
        assert_ne!(json(&another), json(&written), "{algorithm}");
    }
}

fn secrets_have_no_public_half(backend: &Backend) {
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        let loader = backend.loader(algorithm);
        let error = loader.public_half(KeyMaterial::Secret(&[7; 64])).expect_err("a secret");
        assert_eq!(error, loader.unsupported("give the public half of a key"));
    }
}

/// PKCS#8 and SEC1 may leave it out.
fn ec_keys_without_their_public_half(backend: &Backend) {
    for algorithm in backend.asymmetric() {
        let KeyParameters::Ec(EcParameters { crv, point, d }) = backend.whole(algorithm, 'a')
        else {
            continue;
        };
        let der = sec1(&crv, &d.expect("a private key"));
        let material = KeyMaterial::Der(&der);
        let half = backend.loader(algorithm).public_half(material);
        if backend.has(Limit::NoEcKeyWithoutPublicHalf) {
            let missing = KeyRejected::PublicHalfMissing { algorithm };
            assert_eq!(half.expect_err("none"), missing);
            assert_eq!(backend.signer(algorithm, material).expect_err("none"), missing);
            assert_eq!(backend.verifier(algorithm, material).expect_err("none"), missing);
            continue;
        }
        let KeyParameters::Ec(half) = half.expect("worked out") else { unreachable!("EC") };
        assert_eq!((half.crv, half.point), (crv, point));
        let signer = backend.signer(algorithm, material).expect("a private key");
        let (_, verifier) = backend.pair(algorithm);
        let token = sign(&claims(), &signer).expect("signed");
        assert!(verify::<Value>(&token, &verifier, &Validation::new()).is_ok(), "{algorithm}");
    }
}

/// Keys of an odd size, and of the exponent 3: all verify by them, not all sign.
fn few_rsa_keys_sign_everywhere(backend: &Backend) {
    for (pem, approved) in [(keys::RSA_2056, true), (keys::RSA_E3, false)] {
        let material = KeyMaterial::Pem(pem);
        let algorithm = Algorithm::RS256;
        let public = material.parameters(algorithm, KeyUse::Verify).expect("a key").to_public();
        let public = Jwk::new(public.expect("its public half"), algorithm).expect("whole");
        let verifier = backend.verifier(algorithm, KeyMaterial::Jwk(&public));
        let signer = backend.signer(algorithm, material);
        if backend.has(Limit::ApprovedOnly) && !approved {
            for error in [verifier.err(), signer.err()] {
                assert!(matches!(error, Some(KeyRejected::NotApproved { .. })), "{error:?}");
            }
            continue;
        }
        let verifier = verifier.expect("a public key");
        if backend.has(Limit::FewRsaSizes) {
            let error = signer.expect_err("not by this backend");
            assert!(matches!(error, KeyRejected::Unsupported { .. }), "{error}");
            continue;
        }
        let token = sign(&claims(), &signer.expect("a private key")).expect("signed");
        assert!(verify::<Value>(&token, &verifier, &Validation::new()).is_ok());
    }
}

fn the_first_backend_of_several_is_asked(backend: &Backend) {
    let none = Provider { loaders: Vec::new().into() };
    let both = none.or(backend.provider.clone()).or(backend.provider.clone());
    assert!(both.algorithms().eq(backend.algorithms()));
    assert_eq!(both.loaders.len(), 2 * backend.provider.loaders.len());
    assert_eq!(both.fips(), backend.provider.fips());
}

fn is_rsa(algorithm: Algorithm) -> bool {
    algorithm.name().starts_with("RS") || algorithm.name().starts_with("PS")
}

/// A private number and the name of its curve ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)).
pub(crate) fn sec1(crv: &str, d: &[u8]) -> Vec<u8> {
    let oid: &[u8] = match crv {
        "P-256" => b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07",
        "P-384" => b"\x06\x05\x2b\x81\x04\x00\x22",
        "P-521" => b"\x06\x05\x2b\x81\x04\x00\x23",
        "secp256k1" => b"\x06\x05\x2b\x81\x04\x00\x0a",
        other => unreachable!("{other}"),
    };
    let short = |bytes: &[u8]| u8::try_from(bytes.len()).expect("under 128 bytes");
    let number = [&[0x04, short(d)], d].concat();
    let curve = [&[0xa0, short(oid)], oid].concat();
    let key = [&[0x02, 1, 1][..], &number, &curve].concat();
    [&[0x30, short(&key)], key.as_slice()].concat()
}

fn json(jwk: &Jwk) -> Value {
    serde_json::to_value(jwk).expect("json")
}

fn claims() -> Value {
    json!({"sub": "u", "exp": 4_102_444_800_u64})
}
