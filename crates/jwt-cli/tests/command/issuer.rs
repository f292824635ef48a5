//! `jwt verify` by the keys that an issuer publishes.

use crate::{folder::Folder, issuer_server::IssuerServer};
use serde_json::{Value, json};

/// An issuer, and a token of its own for the audience `api`.
fn issued() -> (Folder, IssuerServer, String) {
    let folder = Folder::new();
    folder.key_pair("ES256", "jwk", "key");
    let issuer = IssuerServer::start(&folder, &["key.pub"]);
    let token = token(&folder, &issuer.url, &[]);
    (folder, issuer, token)
}

fn token(folder: &Folder, issuer: &str, options: &[&str]) -> String {
    let sign = ["sign", "--key", "key", "--issuer", issuer, "--audience", "api"];
    folder.printed(&[&sign[..], &["--expires-in", "5m"], options].concat())
}

#[test]
fn the_issuers_url_is_enough() {
    let (folder, issuer, token) = issued();
    let verify = ["verify", &token, "--issuer", &issuer.url, "--audience", "api"];
    let outcome = folder.jwt(&verify);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let claims: Value = serde_json::from_str(&outcome.out).expect("JSON");
    assert_eq!((&claims["iss"], &claims["aud"]), (&issuer.url.as_str().into(), &"api".into()));
    assert!(outcome.err.starts_with("valid: ES256, "), "{}", outcome.err);
    assert_eq!(issuer.asked(), 1);

    let json = folder.printed(&[&verify[..], &["--json"]].concat());
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["valid"], &json["header"]["alg"]), (&true.into(), &"ES256".into()));
}

#[test]
fn keys_are_named_where_the_issuer_does_not_tell() {
    let (folder, issuer, _) = issued();
    let token = token(&folder, "billing", &[]);
    let keys = format!("{}/keys", issuer.url);
    let verify = ["verify", &token, "--issuer", "billing", "--jwks-uri", &keys];
    let outcome = folder.jwt(&[&verify[..], &["--audience", "api"]].concat());
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
}

