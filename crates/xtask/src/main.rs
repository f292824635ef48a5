//! What CI and contributors run: `cargo xtask ci` for everything, `cargo xtask STEP` for one step.

mod bare_metal;
mod bench;
mod command;
mod failure;
mod features;
mod fips;
mod fuzz;
mod gateways;
mod installed;
mod instructions;
mod interop;
mod lints;
mod load_test;
mod no_std;
mod page;
mod readme;
mod rust_version;
mod step;
mod workspace;

use failure::Failure;
use std::process::ExitCode;
use step::STEPS;
use workspace::Workspace;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["bench"] => bench::whole(&Workspace::read()?),
        ["bench", "--quick"] => bench::quick(&Workspace::read()?),
        ["ci"] => step::run_all(&Workspace::read()?),
        ["fuzz", seconds] => fuzz::check(&Workspace::read()?, fuzz::seconds(seconds)?),
        ["instructions", "record"] => instructions::record(&Workspace::read()?),
        ["load-test"] => load_test::run(&Workspace::read()?),
        [name] => match STEPS.iter().find(|step| step.name == *name) {
            Some(step) => step.run(&Workspace::read()?),
            None => Err(usage()),
        },
        _ => Err(usage()),
    }
}

fn usage() -> Failure {
    let mut text = "usage: cargo xtask ci, or one of its steps:".to_owned();
    for step in STEPS {
        text += &format!("\n  {:<13} {}", step.name, step.summary);
    }
    text += "\n  fuzz SECONDS  the same for so many seconds each";
    text += "\n  instructions record  the same, into the table";
    text += "\nand what takes a machine for itself:";
    text += "\n  bench         the comparison with peers, into benches/RESULTS.md";
    text += "\n  bench --quick the tables that matter most, to the terminal";
    text += "\n  load-test     what a guard costs an API on axum, by wrk";
    Failure::new(text)
}
