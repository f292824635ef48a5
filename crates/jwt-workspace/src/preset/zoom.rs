//! Zoom's kits for meetings and for video.

use super::{Input, Inputs, Members, Preset, lifetime};
use crate::Problem;
use std::time::Duration;

/// The signature with which the Meeting SDK joins or starts a meeting
/// ([Zoom](https://developers.zoom.us/docs/meeting-sdk/auth/)).
///
/// `sdkKey` is what older kits call `appKey`. `tokenExp` is a number, and the form makes numbers of
/// `exp`, `nbf` and `iat` alone; so the payload is text.
pub(super) const MEETING_SDK: Preset = Preset {
    id: "zoom-meeting-sdk",
    title: "Zoom Meeting SDK, signature",
    summary: "joins or starts a meeting in the Meeting SDK",
    documentation: "https://developers.zoom.us/docs/meeting-sdk/auth/",
    inputs: &[
        SDK_KEY,
        Input::required("meeting_number", "the meeting's or the webinar's number", "82345678901"),
        ROLE,
        SECRET_ENV,
        Input::expires_in("2h"),
    ],
    members: meeting_sdk,
    ..SDK
};

/// The token with which the Video SDK joins or starts a session
/// ([Zoom](https://developers.zoom.us/docs/video-sdk/auth/)).
pub(super) const VIDEO_SDK: Preset = Preset {
    id: "zoom-video-sdk",
    title: "Zoom Video SDK, token",
    summary: "joins or starts a session in the Video SDK",
    documentation: "https://developers.zoom.us/docs/video-sdk/auth/",
    inputs: &[
        SDK_KEY,
        Input::required("session_name", "the session's name, 200 characters at most", "standup"),
        ROLE,
        SECRET_ENV,
        Input::expires_in("2h"),
    ],
    members: video_sdk,
    ..SDK
};

/// What is the same for both kits.
const SDK: Preset = Preset {
    id: "",
    title: "",
    summary: "",
    vendor: "Zoom",
    documentation: "",
    inputs: &[],
    min_lifetime: Some(Duration::from_secs(30 * 60)),
    max_lifetime: Some(Duration::from_secs(48 * 60 * 60)),
    headers: &[],
    notes: &["the kit takes the bare token; Zoom's REST API does not take it"],
    members: video_sdk,
};

const SDK_KEY: Input =
    Input::required("sdk_key", "the app's SDK key or client ID", "Jrz5oaXhQKGZAbkExample");
const ROLE: Input = Input::with_default("role", "0 for a participant, 1 for the host", "0");
const SECRET_ENV: Input = Input::with_default(
    "secret_env",
    "the environment variable with the app's SDK secret or client secret",
    "ZOOM_SDK_SECRET",
);

fn meeting_sdk(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    let is_number = |text: &&str| text.bytes().all(|b| b.is_ascii_digit());
    if let Some(text) = inputs.fixed("meeting_number").filter(|text| !is_number(text)) {
        let message = format!("meeting_number is \"{text}\", but Zoom takes digits only");
        return Err(inputs.refusal(message, "leave out spaces and dashes"));
    }
    let (key, number, role) =
        (inputs.json("sdk_key")?, inputs.json("meeting_number")?, role(inputs)?);
    let offset = lifetime::offset(inputs.lifetime()?);
    let expiration =
        format!("${{[ timestamp.unix(date=timestamp.offset(expression='{offset}')) ]}}");
    let payload = format!(
        r#"{{"appKey": {key}, "sdkKey": {key}, "mn": {number}, "role": {role}, "tokenExp": {expiration}}}"#
    );
    Ok(Members::new("HS256")
        .with("secretEnv", inputs.text("secret_env"))
        .with("payload", payload)
        .with("expiresIn", inputs.expires_in()?))
}

fn video_sdk(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    if inputs.fixed("session_name").is_some_and(|name| name.chars().count() > 200) {
        let message = "session_name is too long: Zoom takes 200 characters at most".to_owned();
        return Err(inputs.refusal(message, "give a shorter one"));
    }
    let payload = Members::default()
        .with("app_key", inputs.text("sdk_key"))
        .with("tpc", inputs.text("session_name"))
        .with("role_type", role(inputs)?)
        .with("version", 1);
    Ok(Members::new("HS256")
        .with("secretEnv", inputs.text("secret_env"))
        .with("payload", payload)
        .with("expiresIn", inputs.expires_in()?))
}

/// A number, which a template could not give.
fn role(inputs: &Inputs<'_>) -> Result<u8, Problem> {
    match inputs.text("role").as_str() {
        "0" => Ok(0),
        "1" => Ok(1),
        role => {
            let message = format!("role is \"{role}\", but Zoom takes 0 or 1");
            Err(inputs.refusal(message, "give role=1 for the host"))
        }
    }
}