#[test]
fn a_token_that_is_not_right_is_refused_as_with_a_key() {
    let (folder, issuer, right) = issued();
    folder.key_pair("ES256", "jwk", "other");
    let kid = |name: &str| {
        let key: Value = serde_json::from_str(&folder.read(name)).expect("a JWK");
        key["kid"].as_str().expect("a name").to_owned()
    };
    let (own, other) = (kid("key"), kid("other"));
    let sign = |key: &str, options: &[&str]| {
        let sign = ["sign", "--key", key, "--issuer", &issuer.url, "--audience", "api"];
        folder.printed(&[&sign[..], options].concat())
    };
    let later = ["--expires-in", "5m"];
    let unknown = format!(
        "error[KID]: no key \"{other}\" for ES256 in the key set (it has {own}), of \"{}\"\n",
        issuer.url
    );
    let (start, end) = right.split_at(right.len() - 8);
    let changed = format!("{start}{}", if end == "AAAAAAAA" { "BBBBBBBA" } else { "AAAAAAAA" });
    for (token, told) in [
        (sign("other", &later), unknown.as_str()),
        (sign("key", &["--claims", r#"{"exp":1}"#]), "error[EXPIRED]: the token expired "),
        (
            changed,
            "error[SIGNATURE]: the signature does not match (ES256, key of the issuer's)\nhint: it \
             was signed with another key, or changed since\n",
        ),
        (
            token(&folder, "https://other.example", &[]),
            "error[ISSUER]: the token's issuer (iss) is none that is trusted\nhint: jwt decode \
             shows which issuer it names\n",
        ),
        (
            token(&folder, &format!("{}/", issuer.url), &[]),
            "error[ISSUER]: the token's issuer (iss) is nearly ",
        ),
        (
            "eyJhbGciOiJub25lIn0.e30.".to_owned(),
            "error[ISSUER]: the token does not say who issued it (iss)\n",
        ),
        ("a.b".to_owned(), "error[MALFORMED]: not a JWT"),
    ] {
        let verify = ["verify", &token, "--issuer", &issuer.url, "--audience", "api"];
        let err = folder.jwt(&verify).failed(1);
        assert!(err.starts_with(told), "{err}\nexpected {told}");
        let json = folder.jwt(&[&verify[..], &["--json"]].concat());
        assert_eq!(json.code, Some(1));
        let json: Value = serde_json::from_str(&json.out).expect("JSON");
        assert_eq!(json["valid"], false);
    }
    let err = folder.jwt(&["verify", &right, "--issuer", &issuer.url, "--audience", "b"]).failed(1);
    assert!(err.starts_with("error[CLAIM]: aud is \"api\", expected \"b\""), "{err}");
    let verify = ["verify", &right, "--issuer", &issuer.url, "--alg", "RS256"];
    let err = folder.jwt(&verify).failed(1);
    assert_eq!(err, "error[ALG_MISMATCH]: the token says ES256, expected RS256\n");
}

#[test]
fn an_issuer_that_cannot_be_asked_is_exit_4() {
    let (folder, issuer, token) = issued();
    let verify = ["verify", &token, "--issuer", &issuer.url, "--audience", "api"];
    issuer.discovery(json!({"issuer": "https://evil.example", "jwks_uri": "https://evil.example"}));
    let err = folder.jwt(&verify).failed(4);
    assert!(err.starts_with("error[DISCOVERY]: the keys of "), "{err}");
    assert!(err.contains("issuer \"https://evil.example\" in the discovery document"), "{err}");
    issuer.discovery(json!([]));
    let err = folder.jwt(&verify).failed(4);
    assert!(
        err.ends_with("if the issuer has no discovery, name the keys yourself: --jwks-uri URL\n"),
        "{err}"
    );
    issuer.break_down();
    let err = folder.jwt(&verify).failed(4);
    assert!(err.starts_with("error[HTTP]: the keys of "), "{err}");
}

#[test]
fn a_url_that_may_not_be_gone_to_is_exit_3() {
    let (folder, _issuer, token) = issued();
    for (url, told) in [
        (
            "http://id.example",
            "error[URL]: the URL \"http://id.example\" cannot be used: http is for this machine \
             only\nhint: use https, or whoever is on the way gives you their keys\n",
        ),
        (
            "https://169.254.169.254",
            "error[ADDRESS]: the URL \"https://169.254.169.254\" cannot be used: 169.254.169.254 is \
             a link-local address, which is not allowed\n",
        ),
        ("ftp://id.example", "error[URL]: "),
        ("https://ann:secret@id.example", "error[URL]: the URL \"id.example\" cannot be used: "),
    ] {
        let err = folder.jwt(&["verify", &token, "--issuer", url]).failed(3);
        assert!(err.starts_with(told), "{err}");
        assert!(!err.contains("secret"), "{err}");
    }
    let verify = ["verify", &token, "--issuer", "https://id.example", "--alg", "HS256"];
    let err = folder.jwt(&verify).failed(3);
    assert!(
        err.ends_with("a shared secret is given with --secret-file or --secret-env\n"),
        "{err}"
    );
}

#[test]
fn without_a_key_and_an_issuer_to_ask_both_ways_are_told() {
    let (folder, _issuer, token) = issued();
    for options in [&["--issuer", "billing"][..], &[]] {
        let err = folder.jwt(&[&["verify", &token], options].concat()).failed(2);
        assert_eq!(
            err,
            "error[USAGE]: there is no key\n\
             hint: give one: --key FILE, --secret-file FILE or --secret-env NAME\n\
             hint: or name an issuer that publishes its keys: --issuer https://id.example\n"
        );
    }
}

#[test]
fn with_a_key_of_ones_own_nobody_is_asked() {
    let (folder, issuer, token) = issued();
    let verify = ["verify", &token, "--key", "key.pub", "--issuer", &issuer.url];
    let outcome = folder.jwt(&[&verify[..], &["--audience", "api"]].concat());
    assert_eq!((outcome.code, issuer.asked()), (Some(0), 0), "{}", outcome.err);
    let both = [&verify[..], &["--jwks-uri", "https://id.example/keys"]].concat();
    assert!(folder.jwt(&both).failed(2).contains("cannot be used with"));
}
