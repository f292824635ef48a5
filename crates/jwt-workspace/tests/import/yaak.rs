use super::outline::{
    environments, fields, folder, form, outline, parameters, read, request, text, variables,
};
use jwt_workspace::{Body, import::read_yaak_folder};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const EXPORT: &str = include_str!("fixtures/yaak/export.json");

/// The files of the folder, by name.
fn sync() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/fixtures/yaak/sync");
    let entries = std::fs::read_dir(folder).expect("the folder");
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).expect("a text");
            (PathBuf::from(path.file_name().expect("a name")), text)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn an_export_keeps_its_tree_in_its_order() {
    let imported = read(EXPORT);
    assert_eq!(imported.program, "Yaak");
    let expected = "Orders: jwt
  POST Create order (jwt)
  Admin/: jwt
    Users/: inherit
      GET Get user (inherit)
    POST Sign in (none)
  PUT Upload (other: basic)
  POST Search (inherit)
  POST Attach (inherit)";
    assert_eq!(outline(&imported.workspace), expected);
}

#[test]
fn variables_belong_to_the_workspace_a_folder_or_an_environment() {
    let workspace = read(EXPORT).workspace;
    assert_eq!(variables(&workspace.variables), ["base=https://api.example.com", "secret=s3cret"]);
    let expected = ("Staging", vec!["base=https://staging.example.com".to_owned()]);
    assert_eq!(environments(&workspace), [expected]);
    assert_eq!(variables(&folder(&workspace, "Admin").variables), ["user=root"]);
}

#[test]
fn the_form_is_as_it_was_and_adds_nothing() {
    let workspace = read(EXPORT).workspace;
    let expected = json!({
        "typ": null,
        "issuedAt": "off",
        "algorithm": "HS256",
        "secret": "${[ secret ]}",
        "secretBase64": false,
        "payload": "{\n  \"sub\": \"u1\",\n  \"iat\": ${[ timestamp.unix() ]}\n}",
        "headers": "{\"kid\":\"k1\"}",
        "location": "header",
        "name": "Authorization",
        "headerPrefix": "Bearer",
    });
    assert_eq!(form(&workspace.authentication), expected);
    let admin = form(&folder(&workspace, "Admin").authentication);
    assert_eq!([&admin["location"], &admin["name"]], ["query", "access_token"]);
    assert!(admin["secret"].as_str().is_some_and(|key| key.ends_with("PRIVATE KEY-----\n")));
    let order = form(&request(&workspace, "Create order").authentication);
    assert_eq!(order["disabled"], true);
    assert_eq!(order["secretBase64"], true);
}

#[test]
fn requests_keep_their_addresses_and_bodies() {
    let workspace = read(EXPORT).workspace;
    let user = request(&workspace, "Get user");
    assert_eq!(user.url, "${[ base ]}/users/a%20b");
    assert_eq!(parameters(&user.query), ["expand=orders", "(debug=1)"]);
    assert_eq!(fields(&request(&workspace, "Sign in").body), ["user=${[ user ]}", "(otp=0)"]);
    let order = request(&workspace, "Create order");
    assert_eq!(text(&order.body), ("{\n  \"id\": \"${[ uuid.v4() ]}\"\n}", "application/json"));
    let search = request(&workspace, "Search");
    let expected = "{\"query\":\"query { me { id } }\",\"variables\":{\"n\": 1}}";
    assert_eq!(text(&search.body), (expected, "application/json"));
    assert_eq!(request(&workspace, "Upload").body, Body::File("/tmp/report.pdf".to_owned()));
    let admin = folder(&workspace, "Admin");
    assert_eq!(parameters(&admin.headers), ["X-Team=admin", "(X-Old=1)"]);
}

#[test]
fn what_an_export_has_no_place_for_is_listed() {
    let expected = [
        "environment \"Global Variables\": the disabled variable \"old\"",
        "request \"Upload\": the authentication of kind basic",
        "request \"Attach\": the body of kind multipart/form-data",
        "request \"Watch\": it is a request of gRPC",
        "the workspace: the setting settingFollowRedirects",
        "2 descriptions",
    ];
    assert_eq!(read(EXPORT).left_out, expected);
}

#[test]
fn a_folder_says_the_same_as_an_export() {
    let mut export = read(EXPORT);
    export.left_out.retain(|line| !line.contains("gRPC"));
    assert_eq!(read_yaak_folder(&sync()).expect("a folder"), export);
}

#[test]
fn a_folder_can_hold_json_and_other_files() {
    let mut files = sync();
    let workspace = files.iter().position(|(path, _)| path.starts_with("yaak.wk_QznZRBmP3z.yaml"));
    files[workspace.expect("a workspace")] = (
        PathBuf::from("yaak.wk_QznZRBmP3z.json"),
        r#"{"type":"workspace","model":"workspace","id":"wk_QznZRBmP3z","name":"Other"}"#
            .to_owned(),
    );
    files.push((PathBuf::from("notes.yaml"), "todo: more\n".to_owned()));
    let imported = read_yaak_folder(&files).expect("a folder");
    assert_eq!(imported.workspace.name, "Other");
    assert_eq!(
        imported.left_out.first().map(String::as_str),
        Some("file \"notes.yaml\": it is no part of a workspace of Yaak")
    );
}

#[test]
fn a_form_that_yaak_alone_has_and_functions_of_its_own_are_listed() {
    let mut export: Value = serde_json::from_str(EXPORT).expect("JSON");
    let workspace = &mut export["resources"]["workspaces"][0];
    workspace["authentication"]["secret"] = "${[ keychain(account='a') ]}".into();
    workspace["authentication"]["audience"] = "x".into();
    let imported = read(&export.to_string());
    let expected = [
        "the workspace: the function keychain, which is not known here",
        "the workspace: the member \"authentication.audience\"",
    ];
    assert_eq!(imported.left_out[1..3], expected);
    assert_eq!(form(&imported.workspace.authentication)["secret"], "${[ keychain(account='a') ]}");
}

#[test]
fn a_folder_that_is_broken_is_named_by_its_file() {
    let mut files = sync();
    files[0].1.push_str("a: [");
    let problem = read_yaak_folder(&files).expect_err("broken");
    assert_eq!(problem.code(), "IMPORT");
    assert!(problem.to_string().starts_with("yaak.ev_2PdoLLHREx.yaml: line "), "{problem}");
    let problem = read_yaak_folder(&[]).expect_err("empty");
    let expected = "there is no workspace of Yaak among what was given";
    assert_eq!(problem.to_string(), expected);
}
