use super::outline::{
    environments, fields, folder, form, outline, parameters, read, request, text, variables,
};
use serde_json::json;

const COLLECTION: &str = include_str!("fixtures/hoppscotch/collection.json");
const COLLECTIONS: &str = include_str!("fixtures/hoppscotch/collections.json");
const ENVIRONMENTS: &str = include_str!("fixtures/hoppscotch/environments.json");

#[test]
fn a_collection_keeps_its_tree_and_its_inheritance() {
    let imported = read(COLLECTION);
    assert_eq!(imported.program, "Hoppscotch");
    let expected = "Orders: jwt
  Admin/: jwt
    GET Get user (inherit)
    POST Sign in (none)
  POST Create order (jwt)
  GET Templated (jwt)
  GET Off (none)
  GET Basic (other: basic)
  POST Attach (inherit)
  POST Ask (inherit)";
    assert_eq!(outline(&imported.workspace), expected);
    assert_eq!(variables(&imported.workspace.variables), ["base=https://localhost:8443"]);
    let admin = folder(&imported.workspace, "Admin");
    assert_eq!(variables(&admin.variables), ["user=root"]);
    assert_eq!(parameters(&admin.headers), ["X-Team=admin"]);
}

#[test]
fn each_field_of_the_jwt_has_its_place_in_the_form() {
    let workspace = read(COLLECTION).workspace;
    let expected = json!({
        "typ": null,
        "issuedAt": "off",
        "algorithm": "HS256",
        "secret": "${[ secret ]}",
        "payload": "{\"sub\": \"u1\"}",
        "headers": "{}",
        "payloadMode": "compact",
        "location": "header",
        "headerPrefix": "Bearer",
    });
    assert_eq!(form(&workspace.authentication), expected);
    let admin = form(&folder(&workspace, "Admin").authentication);
    assert_eq!(admin["algorithm"], "ES256");
    assert!(admin["secret"].as_str().is_some_and(|key| key.starts_with("-----BEGIN PRIVATE KEY")));
    let payload = "{\n  \"sub\": \"admin\",\n  \"iat\": ${[ timestamp.unix() ]}\n}";
    assert_eq!([&admin["payload"], &admin["headers"]], [payload, "{\"kid\": \"k1\"}"]);
    assert_eq!([&admin["location"], &admin["name"]], ["query", "access_token"]);
    let order = form(&request(&workspace, "Create order").authentication);
    assert_eq!(order["secretBase64"], true);
    assert_eq!([&order["secret"], &order["headerPrefix"]], ["c2VjcmV0", "JWT="]);
    let templated = form(&request(&workspace, "Templated").authentication);
    assert_eq!([&templated["algorithm"], &templated["headerPrefix"]], ["${[ algorithm ]}", ""]);
}

#[test]
fn requests_keep_their_parameters_variables_and_bodies() {
    let workspace = read(COLLECTION).workspace;
    let user = request(&workspace, "Get user");
    assert_eq!(user.url, "${[ base ]}/users/${[ id ]}");
    assert_eq!(parameters(&user.query), ["expand=orders", "(debug=1)"]);
    assert_eq!(variables(&user.variables), ["id=42"]);
    assert_eq!(
        fields(&request(&workspace, "Sign in").body),
        ["user=${[ user ]}", "note=two\nlines", "(otp=0)"]
    );
    let expected = "{\"id\": \"${[ uuid.v4() ]}\", \"ip\": \"<<$randomIP>>\"}";
    assert_eq!(text(&request(&workspace, "Create order").body), (expected, "application/json"));
    let expected = "{\"query\":\"query { me { id } }\",\"variables\":{\"n\": ${[ n ]}}}";
    assert_eq!(text(&request(&workspace, "Ask").body), (expected, "application/json"));
}

#[test]
fn what_a_collection_has_no_place_for_is_listed() {
    let expected = [
        "the workspace: the value of the secret variable \"secret\", which is not in the file",
        "request \"Admin/Get user\": the disabled variable \"x\"",
        "request \"Admin/Get user\": the pre-request script",
        "request \"Admin/Get user\": the examples of responses",
        "request \"Create order\": the tag <<$randomIP>>, which stays as text",
        "request \"Create order\": a header prefix that no space follows: here one does",
        "request \"Off\": the authentication of kind jwt, which is off",
        "request \"Basic\": the authentication of kind basic",
        "request \"Attach\": the body of kind multipart/form-data",
        "2 descriptions",
    ];
    assert_eq!(read(COLLECTION).left_out, expected);
}

#[test]
fn each_of_several_collections_is_a_folder() {
    let imported = read(COLLECTIONS);
    let expected = "Hoppscotch: inherit
  First/: inherit
    GET One (other: bearer)
  Second/: none
    GET Two (inherit)";
    assert_eq!(outline(&imported.workspace), expected);
    assert_eq!(parameters(&folder(&imported.workspace, "Second").headers), ["X-B=1"]);
    assert_eq!(imported.left_out, ["request \"First/One\": the authentication of kind bearer"]);
}

#[test]
fn environments_are_read_too() {
    let imported = read(ENVIRONMENTS);
    let expected = [
        ("Local", vec!["base=http://localhost".to_owned()]),
        ("Live", vec!["base=https://api.example.com".to_owned()]),
    ];
    assert_eq!(environments(&imported.workspace), expected);
    let expected = "environment \"Local\": the value of the secret variable \"token\", which is \
                    not in the file";
    assert_eq!(imported.left_out, [expected]);
}
