use super::outline::{
    environments, fields, folder, form, outline, parameters, read, request, text, variables,
};
use jwt_workspace::Body;
use serde_json::json;

const ORDERS: &str = include_str!("fixtures/postman/orders.postman_collection.json");
const VERSION_2_0: &str = include_str!("fixtures/postman/version-2.0.json");
const STAGING: &str = include_str!("fixtures/postman/staging.postman_environment.json");

#[test]
fn a_collection_keeps_its_tree_and_its_inheritance() {
    let imported = read(ORDERS);
    assert_eq!(imported.program, "Postman");
    let expected = "Orders: jwt
  Admin/: jwt
    Users/: inherit
      GET Get user (inherit)
      POST Sign in (none)
  POST Create order (jwt)
  POST Search (other: basic)
  POST Attach (inherit)
  PUT Upload (inherit)";
    assert_eq!(outline(&imported.workspace), expected);
    let expected = ["base_url=https://api.example.com", "secret=s3cret", "userId=42"];
    assert_eq!(variables(&imported.workspace.variables), expected);
}

#[test]
fn each_field_of_the_jwt_helper_has_its_place_in_the_form() {
    let workspace = read(ORDERS).workspace;
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
    assert_eq!(admin["algorithm"], "RS256");
    assert!(admin["secret"].as_str().is_some_and(|key| key.starts_with("-----BEGIN PRIVATE KEY")));
    assert_eq!(
        admin["payload"],
        "{\n    \"sub\": \"${[ user ]}\",\n    \"iat\": ${[ timestamp.unix() ]}\n}"
    );
    assert_eq!(admin["headers"], "{\n    \"kid\": \"k1\"\n}");
    assert_eq!([&admin["location"], &admin["name"]], ["query", "access_token"]);
    assert_eq!((admin.get("secretBase64"), admin.get("headerPrefix")), (None, None));
}

#[test]
fn a_text_is_true_and_a_prefix_empty() {
    let workspace = read(ORDERS).workspace;
    let form = form(&request(&workspace, "Create order").authentication);
    assert_eq!(form["secretBase64"], true);
    assert_eq!([&form["secret"], &form["headerPrefix"]], ["c2VjcmV0", ""]);
    // Postman puts the algorithm in its place.
    assert_eq!(form["headers"], "{\"typ\":\"JWT\"}");
}

#[test]
fn a_url_stays_as_it_was_typed_with_its_places_filled() {
    let workspace = read(ORDERS).workspace;
    let user = request(&workspace, "Get user");
    let url = "${[ base_url ]}/users/${[ userId ]}?expand=orders&since=${[ timestamp.iso8601() ]}";
    assert_eq!(user.url, url);
    assert_eq!(parameters(&user.query), ["(debug=${[ debug ]})"]);
    assert_eq!(parameters(&user.headers), ["Accept=application/json", "(X-Old=1)"]);
}

#[test]
fn bodies_are_texts_forms_and_files() {
    let workspace = read(ORDERS).workspace;
    let expected = "{\n    \"id\": \"${[ uuid.v4() ]}\",\n    \"mail\": \"{{$randomEmail}}\",\n    \
                    \"note\": \"\\${[ kept ]}\"\n}";
    let order = request(&workspace, "Create order");
    assert_eq!(text(&order.body), (expected, "application/json"));
    let expected = "{\"query\":\"query ($id: ID!) {\\n    order(id: $id) { total }\\n}\",\
                    \"variables\":{\n    \"id\": \"${[ orderId ]}\"\n}}";
    assert_eq!(text(&request(&workspace, "Search").body), (expected, "application/json"));
    assert_eq!(fields(&request(&workspace, "Sign in").body), ["user=${[ user ]}", "(otp=0)"]);
    assert_eq!(request(&workspace, "Upload").body, Body::File("/tmp/report.pdf".to_owned()));
    assert_eq!(request(&workspace, "Attach").body, Body::Other("multipart/form-data".to_owned()));
}

#[test]
fn what_a_collection_has_no_place_for_is_listed() {
    let expected = [
        "the workspace: the name \"base url\" of a variable: it is base_url here",
        "the workspace: the disabled variable \"old\"",
        "request \"Admin/Users/Get user\": the pre-request script",
        "request \"Admin/Users/Get user\": the tests",
        "request \"Admin/Users/Get user\": 1 example of a response",
        "request \"Admin/Users/Get user\": the member \"protocolProfileBehavior\"",
        "request \"Create order\": alg \"none\" in the token's header, which Postman replaces by \
         the algorithm",
        "request \"Create order\": the tag {{$randomEmail}}, which stays as text",
        "request \"Search\": the authentication of kind basic",
        "request \"Attach\": the body of kind multipart/form-data",
        "the workspace: the tests",
        "4 descriptions",
    ];
    assert_eq!(read(ORDERS).left_out, expected);
}

#[test]
fn version_2_0_writes_parameters_as_an_object() {
    let imported = read(VERSION_2_0);
    let mut form = form(&imported.workspace.authentication);
    let key = form["secret"].take();
    assert!(key.as_str().is_some_and(|key| key.starts_with("-----BEGIN PRIVATE KEY")));
    let expected = json!({
        "typ": null,
        "issuedAt": "off",
        "algorithm": "ES256",
        "secret": null,
        "payload": {"sub": "u1", "exp": 1893456000, "n": "${[ n ]}"},
        "payloadMode": "compact",
        "location": "header",
        "headerPrefix": "JWT",
    });
    assert_eq!(form, expected);
    let workspace = &imported.workspace;
    assert_eq!(variables(&workspace.variables), ["base=https://api.example.com", "n=7"]);
    assert_eq!(request(workspace, "Get order").url, "https://api.example.com/orders/a/b");
    assert_eq!(request(workspace, "Ping").url, "https://api.example.com/ping");
    let lines = request(workspace, "Lines");
    assert_eq!(parameters(&lines.headers), ["Accept=text/plain", "X-A=b"]);
    let unused = "the workspace: the secret of the JWT authentication, which ES256 does not use";
    assert_eq!(imported.left_out, [unused]);
}

#[test]
fn an_environment_is_a_workspace_of_nothing_else() {
    let imported = read(STAGING);
    assert_eq!(imported.program, "Postman");
    let expected = ["base_url=https://staging.example.com", "secret=${[ uuid.v4() ]}"];
    let expected = ("Staging", expected.map(str::to_owned).to_vec());
    assert_eq!(environments(&imported.workspace), [expected]);
    assert!(imported.workspace.items.is_empty());
    let expected = [
        "environment \"Staging\": the name \"base url\" of a variable: it is base_url here",
        "environment \"Staging\": the disabled variable \"old\"",
    ];
    assert_eq!(imported.left_out, expected);
}

#[test]
fn what_the_api_wraps_is_unwrapped() {
    let wrapped = format!("{{\"collection\": {ORDERS}}}");
    assert_eq!(read(&wrapped), read(ORDERS));
}

#[test]
fn a_url_in_parts_is_put_together() {
    let collection = json!({
        "info": {"name": "Parts"},
        "item": [{"name": "Parts", "request": {"method": "GET", "url": {
            "protocol": "https", "host": ["{{host}}", "example"], "port": "8443",
            "path": ["a", ":b"], "query": [{"key": "q", "value": "1"}],
            "variable": [{"key": "b", "value": "x"}],
        }}}],
    });
    let workspace = read(&collection.to_string()).workspace;
    let parts = request(&workspace, "Parts");
    assert_eq!(parts.url, "https://${[ host ]}.example:8443/a/x");
    assert_eq!(parameters(&parts.query), ["q=1"]);
}
