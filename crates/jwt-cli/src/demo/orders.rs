//! The scenes of a workspace: the example that lies beside this program's source.

use super::{
    key::DemoKey,
    scene::{Expected, Scene},
};
use crate::{backend::provider, failure::Failure};
use http::Request;
use jwt_auth::{
    Algorithm, Unverified,
    dangerous::claims_json_without_verification as claims_json,
    workspace::{Prepared, Session, Surroundings, System, Workspace},
};
use std::io;
use zeroize::Zeroizing;

/// A request each, with the token that the workspace gives it.
///
/// # Errors
/// [`Failure`] if the workspace is not what this module takes it for.
pub(super) fn scenes(url: &str, keys: &[DemoKey]) -> Result<Vec<Scene>, Failure> {
    let mut workspace = Workspace::from_yaml(WORKSPACE)?;
    workspace.variables.set("base", url);
    let surroundings = Surrounded { keys, system: System::default() };
    let session = Session::new(&workspace, provider(), &surroundings);
    let requests = workspace.requests().into_iter().map(|located| {
        let prepared = session.prepare(&located)?;
        scene(&located.path(), prepared)
    });
    requests.collect()
}

fn scene(path: &str, prepared: Prepared) -> Result<Scene, Failure> {
    let title = format!("{path}, by the {}", prepared.source.as_deref().unwrap_or("workspace"));
    let (expected, place, tokens) = match prepared.token {
        Some(placed) => {
            let token = Unverified::parse(&placed.token).map_err(broken)?;
            let claims = claims_json(&token).map_err(broken)?;
            let claims = serde_json::from_str(claims).map_err(broken)?;
            let expected = Expected::Accepted { claims, place: placed.place.clone() };
            (expected, format!("in the {}", placed.place), vec![placed.token])
        }
        None => {
            let expected = Expected::Refused { status: 401, error: None, reason: "" };
            (expected, String::new(), Vec::new())
        }
    };
    let (parts, body) = prepared.request.into_parts();
    let body = String::from_utf8(body).map_err(broken)?;
    let request = Request::from_parts(parts, body);
    let story = STORIES.iter().find(|(name, _)| *name == path).map(|(_, story)| *story);
    Ok(Scene { title, story, request, place, tokens, expected })
}

/// The machine, with the demo's keys where the workspace looks for its own.
#[derive(Debug)]
struct Surrounded<'a> {
    keys: &'a [DemoKey],
    system: System,
}

impl Surrounded<'_> {
    fn key(&self, algorithm: Algorithm) -> Option<Zeroizing<String>> {
        let key = self.keys.iter().find(|key| key.algorithm() == algorithm)?;
        serde_json::to_string(key.private()).ok().map(Zeroizing::new)
    }
}

impl Surroundings for Surrounded<'_> {
    fn now(&self) -> jiff::Timestamp {
        self.system.now()
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.system.random(bytes)
    }

    fn read_file(&self, path: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let key = self.key(Algorithm::ES256).filter(|_| path == "keys/orders.pem");
        let key = key.ok_or(io::ErrorKind::NotFound)?;
        Ok(Zeroizing::new(key.as_bytes().to_vec()))
    }

    fn variable(&self, name: &str) -> Option<Zeroizing<String>> {
        self.key(Algorithm::HS256).filter(|_| name == "PARTNER_SECRET")
    }
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::configuration("DEMO", format!("the demo is broken: {error}"))
}

const WORKSPACE: &str = include_str!("../../orders.yaml");

/// What to say of the requests that are shown whole.
const STORIES: [(&str, &str); 4] = [
    (
        "List orders",
        "A workspace file says once how tokens are made: algorithm, key, claims, place. This\n\
         request says nothing of it, and leaves with a fresh token.",
    ),
    ("Health", "Its authentication is none, so no token leaves; this API wants one everywhere."),
    (
        "Partners/Ship order",
        "A folder with a form of its own: a shared secret, claims that were typed, a bare token.",
    ),
    (
        "Reports/Download report",
        "The form of the workspace again, with a variable of the folder: now sub is bob.",
    ),
];
