use crate::provider::{Provider, new_key, variable};
use serde_json::Value;
use std::{
    fs,
    process::{Command, Output},
};
use tempfile::TempDir;

/// A program that gets tokens for APIs: a workspace with a preset, and a key.
pub(crate) struct Client {
    folder: TempDir,
    key: Value,
}

impl Client {
    /// A client with a new key.
    pub(crate) fn new() -> Self {
        let (folder, key) = (tempfile::tempdir().expect("a folder"), new_key());
        fs::write(folder.path().join("client.jwk"), key.to_string()).expect("a new file");
        Self { folder, key }
    }

    /// The public half of its key.
    pub(crate) fn public_key(&self) -> Value {
        let mut convert = jwt();
        convert.arg("convert").arg(self.folder.path().join("client.jwk"));
        let output = done(convert.args(["--to", "jwk", "--public"]));
        let public: Value = serde_json::from_slice(&output.stdout).expect("a JWK");
        assert_ne!(public, self.key);
        public
    }

    /// Gets a token for an API.
    pub(crate) fn token_for(&self, provider: &Provider, api: &str) -> String {
        self.write_workspace(provider, api);
        let output = done(jwt().current_dir(&self.folder).args(["send", "--json"]));
        let record: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(record["response"]["status"], 200, "{record}");
        let body = record["response"]["body"].as_str().expect("a text");
        let body: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(body["token_type"], "Bearer");
        body["access_token"].as_str().expect("a token").to_owned()
    }

    /// A script that asks for a token, with the same assertion whenever it runs.
    pub(crate) fn script(&self, provider: &Provider, api: &str) -> String {
        self.write_workspace(provider, api);
        let output = done(jwt().current_dir(&self.folder).arg("curl"));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn write_workspace(&self, provider: &Provider, api: &str) {
        let issuer = provider.issuer();
        let preset = done(jwt().args([
            "preset",
            "oauth-client-assertion",
            "client_id=warehouse",
            &format!("audience={issuer}"),
            "key_file=client.jwk",
            "algorithm=ES256",
        ]));
        let authentication = String::from_utf8(preset.stdout).expect("UTF-8");
        let workspace = format!(
            "{authentication}
requests:
  - name: Get a token
    method: POST
    url: {issuer}/token
    form:
      grant_type: client_credentials
      client_assertion_type: urn:ietf:params:oauth:client-assertion-type:jwt-bearer
      resource: {api}
"
        );
        fs::write(self.folder.path().join("jwt.yaml"), workspace).expect("a file");
    }
}

/// Runs the script, and gives the answer.
pub(crate) fn run(script: &str) -> Value {
    // curl would wait for ever.
    let output = done(Command::new("timeout").args(["30", "sh", "-c", script]));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Our command.
pub(crate) fn jwt() -> Command {
    Command::new(variable("JWT"))
}

fn done(command: &mut Command) -> Output {
    let output = command.output().expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", String::from_utf8_lossy(&output.stdout));
    output
}
