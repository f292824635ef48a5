//! `jwt demo`: tokens in real requests to a real API, some of them forged.

mod client;
mod key;
mod orders;
mod scene;
mod script;

use crate::{
    failure::Failure,
    server::{self, Api, Keyring, Listener, Trust},
    terminal::{BAD, BOLD, GOOD},
};
use jwt_auth::{NumericDate, Validation, header::PlaceError};
use key::DemoKey;
use scene::{Scene, Stage};
use std::io::{self, Write};

/// Starts an API on a free port, and shows what it makes of good tokens and bad ones.
///
/// # Errors
/// [`Failure`] if a single answer is not what it should be.
pub(crate) fn run() -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let keys = DemoKey::generate_all()?;
    let broken = |error: PlaceError| Failure::configuration(error.code(), error);
    let places = server::places().map_err(broken)?;
    server::runtime()?.block_on(async {
        let rules = Validation::new().issuer(scene::ISSUER).audience(scene::AUDIENCE);
        let keyring = Keyring::new(keys.iter().map(DemoKey::for_the_api))?;
        let listener = Listener::bind(0).await?;
        let (url, port) = (listener.url(), listener.port());
        let trust = Trust::Keys(keyring, rules);
        listener.start(Api::new(trust, places.clone()), |_| ());

        let stage = Stage { url: &url, keys: &keys, places: &places, now: NumericDate::now() };
        let acts = [
            ("Four kinds of keys, four places for a token", scene::told(&stage)?),
            ("A workspace: configured once, signed for each request", orders::scenes(&url, &keys)?),
            ("Every key in every other place", scene::listed(&stage)?),
            ("What must be refused", scene::refused(&stage)?),
        ];
        intro(&mut out, &url, &keys).map_err(|error| Failure::output(&error))?;
        let (mut count, mut wrong) = (0, 0);
        for (title, scenes) in acts {
            writeln!(out, "\n{BOLD}{title}{BOLD:#}").map_err(|error| Failure::output(&error))?;
            for scene in scenes {
                count += 1;
                let right = play(&mut out, scene, port).await?;
                wrong += usize::from(!right);
            }
        }
        summary(&mut out, count, wrong)
    })
}

/// Sends a scene's request and tells what came of it; whether that is what should.
async fn play(out: &mut impl Write, scene: Scene, port: u16) -> Result<bool, Failure> {
    let answer = client::send(port, &scene.request).await?;
    let right = scene.expected.is_met_by(&answer);
    script::tell(out, &scene, &answer, right).map_err(|error| Failure::output(&error))?;
    Ok(right)
}

fn intro(out: &mut impl Write, url: &str, keys: &[DemoKey]) -> io::Result<()> {
    let names: Vec<String> = keys.iter().map(|key| key.algorithm().to_string()).collect();
    writeln!(
        out,
        "{BOLD}A JSON Web Token{BOLD:#} is a signed note: who you are, for whom it is, until \
         when. A client\nsends it along with each request, and the API checks it without asking \
         anyone.\n\nThis API runs at {url} for the length of the demo. It knows four keys,\nmade \
         just now ({}), and takes tokens that are\n  issued by  {}\n  meant for  {}\n  and not \
         expired.",
        names.join(", "),
        scene::ISSUER,
        scene::AUDIENCE,
    )
}

fn summary(out: &mut impl Write, count: usize, wrong: usize) -> Result<(), Failure> {
    let line = match wrong {
        0 => format!("{GOOD}✓{GOOD:#} All {count} requests were answered as they should be."),
        _ => format!(
            "{BAD}✗{BAD:#} {wrong} of {count} requests were not answered as they should be."
        ),
    };
    let next = "Next: jwt serve leaves such an API running, examples/orders has the workspace,\njwt --help \
                has the rest.";
    writeln!(out, "\n{line}\n{next}").map_err(|error| Failure::output(&error))?;
    match wrong {
        0 => Ok(()),
        _ => Err(Failure::rejected("DEMO", "an answer was not what it should be").reported()),
    }
}
