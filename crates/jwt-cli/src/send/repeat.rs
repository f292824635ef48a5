//! The same requests many times over, each with a token of its own.

use super::{
    SendArguments,
    journey::{Journey, Limits},
    prepare, refusal,
    summary::Summary,
};
use crate::{
    failure::Failure,
    http_client::{Client, NetworkError},
    mask::Mask,
    terminal::{self, visible},
};
use futures_util::{StreamExt as _, stream};
use http::StatusCode;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jwt_auth::workspace::{Located, Problem, Session};
use std::{
    pin::pin,
    time::{Duration, Instant},
};

/// What came of one request.
enum Outcome {
    Answered { status: StatusCode, latency: Duration, verdict: Result<(), Failure> },
    Unanswered(NetworkError),
    Unsent(Problem),
}

/// Sends them, so many at a time, and prints what came of it all.
///
/// # Errors
/// [`Failure`] by the first request that failed.
pub(super) async fn run(
    session: &Session<'_>,
    client: &Client,
    requests: &[Located<'_>],
    arguments: &SendArguments,
) -> Result<(), Failure> {
    let jobs = arguments.jobs;
    let count = arguments.repeat.saturating_mul(requests.len() as u64);
    let bar = bar(count, arguments.json);
    let (mut summary, mut first_failure) = (Summary::new(), None);
    let start = Instant::now();
    let rounds = stream::iter(0..arguments.repeat)
        .flat_map(|round| stream::iter(requests).map(move |located| (located, round == 0)));
    let outcomes = rounds
        .map(|(located, first)| once(session, client, located, arguments, first))
        .buffer_unordered(usize::from(jobs))
        // What was done until then counts.
        .take_until(tokio::signal::ctrl_c());
    let mut outcomes = pin!(outcomes);
    while let Some(outcome) = outcomes.next().await {
        bar.inc(1);
        let failure = match outcome {
            Outcome::Answered { status, latency, verdict } => {
                summary.answered(status, latency);
                verdict.err()
            }
            Outcome::Unanswered(error) => {
                summary.unanswered(error.trouble());
                Some(error.into())
            }
            Outcome::Unsent(problem) => {
                summary.unsent(problem.code());
                Some(problem.into())
            }
        };
        first_failure = first_failure.or(failure);
    }
    let time = start.elapsed();
    bar.finish_and_clear();
    if arguments.json {
        let mut value = summary.to_json(time, jobs);
        value["error"] = first_failure.as_ref().map(Failure::details).into();
        terminal::stdout(&terminal::compact_json(&value))?;
        return first_failure.map_or(Ok(()), |failure| Err(failure.reported()));
    }
    for line in summary.lines(time, jobs) {
        terminal::stdout(&visible(&line))?;
    }
    first_failure.map_or(Ok(()), Err)
}

async fn once(
    session: &Session<'_>,
    client: &Client,
    located: &Located<'_>,
    arguments: &SendArguments,
    first: bool,
) -> Outcome {
    // Once is enough to say what should be looked at.
    let prepared = match prepare(session, located, arguments.json || !first) {
        Ok(prepared) => prepared,
        Err(problem) => return Outcome::Unsent(problem),
    };
    let limits = Limits::of(arguments, &Mask::default()).without_body();
    let mut journey = Journey::new(client, prepared, limits);
    match journey.end().await {
        Ok(answer) => Outcome::Answered {
            status: answer.status,
            latency: journey.elapsed(),
            verdict: refusal::of(&journey, &answer, arguments.fail),
        },
        Err(error) => Outcome::Unanswered(error),
    }
}

/// On standard error, if that is a terminal and nobody wants JSON.
fn bar(count: u64, hidden: bool) -> ProgressBar {
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(count), target);
    match ProgressStyle::with_template("{bar:40} {pos}/{len}  {per_sec}  {eta} to go") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
