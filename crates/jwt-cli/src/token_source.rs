//! Where a token is read from.

use crate::{failure::Failure, input, pasted::Pasted, terminal};
use std::io::{IsTerminal, stdin};

/// Reads a token: itself, `@FILE`, or `-` for standard input. What was pasted along with it goes,
/// with a note.
///
/// # Errors
/// [`Failure`] if a file cannot be read.
pub(crate) fn read(argument: &str) -> Result<String, Failure> {
    let pasted = read_pasted(argument)?;
    if !pasted.removed.is_empty() {
        terminal::note(&format!("left out what is not the token: {}", pasted.removed()));
    }
    Ok(pasted.token)
}

/// Reads the same, and tells what was pasted along with it.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_pasted(argument: &str) -> Result<Pasted, Failure> {
    if argument == "-" && stdin().is_terminal() {
        terminal::note("reading the token from standard input; end with Ctrl-D");
    }
    Ok(Pasted::new(&input::argument(argument)?))
}
