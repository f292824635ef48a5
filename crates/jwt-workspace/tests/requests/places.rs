use crate::{SECRET, prepare_in, problem, surroundings::Fixed, with_form};
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};

fn form(more: &str) -> String {
    format!(r#"{{"secret":"{SECRET}",{more}}}"#)
}

#[test]
fn tokens_stand_where_the_form_says() {
    for (more, place) in [
        (r#""location":"header""#, "header Authorization with prefix Bearer"),
        (r#""name":"X-Token","headerPrefix":"""#, "header X-Token"),
        (r#""headerPrefix":"Bearer ""#, "header Authorization with prefix Bearer"),
        (r#""headerPrefix":"JWT""#, "header Authorization with prefix JWT"),
        (r#""location":"query""#, "query parameter token"),
        (r#""location":"cookie","name":"session""#, "cookie session"),
        (r#""location":"body""#, "field client_assertion of the body"),
    ] {
        let prepared = with_form(&form(more)).expect(more);
        let placed = prepared.token.expect("a token");
        assert_eq!(placed.place, place);
        let request = &prepared.request;
        let (token, headers) = (&placed.token, request.headers());
        let header = |name: &str| headers.get(name).map(|value| value.to_str().expect("ASCII"));
        match place {
            "header X-Token" => assert_eq!(header("x-token"), Some(&**token)),
            "query parameter token" => {
                assert_eq!(request.uri().query(), Some(&*format!("token={token}")));
            }
            "cookie session" => assert_eq!(header("cookie"), Some(&*format!("session={token}"))),
            "field client_assertion of the body" => {
                assert_eq!(request.body(), format!("client_assertion={token}").as_bytes());
                assert_eq!(headers[CONTENT_TYPE], "application/x-www-form-urlencoded");
            }
            _ => {
                let prefix = place.rsplit(' ').next().expect("a prefix");
                assert_eq!(header("authorization"), Some(&*format!("{prefix} {token}")));
                assert!(headers[AUTHORIZATION].is_sensitive());
            }
        }
    }
}

#[test]
fn what_stands_there_is_replaced_and_all_else_stays() {
    let yaml = format!(
        "
headers: {{ X-All: a, AUTHORIZATION: Basic old, Cookie: 'a=1; token=old' }}
requests:
  - name: r
    url: https://api.example
    headers: {{ x-all: [b, c] }}
    authentication: {{ secret: {SECRET} }}
"
    );
    let prepared = prepare_in(&yaml, &Fixed::default()).expect("a token");
    let headers = prepared.request.headers();
    assert_eq!(headers.get_all(AUTHORIZATION).iter().count(), 1);
    assert!(headers[AUTHORIZATION].to_str().expect("ASCII").starts_with("Bearer "));
    assert_eq!(headers[COOKIE], "a=1; token=old");
    assert_eq!(headers.get_all("x-all").iter().collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn a_client_assertion_joins_the_fields_of_its_form() {
    let yaml = format!(
        "
requests:
  - name: r
    method: POST
    url: https://id.example/token
    form: {{ grant_type: client_credentials, client_assertion: old }}
    authentication: {{ secret: {SECRET}, location: body }}
"
    );
    let prepared = prepare_in(&yaml, &Fixed::default()).expect("a token");
    let token = prepared.token.expect("a token").token;
    let body = String::from_utf8(prepared.request.into_body()).expect("UTF-8");
    assert_eq!(body, format!("grant_type=client_credentials&client_assertion={token}"));
    let json = yaml.replace("form: {", "body: {");
    let problem = prepare_in(&json, &Fixed::default()).expect_err("JSON");
    assert_eq!((problem.code(), problem.field()), ("PLACE", Some("location")));
}

#[test]
fn a_token_goes_to_the_origins_of_its_form_and_no_others() {
    assert!(with_form(&form(r#""origins":["https://api.example"]"#)).is_ok());
    for more in [
        r#""origins":["https://other.example"]"#,
        r#""origins":["http://api.example"]"#,
        r#""origins":["https://other.example"],"location":"body""#,
        r#""origins":[]"#,
    ] {
        let problem = problem(&form(more));
        assert_eq!((problem.code(), problem.field()), ("ORIGIN", Some("origins")), "{more}");
    }
    let problem = problem(&form(r#""origins":["api.example"]"#));
    assert!(problem.to_string().contains("an origin starts with its scheme"), "{problem}");
}

#[test]
fn places_that_no_request_has_are_refused_at_their_field() {
    for (more, field) in [
        (r#""name":"a b""#, "name"),
        (r#""name":"Host""#, "name"),
        (r#""name":"a=b","location":"cookie""#, "name"),
        (r#""headerPrefix":"é""#, "headerPrefix"),
    ] {
        assert_eq!(problem(&form(more)).field(), Some(field), "{more}");
    }
}

#[test]
fn a_form_that_is_disabled_leaves_the_request_as_it_is() {
    for (disabled, sent) in
        [("true", false), ("false", true), (r#""""#, false), (r#""${[ on ]}""#, true)]
    {
        let yaml = format!(
            r#"{{"variables":{{"on":"1"}},"requests":[{{"name":"r","url":"https://api.example",
            "authentication":{{"secret":"{SECRET}","disabled":{disabled}}}}}]}}"#
        );
        let prepared = prepare_in(&yaml, &Fixed::default()).expect("sent");
        assert_eq!(prepared.token.is_some(), sent, "{disabled}");
        assert_eq!(prepared.request.headers().len(), usize::from(sent));
    }
}
