use crate::{SECRET, prepare_in, surroundings::Fixed};
use http::{Method, StatusCode, Uri};
use jwt_workspace::Prepared;

fn prepared(form: &str) -> Prepared {
    let yaml = format!(
        "
requests:
  - name: r
    method: POST
    url: https://api.example/a
    headers: {{ X-Kept: yes, Cookie: own=1, X-Api-Key: mine, X-Session-Token: mine }}
    form: {{ a: 1 }}
    authentication: {{ secret: {SECRET}, {form} }}
"
    );
    prepare_in(&yaml, &Fixed::default()).expect(form)
}

fn to(uri: &str) -> Uri {
    uri.parse().expect(uri)
}

const PLACES: [&str; 5] =
    ["location: header", "name: X-Token", "location: query", "location: cookie", "location: body"];

#[test]
fn a_token_does_not_follow_to_another_origin_wherever_it_stands() {
    for place in PLACES {
        let first = prepared(place);
        let token = first.token.clone().expect("a token").token;
        for elsewhere in
            ["https://evil.example/a", "http://api.example/a", "https://api.example:8443/a"]
        {
            let next =
                first.redirected(StatusCode::TEMPORARY_REDIRECT, &to(elsewhere)).expect("followed");
            assert!(next.token.is_none(), "{place}");
            let request = &next.request;
            let all = format!("{} {:?} {:?}", request.uri(), request.headers(), request.body());
            assert!(!all.contains(&token), "{place}");
            let mut values = request.headers().values();
            assert!(!values.any(|value| value.as_bytes().ends_with(token.as_bytes())));
            let body = String::from_utf8_lossy(request.body());
            assert!(!body.contains(&token) && body.contains("a=1"), "{body}");
            for credential in ["cookie", "x-api-key", "x-session-token"] {
                assert!(!request.headers().contains_key(credential), "{place} {credential}");
            }
            assert_eq!(request.headers()["x-kept"], "yes");
            // And it does not come back.
            let back =
                next.redirected(StatusCode::TEMPORARY_REDIRECT, &to("https://api.example/b"));
            assert!(back.expect("followed").token.is_none());
        }
    }
}

#[test]
fn a_token_follows_within_its_origin() {
    for place in PLACES {
        let first = prepared(place);
        let next = first
            .redirected(StatusCode::TEMPORARY_REDIRECT, &to("https://api.example/b?c=1"))
            .expect("followed");
        assert_eq!(next.request.method(), Method::POST);
        let token = next.token.expect("a token").token;
        let mut all = next.request.uri().to_string();
        for value in next.request.headers().values() {
            all += value.to_str().expect("ASCII");
        }
        all += &String::from_utf8_lossy(next.request.body());
        assert_eq!(all.matches(&token).count(), 1, "{place}");
    }
}

#[test]
fn a_token_follows_to_another_origin_that_its_form_names() {
    let first = prepared("origins: [https://api.example, https://files.example]");
    let next = first.redirected(StatusCode::FOUND, &to("https://files.example/b")).expect("named");
    assert!(next.token.is_some());
    assert_eq!((next.request.method(), next.request.body().len()), (&Method::GET, 0));
    assert!(!next.request.headers().contains_key("content-type"));
}

#[test]
fn a_redirect_that_carries_the_token_elsewhere_is_not_followed() {
    let first = prepared("location: query");
    let token = &first.token.as_ref().expect("a token").token;
    let trap = to(&format!("https://evil.example/?leak={token}"));
    let problem = first.redirected(StatusCode::FOUND, &trap).expect_err("a leak");
    assert_eq!(problem.code(), "REDIRECT");
    assert!(!problem.to_string().contains(token));
    assert!(first.redirected(StatusCode::FOUND, &to("/b")).is_err());
}
