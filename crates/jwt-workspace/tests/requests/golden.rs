//! What Yaak 0.5.1 sent for its own forms: `golden.jsonl` has its forms and requests, recorded.

use crate::{decoded, prepare_in, surroundings::Fixed};
use serde_json::{Value, json};

/// The cases in which Yaak does something that nobody wants; each has a test of its own in
/// `others_get_wrong`.
const DEFECTS: [&str; 8] = [
    "default name omitted",
    "query, name omitted",
    "secret missing",
    "payload array",
    "headers alg override HS512",
    "headers not JSON",
    "RS256 text secret",
    "EdDSA",
];

/// Signatures of these are made anew each time, and times and names as well.
const RANDOM: [&str; 3] = ["PS256 pkcs8", "ES512 pkcs8", "templates"];

fn cases() -> impl Iterator<Item = Value> {
    include_str!("golden.jsonl").lines().map(|line| serde_json::from_str(line).expect(line))
}

#[test]
fn tokens_are_those_of_yaak_byte_for_byte() {
    let mut compared = 0;
    for case in cases() {
        let label = case["label"].as_str().expect("a label");
        if DEFECTS.contains(&label) {
            continue;
        }
        let mut form = case["authentication"].clone();
        let kind = if form == json!({}) { json!("none") } else { json!("jwt") };
        form["typ"] = Value::Null;
        form["issuedAt"] = "off".into();
        if label == "alg none" {
            form["allow"] = json!({"unsigned": true});
        }
        let yaml = json!({
            "requests": [{
                "name": label,
                "url": "http://127.0.0.1/x?a=1&token=old",
                "authenticationType": kind,
                "authentication": form,
            }],
        });
        let prepared = prepare_in(&yaml.to_string(), &Fixed::default()).expect(label);
        let uri = prepared.request.uri().path_and_query().expect("a path").as_str();
        assert_eq!(uri, case["sent"]["url"], "{label}");
        let sent = &case["sent"]["headers"];
        let ours = prepared.request.headers().get("authorization");
        let ours = ours.map(|value| value.to_str().expect("ASCII"));
        if RANDOM.contains(&label) {
            let [header, payload] = decoded(&prepared.token.expect("a token").token);
            assert_eq!(header, case["jwt_header"], "{label}");
            if label != "templates" {
                assert_eq!(payload, case["jwt_payload"], "{label}");
            }
        } else {
            assert_eq!(ours, sent["authorization"].as_str(), "{label}");
        }
        compared += 1;
    }
    assert_eq!(compared, cases().count() - DEFECTS.len());
}
