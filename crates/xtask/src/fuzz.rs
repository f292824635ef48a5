//! Fuzzing for a short while, from the committed seeds.

use crate::{
    Failure, Workspace,
    command::{self, run},
};
use std::{fs, process::Command, time::Duration};

const VERSION: &str = "0.13.2";

/// Runs every target for a while, one after another.
pub(crate) fn check(workspace: &Workspace, each: Duration) -> Result<(), Failure> {
    install(workspace)?;
    // cargo-fuzz has no --locked of its own.
    run(&mut workspace.cargo(&[
        "fetch",
        "--quiet",
        "--locked",
        "--manifest-path=fuzz/Cargo.toml",
    ]))?;
    let list = command::output(fuzz(workspace).arg("list").arg("--fuzz-dir=fuzz"))?;
    let list = String::from_utf8_lossy(&list);
    if list.trim().is_empty() {
        return Err(Failure::new("cargo fuzz knows of no target"));
    }
    list.lines().try_for_each(|target| fuzz_one(workspace, target, each))
}

/// How long, from the command line.
pub(crate) fn seconds(text: &str) -> Result<Duration, Failure> {
    match text.parse() {
        // libFuzzer takes 0 for no limit.
        Ok(seconds @ 1..) => Ok(Duration::from_secs(seconds)),
        _ => Err(Failure::new(format!("fuzz takes a number of seconds, not {text:?}"))),
    }
}

fn fuzz_one(workspace: &Workspace, target: &str, time: Duration) -> Result<(), Failure> {
    // libFuzzer writes what it finds worth keeping to the first of these, and only reads the other.
    let corpus = format!("target/fuzz-corpus/{target}");
    let seeds = format!("fuzz/seeds/{target}");
    fs::create_dir_all(workspace.root.join(&corpus))?;
    let mut files = fs::read_dir(workspace.root.join(&seeds))
        .map_err(|error| Failure::from(error).during(&seeds))?;
    if files.next().is_none() {
        return Err(Failure::new(format!("{seeds} is empty")));
    }
    run(fuzz(workspace)
        .args(["run", "--fuzz-dir=fuzz", "--target-dir=target/fuzz", target, &corpus, &seeds])
        .arg("--")
        .arg(format!("-max_total_time={}", time.as_secs()))
        .args(["-timeout=5", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1"]))
}

/// A cargo-fuzz command. It wants a nightly compiler, or a stable one that is told to be it.
fn fuzz(workspace: &Workspace) -> Command {
    let mut command = Command::new(workspace.root.join("target/tools/bin/cargo-fuzz"));
    command.current_dir(&workspace.root).env("RUSTC_BOOTSTRAP", "1").arg("fuzz");
    command
}

/// Installs cargo-fuzz below `target`, unless this version is there.
fn install(workspace: &Workspace) -> Result<(), Failure> {
    if let Ok(found) = fuzz(workspace).arg("--version").output()
        && String::from_utf8_lossy(&found.stdout).trim().ends_with(VERSION)
    {
        return Ok(());
    }
    let package = format!("cargo-fuzz@{VERSION}");
    run(&mut workspace.cargo(&["install", "--quiet", "--locked", "--root=target/tools", &package]))
}
