use crate::{
    examples::{FINGERPRINT, examples},
    filled,
};
use saphyr::{LoadableYamlNode as _, Yaml};
use serde_json::{Value, json};

#[test]
fn the_yaml_reads_as_the_same_form() {
    for (id, inputs, expected) in examples() {
        for inputs in [&inputs[..], &[]] {
            let filled = filled(id, inputs).expect("filled");
            let yaml = filled.to_yaml().expect("YAML");
            let documents = Yaml::load_from_str(&yaml).expect("YAML that can be read");
            assert_eq!(documents.len(), 1, "{yaml}");
            let document = &documents[0];
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
