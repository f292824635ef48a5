//! Presets: what they fill in, what they leave to variables, what they refuse.

use jwt_workspace::{Form, Problem, preset, preset::Filled};
use saphyr::{LoadableYamlNode as _, Yaml};
use serde_json::{Value, json};

fn filled(id: &str, inputs: &[(&str, &str)]) -> Result<Filled, Problem> {
    let inputs: Vec<_> = inputs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    preset::find(id)?.fill(&inputs)
}

/// The form of a preset, which can be read.
fn form(id: &str, inputs: &[(&str, &str)]) -> Value {
    let filled = filled(id, inputs).expect("inputs that the vendor takes");
    let form = Form::read(filled.authentication).expect("a form");
    Value::Object(form.members().clone())
}

/// The message and the first hint.
fn refused(id: &str, inputs: &[(&str, &str)]) -> (String, String) {
    let problem = filled(id, inputs).expect_err("refused");
    assert_eq!(problem.code(), "PRESET");
    (problem.to_string(), problem.hints().first().cloned().unwrap_or_default())
}

/// Each preset with plausible inputs, and the members that it must give.
fn examples() -> Vec<(&'static str, Vec<(&'static str, &'static str)>, Value)> {
    vec![
        (
            "app-store-connect",
            vec![
                ("issuer_id", "57246542-96fe-1a63-e053-0824d011072a"),
                ("key_id", "2X9R4HXF34"),
                ("key_file", "AuthKey_2X9R4HXF34.p8"),
                ("expires_in", "20m"),
            ],
            json!({
                "algorithm": "ES256",
                "secretFile": "AuthKey_2X9R4HXF34.p8",
                "keyId": "2X9R4HXF34",
                "issuer": "57246542-96fe-1a63-e053-0824d011072a",
                "audience": "appstoreconnect-v1",
                "expiresIn": "20m",
            }),
        ),
        (
            "app-store-connect-individual",
            vec![("key_id", "2X9R4HXF34"), ("key_file", "AuthKey_2X9R4HXF34.p8")],
            json!({
                "algorithm": "ES256",
                "secretFile": "AuthKey_2X9R4HXF34.p8",
                "keyId": "2X9R4HXF34",
                "subject": "user",
                "audience": "appstoreconnect-v1",
                "expiresIn": "10m",
            }),
        ),
        (
            "apple-music",
            vec![("team_id", "ABCDE12345"), ("key_id", "2X9R4HXF34"), ("key_file", "music.p8")],
            json!({
                "algorithm": "ES256",
                "secretFile": "music.p8",
                "keyId": "2X9R4HXF34",
                "issuer": "ABCDE12345",
                "expiresIn": "1h",
            }),
        ),
        (
            "atlassian-asap",
            vec![
                ("issuer", "here"),
                ("key_id", "here/key-1"),
                ("key_file", "key.pem"),
                ("audience", "there"),
                ("subject", "here"),
                ("algorithm", "ES256"),
            ],
            json!({
                "algorithm": "ES256",
                "secretFile": "key.pem",
                "keyId": "here/key-1",
                "issuer": "here",
                "subject": "here",
                "audience": "there",
                "expiresIn": "5m",
                "jwtId": "uuid4",
            }),
        ),
        (
            "github-app",
            vec![("app_id", "Iv23liExample"), ("key_file", "app.pem")],
            json!({
                "algorithm": "RS256",
                "secretFile": "app.pem",
                "issuer": "Iv23liExample",
                "expiresIn": "9m",
                "backdate": "60s",
            }),
        ),
        (
            "google-service-account",
            vec![("key_file", "it's.json"), ("audience", "https://pubsub.googleapis.com/")],
            json!({
                "algorithm": "RS256",
                "secret": r"${[ json.jsonpath(input=fs.readFile(path='it\'s.json'), query='$.private_key') ]}",
                "keyId": r"${[ json.jsonpath(input=fs.readFile(path='it\'s.json'), query='$.private_key_id') ]}",
                "issuer": r"${[ json.jsonpath(input=fs.readFile(path='it\'s.json'), query='$.client_email') ]}",
                "subject": r"${[ json.jsonpath(input=fs.readFile(path='it\'s.json'), query='$.client_email') ]}",
                "audience": "https://pubsub.googleapis.com/",
                "expiresIn": "1h",
            }),
        ),
        (
            "kong",
            vec![("key", "a36c3049"), ("secret_env", "CONSUMER")],
            json!({
                "algorithm": "HS256",
                "secretEnv": "CONSUMER",
                "issuer": "a36c3049",
                "expiresIn": "5m",
            }),
        ),
        (
            "oauth-client-assertion",
            vec![
                ("client_id", "s6BhdRkqt3"),
                ("audience", "https://id.example"),
                ("key_file", "client.pem"),
                ("key_id", "k1"),
            ],
            json!({
                "algorithm": "RS256",
                "secretFile": "client.pem",
                "keyId": "k1",
                "issuer": "s6BhdRkqt3",
                "subject": "s6BhdRkqt3",
                "audience": "https://id.example",
                "expiresIn": "5m",
                "jwtId": "uuid4",
                "location": "body",
                "name": "client_assertion",
            }),
        ),
        (
            "snowflake",
            vec![
                ("account", "myorg-myaccount"),
                ("user", "jane"),
                ("fingerprint", FINGERPRINT),
                ("key_file", "rsa_key.p8"),
            ],
            json!({
                "algorithm": "RS256",
                "secretFile": "rsa_key.p8",
                "issuer": format!("MYORG-MYACCOUNT.JANE.{FINGERPRINT}"),
                "subject": "MYORG-MYACCOUNT.JANE",
                "expiresIn": "10m",
            }),
        ),
        (
            "zoom-meeting-sdk",
            vec![("sdk_key", "k\"1"), ("meeting_number", "82345678901"), ("role", "1")],
            json!({
                "algorithm": "HS256",
                "secretEnv": "ZOOM_SDK_SECRET",
                "payload": r#"{"appKey": "k\"1", "sdkKey": "k\"1", "mn": "82345678901", "role": 1, "tokenExp": ${[ timestamp.unix(date=timestamp.offset(expression='+2h')) ]}}"#,
                "expiresIn": "2h",
            }),
        ),
        (
            "zoom-video-sdk",
            vec![("sdk_key", "k1"), ("session_name", "standup"), ("expires_in", "90m")],
            json!({
                "algorithm": "HS256",
                "secretEnv": "ZOOM_SDK_SECRET",
                "payload": {"app_key": "k1", "tpc": "standup", "role_type": 0, "version": 1},
                "expiresIn": "90m",
            }),
        ),
    ]
}

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
fn a_life_longer_than_the_vendor_takes_is_refused() {
    for (id, too_long, message, hint) in [
        (
            "github-app",
            "601",
            "expires_in is 601, but GitHub takes 10m at most",
            "give expires_in=10m or less",
        ),
        (
            "app-store-connect",
            "1h",
            "expires_in is 1h, but Apple takes 20m at most",
            "give expires_in=20m or less",
        ),
        (
            "app-store-connect-individual",
            "20m1s",
            "expires_in is 20m1s, but Apple takes 20m at most",
            "give expires_in=20m or less",
        ),
        (
            "apple-music",
            "183d",
            "expires_in is 183d, but Apple takes 182d14h30m at most",
            "give expires_in=182d14h30m or less",
        ),
        (
            "google-service-account",
            "61m",
            "expires_in is 61m, but Google takes 1h at most",
            "give expires_in=1h or less",
        ),
        (
            "snowflake",
            "2h",
            "expires_in is 2h, but Snowflake takes 1h at most",
            "give expires_in=1h or less",
        ),
        (
            "atlassian-asap",
            "3601",
            "expires_in is 3601, but ASAP takes 1h at most",
            "give expires_in=1h or less",
        ),
        (
            "zoom-meeting-sdk",
            "3d",
            "expires_in is 3d, but Zoom takes 2d at most",
            "give expires_in=2d or less",
        ),
        (
            "zoom-video-sdk",
            "29m",
            "expires_in is 29m, but Zoom takes 30m at least",
            "give expires_in=30m or more",
        ),
    ] {
        assert_eq!(refused(id, &[("expires_in", too_long)]), (message.into(), hint.into()));
    }
    let limited = |preset: &&preset::Preset| preset.max_lifetime.is_some();
    assert_eq!(preset::all().iter().filter(limited).count(), 9);
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
fn what_is_no_lifetime_is_refused() {
    assert_eq!(
        refused("kong", &[("expires_in", "soon")]).0,
        "expires_in must be a duration, but is \"soon\""
    );
    assert_eq!(
        refused("kong", &[("expires_in", "0s")]).0,
        "expires_in is 0s: the token would be expired at once"
    );
    // Another claim is worked out of it.
    assert_eq!(
        refused("zoom-meeting-sdk", &[("expires_in", "${[ life ]}")]).0,
        "expires_in must be a duration, but is \"${[ life ]}\""
    );
}

#[test]
fn values_that_a_vendor_does_not_take_are_refused() {
    let long = "x".repeat(201);
    for (id, inputs, message, hint) in [
        (
            "snowflake",
            vec![("account", "xy12345.eu-central-1")],
            "account is \"xy12345.eu-central-1\", but Snowflake takes no region and no dot in a token",
            "give what stands before the first dot: account=xy12345",
        ),
        (
            "snowflake",
            vec![("fingerprint", "SHA256:abc")],
            "fingerprint is \"SHA256:abc\", but Snowflake takes SHA256: and the hash of the public \
             key in base64",
            "give RSA_PUBLIC_KEY_FP as DESCRIBE USER shows it, or SHA256: and what \"openssl rsa \
             -in rsa_key.p8 -pubout -outform DER | openssl dgst -sha256 -binary | openssl base64\" \
             prints",
        ),
        (
            "zoom-meeting-sdk",
            vec![("meeting_number", "823 4567 8901")],
            "meeting_number is \"823 4567 8901\", but Zoom takes digits only",
            "leave out spaces and dashes",
        ),
        (
            "zoom-video-sdk",
            vec![("role", "2")],
            "role is \"2\", but Zoom takes 0 or 1",
            "give role=1 for the host",
        ),
        (
            "zoom-video-sdk",
            vec![("session_name", long.as_str())],
            "session_name is too long: Zoom takes 200 characters at most",
            "give a shorter one",
        ),
        (
            "atlassian-asap",
            vec![("issuer", "here"), ("key_id", "heretic/key")],
            "key_id is \"heretic/key\", but ASAP takes keys of the issuer only, which begin with \
             \"here/\"",
            "give key_id=here/NAME",
        ),
        (
            "atlassian-asap",
            vec![("algorithm", "HS256")],
            "algorithm is \"HS256\", but ASAP takes RSA and ECDSA only: RS256, RS384, RS512, PS256, \
             PS384, PS512, ES256, ES384, ES512",
            "give algorithm=RS256",
        ),
        (
            "oauth-client-assertion",
            vec![("algorithm", "none")],
            "algorithm is \"none\", which is not for a private key",
            "give one such as RS256 or ES256",
        ),
        (
            "kong",
            vec![("key_claim", "${[ claim ]}")],
            "key_claim must be the name of a claim, not a template",
            "",
        ),
    ] {
        assert_eq!(refused(id, &inputs), (message.into(), hint.into()), "{id}");
    }
    let problem = filled("github-app", &[("expires_in", "1h")]).expect_err("too long");
    assert_eq!(
        problem.hints()[1],
        format!("GitHub says so: {}", preset::find("github-app").expect("found").documentation)
    );
}

#[test]
fn unknown_names_are_refused_with_what_was_meant() {
    assert_eq!(
        refused("github", &[]),
        ("there is no preset \"github\"".into(), "did you mean \"github-app\"?".into())
    );
    assert_eq!(
        refused("github-app", &[("app-id", "1")]),
        ("github-app has no input \"app-id\"".into(), "did you mean \"app_id\"?".into())
    );
    assert_eq!(
        refused("github-app", &[("zone", "1")]),
        (
            "github-app has no input \"zone\"".into(),
            "there are app_id, key_file, expires_in".into()
        )
    );
}

#[test]
fn an_input_that_is_empty_broken_or_there_twice_is_refused() {
    for (inputs, message) in [
        (&[("app_id", " ")][..], "app_id is empty"),
        (&[("app_id", "1"), ("app_id", "2")], "app_id is given twice"),
        (&[("app_id", "1\n2")], "app_id has a line break or another control character"),
    ] {
        assert_eq!(refused("github-app", inputs).0, message);
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

    let (message, hint) = refused("google-service-account", &[("key_file", "${[ dir ]}/k.json")]);
    assert_eq!(message, "key_file mixes text and templates");
    assert_eq!(hint, "give a text, or one template: ${[ name ]}");
}

#[test]
fn a_claim_other_than_iss_names_kongs_credential() {
    assert_eq!(form("kong", &[("key", "k"), ("key_claim", "sub")])["subject"], "k");
    let form = form("kong", &[("key", "k"), ("key_claim", "client")]);
    assert_eq!((form.get("issuer"), &form["payload"]), (None, &json!({"client": "k"})));
}

#[test]
fn the_yaml_reads_as_the_same_form() {
    for (id, inputs, expected) in examples() {
        for inputs in [&inputs[..], &[]] {
            let filled = filled(id, inputs).expect("filled");
            let yaml = filled.to_yaml().expect("YAML");
            let documents = Yaml::load_from_str(&yaml).expect("YAML that can be read");
            let [document] = documents.as_slice() else { panic!("one document: {yaml}") };
            let authentication = &document["authentication"];
            assert_eq!(plain(authentication), Value::Object(filled.authentication), "{yaml}");
            if !inputs.is_empty() {
                assert_eq!(plain(authentication), expected);
            }
            let headers = document.as_mapping_get("headers").map(plain);
            let pairs = filled.headers.into_iter().map(|(name, value)| (name, value.into()));
            assert_eq!(headers.unwrap_or_else(|| json!({})), Value::Object(pairs.collect()));
        }
    }
}

#[test]
fn odd_inputs_are_quoted_in_yaml() {
    for odd in [
        "12",
        "1e3",
        "true",
        "null",
        "~",
        "yes",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "{a",
        "[a",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "'a",
        "\"a",
        "a\"b",
        "a\\b",
        "?",
        "|",
        ">",
        "é",
        "日本",
        "0x1F",
        ".5",
        "<<",
        " a ",
        "=",
        "---",
        "...",
        "\u{feff}a",
    ] {
        let filled = filled("github-app", &[("app_id", odd)]).expect("filled");
        let yaml = filled.to_yaml().expect("YAML");
        let documents = Yaml::load_from_str(&yaml).expect("YAML that can be read");
        let issuer = documents.first().map(|document| plain(&document["authentication"]["issuer"]));
        assert_eq!(issuer, Some(json!(odd)), "{yaml}");
    }
}

#[test]
fn the_yaml_says_who_what_and_where() {
    let filled = filled("snowflake", &[("account", "a"), ("key_file", "k.p8")]).expect("filled");
    let expected = format!(
        "# Snowflake, key pair: calls Snowflake's SQL and REST APIs as a user with a key pair\n\
         # Snowflake: https://docs.snowflake.com/en/developer-guide/sql-api/authenticating\n\
         # limit: a token lives 1h at most\n\
         # variable user: the user who has the public key, such as JANE\n\
         # variable fingerprint: RSA_PUBLIC_KEY_FP as DESCRIBE USER shows it, or SHA256: and what \
         \"openssl rsa -in rsa_key.p8 -pubout -outform DER | openssl dgst -sha256 -binary | openssl \
         base64\" prints, such as {FINGERPRINT}\n\
         # input expires_in=10m: how long the token lives\n\
         # note: account and user must be in upper case, also where variables stand for them\n\
         authentication:\n  \
         algorithm: RS256\n  \
         secretFile: k.p8\n  \
         issuer: \"A.${{[ user ]}}.${{[ fingerprint ]}}\"\n  \
         subject: \"A.${{[ user ]}}\"\n  \
         expiresIn: 10m\n\
         headers:\n  \
         X-Snowflake-Authorization-Token-Type: KEYPAIR_JWT\n"
    );
    assert_eq!(filled.to_yaml().expect("YAML"), expected);
}

/// YAML as JSON, of which it has no more here than texts, numbers and mappings.
fn plain(yaml: &Yaml<'_>) -> Value {
    if let Some(mapping) = yaml.as_mapping() {
        let member = |(name, value): (&Yaml<'_>, &Yaml<'_>)| {
            (name.as_str().expect("a name").to_owned(), plain(value))
        };
        return Value::Object(mapping.iter().map(member).collect());
    }
    match yaml.as_integer() {
        Some(integer) => integer.into(),
        None => yaml.as_str().expect("a text").into(),
    }
}

const FINGERPRINT: &str = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
