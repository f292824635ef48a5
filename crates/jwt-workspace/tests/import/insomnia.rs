use super::outline::{
    environments, fields, folder, outline, parameters, read, request, text, variables,
};
use jwt_workspace::Body;
use serde_json::{Value, json};

const VERSION_4: &str = include_str!("fixtures/insomnia/version-4.json");
const VERSION_5: &str = include_str!("fixtures/insomnia/version-5.yaml");
const ENVIRONMENT_5: &str = include_str!("fixtures/insomnia/environment-5.yaml");

#[test]
fn resources_of_version_4_become_a_tree_in_their_order() {
    let imported = read(VERSION_4);
    assert_eq!(imported.program, "Insomnia");
    let expected = "Orders: inherit
  Admin/: other: basic
    POST Sign in (none)
    Users/: inherit
      GET Get user (none)
  POST Create order (none)
  POST Raw body (none)
  POST Search (other: apikey)
  PUT Upload (inherit)
  POST Attach (inherit)";
    assert_eq!(outline(&imported.workspace), expected);
}

#[test]
fn environments_of_version_4_are_flattened_and_in_their_order() {
    let workspace = read(VERSION_4).workspace;
    let expected =
        ["base=https://api.example.com", "auth.token=${[ prefix ]}-t", "prefix=x", "n=3"];
    assert_eq!(variables(&workspace.variables), expected);
    let expected = [
        ("Test", vec!["base=https://test.example.com".to_owned()]),
        ("Live", vec!["base=https://live.example.com".to_owned()]),
    ];
    assert_eq!(environments(&workspace), expected);
    let admin = folder(&workspace, "Admin");
    let expected = ["user=root", "team.name=admin", "team.ids.0=1", "team.ids.1=2"];
    assert_eq!(variables(&admin.variables), expected);
    assert_eq!(parameters(&admin.headers), ["X-Team=${[ team.name ]}"]);
}

#[test]
fn a_bearer_token_of_a_request_is_a_header() {
    let workspace = read(VERSION_4).workspace;
    let user = request(&workspace, "Get user");
    let expected = ["Accept=application/json", "(X-Old=1)", "Authorization=${[ auth.token ]}"];
    assert_eq!(parameters(&user.headers), expected);
    let order = request(&workspace, "Create order");
    let expected = ["User-Agent=insomnia/10.3.0", "Authorization=Bearer abc"];
    assert_eq!(parameters(&order.headers), expected);
}

#[test]
fn requests_of_version_4_keep_their_addresses_and_bodies() {
    let workspace = read(VERSION_4).workspace;
    let user = request(&workspace, "Get user");
    assert_eq!(user.url, "${[ base ]}/users/a%20b");
    assert_eq!(parameters(&user.query), ["expand=orders", "(debug=1)"]);
    assert_eq!(fields(&request(&workspace, "Sign in").body), ["user=${[ user ]}", "(otp=0)"]);
    let expected = "{\n\t\"id\": \"${[ uuid.v4() ]}\",\n\t\"at\": ${[ timestamp.unix() ]},\n\t\
                    \"last\": \"{% response 'body', 'req_user', 'b64::JC5pZA==::46b', 'never', 60 \
                    %}\"\n}";
    let order = request(&workspace, "Create order");
    assert_eq!(text(&order.body), (expected, "application/json"));
    let raw = request(&workspace, "Raw body");
    assert_eq!(text(&raw.body), ("{{ kept }} \\${[ kept ]}", "text/plain"));
    let search = request(&workspace, "Search");
    assert_eq!(text(&search.body).1, "application/json");
    assert_eq!(request(&workspace, "Upload").body, Body::File("/tmp/report.pdf".to_owned()));
}

#[test]
fn what_version_4_has_no_place_for_is_listed() {
    let expected = [
        "environment \"Base Environment\": the disabled variable \"off\"",
        "environment \"Base Environment\": the secret \"k\" of the vault",
        "environment \"Base Environment\": the secrets of the vault",
        "folder \"Admin\": the authentication of kind basic",
        "request \"Admin/Users/Get user\": the pre-request script",
        "request \"Admin/Users/Get user\": the tests",
        "request \"Create order\": the setting settingFollowRedirects",
        "request \"Create order\": the tag {% response %}, which stays as text",
        "request \"Raw body\": the authentication of kind oauth2, which is off",
        "request \"Search\": the authentication of kind apikey",
        "request \"Attach\": the body of kind multipart/form-data",
        "request \"Watch\": it is a request of gRPC",
        "request \"Listen\": it is a request of WebSocket",
        "the workspace: the test suite \"Smoke\"",
        "the workspace: the cookies",
        "3 descriptions",
    ];
    assert_eq!(read(VERSION_4).left_out, expected);
}

