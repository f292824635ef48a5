//! Good signatures over what the rules forbid.

use super::forge::{CLAIMS, Victim, outcome, signed};
use crate::{Backend, cases, keys};
use jwt_core::{
    Algorithm, ClaimFailure, HeaderError, Jwk, JwkSet, KeyMaterial, KeyUse, MalformedToken, Signer,
    Unverified, Validation, VerifyError,
};
use std::slice;

cases![
    missing_expiration_is_refused,
    audiences_of_another_type_are_refused_cve_2020_26160,
    other_audiences_are_refused,
    audiences_that_nobody_asked_for_are_refused,
    issuers_of_another_type_are_refused_cve_2025_30144,
    parts_and_variants_of_the_issuer_are_refused_cve_2024_53861,
    issuers_that_nobody_asked_for_are_refused,
    subjects_and_ids_of_another_type_are_refused,
    other_types_of_token_are_refused,
    id_tokens_are_no_access_tokens,
    keys_of_one_issuer_are_not_for_another for ES256,
    signature_is_checked_before_the_claims_cve_2024_51744,
    all_failures_are_reported_together,
];

fn missing_expiration_is_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let missing = ClaimFailure::Missing { claim: "exp".to_owned(), expected: None };
    let rules = Validation::new;
    assert_eq!(failures(&victim, rules(), "{}"), [missing]);
    assert_eq!(failures(&victim, rules().waive_expiration(), "{}"), []);
    assert_eq!(failures(&victim, rules(), CLAIMS), []);
    // Elsewhere it does not count.
    for claims in [r#"{"o":{"exp":4102444800}}"#, r#"{"EXP":4102444800}"#] {
        assert_eq!(failures(&victim, rules(), claims)[0].claim(), "exp");
    }
}

