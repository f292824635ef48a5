//! `jwt send`: requests of a workspace, each with a token of its own.

mod journey;
pub(crate) mod record;
pub(crate) mod refusal;
mod repeat;
mod report;
mod summary;

use crate::{
    failure::Failure,
    http_client::{Client, completed},
    mask::Mask,
    server::runtime,
    terminal::{self, BOLD},
    times,
    workspace_source::{Asked, warn},
};
use clap::Args;
use journey::Step;
pub(crate) use journey::{Journey, Limits};
use jwt_auth::workspace::{Located, Prepared, Problem, Session};
use record::Record;
use std::time::Duration;

/// Sign and send requests of a workspace.
#[derive(Debug, Args)]
#[command(
    override_usage = "jwt send [OPTIONS] [WORKSPACE] [REQUEST]...",
    after_help = "\
Examples:
  jwt send                                     # the only request of ./jwt.yaml
  jwt send 'List orders' --env staging
  jwt send orders.yaml Admin/Users | jq .
  jwt send --all --dry-run
  jwt send 'List orders' --repeat 1000 --jobs 8

The bodies of answers go to standard output, all else to standard error; secrets are masked.
A request whose token cannot be made is not sent. A redirect to another origin goes without the
token.

Exit codes: 0 answered, 1 answered with 401, 2 usage, 3 a request cannot be made, 4 no answer, or
with --fail an answer of 400 or more. Of several requests the first that fails decides."
)]
pub(crate) struct SendArguments {
    /// A workspace (a file, or a folder), if the first name is one; else that of this folder or of
    /// one above. Then the requests, by path or name; without any, the only one.
    #[arg(value_name = "REQUEST")]
    pub(crate) names: Vec<String>,
    /// Send all requests of the workspace, in their order.
    #[arg(long)]
    pub(crate) all: bool,
    /// The environment whose variables apply.
    #[arg(long, value_name = "NAME")]
    pub(crate) env: Option<String>,
    /// Show the requests and what their tokens say, and send nothing.
    #[arg(long, conflicts_with_all = ["repeat", "jobs"])]
    pub(crate) dry_run: bool,
    /// Send each request so many times, and sum up statuses and latencies.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) repeat: u64,
    /// With --repeat: so many at a time.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "repeat",
        value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: u16,
    /// How long a request may take, redirects included.
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = timeout)]
    pub(crate) timeout: Duration,
    /// Do not follow redirects.
    #[arg(long)]
    pub(crate) no_redirects: bool,
    /// Print so much of a body at most.
    #[arg(long, value_name = "BYTES", default_value_t = 1024 * 1024)]
    pub(crate) max_body: usize,
    /// Fail on any status of 400 or more.
    #[arg(long)]
    pub(crate) fail: bool,
    /// Print one JSON object a request instead, or one in all with --repeat.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Sends requests, and shows what was sent and what came back.
///
/// # Errors
/// [`Failure`] by the first request that fails; the others are sent all the same.
pub(crate) fn run(arguments: &SendArguments) -> Result<(), Failure> {
    let asked = Asked::read(&arguments.names)?;
    let requests = requests(&asked, arguments.all)?;
    let surroundings = asked.surroundings();
    let session = asked.session(&surroundings, arguments.env.as_deref())?;
    if arguments.dry_run {
        return each(&requests, |located| show(&session, located, arguments));
    }
    let (client, runtime) = (Client::new()?, runtime()?);
    if arguments.repeat > 1 {
        return runtime.block_on(repeat::run(&session, &client, &requests, arguments));
    }
    each(&requests, |located| runtime.block_on(send(&session, &client, located, arguments)))
}

/// Reads how long to wait.
fn timeout(text: &str) -> Result<Duration, String> {
    match times::duration(text)? {
        Duration::ZERO => Err("no answer comes at once".to_owned()),
        timeout => Ok(timeout),
    }
}

