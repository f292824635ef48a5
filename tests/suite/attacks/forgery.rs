//! Tokens that the key's owner never signed.

use super::forge::{CLAIMS, Victim, attach, detach, encode, signed, signing_input};
use crate::{Backend, cases};
use jwt_core::{
    Algorithm, HeaderError, InvalidSignature, JsonErrorKind, MalformedToken, Unverified,
    VerifyError,
};

cases![
    alg_none_without_signature_is_refused_cve_2015_2951,
    alg_none_in_any_casing_is_refused_cve_2022_23540,
    alg_none_with_a_signature_is_refused,
    alg_that_is_no_name_is_refused,
    pkcs1_and_pss_are_not_each_other for PS256,
    algorithms_of_one_family_are_not_each_other,
    missing_parts_are_refused,
    truncated_and_extended_macs_are_refused for HS256,
    keys_check_the_length_themselves,
    encrypted_tokens_are_refused_cve_2023_51774,
    nested_tokens_are_refused,
    signature_over_rewritten_json_is_refused,
    parts_of_two_good_tokens_are_refused,
];

/// CVE-2015-2951 and its kind: parsing succeeds, since `none` is a name like any other, and no
/// key is for it.
fn alg_none_without_signature_is_refused_cve_2015_2951(backend: &Backend) {
    for victim in Victim::all(backend) {
        victim.assert_accepts(&victim.token(CLAIMS));
        for header in [r#"{"alg":"none"}"#, r#"{"typ":"JWT","alg":"none"}"#] {
            let token = attach(&signing_input(header, CLAIMS), "");
            assert_eq!(Unverified::parse(&token).expect("three parts").header().alg(), "none");
            assert_eq!(victim.refusal(&token), victim.mismatch("none"));
        }
    }
}

