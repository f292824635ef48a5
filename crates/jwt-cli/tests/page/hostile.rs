//! Names that nobody would choose, and secrets where they may not be.

use crate::program::{Page, SECRET};
use serde_json::{Value, json};

const NAMES: [&str; 12] = [
    "<script>alert(1)</script>",
    "a/b",
    "a/b",
    "\"quoted\" 'twice'",
    "../../etc/passwd",
    "__proto__",
    "{{nonce}}",
    "${[ nobody ]}",
    "\u{202e}gpj.exe\u{1b}[31m",
    "line\nbreak",
    "",
    "a/b (2)",
];

fn ids(branch: &Value, found: &mut Vec<String>) {
    found.push(branch["id"].as_str().expect("an id").to_owned());
    branch["children"].as_array().expect("children").iter().for_each(|child| ids(child, found));
}

#[test]
fn every_node_has_an_id_of_its_own_whatever_its_name() {
    let request = |name: &str| json!({"name": name, "url": "http://h/"});
    let requests: Vec<Value> = NAMES.iter().map(|name| request(name)).collect();
    let folders = json!([{"name": "a", "requests": [request("b")]}, {"name": "", "requests": []}]);
    let workspace = json!({"name": NAMES[0], "requests": requests, "folders": folders});
    let page = Page::started(&[("jwt.json", &workspace.to_string())], &[]);
    let answer = page.try_call("workspace", &json!({}));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let mut found = Vec::new();
    ids(&answer.json()["tree"][0], &mut found);
    assert_eq!(found.len(), NAMES.len() + 4);
    let mut unique = found.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), found.len(), "{found:?}");
    for id in &found {
        assert_eq!(page.call("node", json!({"id": id}))["id"], id.as_str());
        let preview = page.call("preview", json!({"id": id}));
        assert_eq!(preview["problem"], Value::Null, "{id}: {preview}");
    }
    let body = json!({"id": found[3], "revision": page.revision(), "authenticationType": "none"});
    page.call("save", body);
    let text = std::fs::read_to_string(page.path("jwt.json")).expect("a file");
    let read: Value = serde_json::from_str(&text).expect("JSON still");
    let with: Vec<&Value> = read["requests"]
        .as_array()
        .expect("requests")
        .iter()
        .filter(|request| request.get("authentication").is_some())
        .collect();
    assert_eq!(with, [&json!({"name": "a/b", "url": "http://h/", "authentication": "none"})]);
}

#[test]
fn a_secret_is_in_no_answer_but_the_forms() {
    const LITERAL: &str = "a literal secret of 32 bytes or more";
    let workspace = format!(
        "name: A\nvariables: {{ hidden: '{LITERAL}' }}\nauthentication: {{ secret: '{LITERAL}', \
         verifyWith: '{LITERAL}' }}\nrequests: [{{ name: R, url: 'http://127.0.0.1:9/' }}, {{ name: E, \
         url: 'http://127.0.0.1:9/', authentication: {{ secretEnv: ORDERS_SECRET }} }}]\n"
    );
    let page = Page::on(&workspace);
    let node = page.try_call("node", &json!({"id": ""}));
    assert!(node.text.contains(LITERAL), "what is edited is shown");
    assert_eq!(node.header("cache-control"), Some("no-store"));
    let broken = json!({"authenticationType": "jwt", "form":
        {"secret": LITERAL, "payload": LITERAL, "algorithm": "RS256", "secretFile": LITERAL}});
    let rs256 = json!({"authenticationType": "jwt", "form":
        {"secret": LITERAL, "algorithm": "RS256"}});
    let as_a_file = json!({"authenticationType": "jwt", "form": {"secretEnv": LITERAL}});
    for (call, body) in [
        ("workspace", json!({})),
        ("preview", json!({"id": ""})),
        ("preview", json!({"id": "R"})),
        ("preview", json!({"id": "E"})),
        ("preview", json!({"id": "R", "draft": broken})),
        ("preview", json!({"id": "R", "draft": rs256})),
        ("preview", json!({"id": "R", "draft": as_a_file})),
        ("send", json!({"id": "R"})),
        ("curl", json!({"id": "R"})),
        ("key", json!({"text": LITERAL})),
        (
            "save",
            json!({"id": "R", "revision": "x", "authenticationType": "jwt",
            "form": {"secret": LITERAL}}),
        ),
        (
            "save",
            json!({"id": "R", "revision": page.revision(), "authenticationType": "jwt",
            "form": {"secret": LITERAL, "secretFile": "x"}}),
        ),
        ("inspect", json!({"token": "a.b.c", "key": LITERAL})),
        ("node", json!({"id": "R", "secret": LITERAL})),
        ("preview", json!({"id": "R", "draft": LITERAL})),
        ("key", json!({"text": [LITERAL]})),
        ("save", json!({"id": "R", "revision": "x", "form": LITERAL})),
    ] {
        let answer = page.try_call(call, &body);
        for secret in [LITERAL, SECRET, page.session.as_str()] {
            assert!(!answer.text.contains(secret), "{call} {body}: {answer:?}");
        }
    }
}
