use crate::{prepare_in, surroundings::Fixed};
use http::header::CONTENT_TYPE;

fn uri(request: &str) -> String {
    let yaml = format!("requests: [{{ name: r, {request} }}]");
    prepare_in(&yaml, &Fixed::default()).expect(request).request.uri().to_string()
}

#[test]
fn urls_are_taken_as_people_type_them() {
    for (request, expected) in [
        ("url: 'https://api.example/a b?q=é#f'", "https://api.example/a%20b?q=%C3%A9"),
        ("url: api.example/x", "https://api.example/x"),
        ("url: 'localhost:8080/x'", "http://localhost:8080/x"),
        ("url: '127.0.0.1:1'", "http://127.0.0.1:1/"),
        ("url: '[::1]:1/x'", "http://[::1]:1/x"),
        ("url: 'http://bücher.example'", "http://xn--bcher-kva.example/"),
        (
            "url: 'https://api.example/x?a=%2f', query: { b: 1 2, c: [x, y] }",
            "https://api.example/x?a=%2f&b=1+2&c=x&c=y",
        ),
        (
            "url: 'https://api.example/users/:id/x', query: { ':id': a/b, q: 1 }",
            "https://api.example/users/a%2Fb/x?q=1",
        ),
        (
            "url: 'https://api.example/a b/%2f/é/:id/', query: { ':id': a%b ü }",
            "https://api.example/a%20b/%2f/%C3%A9/a%25b%20%C3%BC/",
        ),
        ("url: 'api.example/login?to=http://x'", "https://api.example/login?to=http://x"),
        ("url: '127.0.0.1.evil.example/x'", "https://127.0.0.1.evil.example/x"),
        ("url: '127.0.0.1@evil.example'", "https://127.0.0.1@evil.example/"),
        ("url: '127.8.9.10:1/x'", "http://127.8.9.10:1/x"),
        (
            "url: 'https://api.example', query: [ { name: a, value: 1, enabled: false } ]",
            "https://api.example/",
        ),
    ] {
        assert_eq!(uri(request), expected);
    }
}

#[test]
fn what_is_no_url_is_refused() {
    for url in ["", "/x", "ftp://a", "https://", "http://a b"] {
        let yaml = format!("requests: [{{ name: r, url: '{url}' }}]");
        assert_eq!(prepare_in(&yaml, &Fixed::default()).expect_err(url).code(), "URL");
    }
}

#[test]
fn a_part_of_the_path_leads_nowhere_else() {
    let to = |part: &str| {
        let request = format!("url: 'https://api.example/a/:id/b', query: {{ ':id': '{part}' }}");
        prepare_in(&format!("requests: [{{ name: r, {request} }}]"), &Fixed::default())
    };
    for part in [".", ".."] {
        assert_eq!(to(part).expect_err(part).code(), "URL");
    }
    // A percent sign is one, and begins no escape.
    let found = to("%2e%2E").expect("a name").request;
    assert_eq!(found.uri().path(), "/a/%252e%252E/b");
}

#[test]
fn a_url_that_is_refused_is_named_without_its_secrets() {
    for (url, shown) in [
        ("http://ann:hunter2@a b/x?key=k1#f", "http://…@a b/x?…"),
        ("ann:hunter2@a b/?to=http://b", "…@a b/?…"),
        ("http://a b/@x", "http://a b/@x"),
    ] {
        let yaml = format!("requests: [{{ name: r, url: '{url}' }}]");
        let message = prepare_in(&yaml, &Fixed::default()).expect_err(url).to_string();
        assert!(message.starts_with(&format!("url is \"{shown}\": ")), "{message}");
    }
}

#[test]
fn a_media_type_that_would_not_be_sent_is_refused() {
    for body in ["body: { a: 1 }", "bodyFile: data.bin", "form: { a: 1 }"] {
        let yaml = format!(
            "requests: [{{ name: r, method: POST, url: https://a.example, {body}, bodyType: a/b }}]"
        );
        let problem = prepare_in(&yaml, &Fixed::default()).expect_err(body);
        assert_eq!(
            problem.to_string(),
            "line 1: bodyType of request \"r\" goes with a body of text only"
        );
        assert_eq!(problem.hints(), ["set the header Content-Type instead"]);
    }
}

#[test]
fn bodies_say_what_they_are() {
    for (body, bytes, media_type) in [
        ("body: '{\"a\": ${[ n ]}}'", "{\"a\": 7}", None),
        (
            "body: { a: '${[ n ]}', b: [1, null] }",
            r#"{"a":"7","b":[1,null]}"#,
            Some("application/json"),
        ),
        ("body: <a/>, bodyType: text/xml", "<a/>", Some("text/xml")),
        (
            "form: { a: '1 2', b: '${[ n ]}' }",
            "a=1+2&b=7",
            Some("application/x-www-form-urlencoded"),
        ),
        ("bodyFile: data.bin", "\u{0}\u{1}", None),
        (
            "body: { a: 1 }, headers: { Content-Type: application/problem+json }",
            r#"{"a":1}"#,
            Some("application/problem+json"),
        ),
    ] {
        let yaml = format!(
            "variables: {{ n: 7 }}\nrequests: [{{ name: r, method: POST, url: https://a.example, {body} }}]"
        );
        let surroundings = Fixed::default().file("data.bin", [0, 1]);
        let request = prepare_in(&yaml, &surroundings).expect(body).request;
        assert_eq!(request.body(), bytes.as_bytes(), "{body}");
        let found = request.headers().get(CONTENT_TYPE).map(|value| value.to_str().expect("ASCII"));
        assert_eq!(found, media_type, "{body}");
    }
}

#[test]
fn a_line_break_in_a_header_is_refused() {
    let yaml = r#"requests: [{ name: r, url: https://a.example, headers: { X: "a\r\nY: b" } }]"#;
    let problem = prepare_in(yaml, &Fixed::default()).expect_err("two headers");
    assert_eq!(problem.hints(), ["look for a line break in it"]);
}

#[test]
fn a_body_that_cannot_be_made_keeps_its_request_from_being_sent() {
    let yaml = "requests: [{ name: r, url: https://a.example, bodyType: multipart/form-data }]";
    let problem = prepare_in(yaml, &Fixed::default()).expect_err("no body");
    assert_eq!(
        problem.to_string(),
        "the body is of the kind multipart/form-data, which is not made here"
    );
    let workspace = crate::workspace(yaml);
    let written = workspace.to_yaml().expect("written");
    assert_eq!(crate::workspace(&written), workspace);
}