#[test]
fn each_of_several_workspaces_is_a_folder() {
    let mut export: Value = serde_json::from_str(VERSION_4).expect("JSON");
    let resources = export["resources"].as_array_mut().expect("a list");
    resources.push(json!({"_id": "wrk_2", "parentId": null, "name": "More", "_type": "workspace"}));
    resources.push(json!({"_id": "req_2", "parentId": "wrk_2", "name": "Ping", "method": "GET",
        "url": "https://b.example", "_type": "request"}));
    let workspace = read(&export.to_string()).workspace;
    assert_eq!(
        workspace.items.iter().map(|item| item.name()).collect::<Vec<_>>(),
        ["Orders", "More"]
    );
    assert_eq!(workspace.environments[0].name, "Orders/Test");
    let paths: Vec<_> = workspace.requests().iter().map(|located| located.path()).collect();
    assert!(paths.contains(&"More/Ping".to_owned()), "{paths:?}");
}

#[test]
fn resources_in_themselves_or_in_nothing_are_listed() {
    let export = json!({"_type": "export", "__export_format": 4, "resources": [
        {"_id": "wrk_1", "parentId": null, "name": "W", "_type": "workspace"},
        {"_id": "fld_1", "parentId": "fld_2", "name": "A", "_type": "request_group"},
        {"_id": "fld_2", "parentId": "fld_1", "name": "B", "_type": "request_group"},
        {"_id": "req_1", "parentId": "fld_9", "name": "C", "_type": "request"},
    ]});
    let expected = [
        "resource \"B\": a request group that is in nothing in the file",
        "resource \"A\": a request group that is in nothing in the file",
        "resource \"C\": a request that is in nothing in the file",
    ];
    assert_eq!(read(&export.to_string()).left_out, expected);
}

#[test]
fn a_document_of_version_5_is_read_from_yaml() {
    let imported = read(VERSION_5);
    let workspace = &imported.workspace;
    let expected = "Orders: inherit
  Admin/: other: bearer
    GET Get user (none)
  POST Create order (inherit)";
    assert_eq!(outline(workspace), expected);
    let expected = ["base=https://api.example.com", "api-token=abc"];
    assert_eq!(variables(&workspace.variables), expected);
    assert_eq!(workspace.environments[0].name, "Live");
    let expected = ["base=https://live.example.com"];
    assert_eq!(variables(&workspace.environments[0].variables), expected);
    assert_eq!(variables(&folder(workspace, "Admin").variables), ["user=root"]);
    assert_eq!(parameters(&folder(workspace, "Admin").headers), ["X-Team=admin"]);
    let user = request(workspace, "Get user");
    assert_eq!(user.url, "${[ base ]}/users/${[ user ]}");
    assert_eq!(parameters(&user.query), ["limit=050", "(debug=1)"]);
    let expected = ["User-Agent=insomnia/12.5.1", "Authorization=JWT ${[ api-token ]}"];
    assert_eq!(parameters(&user.headers), expected);
    let expected = "{\n  \"at\": \"${[ timestamp.iso8601() ]}\",\n  \"name\": \"{% prompt 'Name', \
                    '', '', '', false, true %}\"\n}";
    let order = request(workspace, "Create order");
    assert_eq!(text(&order.body), (expected, "application/json"));
}

#[test]
fn what_version_5_has_no_place_for_is_listed() {
    let expected = [
        "folder \"Admin\": the authentication of kind bearer",
        "request \"Admin/Get user\": the setting settings.followRedirects",
        "request \"Admin/Get user\": the setting settings.cookies.store",
        "request \"Admin/Get user\": the pre-request script",
        "request \"Admin/Get user\": the tests",
        "request \"Create order\": the tag {% prompt %}, which stays as text",
        "request \"Listen\": it is a request of WebSocket",
        "request \"Watch\": it is a request of gRPC",
        "the workspace: the test suites",
        "the workspace: the cookies",
        "2 descriptions",
    ];
    assert_eq!(read(VERSION_5).left_out, expected);
}

#[test]
fn environments_of_version_5_stand_alone() {
    let imported = read(ENVIRONMENT_5);
    assert_eq!(imported.workspace.name, "Servers");
    let expected = ["base=http://localhost:8000", "retries=3"];
    assert_eq!(variables(&imported.workspace.variables), expected);
    assert!(imported.left_out.is_empty(), "{:?}", imported.left_out);
}

#[test]
fn a_specification_brings_its_collection() {
    let document = "type: spec.insomnia.rest/5.0\nname: S\ncollection:\n  - name: Ping\n    \
                    method: GET\n    url: https://a.example\nspec:\n  contents:\n    openapi: 3.1.0\n";
    let imported = read(document);
    assert_eq!(request(&imported.workspace, "Ping").url, "https://a.example");
    assert_eq!(imported.left_out, ["the workspace: the API specification"]);
}

#[test]
fn a_mock_server_is_refused() {
    let problem = jwt_workspace::import::read("type: mock.insomnia.rest/5.0\nname: M\n");
    let problem = problem.expect_err("a mock server");
    let expected = "the file is a mock server of Insomnia, not a collection";
    assert_eq!((problem.code(), problem.to_string().as_str()), ("IMPORT", expected));
}
