use crate::program::Folder;

const POSTMAN: &str = r#"{
  "info": {"name": "Orders", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
  "auth": {"type": "jwt", "jwt": [
    {"key": "algorithm", "value": "HS256"},
    {"key": "secret", "value": "{{secret}}"},
    {"key": "payload", "value": "{\"sub\": \"u1\"}"},
    {"key": "addTokenTo", "value": "header"}
  ]},
  "event": [{"listen": "prerequest", "script": {"exec": ["x"]}}],
  "item": [{"name": "List orders", "request": {"method": "GET", "url": "https://api.example/orders"}}]
}"#;

#[test]
fn an_export_becomes_a_workspace_and_what_is_left_out_is_listed() {
    let folder = Folder::new();
    folder.write("export.json", POSTMAN);
    let outcome = folder.done(&["import", "export.json", "--out", "jwt.yaml"]);
    assert_eq!(outcome.out, "");
    assert!(outcome.err.contains("note: left out: "), "{}", outcome.err);
    assert!(outcome.err.contains("note: 1 request from Postman to jwt.yaml; 1 left out"));
    assert!(folder.read("jwt.yaml").contains("List orders"));
    let printed = folder.done(&["import", "export.json"]).out;
    assert_eq!(printed, folder.read("jwt.yaml"));
}

#[test]
fn a_file_that_is_there_stays_unless_it_is_forced() {
    let folder = Folder::new();
    folder.write("export.json", POSTMAN);
    folder.write("jwt.yaml", "mine");
    let line = "error[IO]: jwt.yaml: is there already";
    folder.jwt(&["import", "export.json", "--out", "jwt.yaml"]).failed(4, line);
    assert_eq!(folder.read("jwt.yaml"), "mine");
    folder.done(&["import", "export.json", "--out", "jwt.yaml", "--force"]);
    assert_ne!(folder.read("jwt.yaml"), "mine");
}

#[test]
fn what_is_no_export_is_refused() {
    let folder = Folder::new();
    folder.write("text", "no export");
    let outcome = folder.jwt(&["import", "text", "--out", "jwt.yaml"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(!folder.path("jwt.yaml").exists());
    folder.jwt(&["import", "missing"]).failed(4, "error[IO]: missing: no such file");
}