/// CVE-2020-26160: where the type is not what the check is written for, the check is not done.
fn audiences_of_another_type_are_refused_cve_2020_26160(backend: &Backend) {
    let victim = Victim::any(backend);
    for (aud, found) in [
        ("123", "a number"),
        ("{}", "an object"),
        (r#"{"api":1}"#, "an object"),
        ("[]", "an empty list"),
        (r#"["api",1]"#, "a list with something else in it"),
        (r#"["api",null]"#, "a list with something else in it"),
        (r#"[["api"]]"#, "a list with something else in it"),
        ("null", "null"),
        ("true", "a boolean"),
    ] {
        let expected = "a string or a list of strings";
        let failure = ClaimFailure::Type { claim: "aud", expected, found };
        for rules in [
            Validation::new().audience("api"),
            Validation::new().audience("123"),
            Validation::new(),
            Validation::new().waive_audience(),
        ] {
            let claims = with("aud", aud);
            assert_eq!(failures(&victim, rules, &claims), slice::from_ref(&failure), "{aud}");
        }
    }
}

fn other_audiences_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let rules = || Validation::new().audience("api");
    for good in [r#""api""#, r#"["api"]"#, r#"["other","api"]"#, r#""\u0061pi""#] {
        assert_eq!(failures(&victim, rules(), &with("aud", good)), [], "{good}");
    }
    for (aud, found) in [
        (r#""api2""#, "api2"),
        (r#""ap""#, "ap"),
        (r#""API""#, "API"),
        (r#""api ""#, "api "),
        (r#""""#, ""),
        (r#""api\u0000""#, "api\0"),
        (r#"["other"]"#, "other"),
        (r#"["a","p","i"]"#, "a\", \"p\", \"i"),
    ] {
        let failure = mismatch("aud", found, "api");
        assert_eq!(failures(&victim, rules(), &with("aud", aud)), [failure], "{aud}");
    }
    assert_eq!(failures(&victim, rules(), CLAIMS), [missing("aud", "api")]);
    let two = rules().audience("web");
    assert_eq!(failures(&victim, two.clone(), &with("aud", r#""web""#)), []);
    let failure = mismatch("aud", "w", "api\" or \"web");
    assert_eq!(failures(&victim, two, &with("aud", r#""w""#)), [failure]);
}

/// [RFC 7519 §4.1.3](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.3): who is not in it must
/// refuse, and who has no name is not in it.
fn audiences_that_nobody_asked_for_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let claims = with("aud", r#"["api","web"]"#);
    let failure = ClaimFailure::Unexpected { claim: "aud", found: "api\", \"web".to_owned() };
    assert!(failure.to_string().contains("Validation::audience"));
    assert_eq!(failures(&victim, Validation::new(), &claims), [failure]);
    assert_eq!(failures(&victim, Validation::new().waive_audience(), &claims), []);
}

/// CVE-2025-30144: an issuer is one name, not a list with the right one in it.
fn issuers_of_another_type_are_refused_cve_2025_30144(backend: &Backend) {
    let victim = Victim::any(backend);
    for (iss, found) in [
        (r#"["https://evil.example","https://id.example"]"#, "an array"),
        (r#"["https://id.example"]"#, "an array"),
        (r#"{"https://id.example":1}"#, "an object"),
        ("5", "a number"),
        ("null", "null"),
        ("false", "a boolean"),
    ] {
        let failure = ClaimFailure::Type { claim: "iss", expected: "a string", found };
        for rules in [
            Validation::new().issuer("https://id.example"),
            Validation::new(),
            Validation::new().waive_issuer(),
        ] {
            assert_eq!(
                failures(&victim, rules, &with("iss", iss)),
                slice::from_ref(&failure),
                "{iss}"
            );
        }
    }
}

/// CVE-2024-53861: equal means equal, byte for byte.
fn parts_and_variants_of_the_issuer_are_refused_cve_2024_53861(backend: &Backend) {
    let victim = Victim::any(backend);
    // The ï as one character.
    let expected = "https://\u{ef}d.example";
    let rules = || Validation::new().issuer(expected);
    let claims = |iss: &str| with("iss", &format!("\"{iss}\""));
    assert_eq!(failures(&victim, rules(), &claims(expected)), []);
    assert_eq!(failures(&victim, rules(), &claims("https:\\/\\/\\u00efd.example")), []);
    for iss in [
        "",
        "https://",
        "\u{ef}d.example",
        "https://\u{ef}d.example/",
        "https://\u{ef}d.example.evil",
        "https://\u{ef}d.EXAMPLE",
        "HTTPS://\u{ef}d.example",
        "http://\u{ef}d.example",
        " https://\u{ef}d.example",
        // The ï as i and a combining diaeresis.
        "https://i\u{308}d.example",
        "https://\u{ef}d.example\u{200b}",
    ] {
        let failure = mismatch("iss", iss, expected);
        assert_eq!(failures(&victim, rules(), &claims(iss)), [failure], "{iss}");
    }
    assert_eq!(failures(&victim, rules(), CLAIMS), [missing("iss", expected)]);
}

fn issuers_that_nobody_asked_for_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let claims = with("iss", r#""https://id.example""#);
    let found = "https://id.example".to_owned();
    let failure = ClaimFailure::Unexpected { claim: "iss", found };
    assert_eq!(failures(&victim, Validation::new(), &claims), [failure]);
    assert_eq!(failures(&victim, Validation::new().waive_issuer(), &claims), []);
}

fn subjects_and_ids_of_another_type_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for claim in ["sub", "jti"] {
        for (value, found) in
            [("5", "a number"), ("null", "null"), ("[\"u\"]", "an array"), ("{}", "an object")]
        {
            let failure = ClaimFailure::Type { claim, expected: "a string", found };
            let claims = with(claim, value);
            assert_eq!(failures(&victim, Validation::new(), &claims), slice::from_ref(&failure));
            // Also where the name is asked for: the type is what is wrong, and that once.
            let rules = Validation::new().require(claim);
            assert_eq!(failures(&victim, rules, &claims), [failure], "{claim}: {value}");
        }
        let missing = ClaimFailure::Missing { claim: claim.to_owned(), expected: None };
        let rules = || Validation::new().require(claim);
        assert_eq!(failures(&victim, rules(), r#"{"exp":4102444800}"#), [missing]);
        assert_eq!(failures(&victim, rules(), &with(claim, r#""u""#)), []);
    }
    let rules = || Validation::new().subject("5");
    assert_eq!(failures(&victim, rules(), &with("sub", r#""5""#)), []);
    let number = ClaimFailure::Type { claim: "sub", expected: "a string", found: "a number" };
    assert_eq!(failures(&victim, rules(), &with("sub", "5")), [number]);
    assert_eq!(failures(&victim, rules(), r#"{"exp":4102444800}"#), [missing("sub", "5")]);
    assert_eq!(failures(&victim, rules(), &with("sub", r#""05""#)), [mismatch("sub", "05", "5")]);
}

fn other_types_of_token_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let check = |rules: Validation, more: &str| {
        let token = victim.token_with_header(victim.header(more));
        refused_claims(outcome(&token, &*victim.verifier, &rules))
    };
    let rules = || Validation::new().typ("at+jwt");
    for good in ["at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"] {
        assert_eq!(check(rules(), &format!(r#""typ":"{good}""#)), [], "{good}");
    }
    for other in
        ["JWT", "jwt", "dpop+jwt", "at+jwt2", "at", "", "application/x/at+jwt", "at+jwt;v=1"]
    {
        let found = check(rules(), &format!(r#""typ":"{other}""#));
        assert_eq!(found, [mismatch("typ", other, "at+jwt")]);
    }
    assert_eq!(check(rules(), ""), [missing("typ", "at+jwt")]);
    // Without a word from the rules, none but the general type.
    let unexpected = ClaimFailure::Unexpected { claim: "typ", found: "at+jwt".to_owned() };
    assert_eq!(check(Validation::new(), r#""typ":"at+jwt""#), [unexpected]);
    assert_eq!(check(Validation::new(), r#""typ":"JWT""#), []);
    assert_eq!(check(Validation::new().waive_typ(), r#""typ":"at+jwt""#), []);
    for (typ, found) in [("5", "a number"), ("null", "null"), ("[]", "an array")] {
        let token = victim.token_with_header(victim.header(&format!(r#""typ":{typ}"#)));
        let error = HeaderError::Type { parameter: "typ", expected: "a string", found };
        let expected = VerifyError::Malformed(MalformedToken::Header(error));
        assert_eq!(victim.refusal(&token), expected);
    }
}

/// One issuer and one key make both, so that only `typ` and `aud` tell them apart
/// ([RFC 9068 §4](https://www.rfc-editor.org/rfc/rfc9068#section-4)).
fn id_tokens_are_no_access_tokens(backend: &Backend) {
    let victim = Victim::any(backend);
    let id_token = signed(
        &*victim.signer,
        victim.header(r#""typ":"JWT""#),
        r#"{"iss":"https://id.example","aud":"client-1","sub":"u","exp":4102444800}"#,
    );
    let access_token = signed(
        &*victim.signer,
        victim.header(r#""typ":"at+jwt""#),
        r#"{"iss":"https://id.example","aud":"api","sub":"u","exp":4102444800}"#,
    );
    let issuer = || Validation::new().issuer("https://id.example");
    let (client, api) = (issuer().audience("client-1"), issuer().audience("api").typ("at+jwt"));
    let check =
        |token, rules: &Validation| refused_claims(outcome(token, &*victim.verifier, rules));
    assert_eq!(check(&id_token, &client), []);
    assert_eq!(check(&access_token, &api), []);
    assert_eq!(
        check(&id_token, &api),
        [mismatch("aud", "client-1", "api"), mismatch("typ", "JWT", "at+jwt")]
    );
    assert_eq!(
        check(&access_token, &client),
        [
            mismatch("aud", "api", "client-1"),
            ClaimFailure::Unexpected { claim: "typ", found: "at+jwt".to_owned() },
        ]
    );
}

/// Two issuers may give their keys the same `kid`: a key is picked out of the set of the issuer
/// that the rules name.
fn keys_of_one_issuer_are_not_for_another(backend: &Backend) {
    let (signer_a, _) = backend.pair(Algorithm::ES256);
    let (signer_b, _) = backend.other_pair(Algorithm::ES256);
    let (set_a, set_b) = (set(keys::P256_A, "k1"), set(keys::P256_B, "k1"));
    let check = |signer: &dyn Signer, set: &JwkSet, issuer: &str| {
        let claims = r#"{"iss":"b","exp":4102444800}"#;
        let token = signed(signer, r#"{"alg":"ES256","kid":"k1"}"#, claims);
        let token = Unverified::parse(&token).expect("three parts");
        let jwk = set.select(token.header().kid(), Algorithm::ES256, KeyUse::Verify);
        let key = backend.verifier(Algorithm::ES256, KeyMaterial::Jwk(jwk.expect("one key")));
        token.verify(&key.expect("a key"), &Validation::new().issuer(issuer)).map(drop)
    };
    assert_eq!(check(&signer_b, &set_b, "b"), Ok(()));
    let signature = VerifyError::Signature { algorithm: Algorithm::ES256 };
    assert_eq!(check(&signer_a, &set_b, "b"), Err(signature));
    let VerifyError::Claims(rejected) = check(&signer_a, &set_a, "a").expect_err("not a's") else {
        unreachable!("the signature is a's")
    };
    assert_eq!(rejected.failures(), [mismatch("iss", "b", "a")]);
}

/// CVE-2024-51744: whoever looks at one error only must not take a forged token for an old one.
fn signature_is_checked_before_the_claims_cve_2024_51744(backend: &Backend) {
    for victim in Victim::all(backend) {
        let (attacker, _) = backend.other_pair(victim.algorithm);
        for claims in [r#"{"exp":1}"#, r#"{"exp":"x","aud":5}"#, "[]", "no JSON"] {
            let forged = signed(&*attacker, victim.header(""), claims);
            assert_eq!(victim.refusal(&forged), victim.bad_signature());
        }
        let old = victim.refusal(&victim.token(r#"{"exp":1}"#));
        assert!(matches!(old, VerifyError::Claims(_)), "{old}");
    }
}

fn all_failures_are_reported_together(backend: &Backend) {
    let victim = Victim::any(backend);
    let rules = Validation::new().issuer("i").audience("a").subject("s").typ("at+jwt");
    let claims = r#"{"exp":"x","nbf":4102444800,"iss":5,"sub":"t","jti":[]}"#;
    let failures = failures(&victim, rules, claims);
    let names: Vec<&str> = failures.iter().map(ClaimFailure::claim).collect();
    assert_eq!(names, ["exp", "nbf", "iss", "aud", "sub", "jti", "typ"]);
}

/// What a good signature over these claims is refused for; nothing if it is not refused.
pub(super) fn failures(victim: &Victim, rules: Validation, claims: &str) -> Vec<ClaimFailure> {
    refused_claims(outcome(&victim.token(claims), &*victim.verifier, &rules))
}

fn refused_claims(outcome: Result<String, VerifyError>) -> Vec<ClaimFailure> {
    match outcome {
        Ok(_) => Vec::new(),
        Err(VerifyError::Claims(rejected)) => rejected.failures().to_vec(),
        Err(error) => unreachable!("not about claims: {error}"),
    }
}

/// Claims that last, and one more.
pub(super) fn with(claim: &str, json: &str) -> String {
    format!(r#"{{"{claim}":{json},"exp":4102444800}}"#)
}

fn mismatch(claim: &'static str, found: &str, expected: &str) -> ClaimFailure {
    ClaimFailure::Mismatch { claim, found: found.to_owned(), expected: expected.to_owned() }
}

fn missing(claim: &str, expected: &str) -> ClaimFailure {
    ClaimFailure::Missing { claim: claim.to_owned(), expected: Some(expected.to_owned()) }
}

/// A set of one key, as its issuer would publish it.
fn set(private: &str, kid: &str) -> JwkSet {
    let parameters = KeyMaterial::Pem(private).parameters(Algorithm::ES256, KeyUse::Sign);
    let public = parameters.expect("a private key").to_public().expect("its public half");
    let jwk = Jwk::new(public, Algorithm::ES256).expect("a public key").with_kid(kid);
    let json = serde_json::to_string(&jwk).expect("json");
    JwkSet::parse(&format!(r#"{{"keys":[{json}]}}"#)).expect("a public set")
}
