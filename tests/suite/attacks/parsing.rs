//! Good signatures over what is no JWT, and good tokens in another spelling.

use super::forge::{CLAIMS, Victim, detach, encode, outcome, signed};
use crate::{Backend, cases};
use jwt_core::{
    Base64Error, HeaderError, JsonErrorKind, Limits, MalformedToken, Part, Unverified, Validation,
    VerifyError,
};

cases![
    repeated_members_are_refused_under_a_good_signature,
    payloads_that_are_no_object_are_refused,
    payloads_that_are_no_utf_8_are_refused,
    payloads_that_are_no_json_are_refused,
    other_spellings_of_the_same_bytes_are_refused,
    other_casings_of_names_are_other_names,
    deep_payloads_are_refused_cve_2025_53864,
    payloads_of_many_members_are_refused,
    tokens_over_the_limit_are_refused_cve_2025_30204,
    compressed_and_password_based_tokens_are_refused,
    json_polyglots_are_refused_cve_2022_39227,
];

fn repeated_members_are_refused_under_a_good_signature(backend: &Backend) {
    let victim = Victim::any(backend);
    let alg = victim.algorithm;
    for header in [
        format!(r#"{{"alg":"none","alg":"{alg}"}}"#),
        format!(r#"{{"alg":"{alg}","alg":"none"}}"#),
        format!(r#"{{"alg":"{alg}","\u0061lg":"none"}}"#),
        victim.header(r#""kid":"a","kid":"b""#),
        victim.header(r#""x":{"y":1,"y":2}"#),
    ] {
        let VerifyError::Malformed(MalformedToken::Header(HeaderError::Json(error))) =
            victim.refusal(&victim.token_with_header(&header))
        else {
            unreachable!("{header}")
        };
        assert_eq!(error.kind(), JsonErrorKind::Duplicate, "{header}");
    }
    for payload in [
        r#"{"exp":1,"exp":4102444800}"#,
        r#"{"exp":4102444800,"exp":1}"#,
        r#"{"exp":4102444800,"\u0065xp":1}"#,
        r#"{"exp":4102444800,"admin":false,"admin":true}"#,
        r#"{"exp":4102444800,"o":{"a":1,"a":2}}"#,
        r#"{"exp":4102444800,"l":[[{"a":1,"\u0061":2}]]}"#,
    ] {
        assert_eq!(payload_error(&victim, payload), JsonErrorKind::Duplicate, "{payload}");
    }
    victim.assert_accepts(&victim.token(r#"{"exp":4102444800,"o":{"exp":1},"Exp":2}"#));
}

/// A list of values would fill a type of claims by position.
fn payloads_that_are_no_object_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for payload in ["", " ", "[]", r#"["admin",4102444800]"#, "5", "null", "true", r#""{}""#] {
        assert_eq!(payload_error(&victim, payload), JsonErrorKind::NotObject, "{payload}");
    }
    victim.assert_accepts(&victim.token(" \t\r\n{ \"exp\" : 4102444800 } \n"));
}

fn payloads_that_are_no_utf_8_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for bytes in [
        &b"\xff"[..],
        b"\xc0\xaf",
        b"\xe0\x80\xaf",
        b"\xed\xa0\x80",
        b"\xed\xbf\xbf",
        b"\xf4\x90\x80\x80",
        b"\xc3",
    ] {
        let payload = [br#"{"exp":4102444800,"sub":""#, bytes, br#""}"#].concat();
        let expected = VerifyError::Malformed(MalformedToken::Utf8(Part::Payload));
        assert_eq!(victim.refusal(&victim.token(payload)), expected, "{bytes:02x?}");
    }
    // Half a character here and half there are no characters.
    let token = signed(&*victim.signer, [victim.header("").as_bytes(), b"\xc3"].concat(), b"\xa4");
    let expected = VerifyError::Malformed(MalformedToken::Utf8(Part::Header));
    assert_eq!(victim.refusal(&token), expected);

    let marked = format!("\u{feff}{CLAIMS}");
    assert_eq!(payload_error(&victim, &marked), JsonErrorKind::NotObject);
    let utf_16: Vec<u8> = CLAIMS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let VerifyError::Payload(_) = victim.refusal(&victim.token(utf_16)) else {
        unreachable!("zeros are no JSON")
    };
}

fn payloads_that_are_no_json_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for payload in [
        r#"{"exp":4102444800,}"#,
        r#"{"exp":4102444800}x"#,
        r#"{"exp":4102444800}{}"#,
        "{\"exp\":4102444800}\0",
        r#"{"exp":+4102444800}"#,
        r#"{"exp":0xF4865700}"#,
        r#"{"exp":NaN}"#,
        r#"{"exp":Infinity}"#,
        r#"{"exp":04102444800}"#,
        r#"{"exp":4102444800.}"#,
        r#"{'exp':4102444800}"#,
        r#"{exp:4102444800}"#,
        r#"{"exp":4102444800/**/}"#,
        "{\"exp\":4102444800}//",
        "{\"exp\":4102444800,\"sub\":\"\n\"}",
        r#"{"exp":4102444800,"sub":"\ud800"}"#,
        r#"{"exp":4102444800"#,
        "{\u{a0}\"exp\":4102444800}",
    ] {
        let kind = payload_error(&victim, payload);
        assert!(matches!(kind, JsonErrorKind::Expected(_)), "{payload}: {kind:?}");
    }
}

/// Each token has one spelling: what a list of revoked tokens is compared with.
fn other_spellings_of_the_same_bytes_are_refused(backend: &Backend) {
    for victim in Victim::all(backend) {
        // Headers and payloads whose last character has bits to spare.
        let padding = |text: &str| " ".repeat((4 - text.len() % 3) % 3);
        let header = victim.header("");
        let header = format!("{header}{}", padding(&header));
        let payload = format!("{CLAIMS}{}", padding(CLAIMS));
        let token = signed(&*victim.signer, header, payload);
        victim.assert_accepts(&token);
        let parts: Vec<&str> = token.split('.').collect();
        for (i, part) in [Part::Header, Part::Payload, Part::Signature].into_iter().enumerate() {
            let good = parts[i];
            let refusal = |spelling: String| {
                let mut parts = parts.clone();
                parts[i] = &spelling;
                victim.refusal(&parts.join("."))
            };
            let expected = |error| VerifyError::Malformed(MalformedToken::Base64 { part, error });
            let (start, end) = good.split_at(2);
            for (spelling, character, position) in [
                (format!("{good}="), '=', good.len()),
                (format!("{good}=="), '=', good.len()),
                (format!("{good}%3D"), '%', good.len()),
                (format!("{good}\n"), '\n', good.len()),
                (format!("{good} "), ' ', good.len()),
                (format!("{good}\0"), '\0', good.len()),
                (format!(" {good}"), ' ', 0),
                (format!("\u{feff}{good}"), '\u{feff}', 0),
                (format!("{start}\r\n{end}"), '\r', 2),
                (format!("{start}+{end}"), '+', 2),
                (format!("{start}/{end}"), '/', 2),
                (format!("{start}?{end}"), '?', 2),
                (format!("{start}\u{212a}{end}"), '\u{212a}', 2),
            ] {
                let error = Base64Error::Character { character, position };
                assert_eq!(refusal(spelling), expected(error));
            }
            let short = &good[..good.len() / 4 * 4];
            assert_eq!(refusal(format!("{short}A")), expected(Base64Error::Length));
            // Multiples of three bytes leave no bits over.
            if !good.len().is_multiple_of(4) {
                assert_eq!(refusal(next(good)), expected(Base64Error::NotCanonical), "{good}");
            } else {
                assert_eq!(part, Part::Signature);
            }
        }
    }
}

fn other_casings_of_names_are_other_names(backend: &Backend) {
    let victim = Victim::any(backend);
    let alg = victim.algorithm;
    for header in [format!(r#"{{"Alg":"{alg}"}}"#), format!(r#"{{"ALG":"{alg}","alg ":"{alg}"}}"#)]
    {
        let expected = VerifyError::Malformed(MalformedToken::Header(HeaderError::Alg));
        assert_eq!(victim.refusal(&victim.token_with_header(header)), expected);
    }
    victim.assert_accepts(&victim.token_with_header(victim.header(r#""ALG":"none","Crit":["x"]"#)));
    for payload in [r#"{"EXP":4102444800}"#, r#"{"Exp":4102444800}"#, r#"{"exp ":4102444800}"#] {
        assert_eq!(victim.refusal(&victim.token(payload)).to_string(), "exp is missing");
    }
    let rules = Validation::new().issuer("i").waive_expiration();
    let error = outcome(&victim.token(r#"{"ISS":"i"}"#), &*victim.verifier, &rules);
    assert_eq!(error.expect_err("no iss").to_string(), "iss is missing, expected \"i\"");
}

/// CVE-2025-53864.
fn deep_payloads_are_refused_cve_2025_53864(backend: &Backend) {
    let victim = Victim::any(backend);
    let wide = Limits::new().token_len(1_000_000);
    let payload = |levels: usize| {
        let levels = levels - 1; // the payload itself is one
        format!(r#"{{"exp":4102444800,"a":{}{}}}"#, "[".repeat(levels), "]".repeat(levels))
    };
    victim.assert_accepts(&victim.token(payload(32)));
    for levels in [33, 129, 100_000] {
        let error = payload_error_within(&victim, payload(levels), &wide);
        assert_eq!(error, JsonErrorKind::Depth, "{levels}");
    }
    let objects = format!("{}1{}", r#"{"a":"#.repeat(50_000), "}".repeat(50_000));
    assert_eq!(payload_error_within(&victim, objects, &wide), JsonErrorKind::Depth);
}

fn payloads_of_many_members_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let wide = Limits::new().token_len(100_000_000);
    let payload = |count: usize| {
        let members: String = (1..count).map(|i| format!(r#""{i}":0,"#)).collect();
        format!(r#"{{{members}"exp":4102444800}}"#)
    };
    victim.assert_accepts(&victim.token(payload(1000)));
    for count in [1001, 1_000_000] {
        let error = payload_error_within(&victim, payload(count), &wide);
        assert_eq!(error, JsonErrorKind::Members, "{count}");
    }
    // Wherever they stand.
    let spread = format!(r#"{{"l":[{}{{}}]}}"#, r#"{"a":0},"#.repeat(1000));
    assert_eq!(payload_error_within(&victim, spread, &wide), JsonErrorKind::Members);
}

/// CVE-2025-30204, CVE-2025-27144, CVE-2025-61920: before anything else is done with it.
fn tokens_over_the_limit_are_refused_cve_2025_30204(backend: &Backend) {
    let victim = Victim::any(backend);
    let token = victim.token(CLAIMS);
    let at = |limit| Unverified::parse_within(&token, &Limits::new().token_len(limit)).map(drop);
    assert_eq!(at(token.len()), Ok(()));
    let (len, limit) = (token.len(), token.len() - 1);
    assert_eq!(at(limit), Err(MalformedToken::TooLong { len, limit }));

    let header = victim.header("");
    let at = |limit| Unverified::parse_within(&token, &Limits::new().header_len(limit)).map(drop);
    assert_eq!(at(header.len()), Ok(()));
    let limit = header.len() - 1;
    assert_eq!(at(limit), Err(MalformedToken::HeaderTooLong { limit }));

    let kid = |len: usize| victim.header(&format!(r#""kid":"{}""#, "k".repeat(len)));
    victim.assert_accepts(&victim.token_with_header(kid(256)));
    let expected =
        VerifyError::Malformed(MalformedToken::Header(HeaderError::KidTooLong { limit: 256 }));
    assert_eq!(victim.refusal(&victim.token_with_header(kid(257))), expected);
}

fn compressed_and_password_based_tokens_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for zip in [r#""DEF""#, r#""none""#, "null", r#""""#] {
        let token = victim.token_with_header(victim.header(&format!(r#""zip":{zip}"#)));
        let error = victim.refusal(&token);
        assert!(
            matches!(
                error,
                VerifyError::Malformed(MalformedToken::Header(HeaderError::Unsupported {
                    parameter: "zip",
                    ..
                }))
            ),
            "{error}"
        );
    }
    // A billion rounds for the asking, if anybody counted.
    let header = r#"{"alg":"PBES2-HS256+A128KW","p2s":"AAAA","p2c":1000000000}"#;
    let expected = victim.mismatch("PBES2-HS256+A128KW");
    assert_eq!(victim.refusal(&victim.token_with_header(header)), expected);
}

/// CVE-2022-39227: a text that one reader takes for JSON and another for three parts.
fn json_polyglots_are_refused_cve_2022_39227(backend: &Backend) {
    let victim = Victim::any(backend);
    let token = victim.token(CLAIMS);
    victim.assert_accepts(&token);
    let (signing_input, _) = detach(&token);
    let (header, payload) = signing_input.split_once('.').expect("two parts");
    let signature = token.rsplit('.').next().expect("three parts");
    let forged = encode(r#"{"sub":"root","exp":4102444800}"#);
    let json = VerifyError::Malformed(MalformedToken::Json);
    for text in [
        format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"{signature}"}}"#),
        format!(
            r#" {{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"{signature}"}}]}}"#
        ),
        format!(
            r#"{{"{header}.{forged}.":"","protected":"{header}","payload":"{payload}","signature":"{signature}"}}"#
        ),
        format!(r#"{{" {header}.":1,"payload":"{forged}.{signature}"}}"#),
        format!(r#" {{" {header}.{forged}.":"","payload":"{payload}","signature":"{signature}"}}"#),
    ] {
        assert_eq!(victim.refusal(&text), json, "{text}");
    }
    // The same with its brace out of the way.
    let text = format!(r#"{header}.{forged}.","payload":"{payload}","signature":"{signature}"}}"#);
    let error = victim.refusal(&text);
    assert!(matches!(error, VerifyError::Malformed(MalformedToken::Base64 { .. })), "{error}");
}

/// The next character of the alphabet in the last place: the same bytes to who does not look.
fn next(part: &str) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (rest, last) = part.split_at(part.len() - 1);
    let at = ALPHABET.find(last).expect("base64url");
    format!("{rest}{}", &ALPHABET[at + 1..at + 2])
}

fn payload_error(victim: &Victim, payload: &str) -> JsonErrorKind {
    payload_error_within(victim, payload, &Limits::new())
}

/// Why a payload is refused under a good signature.
fn payload_error_within(
    victim: &Victim,
    payload: impl AsRef<[u8]>,
    limits: &Limits,
) -> JsonErrorKind {
    let token = victim.token(payload);
    let token = Unverified::parse_within(&token, limits).expect("three parts");
    match token.verify(&*victim.verifier, &Validation::new()) {
        Err(VerifyError::Payload(error)) => error.kind(),
        other => unreachable!("{other:?}"),
    }
}
