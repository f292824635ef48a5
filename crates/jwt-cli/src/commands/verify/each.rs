//! `jwt verify --each`: every token of a file, on all cores, in memory that does not grow with it.

use super::{
    Keys,
    lines::{Line, Lines},
};
use crate::{
    args::VerifyArguments,
    failure::Failure,
    pasted::Pasted,
    rejection,
    server::{self, Keyring},
    terminal::{self, visible},
};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use jwt_auth::{Unverified, header::server::CheckError};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde_json::json;
use std::{
    collections::BTreeMap,
    io::Write as _,
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
    time::Instant,
};

/// Checks one token a line, and prints one verdict a line, in the order of the lines.
///
/// # Errors
/// [`Failure`] if a token is refused, a key cannot be used, or the file cannot be read.
pub(super) fn run(arguments: &VerifyArguments, file: &Path, keys: Keys) -> Result<(), Failure> {
    let lines = Lines::open(file)?;
    let bar = bar(&lines, arguments.json);
    let json = arguments.json;
    let summary = match keys {
        Keys::Given(content) => {
            let keyring = Keyring::read(&content, arguments.key.alg)?;
            let rules = arguments.validation();
            let check = |text: &str| {
                let verified = keyring.verify(parse(text)?, &rules);
                verified.map(|verified| verified.header().alg().to_owned()).map_err(failure)
            };
            judge_all(lines, &bar, json, check)
        }
        Keys::Issuer(keys) => {
            let runtime = server::runtime()?;
            runtime.block_on(keys.prepare())?;
            let handle = runtime.handle().clone();
            // Whoever waits for keys is woken by this thread.
            let (done, end) = tokio::sync::oneshot::channel::<()>();
            thread::scope(|scope| {
                scope.spawn(move || runtime.block_on(end));
                let check = |text: &str| {
                    let verified = handle.block_on(keys.verify(parse(text)?))?;
                    Ok(verified.header().alg().to_owned())
                };
                let summary = judge_all(lines, &bar, json, check);
                drop(done);
                summary
            })
        }
    }?;
    bar.finish_and_clear();
    summary.tell();
    match summary.refused.is_empty() {
        true => Ok(()),
        false => Err(Failure::rejected("REFUSED", "").reported()),
    }
}

/// Reads, judges and prints at the same time, a batch each.
fn judge_all(
    lines: Lines,
    bar: &ProgressBar,
    json: bool,
    check: impl Fn(&str) -> Result<String, Failure> + Sync,
) -> Result<Summary, Failure> {
    let (to_judge, unjudged) = sync_channel(BATCHES);
    let (to_print, judged) = sync_channel(BATCHES);
    let start = Instant::now();
    let counts = thread::scope(|scope| {
        let reader = scope.spawn(|| read(lines, to_judge));
        let printer = scope.spawn(|| print(judged, bar, json));
        judge(unjudged, to_print, check);
        // The printer first: if it has failed, the reader has been sent home.
        let printed = printer.join().unwrap_or_else(|_| Err(broken()));
        let read = reader.join().unwrap_or_else(|_| Err(broken()));
        printed.and_then(|counts| read.map(|()| counts))
    })?;
    Ok(Summary { seconds: start.elapsed().as_secs_f64(), ..counts })
}

fn read(mut lines: Lines, to_judge: SyncSender<Vec<Line>>) -> Result<(), Failure> {
    loop {
        let batch = lines.batch()?;
        // Nobody to judge it: the printer has failed, and says so.
        if batch.is_empty() || to_judge.send(batch).is_err() {
            return Ok(());
        }
    }
}

fn judge(
    unjudged: Receiver<Vec<Line>>,
    to_print: SyncSender<Vec<Verdict>>,
    check: impl Fn(&str) -> Result<String, Failure> + Sync,
) {
    for batch in unjudged {
        let verdicts = batch.par_iter().map(|line| Verdict {
            line: line.number,
            len: line.len,
            result: verdict(line, &check)
                .map_err(|failure| (failure.code(), failure.into_words().0)),
        });
        if to_print.send(verdicts.collect()).is_err() {
            return;
        }
    }
}

