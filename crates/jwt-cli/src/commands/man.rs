//! `jwt man`.

use crate::{args::Arguments, failure::Failure, terminal};
use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

/// Print a manual page, for man or a file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  jwt man | man -l -
  jwt man send > ~/.local/share/man/man1/jwt-send.1")]
pub(crate) struct ManArguments {
    /// A subcommand; otherwise the page is about jwt itself.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

/// Prints the page in roff.
///
/// # Errors
/// [`Failure`] if there is no such command.
pub(crate) fn run(arguments: &ManArguments) -> Result<(), Failure> {
    let mut command = Arguments::command();
    command.build();
    if let Some(name) = &arguments.command {
        let names: Vec<String> =
            command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let Some(found) = command.find_subcommand(name) else {
            let message = format!("there is no command {name}");
            return Err(Failure::usage(message).hint(format!("there are {}", names.join(", "))));
        };
        command = found.clone();
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| Failure::output(&error))?;
    terminal::stdout_bytes(&page)
}
