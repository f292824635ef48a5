//! What is not an export of the four programs.

use jwt_workspace::import::read;

#[test]
fn what_it_is_instead_is_told() {
    for (text, what) in [
        (r#"{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}}"#, "an OpenAPI document"),
        ("openapi: 3.1.0\ninfo:\n  title: A\n", "an OpenAPI document"),
        ("swagger: '2.0'\n", "a Swagger document"),
        ("asyncapi: 3.0.0\n", "an AsyncAPI document"),
        (r#"{"log": {"version": "1.2", "entries": []}}"#, "a HAR file"),
        (r#"{"version": "1", "name": "A", "type": "collection"}"#, "a Bruno collection"),
        ("opencollection: 1.0.0\n", "a Bruno collection"),
        ("meta {\n  name: A\n  type: http\n}\n\nget {\n  url: a\n}\n", "a Bruno file"),
        ("curl -H 'Accept: */*' https://api.example.com", "a curl command"),
        ("GET https://api.example.com HTTP/1.1\n", "a request of HTTP"),
        ("### One\nGET https://api.example.com\n", "a file of requests (.http)"),
        ("<?xml version=\"1.0\"?><a/>", "XML or HTML"),
        ("-----BEGIN PRIVATE KEY-----\n", "a PEM file"),
        (r#"{"keys": []}"#, "a JSON Web Key"),
        (r#"{"a": 1}"#, "something else"),
        ("[1, 2]", "a list of something else"),
        ("[]", "a list of something else"),
        (
            r#"{"id": "1", "name": "A", "order": [], "folders": [], "requests": []}"#,
            "an old export of Postman (version 1)",
        ),
    ] {
        let problem = read(text).expect_err(text);
        let message =
            format!("the file is {what}, not an export of Postman, Insomnia, Hoppscotch or Yaak");
        assert_eq!((problem.code(), problem.to_string()), ("IMPORT", message), "{text}");
        let hints = problem.hints().join(" ");
        assert!(hints.contains("a Postman collection (version 2.0, 2.1)"), "{hints}");
    }
}

#[test]
fn what_is_no_json_is_told_with_line_and_column() {
    for (text, message) in [
        ("", "the file is empty"),
        ("{\n  \"info\": }", "the file is not JSON: expected value at line 2 column 11"),
        ("{\"info\": {", "the JSON is cut off: EOF while parsing an object at line 1 column 10"),
        ("hello", "the file is neither JSON nor YAML of an object: line 1 column 1"),
    ] {
        let problem = read(text).expect_err(text);
        assert_eq!((problem.code(), problem.to_string().as_str()), ("IMPORT", message));
    }
    let problem = read("a: 'b\n").expect_err("not closed");
    let message = problem.to_string();
    assert!(
        message.starts_with("the file is neither JSON nor YAML: line 1 column 4: "),
        "{message}"
    );
}

#[test]
fn one_file_of_a_folder_of_yaak_is_told() {
    let text = include_str!("fixtures/yaak/sync/yaak.wk_QznZRBmP3z.yaml");
    let problem = read(text).expect_err("one file");
    let message = "this is one file of a folder that Yaak syncs to, not the whole";
    assert_eq!(problem.to_string(), message);
    assert_eq!(problem.hints(), ["give the folder, or an export of Yaak"]);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = include_str!("fixtures/hoppscotch/collection.json");
    assert_eq!(read(&format!("\u{feff}{text}")), read(text));
}
