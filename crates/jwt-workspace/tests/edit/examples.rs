use jwt_workspace::{Authentication, Form, NodePath, Parameter, Workspace};
use serde_json::{Map, Value, json};

const WORKSPACE: &str = r#"# The orders API.
%name: "Orders"   # in quotes

variables: { base: 'http://h', user: ann } # in one line

authentication:
    algorithm: HS256   # four spaces
    # the secret is elsewhere
    secretEnv: ORDERS_SECRET

    issuer: 'me'  # single quotes
    payload: |
      {
        "role": "reader"
      }
    expiresIn: 5m

# what is sent
requests:
- name: List
  url: ${[ base ]}/orders   # a template

  # tail of the first
- { name: Health, url: '${[ base ]}/health', authentication: none } # flow
folders:
- name: Admin
  authentication: none # for now
  requests:
    - authentication: { secret: "s", subject: a }
      name: Users
      url: h
      headers:
      - { name: X, value: 1 } # first
      - name: Y
        value: 2
"#;

fn text() -> String {
    WORKSPACE.replace("%name", "name")
}

fn members(form: Value) -> Map<String, Value> {
    form.as_object().expect("an object").clone()
}

/// The text after a change of the form of a node.
fn with_form(text: &str, path: &NodePath, change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut workspace = Workspace::from_yaml(text).expect("a workspace");
    let authentication = workspace.authentication_mut(path).expect("a node");
    let mut form = match authentication {
        Authentication::Jwt(form) => form.members().clone(),
        _ => Map::new(),
    };
    change(&mut form);
    *authentication = Authentication::Jwt(Box::new(Form::read(form).expect("a form")));
    workspace.edit(text, path).expect("an edit")
}

fn with(text: &str, path: &NodePath, authentication: Authentication) -> String {
    let mut workspace = Workspace::from_yaml(text).expect("a workspace");
    *workspace.authentication_mut(path).expect("a node") = authentication;
    workspace.edit(text, path).expect("an edit")
}

fn root() -> NodePath {
    NodePath::default()
}

#[test]
fn a_value_is_changed_where_it_stands() {
    let edited = with_form(&text(), &root(), |form| {
        form.insert("issuer".into(), "you".into());
        form.insert("payload".into(), "{\n  \"role\": \"writer\"\n}\n".into());
        form.insert("algorithm".into(), "HS512".into());
    });
    let expected = text()
        .replace("issuer: 'me'  #", "issuer: you  #")
        .replace("reader", "writer")
        .replace("algorithm: HS256 ", "algorithm: HS512 ");
    assert_eq!(edited, expected);
}

#[test]
fn a_member_comes_where_a_person_would_write_it_and_goes_with_its_line() {
    let edited = with_form(&text(), &root(), |form| {
        form.insert("keyId".into(), "k1".into());
        form.shift_remove("expiresIn");
    });
    let expected = text()
        .replace("ORDERS_SECRET\n", "ORDERS_SECRET\n    keyId: k1\n")
        .replace("    expiresIn: 5m\n", "");
    assert_eq!(edited, expected);
}

#[test]
fn the_empty_line_behind_a_text_of_several_lines_stays() {
    let text =
        "authentication:\n  secret: s\n  payload: |\n    {}\n\n# what is sent\nrequests: []\n";
    let change = |value: Option<&str>| {
        with_form(text, &root(), |form| {
            form.shift_remove("payload");
            form.extend(value.map(|value| ("payload".to_owned(), value.into())));
        })
    };
    assert_eq!(change(Some("{\"a\": 1}\n")), text.replace("{}", "{\"a\": 1}"));
    assert_eq!(change(Some("{}")), text.replace("|\n    {}", "'{}'"));
    assert_eq!(change(None), text.replace("  payload: |\n    {}\n", ""));
    let text = "authentication:\n  secret: s\n  keyId: |-\n    a\n    b\n\n  # who\n  issuer: i\n";
    let edited = with_form(text, &root(), |form| drop(form.shift_remove("keyId")));
    assert_eq!(edited, text.replace("  keyId: |-\n    a\n    b\n", ""));
    let text = "requests:\n- name: R\n  url: h\n  body: |\n    a\n\n- name: S\n  url: h\n";
    let edited = with(text, &root().child(0), Authentication::None);
    let body = "  body: |\n    a\n";
    assert_eq!(edited, text.replace(body, &format!("  authentication: none\n{body}")));
}

