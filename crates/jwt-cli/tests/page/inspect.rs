use crate::program::{Page, SECRET};
use serde_json::{Value, json};
use std::process::Command;

/// A token of the test's secret with these claims.
fn token(page: &Page, payload: Value) -> String {
    let form = json!({"secretEnv": "ORDERS_SECRET", "issuedAt": "off", "payload": payload});
    let draft = json!({"authenticationType": "jwt", "form": form});
    let preview = page.call("preview", json!({"id": "", "draft": draft}));
    preview["token"].as_str().expect("a token").to_owned()
}

#[test]
fn a_token_stands_in_one_state() {
    let page = Page::on("name: A\n");
    let good =
        token(&page, json!({"sub": "u", "exp": 4_102_444_800_u64, "aud": "api", "iss": "me"}));
    let old = token(&page, json!({"exp": 1_300_819_380}));
    let early = token(&page, json!({"exp": 4_102_444_800_u64, "nbf": 4_102_444_000_u64}));
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1In0.";
    for (asked, state, code) in [
        (json!({"token": "x"}), "malformed", Some("MALFORMED")),
        (json!({"token": good}), "decoded", None),
        (json!({"token": good, "key": SECRET}), "verified", None),
        (json!({"token": format!("Bearer {good}\n"), "key": SECRET}), "verified", None),
        (json!({"token": good, "key": "another"}), "invalid-signature", Some("SIGNATURE")),
        (json!({"token": old, "key": SECRET}), "expired", Some("EXPIRED")),
        (json!({"token": old, "key": SECRET, "now": 1_300_819_300}), "verified", None),
        (json!({"token": old, "key": SECRET, "now": "2011-03-22T18:42:00Z"}), "verified", None),
        (json!({"token": early, "key": SECRET}), "not-yet-valid", Some("NOT_YET")),
        (json!({"token": unsigned}), "unsecured", None),
        (json!({"token": unsigned, "key": SECRET}), "unsecured", None),
    ] {
        let found = page.call("inspect", asked.clone());
        assert_eq!(found["state"], state, "{asked}: {found}");
        assert_eq!(found["problem"]["code"].as_str(), code, "{asked}: {found}");
        assert_eq!(found.get("decoded").is_some(), state != "malformed");
        assert!(!found.to_string().contains(SECRET));
    }
    assert_eq!(page.refused("inspect", json!({"token": good, "now": "soon"})).0, 422);
}

#[test]
fn what_is_wrong_with_a_token_is_what_the_doctor_finds() {
    let page = Page::on("name: A\n");
    let old = token(&page, json!({"exp": 1_300_819_380}));
    let found = page.call("inspect", json!({"token": old}));
    assert_eq!(found["findings"][0]["code"], "EXPIRED", "{found}");
    let with_line_break = page.call("inspect", json!({"token": old, "key": format!("{SECRET} ")}));
    let hint = with_line_break["problem"]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("white space around the secret"), "{with_line_break}");
}

#[test]
fn an_issuer_that_cannot_be_asked_leaves_the_token_unchecked() {
    let page = Page::on("name: A\n");
    let made = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .args(["keygen", "--alg", "ES256", "--out", "key.pem"])
        .current_dir(page.path(""))
        .output();
    assert!(made.is_ok_and(|made| made.status.success()));
    let payload = json!({"iss": "http://127.0.0.1:9", "exp": 4_102_444_800_u64});
    let form = json!({"secretFile": "key.pem", "payload": payload});
    let draft = json!({"authenticationType": "jwt", "form": form});
    let preview = page.call("preview", json!({"id": "", "draft": draft}));
    let good = preview["token"].as_str().expect("a token");
    let asked = json!({"token": good, "issuer": "http://127.0.0.1:9"});
    let found = page.call("inspect", asked);
    assert_eq!(found["state"], "decoded", "{found}");
    assert!(found["problem"]["message"].is_string(), "{found}");
    let (status, error) = page.refused("inspect", json!({"token": good, "issuer": "me"}));
    assert_eq!((status, &error["code"]), (422, &json!("ISSUER")));
}
