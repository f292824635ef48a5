//! `jwt doctor`.

use crate::{
    args::DoctorArguments,
    doctor::{Case, Diagnosis, Finding, GivenKey, Response},
    failure::Failure,
    input,
    key_content::{KeyContent, KeyText},
    terminal::{self, BAD, BOLD, GOOD, SIDE, visible},
    token_source,
};
use jwt_auth::NumericDate;
use std::path::Path;

/// Finds out why a token is refused.
///
/// # Errors
/// [`Failure`] if something was found, or something cannot be read.
pub(crate) fn run(arguments: &DoctorArguments) -> Result<(), Failure> {
    let key = KeyText::read(&arguments.key)?.map(given);
    let pasted = token_source::read_pasted(&arguments.token)?;
    let response = arguments.response.as_deref().map(response).transpose()?;
    let now = arguments.at.unwrap_or_else(NumericDate::now);
    let received = match (arguments.at, &arguments.response) {
        (None, Some(path)) => written(path).unwrap_or(now),
        _ => now,
    };
    let diagnosis = Diagnosis::of(Case {
        pasted: &pasted,
        key,
        asked: arguments.key.alg,
        rules: &arguments.rules,
        response: response.as_ref(),
        received,
        now,
    });
    if arguments.json {
        terminal::stdout(&terminal::compact_json(&diagnosis.to_json()))?;
    } else {
        print(&diagnosis)?;
    }
    match diagnosis.findings.first() {
        None => Ok(()),
        Some(first) if diagnosis.key_failed => {
            Err(Failure::configuration(first.code, &first.finding).reported())
        }
        Some(first) => Err(Failure::rejected(first.code, &first.finding).reported()),
    }
}

/// A key that is none is a finding; a file that cannot be read was a failure already.
fn given(text: KeyText) -> GivenKey {
    let content = KeyContent::of(text.clone());
    if let Ok(content) = &content {
        content.announce();
    }
    GivenKey { text, content }
}

fn response(path: &Path) -> Result<Response, Failure> {
    let bytes = input::read(path)?;
    Response::parse(&String::from_utf8_lossy(&bytes)).ok_or_else(|| {
        let message = format!("{} holds no HTTP response", input::label(path));
        Failure::configuration("HTTP", message).hint("write one with its headers: curl -i")
    })
}

/// When a file was written: a response was received then.
fn written(path: &Path) -> Option<NumericDate> {
    let metadata = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    NumericDate::from_unix(since.as_secs())
}

fn print(diagnosis: &Diagnosis) -> Result<(), Failure> {
    for (place, finding) in diagnosis.findings.iter().enumerate() {
        if place > 0 {
            terminal::stdout("")?;
        }
        terminal::stdout(&shown(finding))?;
    }
    if diagnosis.findings.is_empty() {
        let standing = visible(&diagnosis.standing);
        terminal::stdout(&format!("{GOOD}no trouble found{GOOD:#}: {standing}"))?;
    }
    diagnosis.notes.iter().for_each(|note| terminal::note(note));
    Ok(())
}

fn shown(finding: &Finding) -> String {
    let text = visible(&finding.finding);
    let mut lines = vec![format!("{BAD}finding{BAD:#}: {BOLD}{text}{BOLD:#}")];
    let evidence = finding.evidence.iter().map(|line| ("evidence", line));
    let change = finding.change.iter().map(|line| ("change", line));
    for (name, line) in evidence.chain(change) {
        lines.push(format!("{SIDE}{name}{SIDE:#}: {}", visible(line)));
    }
    lines.join("\n")
}