#[test]
fn authentication_comes_and_goes() {
    let list = root().child(0);
    let edited = with_form(&text(), &list, |form| {
        form.extend(members(json!({"secret": "s", "payload": {"b": 1, "a": [true, null]}})));
    });
    let form = "  authentication:\n    secret: s\n    payload:\n      b: 1\n      a:\n        - true\n        - ~\n";
    let expected = text().replace("# a template\n", &format!("# a template\n{form}"));
    assert_eq!(edited, expected);
    assert_eq!(with(&edited, &list, Authentication::Inherit), text());

    let health = root().child(1);
    let edited = with(&text(), &health, Authentication::Inherit);
    assert_eq!(edited, text().replace(", authentication: none } # flow", " } # flow"));
    assert_eq!(with(&edited, &health, Authentication::None), text());

    let admin = root().child(2);
    let edited = with_form(&text(), &admin, |form| drop(form.insert("secret".into(), "s".into())));
    let expected = text()
        .replace("authentication: none # for now\n", "authentication: # for now\n    secret: s\n");
    assert_eq!(edited, expected);

    let edited = with(&text(), &root(), Authentication::None);
    let (before, rest) = WORKSPACE.split_once("authentication:").expect("a form");
    let (_, after) = rest.split_once("expiresIn: 5m").expect("a last member");
    let expected = format!("{before}authentication: none{after}").replace("%name", "name");
    assert_eq!(edited, expected);
}

#[test]
fn the_first_member_of_a_list_entry_goes_as_well() {
    let users = root().child(2).child(0);
    let edited = with(&text(), &users, Authentication::Inherit);
    let first = "    - authentication: { secret: \"s\", subject: a }\n      name: Users";
    assert_eq!(edited, text().replace(first, "    - name: Users"));
    let edited = with_form(&text(), &users, |form| {
        form.shift_remove("subject");
        form.insert("issuer".into(), "a, b".into());
    });
    let expected = text().replace("\"s\", subject: a }", "\"s\", issuer: \"a, b\" }");
    assert_eq!(edited, expected);
}

#[test]
fn a_request_is_changed_like_a_form() {
    let path = root().child(2).child(0);
    let mut workspace = Workspace::from_yaml(&text()).expect("a workspace");
    let request = workspace.request_mut(&path).expect("a request");
    request.method = "POST".into();
    request.headers[1].value = "3".into();
    request.headers.push(Parameter { enabled: false, ..Parameter::new("Z", "a b") });
    let expected =
        text().replace("      name: Users\n", "      name: Users\n      method: POST\n").replace(
            "value: 2\n",
            "value: '3'\n      - name: Z\n        value: a b\n        enabled: false\n",
        );
    assert_eq!(workspace.edit(&text(), &path).expect("an edit"), expected);
}

#[test]
fn json_stays_json_and_line_breaks_stay_as_they_are() {
    let json = "{\n  \"name\": \"\\ud83d\\ude00\",\n  \"authentication\": {\"secret\": \"s\"}\n}\n";
    let edited = with_form(json, &root(), |form| {
        form.insert("issuer".into(), "me".into());
        form.insert("payload".into(), json!({"z": 1.50, "a": "\"\n"}));
    });
    let expected = json.replace(
        "\"s\"}",
        "\"s\", \"payload\": {\"z\":1.5,\"a\":\"\\\"\\n\"}, \"issuer\": \"me\"}",
    );
    assert_eq!(edited, expected);

    let windows = "\u{feff}name: A\r\nauthentication:\r\n  secret: s\r\n# end\r\n";
    let edited = with_form(windows, &root(), |form| {
        form.insert("payload".into(), json!({"a": {"b": 1}}));
    });
    let payload = "secret: s\r\n  payload:\r\n    a:\r\n      b: 1\r\n";
    assert_eq!(edited, windows.replace("secret: s\r\n", payload));
}

#[test]
fn the_type_that_yaak_writes_is_kept_beside_the_form() {
    let text = "authenticationType: jwt # on\nauthentication:\n  secret: s # kept\n";
    let off = with(text, &root(), Authentication::None);
    assert_eq!(off, text.replace("jwt # on", "none # on"));
    let inherits = with(&off, &root(), Authentication::Inherit);
    let read = Workspace::from_yaml(&inherits).expect("a workspace");
    assert_eq!(read.authentication, Authentication::Inherit);
    assert!(inherits.contains("  secret: s # kept\n"), "{inherits}");
}