fn print(
    judged: Receiver<Vec<Verdict>>,
    bar: &ProgressBar,
    json: bool,
) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    let mut out = std::io::stdout().lock();
    for batch in judged {
        let mut text = String::new();
        for verdict in &batch {
            text += &if json { verdict.json() } else { verdict.text() };
            text.push('\n');
            summary.add(verdict);
        }
        bar.suspend(|| out.write_all(text.as_bytes())).map_err(|error| Failure::output(&error))?;
        bar.inc(batch.iter().map(|verdict| verdict.len).sum());
        bar.set_message(HumanCount(summary.count).to_string());
    }
    out.flush().map_err(|error| Failure::output(&error))?;
    Ok(summary)
}

/// What was pasted around a token costs a second look, and only where there is something.
fn verdict(
    line: &Line,
    check: impl Fn(&str) -> Result<String, Failure>,
) -> Result<String, Failure> {
    let Some(text) = &line.text else {
        let message = "not a JWT: the line is longer than any token";
        return Err(Failure::rejected("MALFORMED", message));
    };
    let token = text.trim();
    match check(token) {
        Err(failure) if failure.code() == "MALFORMED" => {
            let pasted = Pasted::new(token);
            if pasted.removed.is_empty() { Err(failure) } else { check(&pasted.token) }
        }
        verdict => verdict,
    }
}

fn parse(text: &str) -> Result<Unverified<'_>, Failure> {
    Unverified::parse(text).map_err(|error| rejection::malformed(&error))
}

fn failure(error: CheckError) -> Failure {
    match error {
        CheckError::Invalid(error) => rejection::of(&error),
        error => Failure::rejected("KID", error),
    }
}

fn broken() -> Failure {
    Failure::io("a thread", &std::io::Error::other("it ended before its work did"))
}

/// What came of one line.
struct Verdict {
    line: u64,
    len: u64,
    /// The algorithm, or what is wrong: a code, and words.
    result: Result<String, (&'static str, String)>,
}

impl Verdict {
    fn text(&self) -> String {
        match &self.result {
            Ok(algorithm) => format!("{}\tvalid\t{algorithm}", self.line),
            Err((code, message)) => format!("{}\t{code}\t{}", self.line, visible(message)),
        }
    }

    fn json(&self) -> String {
        terminal::compact_json(&match &self.result {
            Ok(algorithm) => json!({"line": self.line, "valid": true, "alg": algorithm}),
            Err((code, message)) => {
                json!({"line": self.line, "valid": false, "code": code, "message": message})
            }
        })
    }
}

/// What came of all.
#[derive(Default)]
struct Summary {
    count: u64,
    refused: BTreeMap<&'static str, u64>,
    seconds: f64,
}

impl Summary {
    fn add(&mut self, verdict: &Verdict) {
        self.count += 1;
        if let Err((code, _)) = verdict.result {
            *self.refused.entry(code).or_default() += 1;
        }
    }

    fn tell(&self) {
        let refused: u64 = self.refused.values().sum();
        let codes: Vec<String> = self
            .refused
            .iter()
            .map(|(code, count)| format!("{} {code}", HumanCount(*count)))
            .collect();
        let codes =
            if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        terminal::note(&format!(
            "{} tokens in {:.1} s: {} valid, {} refused{codes}",
            HumanCount(self.count),
            self.seconds,
            HumanCount(self.count - refused),
            HumanCount(refused),
        ));
    }
}

/// On standard error, if that is a terminal and nobody wants JSON.
fn bar(lines: &Lines, hidden: bool) -> ProgressBar {
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(lines.size(), target);
    let template = match lines.size() {
        Some(_) => "{bar:40} {msg} tokens  {bytes}/{total_bytes}  {eta} to go",
        None => "{spinner} {msg} tokens  {bytes}",
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// How many batches wait for the next to take them.
const BATCHES: usize = 2;
