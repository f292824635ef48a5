//! Expired, not yet valid, and invalid claims.

use super::{doctor, found, signed};

#[test]
fn an_expired_token_tells_by_how_much() {
    let (folder, token) = signed(r#"{"iat":1795464543,"exp":1795464843}"#);
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub", "--at", "2026-11-23T20:14:33Z"]),
        "finding: the token expired 30 s ago (exp 2026-11-23T20:14:03Z, now \
         20:14:33Z)\n\
         evidence: it was made to live for 5 min (iat 2026-11-23T20:09:03Z)\n\
         change: get a new token, or allow for clocks that differ: --leeway 31s\n"
    );
    let late = ["--key", "key.pub", "--at", "2026-11-23T20:14:33Z", "--leeway", "31s"];
    assert_eq!(doctor(&folder, &token, &late).code, Some(0));
}

#[test]
fn a_fixed_exp_is_to_be_counted() {
    let (folder, token) = signed(r#"{"exp":1300819380}"#);
    let out = found(&folder, &token, &["--at", "2026-11-23T20:14:33Z"]);
    assert_eq!(
        out,
        "finding: the token expired 5725 days ago (exp 2011-03-22T18:43:00Z, now \
         2026-11-23T20:14:33Z)\n\
         change: get a new token; to see how it stood earlier, name the time: --at\n\
         change: if exp stands fixed in the claims, take it out and have it counted: jwt sign \
         --expires-in 5m\n"
    );
}

#[test]
fn a_token_from_the_future_says_when() {
    let (folder, token) = signed(r#"{"nbf":1795464843,"exp":1795464999}"#);
    assert_eq!(
        found(&folder, &token, &["--key", "key.pub", "--at", "2026-11-23T20:11:13Z"]),
        "finding: the token is not valid before 20:14:03Z (nbf, in 170 s)\n\
         change: compare the clocks, or allow for the difference: --leeway 170s\n"
    );
}

#[test]
fn milliseconds_and_dates_in_quotes_are_seen_through() {
    let at = ["--key", "key.pub", "--at", "2026-11-23T20:11:13Z"];
    for claim in ["exp", "nbf", "iat"] {
        let (folder, token) = signed(
            &format!(r#"{{"exp":4102444800,"{claim}":1795464843000}}"#)
                .replace(r#""exp":4102444800,"exp""#, r#""exp""#),
        );
        let standing = if claim == "exp" { "expires in 170 s" } else { "in 170 s" };
        assert_eq!(
            found(&folder, &token, &at),
            format!(
                "finding: {claim} 1795464843000 is not a date between 1970 and 9999 (it looks like \
                 milliseconds, JWT has seconds)\n\
                 evidence: as milliseconds it is 2026-11-23T20:14:03Z, {standing}\n\
                 change: the issuer must divide by 1000: JWT has seconds, as in \
                 Math.floor(Date.now() / 1000)\n"
            )
        );
    }
    let (folder, token) = signed(r#"{"exp":"1795464843"}"#);
    assert_eq!(
        found(&folder, &token, &at),
        "finding: exp must be a number of seconds, but is a string\n\
         evidence: what it says is 2026-11-23T20:14:03Z, expires in 170 s\n\
         change: the issuer must write a number, without quotes: 1795464843\n"
    );
}

#[test]
fn near_misses_are_named_precisely() {
    let (folder, token) =
        signed(r#"{"aud":"https://api.example/","iss":"http://id.example","exp":4102444800}"#);
    let rules = ["--audience", "https://api.example", "--issuer", "https://id.example"];
    let refused = "2 claims were refused: iss is \"http://id.example\", expected \
                   \"https://id.example\": they differ by http and https; aud is \
                   \"https://api.example/\", expected \"https://api.example\": they differ by a \
                   slash at the end\n";
    assert_eq!(
        found(&folder, &token, &[&["--key", "key.pub"][..], &rules].concat()),
        format!(
            "finding: {refused}\
             change: get a token with the iss that is expected, or expect this one: --issuer \
             http://id.example\n\
             change: get a token with the aud that is expected, or expect this one: --audience \
             https://api.example/\n"
        )
    );
    // In the words of the other command.
    let verify = ["verify", &token, "--key", "key.pub"];
    let err = folder.jwt(&[&verify[..], &rules].concat()).failed(1);
    assert_eq!(err, format!("error[CLAIM]: {refused}"));
}

#[test]
fn each_near_miss_has_its_name() {
    for (aud, expected, difference) in [
        ("API", "api", "upper and lower case"),
        ("https://api.example:8443", "https://api.example", "the port"),
        (" api", "api", "white space around it"),
        ("https://www.api.example", "https://api.example", "www."),
    ] {
        let claims = serde_json::json!({"aud": aud, "exp": 4_102_444_800_u64}).to_string();
        let (folder, token) = signed(&claims);
        let out = found(&folder, &token, &["--audience", expected]);
        assert!(
            out.starts_with(&format!(
                "finding: aud is \"{aud}\", expected \"{expected}\": they differ by {difference}\n"
            )),
            "{out}"
        );
    }
}

#[test]
fn missing_claims_are_told_with_what_is_there_instead() {
    let (folder, token) = signed(r#"{"audience":"api","exp":4102444800}"#);
    assert_eq!(
        found(&folder, &token, &["--audience", "api", "--issuer", "https://id.example"]),
        "finding: 2 claims were refused: iss is missing, expected \"https://id.example\"; aud is \
         missing, expected \"api\"\n\
         evidence: there is \"audience\", but the claim's name is aud\n\
         change: have the issuer set iss to https://id.example, or do not ask for it\n\
         change: have the issuer set aud to api, or do not ask for it\n"
    );
    let (folder, token) = signed("{}");
    assert_eq!(
        found(&folder, &token, &[]),
        "finding: exp is missing\n\
         change: a token that never expires cannot be taken back; if it is meant so: --waive exp\n"
    );
    assert_eq!(doctor(&folder, &token, &["--waive", "exp"]).code, Some(0));
}

#[test]
fn an_id_token_is_no_access_token() {
    let (folder, token) = signed(r#"{"exp":4102444800}"#);
    assert_eq!(
        found(&folder, &token, &["--typ", "at+jwt"]),
        "finding: typ is \"JWT\", expected \"at+jwt\"\n\
         change: is this the access token (RFC 9068)? an ID token is none; if it is: --typ JWT\n"
    );
}
