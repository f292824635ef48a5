//! GitHub Apps.

use super::{Input, Inputs, Members, Preset};
use crate::Problem;
use std::time::Duration;

/// A token that an app itself calls with, or makes installation tokens with
/// ([GitHub](https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app)).
///
/// `exp` is ten minutes ahead of GitHub's clock at most; nine leave a minute to a clock that is
/// ahead of it. `iat` is a minute back for the same reason, as GitHub recommends.
pub(super) const APP: Preset = Preset {
    id: "github-app",
    title: "GitHub App",
    summary: "calls as the app, to list its installations and make their tokens",
    vendor: "GitHub",
    documentation: "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app",
    inputs: &[
        Input::required(
            "app_id",
            "the client ID, which GitHub recommends, or the app ID, from the app's settings",
            "Iv23liExample",
        ),
        Input::required("key_file", "the private key from the app's settings", "app.pem"),
        Input::expires_in("9m"),
    ],
    min_lifetime: None,
    max_lifetime: Some(Duration::from_secs(10 * 60)),
    headers: &[],
    notes: &[
        "GitHub recommends the headers Accept: application/vnd.github+json and X-GitHub-Api-Version",
        "most calls take an installation token: POST /app/installations/INSTALLATION/access_tokens",
    ],
    members,
};

fn members(inputs: &Inputs<'_>) -> Result<Members, Problem> {
    Ok(Members::new("RS256")
        .with("secretFile", inputs.text("key_file"))
        .with("issuer", inputs.text("app_id"))
        .with("expiresIn", inputs.expires_in()?)
        .with("backdate", "60s"))
}
