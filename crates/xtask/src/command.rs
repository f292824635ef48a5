use crate::Failure;
use std::process::{Command, Stdio};

/// A cargo command, by the cargo that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments);
    command
}

/// Shows a command, runs it, and fails if it does.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    eprintln!("  $ {}", shown(command));
    let status =
        command.status().map_err(|error| Failure::new(format!("{}: {error}", shown(command))))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{}: {status}", shown(command))))
}

/// Runs a command for what it prints to standard output.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("{}: {error}", shown(command))))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(Failure::new(format!("{}: {}", shown(command), output.status)))
}

/// Runs a command that must fail, and gives what it prints to standard error.
pub(crate) fn failing(command: &mut Command) -> Result<String, Failure> {
    eprintln!("  $ ! {}", shown(command));
    let output =
        command.output().map_err(|error| Failure::new(format!("{}: {error}", shown(command))))?;
    if output.status.success() {
        return Err(Failure::new(format!("{} should fail, and does not", shown(command))));
    }
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
