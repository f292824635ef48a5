//! Texts that are not three parts of base64url of the right length.

use crate::{encode, parse, refusal, token, verify};
use jwt_core::{
    Algorithm, Base64Error, HeaderError, MalformedToken, Part, Unverified, VerifyError,
};

#[test]
fn base64_in_another_spelling_is_refused() {
    // Sixteen bytes each, which leave four bits over.
    let good = [encode(r#"{"alg":"HS256"} "#), encode("{\"exp\":12345678}"), encode([0; 16])];
    assert!(Unverified::parse(&good.join(".")).is_ok());
    for (i, part) in [Part::Header, Part::Payload, Part::Signature].into_iter().enumerate() {
        let error = |spelling: &str| {
            let mut parts = good.clone();
            parts[i] = spelling.to_owned();
            match Unverified::parse(&parts.join(".")).map(drop) {
                Err(MalformedToken::Base64 { part: found, error }) if found == part => error,
                other => unreachable!("{part} {spelling:?}: {other:?}"),
            }
        };
        let text = &good[i];
        for character in ['=', '+', '/', ' ', '\n', '\r', '\t', '\0', '%', '~', ',', '\u{e9}'] {
            for position in [0, 5, text.len()] {
                let (before, after) = text.split_at(position);
                let expected = Base64Error::Character { character, position };
                assert_eq!(error(&format!("{before}{character}{after}")), expected);
            }
        }
        let position = text.len();
        let expected = Base64Error::Character { character: '=', position };
        assert_eq!(error(&format!("{text}==")), expected);
        let expected = Base64Error::Character { character: '%', position };
        assert_eq!(error(&format!("{text}%3D%3D")), expected);
        // Fifteen bytes of these and one character more.
        assert_eq!(error(&format!("{}A", &text[..20])), Base64Error::Length);
        // The last character of good ones is A, Q, g or w; those between say the same.
        for last in "BCPRfhvx9_".chars() {
            let changed = format!("{}{last}", &text[..text.len() - 1]);
            assert_eq!(error(&changed), Base64Error::NotCanonical, "{part} {changed}");
        }
    }
}

/// CVE-2025-30204 and CVE-2025-27144: splitting at every dot costs memory for each.
#[test]
fn any_number_of_dots_but_two_is_refused() {
    for (text, found) in [
        (String::new(), 0),
        ("e30".to_owned(), 1),
        (".".to_owned(), 2),
        ("e30.e30".to_owned(), 2),
        ("...".to_owned(), 4),
        ("e30.e30.e30.e30".to_owned(), 4),
        ("....".to_owned(), 5),
        ("e30.e30.e30.e30.e30".to_owned(), 5),
        (".".repeat(60_000), 60_001),
    ] {
        assert_eq!(Unverified::parse(&text).map(drop), Err(MalformedToken::Parts { found }));
    }
    let (len, limit) = (10_000_000, 64 * 1024);
    let expected = MalformedToken::TooLong { len, limit };
    assert_eq!(Unverified::parse(&".".repeat(len)).map(drop), Err(expected));
}

/// CVE-2025-61920.
#[test]
fn what_is_over_the_limits_is_refused() {
    let header = encode(r#"{"alg":"HS256"}"#);
    let limit = 64 * 1024;
    let token = |len: usize| {
        let rest = len - header.len() - 2;
        format!("{header}.{}.{}", "A".repeat(rest / 8 * 4), "A".repeat(rest - rest / 8 * 4))
    };
    assert!(Unverified::parse(&token(limit)).is_ok());
    let len = limit + 1;
    let expected = MalformedToken::TooLong { len, limit };
    assert_eq!(Unverified::parse(&token(len)).map(drop), Err(expected));

    let padded = |len: usize| format!(r#"{{"alg":"HS256"}}{}"#, " ".repeat(len - 15));
    let limit = 8 * 1024;
    assert_eq!(parse(padded(limit)), Ok(()));
    assert_eq!(parse(padded(limit + 1)), Err(MalformedToken::HeaderTooLong { limit }));
}

/// CVE-2022-39227: the texts that a reader of JSON and a reader of dots take differently.
#[test]
fn json_serializations_and_polyglots_are_refused() {
    let [header, payload, signature] =
        [encode(r#"{"alg":"HS256"}"#), encode("{}"), encode([7; 32])];
    assert!(Unverified::parse(&format!("{header}.{payload}.{signature}")).is_ok());
    for text in [
        format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{signature}"}}"#),
        format!(
            r#"{{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}}]}}"#
        ),
        format!(r#"{{" {header}.":1,"payload":"{payload}.{signature}"}}"#),
        format!(r#"{{"{header}.{payload}.{signature}":1}}"#),
        format!(" \n{{\"{header}.{payload}.{signature}\":1}}"),
        format!(r#"{{"a":1,"b":"{header}.{payload}.{signature}.x"}}"#),
        "{}".to_owned(),
    ] {
        assert_eq!(Unverified::parse(&text).map(drop), Err(MalformedToken::Json), "{text}");
    }
}

#[test]
fn compressed_and_encrypted_tokens_are_refused() {
    for zip in [r#""DEF""#, r#""GZ""#, r#""""#, "null", "1"] {
        let error = parse(format!(r#"{{"alg":"HS256","zip":{zip}}}"#)).expect_err(zip);
        let MalformedToken::Header(HeaderError::Unsupported { parameter, .. }) = error else {
            unreachable!("{error}")
        };
        assert_eq!(parameter, "zip");
    }
    for header in [
        r#"{"alg":"dir","enc":"A128GCM"}"#,
        r#"{"alg":"RSA1_5","enc":"A128CBC-HS256","zip":"DEF"}"#,
        r#"{"alg":"PBES2-HS256+A128KW","enc":"A128KW","p2s":"AA","p2c":1000000000}"#,
        r#"{"enc":"A128GCM"}"#,
    ] {
        assert_eq!(parse(header), Err(MalformedToken::Encrypted), "{header}");
    }
    // Without enc it may be anything that has an alg: then it is the key that refuses.
    let pbes2 = token(r#"{"alg":"PBES2-HS256+A128KW","p2s":"AA","p2c":1000000000}"#, &[7; 32]);
    let error = refusal(&pbes2, Algorithm::HS256);
    let expected = "PBES2-HS256+A128KW".to_owned();
    assert_eq!(error, VerifyError::AlgorithmMismatch { key: Algorithm::HS256, token: expected });
}

/// Also of keys that would say yes to anything: the length is the algorithm's, and core's to check.
#[test]
fn signatures_of_another_length_do_not_reach_the_key() {
    use Algorithm as A;
    for algorithm in [
        A::HS256,
        A::HS384,
        A::HS512,
        A::ES256,
        A::ES384,
        A::ES512,
        A::ES256K,
        A::EDDSA,
        A::ED25519,
        A::ED448,
        A::ML_DSA_44,
        A::ML_DSA_65,
        A::ML_DSA_87,
    ] {
        let len = algorithm.signature_len().expect("a fixed length");
        let header = format!(r#"{{"alg":"{algorithm}"}}"#);
        let good = token(&header, &vec![7; len]);
        assert!(verify(&good, algorithm).is_ok(), "{algorithm}");
        for found in [0, 1, len / 2, len - 1, len + 1, len * 2] {
            let error = refusal(&token(&header, &vec![7; found]), algorithm);
            let expected = Some(len);
            assert_eq!(error, VerifyError::SignatureLength { algorithm, expected, found });
        }
    }
    for algorithm in [A::RS256, A::RS384, A::RS512, A::PS256, A::PS384, A::PS512] {
        let header = format!(r#"{{"alg":"{algorithm}"}}"#);
        assert!(verify(&token(&header, &[7; 256]), algorithm).is_ok());
        let expected = VerifyError::SignatureLength { algorithm, expected: None, found: 0 };
        assert_eq!(refusal(&token(&header, &[]), algorithm), expected);
    }
}
