//! What was typed and is not saved.

use crate::{preview::verified, program::Page};
use serde_json::{Value, json};

const WORKSPACE: &str = "
name: Orders
variables: { user: ann }
authentication: { secretEnv: ORDERS_SECRET, issuer: workspace }
requests: [{ name: List, url: 'http://h/', body: { a: 1 } }]
folders:
  - name: Admin
    variables: { user: root }
    requests:
      - { name: Users, url: 'http://h/users' }
      - { name: Own, url: 'http://h/', authentication: { secretEnv: ORDERS_SECRET, issuer: own } }
";

fn form(issuer: &str) -> Value {
    json!({"secretEnv": "ORDERS_SECRET", "issuer": issuer})
}

fn issuer(preview: &Value) -> Value {
    verified(preview["token"].as_str().expect("a token"))["iss"].clone()
}

#[test]
fn a_draft_stands_in_the_place_of_its_node_and_is_not_kept() {
    let page = Page::on(WORKSPACE);
    let before = page.read();
    let draft = json!({"authenticationType": "jwt", "form": form("${[ user ]}")});
    let preview = page.call("preview", json!({"id": "Admin/Users", "draft": draft}));
    assert_eq!(issuer(&preview), "root");
    assert_eq!(preview["auth"]["from"]["id"], "Admin/Users");
    let preview = page.call("preview", json!({"id": "Admin/Users"}));
    assert_eq!(issuer(&preview), "workspace");
    assert_eq!(page.read(), before);
}

#[test]
fn a_draft_of_a_folder_shows_with_the_requests_in_it() {
    let page = Page::on(WORKSPACE);
    let draft = json!({"authenticationType": "jwt", "form": form("${[ user ]}")});
    let preview = page.call("preview", json!({"id": "Admin", "draft": draft}));
    assert_eq!(
        (issuer(&preview), &preview["request"]["id"]),
        (json!("root"), &json!("Admin/Users"))
    );
    // Seen from a request in it, and from one that has its own.
    let mut draft = draft;
    draft["id"] = "Admin".into();
    let preview = page.call("preview", json!({"id": "Admin/Users", "draft": draft}));
    assert_eq!(issuer(&preview), "root");
    let preview = page.call("preview", json!({"id": "Admin/Own", "draft": draft}));
    assert_eq!(issuer(&preview), "own");
    let preview = page.call("preview", json!({"id": "List", "draft": draft}));
    assert_eq!(issuer(&preview), "workspace");
}

#[test]
fn a_draft_can_inherit_and_can_turn_authentication_off() {
    let page = Page::on(WORKSPACE);
    let inherits = json!({"authenticationType": null, "form": null});
    let preview = page.call("preview", json!({"id": "Admin/Own", "draft": inherits}));
    assert_eq!(issuer(&preview), "workspace");
    let none = json!({"authenticationType": "none", "form": null});
    let preview = page.call("preview", json!({"id": "List", "draft": none}));
    assert_eq!((&preview["token"], &preview["problem"]), (&Value::Null, &Value::Null));
    let mut disabled = form("me");
    disabled["disabled"] = true.into();
    let draft = json!({"authenticationType": "jwt", "form": disabled});
    let preview = page.call("preview", json!({"id": "List", "draft": draft}));
    assert_eq!((&preview["token"], &preview["problem"]), (&Value::Null, &Value::Null));
}

#[test]
fn a_draft_of_a_request_is_what_curl_gets() {
    let page = Page::on(WORKSPACE);
    let node = page.call("node", json!({"id": "List"}));
    assert_eq!(node["request"]["body"], "{\n  \"a\": 1\n}");
    let mut request = node["request"].clone();
    request["method"] = "PUT".into();
    request["url"] = "http://h/new".into();
    request["headers"] = json!([{"name": "X-On", "value": "1", "enabled": true},
        {"name": "X-Off", "value": "1", "enabled": false}]);
    request["params"] = json!([{"name": "page", "value": "2"}]);
    let draft = json!({"request": request});
    let command = page.call("curl", json!({"id": "List", "draft": draft}));
    let command = command["command"].as_str().expect("a command");
    for part in [
        "curl -X PUT 'http://h/new?page=2'",
        "-H 'X-On: 1'",
        "-H 'Content-Type: application/json'",
        "--data-raw '{\"a\":1}'",
        "-H 'Authorization: Bearer eyJ",
    ] {
        assert!(command.contains(part), "no {part} in {command}");
    }
    assert!(!command.contains("X-Off"), "{command}");
}

#[test]
fn a_draft_is_read_as_strictly_as_the_file() {
    let page = Page::on(WORKSPACE);
    for (form, field) in [
        (json!({"secrets": "x"}), "secrets"),
        (json!({"secret": "x", "secretFile": "y"}), "secretFile"),
        (json!({"secret": "x", "payload": 5}), "payload"),
        (json!({"secret": "x", "allow": {"everything": true}}), "allow"),
        (json!({"secret": "${[ x"}), "secret"),
    ] {
        let draft = json!({"authenticationType": "jwt", "form": form});
        let preview = page.call("preview", json!({"id": "List", "draft": draft}));
        assert_eq!(preview["problem"]["field"], field, "{preview}");
    }
    for draft in [
        json!({"authenticationTyp": "jwt"}),
        json!({"authenticationType": 5}),
        json!({"authenticationType": "jwt", "form": "secret"}),
        json!({"request": {"method": "GET"}}),
    ] {
        let (status, _) = page.refused("preview", json!({"id": "List", "draft": draft}));
        assert_eq!(status, 400, "{draft}");
    }
    assert_eq!(page.refused("preview", json!({"id": "Nothing"})).0, 404);
}
