//! `jwt completions`.

use crate::{
    args::{Arguments, CompletionsArguments},
    failure::Failure,
};
use clap::CommandFactory as _;
use std::io::{self, Write as _};

/// Prints a completion script.
///
/// # Errors
/// [`Failure`] if it cannot be written.
pub(crate) fn run(arguments: &CompletionsArguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "jwt", &mut script);
    io::stdout().write_all(&script).map_err(|error| Failure::output(&error))
}
