use crate::{
    program::{Page, SECRET},
    server::{Server, answer},
};
use serde_json::{Value, json};
use std::process::Command;

fn workspace(base: &str) -> String {
    format!(
        "name: Orders\nvariables: {{ base: '{base}' }}\nauthentication: {{ secretEnv: ORDERS_SECRET, \
         expiresIn: 5m }}\nrequests: [{{ name: List, url: '${{[ base ]}}/orders' }}]\n"
    )
}

#[test]
fn a_request_is_sent_as_jwt_send_does() {
    let server = Server::answering(|request| {
        let token = request.token().to_owned();
        answer("200 OK", "X-Seen: yes\r\n", &format!("hello, {token}"))
    });
    let page = Page::on(&workspace(&server.url()));
    let sent = page.call("send", json!({"id": "List"}));
    assert_eq!((&sent["status"], &sent["statusText"]), (&json!(200), &json!("OK")));
    let received = server.the_request();
    assert_eq!(received.line, "GET /orders");
    crate::preview::verified(received.token());
    // What the server repeats is masked as the command line does it.
    let body = sent["body"].as_str().expect("a body");
    assert!(body.starts_with("hello, eyJ") && body.ends_with(" characters)"), "{body}");
    assert!(!sent.to_string().contains(received.token()), "{sent}");
    assert_eq!(sent["request"]["url"], format!("{}/orders", server.url()));
    assert_eq!((&sent["truncated"], &sent["findings"]), (&json!(false), &json!([])));
    assert!(sent["headers"].as_array().is_some_and(|all| all.contains(&json!(["x-seen", "yes"]))));
    assert!(sent["timing_ms"].is_number());
}

#[test]
fn a_refusal_comes_with_what_the_doctor_finds() {
    let challenge = "WWW-Authenticate: Bearer error=\"invalid_token\", \
                     error_description=\"wrong audience\"\r\n";
    let server = Server::answering(move |_| answer("401 Unauthorized", challenge, "no"));
    let page = Page::on(&workspace(&server.url()));
    let sent = page.call("send", json!({"id": "List"}));
    assert_eq!(sent["status"], 401);
    let finding = &sent["findings"][0];
    assert_eq!(finding["code"], "HTTP", "{sent}");
    assert!(finding["message"].as_str().is_some_and(|text| text.contains("wrong audience")));
    assert!(finding["hint"].is_string());
    let draft = json!({"authenticationType": "none"});
    let sent = page.call("send", json!({"id": "List", "draft": draft}));
    let finding = &sent["findings"][0];
    assert!(finding["message"].as_str().is_some_and(|text| text.starts_with("401 from ")));
}

#[test]
fn what_cannot_be_signed_is_not_sent() {
    let server = Server::start();
    let page = Page::on(&workspace(&server.url()));
    let draft = json!({"authenticationType": "jwt", "form": {"secretEnv": "JWT_UI_TEST_UNSET"}});
    let (status, error) = page.refused("send", json!({"id": "List", "draft": draft}));
    assert_eq!(
        (status, &error["code"], &error["field"]),
        (422, &json!("SECRET"), &json!("secretEnv"))
    );
    assert!(server.received().is_empty());
}

#[test]
fn a_redirect_to_another_origin_goes_without_the_token() {
    let other = Server::start();
    let location = format!("Location: {}/else\r\n", other.url());
    let server = Server::answering(move |_| answer("302 Found", &location, ""));
    let page = Page::on(&workspace(&server.url()));
    let sent = page.call("send", json!({"id": "List"}));
    assert_eq!(sent["answeredBy"]["url"], format!("{}/else", other.url()));
    assert_eq!(other.the_request().header("authorization"), None);
}

#[test]
fn no_answer_says_why() {
    let page = Page::on(&workspace("http://127.0.0.1:9"));
    let (status, error) = page.refused("send", json!({"id": "List"}));
    assert_eq!((status, &error["code"]), (502, &json!("NETWORK")), "{error}");
}

