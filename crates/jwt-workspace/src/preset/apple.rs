//! Apple's services.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use std::time::Duration;

/// A token of a team's key
/// ([Apple](https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests)).
///
/// Some requests take tokens that live longer; they are not for every day, and not for this.
pub(super) const TEAM_KEY: Preset = Preset {
    id: "app-store-connect",
    title: "App Store Connect, team key",
    summary: "calls the App Store Connect API with a key of the team",
    inputs: &[
        Input::required(
            "issuer_id",
            "the issuer ID above the list of keys (Users and Access, Integrations)",
            "57246542-96fe-1a63-e053-0824d011072a",
        ),
        CONNECT_KEY_ID,
        KEY_FILE,
        Input::expires_in("10m"),
    ],
    members: team_key,
    ..CONNECT
};

/// A token of a person's key, which has no issuer
/// ([Apple](https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests)).
pub(super) const INDIVIDUAL_KEY: Preset = Preset {
    id: "app-store-connect-individual",
    title: "App Store Connect, individual key",
    summary: "calls the App Store Connect API with a key of one person",
    inputs: &[CONNECT_KEY_ID, KEY_FILE, Input::expires_in("10m")],
    notes: &["individual keys are not for provisioning, sales and finance, and notarytool"],
    members: individual_key,
    ..CONNECT
};

/// A developer token
/// ([Apple](https://developer.apple.com/documentation/applemusicapi/generating-developer-tokens)).
///
/// It may live for 15 777 000 seconds. One that is made for each request need not.
pub(super) const MUSIC: Preset = Preset {
    id: "apple-music",
    title: "Apple Music API, developer token",
    summary: "calls the Apple Music API as a developer",
    vendor: "Apple",
    documentation: "https://developer.apple.com/documentation/applemusicapi/generating-developer-tokens",
    inputs: &[
        Input::required("team_id", "the team ID from the developer account", "ABCDE12345"),
        Input::required("key_id", "the ID of the media services key", "2X9R4HXF34"),
        KEY_FILE,
        Input::expires_in("1h"),
    ],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(15_777_000)),
    headers: &[],
    notes: &["requests on a user's library need the header Music-User-Token besides"],
    members: music,
};

/// What is the same for both kinds of keys.
const CONNECT: Preset = Preset {
    id: "",
    title: "",
    summary: "",
    vendor: "Apple",
    documentation: "https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests",
    inputs: &[],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(20 * 60)),
    headers: &[],
    notes: &[],
    members: team_key,
};

const CONNECT_KEY_ID: Input =
    Input::required("key_id", "the ID of the key in App Store Connect", "2X9R4HXF34");
const KEY_FILE: Input = Input::required(
    "key_file",
    "the private key, which is downloaded once",
    "AuthKey_2X9R4HXF34.p8",
);

fn team_key(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    Ok(key(inputs)
        .with("issuer", inputs.text("issuer_id"))
        .with("audience", CONNECT_AUDIENCE)
        .with("expiresIn", inputs.expires_in()?))
}

fn individual_key(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    Ok(key(inputs)
        .with("subject", "user")
        .with("audience", CONNECT_AUDIENCE)
        .with("expiresIn", inputs.expires_in()?))
}

fn music(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    Ok(key(inputs).with("issuer", inputs.text("team_id")).with("expiresIn", inputs.expires_in()?))
}

fn key(inputs: &Inputs<'_>) -> Members {
    Members::new("ES256")
        .with("secretFile", inputs.text("key_file"))
        .with("keyId", inputs.text("key_id"))
}

const CONNECT_AUDIENCE: &str = "appstoreconnect-v1";