/// CVE-2022-23540: no casing of it slips through.
fn alg_none_in_any_casing_is_refused_cve_2022_23540(backend: &Backend) {
    let victim = Victim::any(backend);
    for (json, alg) in [
        ("None", "None"),
        ("NONE", "NONE"),
        ("nOnE", "nOnE"),
        ("none ", "none "),
        (" none", " none"),
        ("none\\u0000", "none\0"),
        ("\\u006eone", "none"),
    ] {
        let token = attach(&signing_input(format!(r#"{{"alg":"{json}"}}"#), CLAIMS), "");
        assert_eq!(victim.refusal(&token), victim.mismatch(alg));
    }
}

fn alg_none_with_a_signature_is_refused(backend: &Backend) {
    for victim in Victim::all(backend) {
        // Even where it is the right one over these very bytes.
        let token = victim.token_with_header(r#"{"alg":"none"}"#);
        assert_eq!(victim.refusal(&token), victim.mismatch("none"));
        let (_, signature) = detach(&token);
        let token = attach(&signing_input(r#"{"alg":"none"}"#, CLAIMS), vec![7; signature.len()]);
        assert_eq!(victim.refusal(&token), victim.mismatch("none"));
    }
}

fn alg_that_is_no_name_is_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let alg = victim.algorithm;
    for header in [
        "{}".to_owned(),
        r#"{"alg":null}"#.to_owned(),
        r#"{"alg":5}"#.to_owned(),
        r#"{"alg":[]}"#.to_owned(),
        format!(r#"{{"alg":["{alg}"]}}"#),
        format!(r#"{{"alg":{{"name":"{alg}"}}}}"#),
        r#"{"alg":""}"#.to_owned(),
        r#"{"alg":true}"#.to_owned(),
    ] {
        let expected = VerifyError::Malformed(MalformedToken::Header(HeaderError::Alg));
        assert_eq!(victim.refusal(&victim.token_with_header(&header)), expected, "{header}");
    }
    for name in [
        alg.name().to_ascii_lowercase(),
        format!("{alg} "),
        format!("{alg}\0"),
        format!("{alg},none"),
    ] {
        let json = name.replace('\0', "\\u0000");
        let token = victim.token_with_header(format!(r#"{{"alg":"{json}"}}"#));
        assert_eq!(victim.refusal(&token), victim.mismatch(&name));
    }
}

/// Wycheproof's JWS cases 331 to 340.
fn pkcs1_and_pss_are_not_each_other(backend: &Backend) {
    for (a, b) in [
        (Algorithm::RS256, Algorithm::PS256),
        (Algorithm::RS384, Algorithm::PS384),
        (Algorithm::RS512, Algorithm::PS512),
    ] {
        are_not_each_other(backend, a, b);
        are_not_each_other(backend, b, a);
    }
}

fn algorithms_of_one_family_are_not_each_other(backend: &Backend) {
    use Algorithm as A;
    let has = |algorithm| backend.algorithms().any(|known| known == algorithm);
    for (a, b) in [
        (A::HS256, A::HS384),
        (A::HS512, A::HS256),
        (A::RS256, A::RS512),
        (A::PS384, A::PS256),
        (A::ES384, A::ES256),
    ] {
        if has(a) && has(b) {
            are_not_each_other(backend, a, b);
        }
    }
    // The same signature under both names: the name alone is what differs.
    if has(A::EDDSA) && has(A::ED25519) {
        let (old, new) = (Victim::new(backend, A::EDDSA), Victim::new(backend, A::ED25519));
        assert_eq!(new.refusal(&old.token(CLAIMS)), new.mismatch("EdDSA"));
        assert_eq!(old.refusal(&new.token(CLAIMS)), old.mismatch("Ed25519"));
    }
}

/// A token of `a` is refused by a key for `b` of the same material, under either name.
fn are_not_each_other(backend: &Backend, a: Algorithm, b: Algorithm) {
    let (maker, victim) = (Victim::new(backend, a), Victim::new(backend, b));
    maker.assert_accepts(&maker.token(CLAIMS));
    assert_eq!(victim.refusal(&maker.token(CLAIMS)), victim.mismatch(a.name()));

    let renamed = maker.token_with_header(victim.header(""));
    let expected = match b.signature_len() {
        Some(len) if len != maker.signer.signature_len() => {
            victim.bad_length(maker.signer.signature_len())
        }
        _ => victim.bad_signature(),
    };
    assert_eq!(victim.refusal(&renamed), expected, "{a} as {b}");
}

fn missing_parts_are_refused(backend: &Backend) {
    for victim in Victim::all(backend) {
        let token = victim.token(CLAIMS);
        let [header, payload, signature] = parts(&token);
        assert_eq!(victim.refusal(&format!("{header}.{payload}.")), victim.bad_length(0));
        assert_eq!(victim.refusal(&format!("{header}..{signature}")), victim.bad_signature());
        assert_eq!(victim.refusal(&format!("{header}..")), victim.bad_length(0));
        for token in [format!(".{payload}.{signature}"), format!("..{signature}"), "..".into()] {
            let error = victim.refusal(&token);
            let VerifyError::Malformed(MalformedToken::Header(HeaderError::Json(error))) = error
            else {
                unreachable!("{token}: {error}")
            };
            assert_eq!(error.kind(), JsonErrorKind::NotObject);
        }
        for (token, found) in [(header.to_owned(), 1), (format!("{header}.{payload}"), 2)] {
            let expected = VerifyError::Malformed(MalformedToken::Parts { found });
            assert_eq!(victim.refusal(&token), expected);
        }
        victim.assert_accepts(&token);
    }
}

fn truncated_and_extended_macs_are_refused(backend: &Backend) {
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        let victim = Victim::new(backend, algorithm);
        let token = victim.token(CLAIMS);
        victim.assert_accepts(&token);
        let (signing_input, mac) = detach(&token);
        for len in [1, 4, 10, 16, mac.len() - 1, mac.len() + 1, mac.len() * 2] {
            let mut other = mac.clone();
            other.resize(len, 0);
            assert_eq!(victim.refusal(&attach(signing_input, other)), victim.bad_length(len));
        }
    }
}

/// Core checks it too; this is for programs that hand a key its signature on their own.
fn keys_check_the_length_themselves(backend: &Backend) {
    for victim in Victim::all(backend) {
        let message = b"a message";
        let mut signature = vec![0; victim.signer.signature_len()];
        victim.signer.sign(message, &mut signature).expect("signed");
        assert_eq!(victim.verifier.verify(message, &signature), Ok(()));
        let len = signature.len();
        for other in [0, 1, len / 2, len - 1, len + 1, len * 2] {
            let mut other_signature = signature.clone();
            other_signature.resize(other, 0);
            let outcome = victim.verifier.verify(message, &other_signature);
            assert_eq!(outcome, Err(InvalidSignature), "{} {other}", victim.algorithm);
        }
        for other in [0, 1, len / 2, len - 1, len + 1, len * 2] {
            let error = victim.signer.sign(message, &mut vec![0; other]).expect_err("no room");
            assert_eq!(error.to_string(), "the key could not sign");
        }
    }
}

/// CVE-2023-51774, CVE-2026-29000: whoever has the public key can make an encrypted token.
fn encrypted_tokens_are_refused_cve_2023_51774(backend: &Backend) {
    let victim = Victim::any(backend);
    victim.assert_accepts(&victim.token_with_header(victim.header(r#""ENC":"A256GCM""#)));
    let jwe = r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#;
    let five = [jwe, "key", "iv", "ciphertext", "tag"].map(encode).join(".");
    let expected = VerifyError::Malformed(MalformedToken::Parts { found: 5 });
    assert_eq!(victim.refusal(&five), expected);
    assert!(expected.to_string().ends_with("(this is an encrypted JWE)"));
    for header in
        [jwe.to_owned(), victim.header(r#""enc":"A256GCM""#), victim.header(r#""enc":null"#)]
    {
        let expected = VerifyError::Malformed(MalformedToken::Encrypted);
        assert_eq!(victim.refusal(&victim.token_with_header(header)), expected);
    }
}

/// A wrapper that is right says nothing about a token inside.
fn nested_tokens_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    victim.assert_accepts(&victim.token_with_header(victim.header(r#""cty":"json""#)));
    let inner = attach(&signing_input(r#"{"alg":"none"}"#, CLAIMS), "");
    for cty in ["JWT", "jwt", "application/jwt", "Application/JWT"] {
        let header = victim.header(&format!(r#""cty":"{cty}""#));
        let expected = VerifyError::Malformed(MalformedToken::Nested);
        assert_eq!(victim.refusal(&signed(&*victim.signer, &header, &inner)), expected);
        assert_eq!(victim.refusal(&victim.token_with_header(&header)), expected);
    }
    let VerifyError::Payload(error) = victim.refusal(&victim.token(&inner)) else {
        unreachable!("a token is no object")
    };
    assert_eq!(error.kind(), JsonErrorKind::NotObject);
}

/// What is verified are the bytes received, not what they mean.
fn signature_over_rewritten_json_is_refused(backend: &Backend) {
    for victim in Victim::all(backend) {
        let plain = victim.token(CLAIMS);
        let (_, signature) = detach(&plain);
        let spaced = victim.header("").replace(':', ": ");
        for signing_input in [
            signing_input(&spaced, CLAIMS),
            signing_input(victim.header(""), CLAIMS.replace(',', ", ")),
            signing_input(victim.header("").replace("alg", "\\u0061lg"), CLAIMS),
        ] {
            let token = attach(&signing_input, &signature);
            assert_eq!(victim.refusal(&token), victim.bad_signature());
        }
        victim.assert_accepts(&plain);
        victim.assert_accepts(&victim.token_with_header(&spaced));
    }
}

fn parts_of_two_good_tokens_are_refused(backend: &Backend) {
    for victim in Victim::all(backend) {
        let one = victim.token(r#"{"sub":"user","exp":4102444800}"#);
        let two = victim.token_with_header(victim.header(r#""kid":"k""#));
        let ([h1, p1, s1], [h2, p2, s2]) = (parts(&one), parts(&two));
        for mixed in [[h1, p2, s1], [h2, p1, s1], [h2, p2, s1], [h1, p1, s2], [h1, p2, s2]] {
            assert_eq!(victim.refusal(&mixed.join(".")), victim.bad_signature());
        }
        victim.assert_accepts(&one);
        victim.assert_accepts(&two);
    }
}

fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<&str> = token.split('.').collect();
    parts.try_into().expect("three parts")
}
