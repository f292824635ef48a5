use crate::{examples::FINGERPRINT, filled};
use jwt_workspace::preset;

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
            "oauth-client-assertion",
            vec![("algorithm", "HS256")],
            "algorithm is \"HS256\", which is not for a private key",
            "give one such as RS256 or ES256",
        ),
        (
            "google-service-account",
            vec![("key_file", "${[ dir ]}${[ name ]}")],
            "key_file mixes text and templates",
            "give a text, or one template: ${[ name ]}",
        ),
        (
            "google-service-account",
            vec![("key_file", "${[ dir ]}/k.json")],
            "key_file mixes text and templates",
            "give a text, or one template: ${[ name ]}",
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
    for fingerprint in ["SHA256:YWJj", &FINGERPRINT[7..], &FINGERPRINT[..50]] {
        let (message, _) = refused("snowflake", &[("fingerprint", fingerprint)]);
        assert!(message.starts_with(&format!("fingerprint is \"{fingerprint}\"")), "{message}");
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

/// The message and the first hint.
fn refused(id: &str, inputs: &[(&str, &str)]) -> (String, String) {
    let problem = filled(id, inputs).expect_err("refused");
    assert_eq!(problem.code(), "PRESET");
    (problem.to_string(), problem.hints().first().cloned().unwrap_or_default())
}
