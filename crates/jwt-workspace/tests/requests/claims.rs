use crate::{SECRET, claims, decoded, header, problem, surroundings::NOW, token, with_form};
use serde_json::json;

fn form(more: &str) -> String {
    format!(r#"{{"secret":"{SECRET}"{}{more}}}"#, if more.is_empty() { "" } else { "," })
}

#[test]
fn the_least_form_says_jwt_and_when_it_was_issued() {
    let token = token(&form(""));
    assert_eq!(
        decoded(&token),
        [r#"{"alg":"HS256","typ":"JWT"}"#.to_owned(), format!(r#"{{"iat":{NOW}}}"#),]
    );
}

#[test]
fn helpers_fill_in_what_was_not_typed() {
    let token = token(&form(
        r#""issuer":"me","subject":"u","audience":["a","b"],"expiresIn":"5m","notBefore":"10s",
           "backdate":"1m","jwtId":"uuid4","keyId":"k1","typ":"at+jwt""#,
    ));
    assert_eq!(
        claims(&token),
        json!({
            "iss": "me", "sub": "u", "aud": ["a", "b"], "iat": NOW - 60, "nbf": NOW - 50,
            "exp": NOW + 300, "jti": "00000000-0000-4000-8000-000000000000",
        })
    );
    assert_eq!(header(&token), json!({"alg": "HS256", "typ": "at+jwt", "kid": "k1"}));
}

#[test]
fn what_was_typed_wins_over_the_helpers() {
    let token = token(&form(
        r#""payload":{"iss":"typed","iat":1,"exp":253402300799},"issuer":"helper","expiresIn":60,
           "headers":{"typ":null}"#,
    ));
    assert_eq!(claims(&token), json!({"iss": "typed", "iat": 1, "exp": 253_402_300_799_u64}));
    assert_eq!(header(&token), json!({"alg": "HS256"}));
}

#[test]
fn names_of_tokens_come_in_three_kinds() {
    for (kind, id) in [
        ("uuid4", "00000000-0000-4000-8000-000000000000"),
        ("uuid7", "01a20a85-2e30-7000-8000-000000000000"),
        ("random128", "AAAAAAAAAAAAAAAAAAAAAA"),
    ] {
        assert_eq!(claims(&token(&form(&format!(r#""jwtId":"{kind}""#))))["jti"], id);
    }
    assert_eq!(claims(&token(&form(r#""jwtId":"none""#))).get("jti"), None);
}

#[test]
fn a_payload_is_signed_as_it_was_typed_unless_something_is_added() {
    let typed = "{\n  \"sub\": \"u\"\n}";
    let of = |more: serde_json::Value| {
        let mut form = json!({"secret": SECRET, "payload": typed, "issuedAt": "off"});
        form.as_object_mut().expect("an object").extend(more.as_object().expect("one").clone());
        decoded(&token(&form.to_string()))[1].clone()
    };
    assert_eq!(of(json!({})), typed);
    assert_eq!(of(json!({"payloadMode": "compact"})), r#"{"sub":"u"}"#);
    assert_eq!(of(json!({"issuer": "me"})), r#"{"sub":"u","iss":"me"}"#);
    assert_eq!(
        of(json!({"issuer": "me", "payloadMode": "verbatim"})),
        "{\n  \"sub\": \"u\",\"iss\":\"me\"\n}"
    );
    let empty = json!({
        "secret": SECRET, "payload": "{ }", "issuedAt": "off", "issuer": "me",
        "payloadMode": "verbatim",
    });
    assert_eq!(decoded(&token(&empty.to_string()))[1], "{\"iss\":\"me\" }");
}

#[test]
fn numbers_are_signed_to_the_digit() {
    let token = token(&form(r#""payload":{"n":12345678901234567890123,"x":1.50}"#));
    assert!(decoded(&token)[1].starts_with(r#"{"n":12345678901234567890123,"x":1.50,"#));
}

#[test]
fn templates_in_an_object_are_texts_and_dates_are_numbers() {
    let token = token(&form(
        r#""payload":{"a":"${[ timestamp.unix() ]}","exp":"${[ timestamp.unix(date='4000000000000') ]}",
           "nbf":"1"}"#,
    ));
    assert_eq!(
        claims(&token),
        json!({"a": NOW.to_string(), "exp": 4_000_000_000_u64, "nbf": "1", "iat": NOW})
    );
}

#[test]
fn the_algorithm_comes_from_the_key_where_it_says_so() {
    let path = format!("{}/../../tests/keys/", env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(format!("{path}{name}")).expect(name);
    for (name, alg) in [("rsa-a.pem", "RS256"), ("p256-a.pem", "ES256"), ("p384-a.pem", "ES384")] {
        let token = token(&json!({"secret": read(name)}).to_string());
        assert_eq!(header(&token)["alg"], alg, "{name}");
    }
    let jwk = r#"{"kty":"oct","alg":"HS384","kid":"k","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v"}"#;
    let token = token(&json!({"secret": jwk}).to_string());
    assert_eq!(header(&token), json!({"alg": "HS384", "typ": "JWT", "kid": "k"}));
}

#[test]
fn secrets_are_read_as_they_say() {
    let signed = |more: &str| {
        let form = format!(r#"{{"issuedAt":"off","payload":"{{}}",{more}}}"#);
        token(&form)
    };
    let plain = signed(&format!(r#""secret":"{SECRET}""#));
    for (written, how) in [
        ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", r#""secretBase64":true"#),
        ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY", r#""secretEncoding":"base64url""#),
        (
            "3031323334353637383961626364656630313233343536373839616263646566",
            r#""secretEncoding":"hex""#,
        ),
    ] {
        assert_eq!(signed(&format!(r#""secret":"{written}",{how}"#)), plain, "{how}");
    }
    let problem = problem(r#"{"secret":"a","secretBase64":true,"secretEncoding":"hex"}"#);
    assert_eq!(problem.to_string(), "secretBase64 is true, but secretEncoding is hex");
}

#[test]
fn a_small_rsa_key_signs_only_where_it_is_allowed() {
    let path = format!("{}/../../tests/keys/rsa-1024.pem", env!("CARGO_MANIFEST_DIR"));
    let key = std::fs::read_to_string(&path).expect(&path);
    assert_eq!(problem(&json!({"secret": key}).to_string()).code(), "KEY_KIND");
    let token = token(&json!({"secret": key, "allow": {"smallRsa": true}}).to_string());
    let signature = token.rsplit('.').next().expect("a signature");
    assert_eq!((header(&token)["alg"].as_str(), signature.len()), (Some("RS256"), 171));
}

#[test]
fn a_weak_secret_can_be_refused() {
    let problem = problem(r#"{"secret":"s3","allow":{"weakSecret":false}}"#);
    assert_eq!(
        problem.to_string(),
        "2-byte secret; HS256 needs 32 bytes or more (RFC 7518 §3.2) (secret)"
    );
    let warnings = with_form(r#"{"secret":"s3"}"#).expect("a token").warnings;
    let message = "2-byte secret; HS256 needs 32 bytes or more (RFC 7518 §3.2)";
    assert_eq!(warnings.iter().map(ToString::to_string).collect::<Vec<_>>(), [message]);
}

#[test]
fn a_token_that_the_other_half_does_not_verify_is_not_sent() {
    let path = format!("{}/../../tests/keys/", env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(format!("{path}{name}")).expect(name);
    let form = |verify_with: serde_json::Value| {
        json!({"secret": read("p256-a.pem"), "verifyWith": verify_with}).to_string()
    };
    assert!(with_form(&form(json!(read("p256-a.pub.pem")))).is_ok());
    let other = problem(&form(json!(read("p256-b.pem"))));
    assert_eq!((other.code(), other.field()), ("SIGNATURE", Some("verifyWith")));
    assert!(other.to_string().starts_with("the token is not sent: "), "{other}");
    let expired = json!({
        "secret": SECRET, "payload": {"exp": 1}, "verifyWith": {"secret": SECRET},
    });
    assert_eq!(problem(&expired.to_string()).code(), "EXPIRED");
}
