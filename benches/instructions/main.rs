//! One operation, as often as the command line says, for callgrind to count its instructions.
//!
//! `cargo xtask instructions` runs each case twice. The difference is that of the rounds alone,
//! without the start of the process.

mod cases;
mod claims;
mod free;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if arguments == ["list"] {
        cases::all().iter().for_each(|(name, _)| println!("{name}"));
        return ExitCode::SUCCESS;
    }
    let [name, rounds] = arguments.as_slice() else { return ExitCode::FAILURE };
    let (case, rounds) = (cases::all().into_iter().find(|case| case.0 == *name), rounds.parse());
    let (Some((_, mut operation)), Ok(rounds)) = (case, rounds) else { return ExitCode::FAILURE };
    (0..rounds).for_each(|_: u32| operation());
    ExitCode::SUCCESS
}