fn requests(asked: &Asked, all: bool) -> Result<Vec<Located<'_>>, Failure> {
    let workspace = &asked.opened.workspace;
    match (all, asked.names.as_slice()) {
        (true, []) => match workspace.requests() {
            none if none.is_empty() => Err(Failure::usage("the workspace has no requests")),
            all => Ok(all),
        },
        (true, [_, ..]) => Err(Failure::usage("name requests, or send --all")),
        (false, []) => {
            let only = asked.the_only_request();
            only.map(|only| vec![only]).map_err(|failure| failure.hint("or send --all"))
        }
        (false, names) => names.iter().map(|name| Ok(workspace.find(name)?)).collect(),
    }
}

/// Does it for each request. What fails is said at once, if others come before or after it.
fn each<'r>(
    requests: &[Located<'r>],
    mut act: impl FnMut(&Located<'r>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if let [only] = requests {
        return act(only);
    }
    let mut outcome = Ok(());
    for located in requests {
        terminal::stderr(format_args!("{BOLD}{}{BOLD:#}", terminal::visible(&located.path())));
        if let Err(failure) = act(located) {
            failure.report();
            outcome = outcome.and(Err(failure.reported()));
        }
    }
    outcome
}

/// Shows what would be sent.
fn show(
    session: &Session<'_>,
    located: &Located<'_>,
    arguments: &SendArguments,
) -> Result<(), Failure> {
    let prepared = match prepare(session, located, arguments.json) {
        Ok(prepared) => prepared,
        Err(problem) => return Err(unprepared(located, problem.into(), arguments.json)),
    };
    let mask = Mask::of(&prepared);
    if arguments.json {
        return Record::new(located, &prepared, &mask).print();
    }
    let shown = report::request(&mut anstream::stdout().lock(), &prepared, &mask);
    shown.map_err(|error| Failure::output(&error))
}

async fn send(
    session: &Session<'_>,
    client: &Client,
    located: &Located<'_>,
    arguments: &SendArguments,
) -> Result<(), Failure> {
    let prepared = match prepare(session, located, arguments.json) {
        Ok(prepared) => prepared,
        Err(problem) => return Err(unprepared(located, problem.into(), arguments.json)),
    };
    let mask = Mask::of(&prepared);
    let mut record = Record::new(located, &prepared, &mask);
    let mut journey = Journey::new(client, prepared, Limits::of(arguments, &mask));
    // Where even standard error fails there is nobody left to tell.
    let mut err = anstream::stderr();
    let told = !arguments.json;
    if told {
        let _ = report::request(&mut err, journey.current(), &mask);
    }
    let outcome = loop {
        match journey.step().await {
            Ok(Step::Redirected(answer)) => {
                record.redirected(&answer, journey.current(), &mask);
                if told {
                    let _ = report::head(&mut err, &answer, journey.elapsed(), &mask);
                    let _ = report::redirected(&mut err, journey.first(), journey.current(), &mask);
                }
            }
            Ok(Step::Arrived(answer)) => {
                record.answered(&answer, journey.elapsed(), &mask, arguments.max_body);
                if told {
                    let _ = report::head(&mut err, &answer, journey.elapsed(), &mask);
                    report::body(&answer, &mask, arguments.max_body)?;
                }
                break refusal::of(&journey, &answer, arguments.fail);
            }
            Err(error) => break Err(error.into()),
        }
    };
    if !arguments.json {
        return outcome;
    }
    if let Err(failure) = &outcome {
        record.failed(failure);
    }
    record.print()?;
    outcome.map_err(Failure::reported)
}

/// Makes a request ready, and says what should be looked at unless that goes into a record.
fn prepare(session: &Session<'_>, located: &Located<'_>, json: bool) -> Result<Prepared, Problem> {
    let mut prepared = session.prepare(located)?;
    prepared.request = completed(prepared.request);
    if !json {
        warn(&prepared.warnings);
    }
    Ok(prepared)
}

/// A request that could not be made.
fn unprepared(located: &Located<'_>, failure: Failure, json: bool) -> Failure {
    if !json {
        return failure;
    }
    match record::unprepared(located, &failure) {
        Ok(()) => failure.reported(),
        Err(output) => output,
    }
}
