use crate::{examples::examples, form};
use jwt_workspace::{Form, preset};
use serde_json::{Value, json};

#[test]
fn every_preset_gives_exactly_what_its_vendor_documents() {
    for (id, inputs, expected) in examples() {
        assert_eq!(form(id, &inputs), expected, "{id}");
    }
}

#[test]
fn every_preset_has_an_example_here_and_is_found_by_its_name() {
    let listed: Vec<_> = preset::all().iter().map(|preset| preset.id).collect();
    let examples: Vec<_> = examples().into_iter().map(|(id, ..)| id).collect();
    assert_eq!(listed, examples);
    for preset in preset::all() {
        assert_eq!(preset::find(preset.id).expect("found").title, preset.title);
        assert!(preset.documentation.starts_with("https://"), "{}", preset.id);
        for text in [preset.title, preset.summary, preset.vendor] {
            assert!(!text.is_empty(), "{}", preset.id);
        }
    }
}

#[test]
fn what_is_not_given_becomes_a_variable_of_its_name() {
    for preset in preset::all() {
        let filled = preset.fill(&[]).expect("variables");
        let text = Value::Object(filled.authentication.clone()).to_string();
        let left: Vec<_> = filled.variables.iter().map(|input| input.name).collect();
        let required = preset.inputs.iter().filter(|input| input.required);
        assert_eq!(left, required.map(|input| input.name).collect::<Vec<_>>());
        for name in left {
            // Google's key file is named inside another tag.
            let tags = [format!("${{[ {name} ]}}"), format!("path={name})")];
            assert!(tags.iter().any(|tag| text.contains(tag)), "{}: {name}: {text}", preset.id);
        }
        Form::read(filled.authentication).expect("a form");
    }
    assert_eq!(
        form("snowflake", &[("user", "jane")])["issuer"],
        "${[ account ]}.JANE.${[ fingerprint ]}"
    );
}

#[test]
fn what_is_optional_and_not_given_is_left_out() {
    let required = [("issuer", "a"), ("key_id", "a/1"), ("key_file", "k"), ("audience", "b")];
    assert_eq!(form("atlassian-asap", &required).get("subject"), None);
    assert_eq!(form("oauth-client-assertion", &[]).get("keyId"), None);
}

#[test]
fn every_default_and_every_example_is_taken() {
    for preset in preset::all() {
        let inputs: Vec<_> =
            preset.inputs.iter().map(|i| (i.name.to_owned(), i.example.to_owned())).collect();
        let filled = preset.fill(&inputs).expect(preset.id);
        assert!(filled.variables.is_empty(), "{}", preset.id);
        let text = Value::Object(filled.authentication).to_string();
        let variables = preset.inputs.iter().map(|input| format!("${{[ {} ]}}", input.name));
        assert!(!variables.into_iter().any(|tag| text.contains(&tag)), "{text}");
    }
}

#[test]
fn a_life_at_the_limit_is_taken() {
    for (id, life) in [
        ("github-app", "10m"),
        ("app-store-connect", "1200"),
        ("apple-music", "15777000"),
        ("google-service-account", "60m"),
        ("snowflake", "1h"),
        ("atlassian-asap", "1h"),
        ("zoom-meeting-sdk", "48h"),
        ("zoom-video-sdk", "1800"),
        ("oauth-client-assertion", "1d"),
        ("kong", "365d"),
        ("github-app", "${[ life ]}"),
    ] {
        assert_eq!(form(id, &[("expires_in", life)])["expiresIn"], life, "{id}");
    }
}

#[test]
fn an_input_may_be_a_template() {
    assert_eq!(
        form("google-service-account", &[("key_file", "${[ dir ]}")])["keyId"],
        "${[ json.jsonpath(input=fs.readFile(path=dir), query='$.private_key_id') ]}"
    );
    assert_eq!(
        form("google-service-account", &[("key_file", r"C:\key.json")])["issuer"],
        r"${[ json.jsonpath(input=fs.readFile(path='C:\\key.json'), query='$.client_email') ]}"
    );
    let payload = form("zoom-meeting-sdk", &[("sdk_key", "${[ env(name='K\"') ]}")]);
    let start = r#"{"appKey": "${[ env(name='K"') ]}", "sdkKey": "#;
    assert!(payload["payload"].as_str().is_some_and(|p| p.starts_with(start)), "{payload}");
    assert_eq!(
        form("snowflake", &[("account", "${[ a.b ]}")])["subject"],
        "${[ a.b ]}.${[ user ]}"
    );
}

#[test]
fn a_claim_other_than_iss_names_kongs_credential() {
    assert_eq!(form("kong", &[("key", "k"), ("key_claim", "sub")])["subject"], "k");
    let form = form("kong", &[("key", "k"), ("key_claim", "client")]);
    assert_eq!((form.get("issuer"), &form["payload"]), (None, &json!({"client": "k"})));
}
