//! Measures everything in turns, and writes `benches/RESULTS.md` and its plot.
//!
//! `cargo xtask bench` calls it.

mod backends;
mod each;
mod machine;
mod plot;
mod report;
mod table;
mod targets;
mod turns;

use jwt_benches::Backend;
use jwt_compare::{Row, all, few};
use std::{env, error::Error, fs, path::Path, process::Command, time::Duration};
use turns::{TIMES, Turns};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["measure", pace] => {
            let backend = Backend::chosen().ok_or("it is told which backend to measure")?;
            measure(backend, *pace == QUICK)
        }
        [QUICK] => {
            let rows = rows(QUICK)?;
            print!("{}", report::quick(&rows));
            Ok(())
        }
        ["whole", jwt, directory] => {
            let each = each::measure(&fs::canonicalize(jwt)?)?;
            let allocations = allocations()?;
            let rows = rows("whole")?;
            let directory = Path::new(directory);
            fs::write(directory.join("RESULTS.md"), report::whole(&rows, &allocations, &each))?;
            Ok(fs::write(directory.join("results.svg"), plot::draw(&rows))?)
        }
        _ => Err("usage: jwt-compare quick, or jwt-compare whole JWT DIRECTORY".into()),
    }
}

/// What each backend's process measures.
fn rows(pace: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for backend in Backend::ALL {
        rows.extend(lines(backend.process().args(["measure", pace]))?);
    }
    Ok(rows)
}

/// Allocations are counted by another program, so that counting does not slow down this one.
fn allocations() -> Result<Vec<Row>> {
    let program = env::current_exe()?.with_file_name("jwt-allocations");
    let mut rows = Vec::new();
    for backend in Backend::ALL {
        rows.extend(lines(&mut backend.process_of(&program))?);
    }
    Ok(rows)
}

fn lines(process: &mut Command) -> Result<Vec<Row>> {
    let output = process.stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{process:?} failed").into());
    }
    let lines = String::from_utf8(output.stdout)?;
    Ok(lines.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?)
}

fn measure(backend: Backend, quick: bool) -> Result<()> {
    let (groups, budget) = if quick {
        (few(backend), Duration::from_millis(500))
    } else {
        (all(backend), Duration::from_secs(2))
    };
    let mut turns: Vec<_> = groups
        .into_iter()
        .map(|group| (group.operation, group.subject, Turns::new(group.cases)))
        .collect();
    for time in 1..=TIMES {
        for (operation, subject, turns) in &mut turns {
            eprintln!("  {time} of {TIMES}: {} {operation} {subject}", backend.name());
            turns.take(budget / TIMES);
        }
    }
    for (operation, subject, turns) in turns {
        let (backend, operation) = (backend.name().to_owned(), operation.to_owned());
        let row = Row { backend, operation, subject, values: turns.finish() };
        println!("{}", serde_json::to_string(&row)?);
    }
    Ok(())
}

const QUICK: &str = "quick";