#[test]
fn a_command_is_the_one_of_jwt_curl() {
    let text = "authentication: { secretEnv: ORDERS_SECRET, issuedAt: 'off', subject: u }\n\
                requests: [{ name: A, url: 'http://h/a', method: POST, body: \"it's\" }]\n";
    let page = Page::on(text);
    let command = page.call("curl", json!({"id": "A"}));
    let output = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .args(["curl", "A"])
        .current_dir(page.path(""))
        .env("ORDERS_SECRET", SECRET)
        .output()
        .expect("the command runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(command["command"], printed.trim_end());
}

#[test]
fn keys_are_told_by_what_they_are() {
    let page = Page::on("name: A\n");
    let made = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .args(["keygen", "--alg", "ES256", "--out", "key.pem"])
        .current_dir(page.path(""))
        .output()
        .expect("the command runs");
    assert!(made.status.success());
    let pem = std::fs::read_to_string(page.path("key.pem")).expect("a key");
    for asked in [json!({"path": "key.pem"}), json!({"text": pem})] {
        let key = page.call("key", asked);
        assert_eq!(key["says"], "EC P-256 private key, PKCS#8, PEM");
        assert_eq!(key["algorithms"], json!(["ES256"]));
    }
    let secret = json!({"text": "c2VjcmV0", "form": {"secretBase64": true}});
    let key = page.call("key", secret);
    assert_eq!(key["says"], "6-byte shared secret, base64");
    assert!(key["warnings"][0].as_str().is_some_and(|text| text.starts_with("6-byte secret;")));
    let (status, error) = page.refused("key", json!({"path": "nowhere.pem"}));
    assert_eq!((status, &error["code"]), (422, &json!("IO")));
    let (_, error) = page.refused("key", json!({"text": pem.replace("END", "EDN")}));
    assert_eq!(error["code"], "PEM");
    let middle = pem.lines().nth(1).expect("a line");
    let (_, error) = page.refused("key", json!({"path": pem}));
    assert!(!error.to_string().contains(middle), "{error}");
    assert_eq!(page.refused("key", json!({})).0, 400);
}

#[test]
fn presets_are_those_of_jwt_preset() {
    let page = Page::on("name: A\n");
    let presets = page.call("workspace", json!({}))["presets"].clone();
    let preset = presets.as_array().and_then(|all| all.iter().find(|p| p["name"] == "github-app"));
    let input = &preset.expect("a preset")["inputs"][0];
    assert_eq!((&input["name"], &input["required"]), (&json!("app_id"), &json!(true)));
    let asked = json!({"name": "github-app", "inputs": {"app_id": "Iv1", "key_file": "a.pem"}});
    let form = page.call("preset", asked)["form"].clone();
    let output = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .args(["preset", "github-app", "app_id=Iv1", "key_file=a.pem", "--json"])
        .output()
        .expect("the command runs");
    assert_eq!(form, serde_json::from_slice::<Value>(&output.stdout).expect("JSON"));
    let (status, error) = page.refused("preset", json!({"name": "github-ap"}));
    assert_eq!((status, &error["code"]), (422, &json!("PRESET")));
    let asked = json!({"name": "github-app", "inputs": {"nothing": "x"}});
    assert_eq!(page.refused("preset", asked).0, 422);
}

#[test]
fn without_a_workspace_the_command_says_how_to_have_one() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jwt"));
        command.args(["ui", "--no-open"]).args(arguments).current_dir(folder.path());
        let output = command.output().expect("the command runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, said) = run(&[]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("hint: write a jwt.yaml"), "{said}");
    let (code, said) = run(&["--file", "nowhere.yaml"]);
    assert_eq!(code, Some(4), "{said}");
    std::fs::write(folder.path().join("jwt.yaml"), "nam: A\n").expect("a file");
    let (code, said) = run(&[]);
    assert_eq!(code, Some(3), "{said}");
    std::fs::write(folder.path().join("jwt.yaml"), "name: A\n").expect("a file");
    assert_eq!(run(&["--env", "staging"]).0, Some(2));
}
