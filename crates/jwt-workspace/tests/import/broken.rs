//! Files that are cut off, deep, or of other types than they should be.

use jwt_workspace::import::{read, read_yaak_folder};
use serde_json::{Value, json};
use std::path::PathBuf;

const EXPORTS: [&str; 6] = [
    include_str!("fixtures/postman/orders.postman_collection.json"),
    include_str!("fixtures/postman/version-2.0.json"),
    include_str!("fixtures/postman/staging.postman_environment.json"),
    include_str!("fixtures/insomnia/version-4.json"),
    include_str!("fixtures/hoppscotch/collection.json"),
    include_str!("fixtures/yaak/export.json"),
];

#[test]
fn an_export_that_is_cut_off_is_a_problem() {
    for export in EXPORTS {
        let length = export.trim_end().len();
        for end in (1..length).step_by(37).chain([length - 1]) {
            let problem = read(&export[..end]).expect_err("cut off");
            assert_eq!(problem.code(), "IMPORT");
            assert!(problem.to_string().contains(" at line "), "{problem}");
        }
    }
}

#[test]
fn a_yaml_that_is_cut_off_anywhere_does_no_harm() {
    let export = include_str!("fixtures/insomnia/version-5.yaml");
    for end in 1..export.len() {
        if let Err(problem) = read(&export[..end]) {
            assert_eq!(problem.code(), "IMPORT");
        }
    }
}

#[test]
fn a_value_of_another_type_is_a_problem_or_does_no_harm() {
    let others =
        [json!(7), json!("x"), json!([7]), json!({"x": 7}), json!(true), json!([[]]), json!(null)];
    for export in EXPORTS {
        let whole: Value = serde_json::from_str(export).expect("JSON");
        let mut places = Vec::new();
        pointers(&whole, String::new(), &mut places);
        // Two of them at each place, others at the next: all at all places take too long.
        for (index, place) in places.iter().enumerate() {
            for other in others.iter().cycle().skip(2 * index).take(2) {
                let mut changed = whole.clone();
                *changed.pointer_mut(place).expect("a place") = other.clone();
                if let Err(problem) = read(&changed.to_string()) {
                    assert_eq!(problem.code(), "IMPORT", "{place}");
                }
            }
        }
    }
}

#[test]
fn the_wrong_type_is_named_with_its_place() {
    for (export, pointer, message) in [
        (0, "/item", "item of the workspace must be a list, but is true or false"),
        (
            0,
            "/item/0/item/0/item/0/request/url/query",
            "url.query of request \"Admin/Users/Get user\" must be a list, but is true or false",
        ),
        (0, "/auth/jwt", "auth.jwt of the workspace must be a list or an object"),
        (3, "/resources", "resources of the workspace must be a list, but is true or false"),
        (
            4,
            "/requests/0/body",
            "body of request \"Create order\" must be an object, but is true or false",
        ),
        (
            5,
            "/resources/workspaces/0/headers",
            "headers of the workspace must be a list, but is true or false",
        ),
    ] {
        let mut changed: Value = serde_json::from_str(EXPORTS[export]).expect("JSON");
        *changed.pointer_mut(pointer).expect("a place") = json!(true);
        let problem = read(&changed.to_string()).expect_err(message);
        assert_eq!(problem.to_string(), message);
    }
}

#[test]
fn depth_is_limited() {
    let open = r#"{"name":"a","item":["#;
    let nested = |depth: usize| format!("{}{}", open.repeat(depth), "]}".repeat(depth));
    let collection = |depth| format!(r#"{{"info":{{"name":"a"}},"item":[{}]}}"#, nested(depth));
    assert!(read(&collection(24)).is_ok());
    let problem = read(&collection(25)).expect_err("deep");
    let message = problem.to_string();
    assert!(message.ends_with("has folders that are nested more than 24 deep"), "{message}");
    for deep in [collection(100_000), "[".repeat(1_000_000), "a: ".repeat(100_000)] {
        assert_eq!(read(&deep).expect_err("deep").code(), "IMPORT");
    }
    let files = [(PathBuf::from("yaak.a.yaml"), "- ".repeat(100_000))];
    assert_eq!(read_yaak_folder(&files).expect_err("deep").code(), "IMPORT");
}

#[test]
fn size_is_limited() {
    let large = format!("{{\"a\": \"{}\"}}", "x".repeat(32 * 1024 * 1024));
    assert_eq!(read(&large).expect_err("large").to_string(), "the file is larger than 32 MiB");
}

#[test]
fn brackets_without_end_take_no_time() {
    let text = "{{ <<".repeat(200_000);
    let request = json!({"name": "a", "request": {"method": "GET", "url": text}});
    let postman = json!({"info": {"name": "a"}, "item": [request]});
    assert!(read(&postman.to_string()).is_ok());
    let request = json!({"name": "a", "endpoint": text, "v": "1"});
    let hoppscotch = json!({"v": 1, "name": "a", "folders": [], "requests": [request]});
    assert!(read(&hoppscotch.to_string()).is_ok());
    let insomnia = format!(
        "type: collection.insomnia.rest/5.0\ncollection:\n  - name: a\n    method: GET\n    url: '{text}'\n"
    );
    assert!(read(&insomnia).is_ok());
}

/// The places of all values.
fn pointers(value: &Value, here: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(value, format!("{here}/{name}"), places);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointers(value, format!("{here}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(here);
}
