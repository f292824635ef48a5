use crate::folder::Folder;

const NONE: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1IiwiZXhwIjoxMzAwODE5MzgwLCJuIjoxLjUwfQ.";

#[test]
fn header_and_claims_are_shown_with_times_and_not_vouched_for() {
    let outcome = Folder::new().jwt(&["decode", NONE]);
    assert_eq!(outcome.code, Some(0));
    let (start, end) = outcome.out.split_once("← ").expect("a time");
    assert_eq!(
        start,
        "header\n{\n  \"alg\": \"none\"\n}\nclaims\n{\n  \"sub\": \"u\",\n  \"exp\": 1300819380,  "
    );
    assert!(end.starts_with("2011-03-22T18:43:00Z, expired "), "{end}");
    assert!(end.ends_with(" ago\n  \"n\": 1.50\n}\n"), "{end}");
    assert_eq!(
        outcome.err,
        "not verified: the token is unsigned, so anyone can have written this\n"
    );
}

#[test]
fn json_is_one_object_to_the_digit() {
    let outcome = Folder::new().jwt_with_input(&["decode", "--json"], &format!("{NONE}\n"));
    assert_eq!(
        outcome.out,
        "{\"header\":{\"alg\":\"none\"},\"claims\":{\"sub\":\"u\",\"exp\":1300819380,\"n\":1.50}}\n"
    );
    assert!(outcome.err.contains("not verified: "), "{}", outcome.err);
}

#[test]
fn what_is_no_token_is_named() {
    let folder = Folder::new();
    for (text, reason) in [
        ("a.b", "not a JWT: expected 3 parts separated by dots, got 2"),
        ("a.b.c.d.e", "got 5 (this is an encrypted JWE)"),
        ("eyJhbGciOiJub25lIn0.bm9wZQ.", "the payload is not a JSON object: expected '{'"),
        ("eyJhbGciOiJub25lIn0.a+b.", "the payload part is not base64url: character '+' at 1"),
        ("{}", "this is JSON"),
    ] {
        let err = folder.jwt(&["decode", text]).failed(1);
        assert!(err.starts_with("error[MALFORMED]: ") && err.contains(reason), "{text}: {err}");
    }
}
