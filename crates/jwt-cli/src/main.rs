//! The `jwt` command: signs, verifies, decodes and explains JSON Web Tokens.

mod args;
mod backend;
mod commands;
mod demo;
mod doctor;
mod failure;
mod http_client;
mod input;
mod issuer_keys;
mod jose_header;
mod key_content;
mod key_output;
mod key_source;
mod keygen;
mod mask;
mod near_miss;
mod new_file;
mod page;
mod passphrase;
mod pasted;
mod payload;
mod rejection;
mod secret;
mod send;
mod server;
mod shell;
mod show;
mod terminal;
mod times;
mod token_source;
mod transcript;
mod workspace_source;

use args::{Arguments, Command};
use clap::{
    Parser as _,
    error::{ContextKind, ContextValue, ErrorKind},
};
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match Arguments::try_parse() {
        Ok(arguments) => run(&arguments.command),
        Err(error) if names_a_secret(&error) => Err(Failure::usage(
            "a secret is not taken from the command line, where other processes see it and the \
             shell keeps it",
        )
        .hint("give it with --secret-file FILE, --secret-file - or --secret-env NAME")),
        Err(error) => error.exit(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.report();
            failure.exit_code()
        }
    }
}

fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Sign(arguments) => commands::sign::run(arguments),
        Command::Verify(arguments) => commands::verify::run(arguments),
        Command::Decode(arguments) => commands::decode::run(arguments),
        Command::Doctor(arguments) => commands::doctor::run(arguments),
        Command::Keygen(arguments) => commands::keygen::run(arguments),
        Command::Convert(arguments) => commands::convert::run(arguments),
        Command::InspectKey(arguments) => commands::inspect_key::run(arguments),
        Command::Preset(arguments) => commands::preset::run(arguments),
        Command::Send(arguments) => send::run(arguments),
        Command::Curl(arguments) => commands::curl::run(arguments),
        Command::Explain(arguments) => commands::explain::run(arguments),
        Command::Import(arguments) => commands::import::run(arguments),
        Command::Serve(arguments) => server::run(arguments),
        Command::Ui(arguments) => page::run(arguments),
        Command::Demo => demo::run(),
        Command::Algorithms(arguments) => commands::algorithms::run(arguments),
        Command::Completions(arguments) => commands::completions::run(arguments),
        Command::Schema => commands::schema::run(),
        Command::Man(arguments) => commands::man::run(arguments),
    }
}

/// Whether the command line has the option that other tools take a secret with.
fn names_a_secret(error: &clap::Error) -> bool {
    error.kind() == ErrorKind::UnknownArgument
        && matches!(
            error.get(ContextKind::InvalidArg),
            Some(ContextValue::String(argument)) if argument == "--secret"
        )
}
