use crate::folder::Folder;
use serde_json::{Value, json};

#[test]
fn all_presets_are_listed_a_line_each() {
    let list = Folder::new().printed(&["preset"]);
    let mut lines = list.lines();
    assert!(lines.next().is_some_and(|line| line.starts_with("preset  ")), "{list}");
    let ids: Vec<_> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        ids,
        [
            "app-store-connect",
            "app-store-connect-individual",
            "apple-music",
            "atlassian-asap",
            "github-app",
            "google-service-account",
            "kong",
            "oauth-client-assertion",
            "snowflake",
            "zoom-meeting-sdk",
            "zoom-video-sdk",
        ]
    );
    let line = list.lines().find(|line| line.starts_with("github-app ")).expect("listed");
    let columns: Vec<_> = line.split("  ").map(str::trim).filter(|text| !text.is_empty()).collect();
    assert_eq!(columns, ["github-app", "GitHub App", "10m at most"]);
}

#[test]
fn the_list_as_json_has_what_each_asks_for() {
    let list = Folder::new().printed(&["preset", "--json"]);
    let list: Vec<Value> = serde_json::from_str(&list).expect("an array");
    let kong = list.iter().find(|preset| preset["id"] == "kong").expect("listed");
    assert_eq!(kong["inputs"][1]["default"], "iss");
    assert_eq!(kong["maxLifetime"], Value::Null);
    let github = list.iter().find(|preset| preset["id"] == "github-app").expect("listed");
    assert_eq!(github["maxLifetime"], 600);
    assert_eq!(github["inputs"][0]["name"], "app_id");
    assert_eq!(github["inputs"][0]["required"], true);
}

#[test]
fn a_preset_is_the_yaml_of_a_workspace_with_comments() {
    let outcome = Folder::new().jwt(&["preset", "github-app", "app_id=123456"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (Some(0), ""));
    assert_eq!(
        outcome.out,
        "\
# GitHub App: calls as the app, to list its installations and make their tokens
# GitHub: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
# limit: a token lives 10m at most
# variable key_file: the private key from the app's settings, such as app.pem
# input expires_in=9m: how long the token lives
# note: GitHub recommends the headers Accept: application/vnd.github+json and X-GitHub-Api-Version
# note: most calls take an installation token: POST /app/installations/INSTALLATION/access_tokens
authentication:
  algorithm: RS256
  secretFile: \"${[ key_file ]}\"
  issuer: \"123456\"
  expiresIn: 9m
  backdate: 60s
"
    );
}

#[test]
fn a_client_assertion_goes_into_the_body_beside_what_the_comment_says() {
    let yaml = Folder::new().printed(&["preset", "oauth-client-assertion"]);
    for line in [
        "# note: the request is a POST that has besides: form: {grant_type: client_credentials, \
         client_assertion_type: \"urn:ietf:params:oauth:client-assertion-type:jwt-bearer\"}",
        "  location: body",
        "  name: client_assertion",
    ] {
        assert!(yaml.lines().any(|found| found == line), "{line}\n{yaml}");
    }
}

#[test]
fn json_is_the_form_alone_and_the_rest_is_said_beside() {
    let arguments = ["preset", "snowflake", "--json", "account=a", "user=u", "key_file=k=.p8"];
    let outcome = Folder::new().jwt(&arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    assert_eq!(
        serde_json::from_str::<Value>(&outcome.out).expect("JSON"),
        json!({
            "algorithm": "RS256",
            "secretFile": "k=.p8",
            "issuer": "A.U.${[ fingerprint ]}",
            "subject": "A.U",
            "expiresIn": "10m",
        })
    );
    assert_eq!(
        outcome.err,
        "note: the request needs the header X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT\n\
         note: account and user must be in upper case, also where variables stand for them\n"
    );
}

#[test]
fn what_a_vendor_does_not_take_is_an_error_that_says_the_limit() {
    let folder = Folder::new();
    assert_eq!(
        folder.jwt(&["preset", "github-app", "expires_in=1h"]).failed(3),
        "error[PRESET]: expires_in is 1h, but GitHub takes 10m at most\n\
         hint: give expires_in=10m or less\n\
         hint: GitHub says so: https://docs.github.com/en/apps/creating-github-apps/\
         authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app\n"
    );
    assert_eq!(
        folder.jwt(&["preset", "githubapp"]).failed(3),
        "error[PRESET]: there is no preset \"githubapp\"\nhint: did you mean \"github-app\"?\n"
    );
}

#[test]
fn an_input_without_a_value_is_a_mistake_in_the_command_line() {
    let folder = Folder::new();
    let err = folder.jwt(&["preset", "github-app", "app_id"]).failed(2);
    assert!(err.contains("expected INPUT=VALUE"), "{err}");
    assert!(folder.printed(&["preset", "--help"]).contains("Examples:\n  "));
}
