//! `jwt schema`.

use crate::{failure::Failure, terminal};
use jwt_auth::workspace::SCHEMA;

/// Prints the JSON Schema of workspace files.
///
/// # Errors
/// [`Failure`] if it cannot be printed.
pub(crate) fn run() -> Result<(), Failure> {
    terminal::stdout_verbatim(SCHEMA.trim_end())
}
