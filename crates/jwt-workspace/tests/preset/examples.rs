//! Each preset with plausible inputs.

use serde_json::{Value, json};

/// A preset's name, its inputs, and the members that it must give.
pub(crate) type Example = (&'static str, Vec<(&'static str, &'static str)>, Value);

/// One for each preset.
pub(crate) fn examples() -> Vec<Example> {
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

pub(crate) const FINGERPRINT: &str = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
