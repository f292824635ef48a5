//! The schema and the reader take the same files.

use jwt_workspace::{SCHEMA, Workspace};
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).expect("JSON")).expect("a schema")
}

fn request(more: Value) -> Value {
    let mut request = json!({"name": "r", "url": "https://api.example"});
    request.as_object_mut().expect("an object").extend(more.as_object().expect("one").clone());
    json!({"requests": [request]})
}

fn form(members: Value) -> Value {
    request(json!({"authentication": members}))
}

#[test]
fn what_the_reader_takes_the_schema_takes() {
    for workspace in [
        json!({}),
        json!({"$schema": "x", "name": "W", "variables": {"a": 1, "b": true, "c": null}}),
        json!({"environments": {"e": {"a": "b"}, "none": null}, "headers": {"X": ["a", "b"]}}),
        request(json!({"query": [{"name": "a", "value": 1, "enabled": false}], "body": [1]})),
        request(json!({"form": {"a": "b"}, "method": "POST", "authentication": "none"})),
        request(json!({"authentication": null, "authenticationType": null})),
        json!({"folders": [{"name": "F", "folders": [{"name": "G"}], "authentication": "inherit"}]}),
        form(json!({})),
        form(json!({"algorithm": "${[ alg ]}", "secretEnv": "S", "secretBase64": true})),
        form(json!({"payload": {"a": 1}, "headers": "{}", "typ": null, "expiresIn": 300})),
        form(json!({"audience": ["a"], "cache": {"refreshBefore": "30s"}, "origins": []})),
        form(json!({"allow": {"unsigned": true}, "verifyWith": {"secretFile": "p"}})),
        form(json!({"disabled": "${[ off ]}", "cache": "perRequest", "location": "body"})),
    ] {
        Workspace::from_yaml(&workspace.to_string()).expect("the reader takes it");
        let error = validator().validate(&workspace).err().map(|error| error.to_string());
        assert_eq!(error, None, "{workspace}");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    for workspace in [
        json!([]),
        json!({"request": []}),
        json!({"variables": {"a": {}}}),
        json!({"requests": [{"name": "r"}]}),
        request(json!({"methd": "GET"})),
        request(json!({"headers": 1})),
        request(json!({"query": [{"value": "a"}]})),
        form(json!({"algoritm": "HS256"})),
        form(json!({"algorithm": "hs256"})),
        form(json!({"location": "headers"})),
        form(json!({"issuedAt": "later"})),
        form(json!({"payload": 7})),
        form(json!({"allow": {"unsinged": true}})),
        form(json!({"allow": true})),
        form(json!({"cache": "always"})),
        form(json!({"verifyWith": {"file": "p"}})),
        request(json!({"authentication": "jwt"})),
        json!({"folders": [{"requests": []}]}),
    ] {
        assert!(Workspace::from_yaml(&workspace.to_string()).is_err(), "reader: {workspace}");
        assert!(validator().validate(&workspace).is_err(), "schema: {workspace}");
    }
}
