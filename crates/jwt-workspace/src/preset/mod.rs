//! Forms filled in for well-known services.
//!
//! A [`Preset`] knows the claims, the algorithm and the limits that a service documents, and asks
//! for what only its user knows:
//!
//! ```
//! use jwt_workspace::{Form, preset};
//!
//! let inputs = [("app_id".to_owned(), "Iv23liExample".to_owned())];
//! let filled = preset::find("github-app")?.fill(&inputs)?;
//! assert_eq!(filled.authentication["issuer"], "Iv23liExample");
//! // What was not given is left to a variable of the workspace.
//! assert_eq!(filled.authentication["secretFile"], "${[ key_file ]}");
//! Form::read(filled.authentication)?;
//! # Ok::<(), jwt_workspace::Problem>(())
//! ```

mod apple;
mod atlassian;
mod filled;
mod github;
mod google;
mod input;
mod inputs;
mod kong;
mod lifetime;
mod members;
mod oauth;
mod snowflake;
mod zoom;

pub use filled::Filled;
pub use input::Input;

use crate::{Problem, suggestion};
use inputs::Inputs;
use members::Members;
use std::time::Duration;

/// A service, and how its tokens are made.
#[derive(Debug)]
pub struct Preset {
    /// Its name, such as `github-app`.
    pub id: &'static str,
    /// The service and the kind of token, such as `App Store Connect, team key`.
    pub title: &'static str,
    /// What the token is for, in a sentence.
    pub summary: &'static str,
    /// Who documents it, such as `Apple`.
    pub vendor: &'static str,
    /// The page where the vendor does.
    pub documentation: &'static str,
    /// What can be filled in.
    pub inputs: &'static [Input],
    /// How long a token must live at least.
    pub min_lifetime: Option<Duration>,
    /// How long a token may live at most.
    pub max_lifetime: Option<Duration>,
    headers: &'static [(&'static str, &'static str)],
    notes: &'static [&'static str],
    members: fn(&Inputs<'_>) -> Result<Members, Problem>,
}

/// All presets, by their names.
#[must_use]
pub fn all() -> &'static [Preset] {
    &ALL
}

/// The preset of this name.
///
/// # Errors
/// [`Problem`] with the code `PRESET` if there is none, with the one that may have been meant.
pub fn find(id: &str) -> Result<&'static Preset, Problem> {
    ALL.iter().find(|preset| preset.id == id).ok_or_else(|| {
        let problem = Problem::new("PRESET", format!("there is no preset \"{id}\""));
        problem.hint(suggestion::hint(id, ALL.iter().map(|preset| preset.id)))
    })
}

impl Preset {
    /// Fills in the form. A required input that is not given becomes a variable of its name.
    ///
    /// Values may be templates, whose results are not known here and are not checked.
    ///
    /// # Errors
    /// [`Problem`] with the code `PRESET` for an input that the preset does not have, and for a
    /// value that the vendor does not take.
    pub fn fill(&'static self, inputs: &[(String, String)]) -> Result<Filled, Problem> {
        let inputs = Inputs::new(self, inputs)?;
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let (variables, further) = inputs.left_out().partition(|input| input.required);
        Ok(Filled {
            preset: self,
            authentication: (self.members)(&inputs)?.into(),
            headers: self.headers.iter().map(owned).collect(),
            notes: self.notes.iter().map(|note| (*note).to_owned()).collect(),
            variables,
            further,
        })
    }

    /// How long a token may live, as in `10m at most`; empty if nothing is documented.
    #[must_use]
    pub fn limits(&self) -> String {
        let least = self.min_lifetime.map(|least| format!("{} at least", lifetime::compact(least)));
        let most = self.max_lifetime.map(|most| format!("{} at most", lifetime::compact(most)));
        [least, most].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

static ALL: [Preset; 11] = [
    apple::TEAM_KEY,
    apple::INDIVIDUAL_KEY,
    apple::MUSIC,
    atlassian::ASAP,
    github::APP,
    google::SERVICE_ACCOUNT,
    kong::CONSUMER,
    oauth::CLIENT_ASSERTION,
    snowflake::KEY_PAIR,
    zoom::MEETING_SDK,
    zoom::VIDEO_SDK,
];
