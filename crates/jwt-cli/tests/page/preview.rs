use crate::program::{Page, SECRET};
use jwt_auth::{Algorithm, KeyMaterial, NumericDate, Provider, Unverified, Validation};
use serde_json::{Value, json};

const WORKSPACE: &str = "
name: Orders
variables: { base: 'http://h:1', user: ann }
authentication:
  algorithm: HS256
  secretEnv: ORDERS_SECRET
  issuer: me
  subject: ${[ user ]}
  expiresIn: 5m
requests:
  - { name: List, url: '${[ base ]}/orders?page=2' }
  - { name: Health, url: '${[ base ]}/health', authentication: none }
folders:
  - name: Admin
    variables: { user: root }
    authentication: { secretEnv: ORDERS_SECRET, location: query, name: jwt, issuedAt: 'off' }
    requests: [{ name: Users, url: '${[ base ]}/users?a=1' }]
  - name: Empty
";

/// The backends that the command was built with.
fn provider() -> Provider {
    let none = Provider { loaders: [].as_slice().into() };
    #[cfg(feature = "aws-lc-rs")]
    let none = none.or(jwt_auth::aws_lc_rs::PROVIDER);
    #[cfg(feature = "ring")]
    let none = none.or(jwt_auth::ring::PROVIDER);
    #[cfg(feature = "rustcrypto")]
    let none = none.or(jwt_auth::rustcrypto::PROVIDER);
    none
}

/// The claims of a token that the secret of the test has signed.
pub(crate) fn verified(token: &str) -> Value {
    let provider = provider();
    let loader = provider.loader(Algorithm::HS256).expect("HS256");
    let key = loader.verifier(KeyMaterial::Secret(SECRET.as_bytes())).expect("a key");
    let rules = Validation::new().waive_issuer().waive_audience().waive_expiration();
    let token = Unverified::parse(token).expect("a token");
    let verified = token.verify(&*key, &rules).expect("a token that verifies");
    serde_json::from_str(verified.claims_json()).expect("JSON")
}

#[test]
fn a_preview_has_a_token_that_verifies_and_tells_where_it_stands() {
    let page = Page::on(WORKSPACE);
    let preview = page.call("preview", json!({"id": "List"}));
    assert_eq!(preview["problem"], Value::Null);
    let token = preview["token"].as_str().expect("a token");
    let claims = verified(token);
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("me"), &json!("ann")));
    let line = format!("Authorization: Bearer {token}");
    assert_eq!(preview["headerLine"], line);
    assert_eq!(preview["place"], json!({"location": "header", "name": "Authorization"}));
    assert_eq!(preview["url"], "http://h:1/orders?page=2");
    assert_eq!(preview["auth"]["from"], json!({"id": "", "label": "workspace \"Orders\""}));
    assert_eq!(preview["key"]["says"], "41-byte shared secret, UTF-8");
    assert_eq!(preview["signature"], "signed");
    assert_eq!(preview["request"], json!({"id": "List", "method": "GET"}));
}

#[test]
fn claims_are_explained_with_their_times() {
    let page = Page::on(WORKSPACE);
    let preview = page.call("preview", json!({"id": "List"}));
    let decoded = &preview["decoded"];
    assert_eq!(decoded["header"], json!({"alg": "HS256", "typ": "JWT"}));
    assert_eq!(decoded["headerJson"], r#"{"alg":"HS256","typ":"JWT"}"#);
    let claims = verified(preview["token"].as_str().expect("a token"));
    let text = decoded["claimsJson"].as_str().expect("JSON");
    assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), claims);
    let list = decoded["claims"].as_array().expect("claims");
    let names: Vec<&str> = list.iter().filter_map(|claim| claim["name"].as_str()).collect();
    assert_eq!(names, ["iss", "sub", "iat", "exp"]);
    let exp = &list[3];
    let unix = exp["value"].as_u64().expect("a date");
    let date = NumericDate::from_unix(unix).expect("in range");
    assert_eq!(exp["time"]["unix"], unix);
    assert_eq!(exp["time"]["iso"], date.to_string());
    let relative = exp["time"]["relative"].as_str().expect("a text");
    assert!(relative.starts_with("expires in "), "{relative}");
    assert_eq!(exp["explanation"], "when it stops being valid");
    assert_eq!(list[0].get("time"), None);
}

#[test]
fn each_preview_has_a_token_of_its_own_time() {
    let page = Page::on("authentication: { secretEnv: ORDERS_SECRET, jwtId: uuid7 }\n");
    let id = || page.call("preview", json!({"id": ""}))["decoded"]["claimsJson"].clone();
    assert_ne!(id(), id());
}

#[test]
fn a_request_without_a_token_says_whose_word_that_is() {
    let page = Page::on(WORKSPACE);
    let preview = page.call("preview", json!({"id": "Health"}));
    let from = json!({"id": "Health", "label": "request \"Health\""});
    assert_eq!(preview["auth"]["from"], from);
    for name in ["token", "headerLine", "place", "key", "decoded", "signature", "problem"] {
        assert_eq!(preview[name], Value::Null, "{name}");
    }
    assert_eq!(preview["url"], "http://h:1/health");
}

#[test]
fn a_folder_shows_with_a_request_in_it() {
    let page = Page::on(WORKSPACE);
    let preview = page.call("preview", json!({"id": "Admin"}));
    assert_eq!(preview["request"]["id"], "Admin/Users");
    let token = preview["token"].as_str().expect("a token");
    assert_eq!(preview["url"], format!("http://h:1/users?a=1&jwt={token}"));
    assert_eq!(preview["place"], json!({"location": "query", "name": "jwt"}));
    assert_eq!(preview["headerLine"], Value::Null);
    // One that has no requests yet.
    let preview = page.call("preview", json!({"id": "Empty"}));
    assert_eq!((&preview["request"]["id"], &preview["problem"]), (&json!(""), &Value::Null));
    assert_eq!(verified(preview["token"].as_str().expect("a token"))["sub"], "ann");
}

#[test]
fn a_token_that_is_checked_before_it_goes_is_verified() {
    let workspace = format!(
        "authentication: {{ secretEnv: ORDERS_SECRET, verifyWith: '{SECRET}' }}\n\
         requests: [{{ name: A, url: 'http://h/' }}, {{ name: B, url: 'http://h/', \
         authentication: {{ algorithm: none, allow: {{ unsigned: true }} }} }}]\n"
    );
    let page = Page::on(&workspace);
    assert_eq!(page.call("preview", json!({"id": "A"}))["signature"], "verified");
    assert_eq!(page.call("preview", json!({"id": "B"}))["signature"], "unsigned");
}
