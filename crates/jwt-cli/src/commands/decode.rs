//! `jwt decode`.

use crate::{
    args::DecodeArguments,
    failure::Failure,
    rejection, show,
    terminal::{self, BOLD, WARN},
    token_source,
};
use jwt_auth::{
    NumericDate, Unverified, dangerous::claims_json_without_verification as claims_json,
};
use serde_json::json;

/// Shows a token's header and claims, and says that nobody checked them.
///
/// # Errors
/// [`Failure`] if the text is no token.
pub(crate) fn run(arguments: &DecodeArguments) -> Result<(), Failure> {
    let text = token_source::read(&arguments.token)?;
    let token = Unverified::parse(&text).map_err(|error| rejection::malformed(&error))?;
    let claims = claims_json(&token).map_err(|error| {
        Failure::rejected("MALFORMED", format!("the payload is not a JSON object: {error}"))
    })?;
    let header = token.header().as_json();
    if arguments.json {
        let both = json!({"header": show::object(header), "claims": show::object(claims)});
        terminal::stdout(&terminal::compact_json(&both))?;
    } else {
        let now = NumericDate::now();
        terminal::stdout(&format!("{BOLD}header{BOLD:#}\n{}", show::with_times(header, now)))?;
        terminal::stdout(&format!("{BOLD}claims{BOLD:#}\n{}", show::with_times(claims, now)))?;
    }
    let why = if token.header().alg().eq_ignore_ascii_case("none") {
        "the token is unsigned, so anyone can have written this"
    } else {
        "anyone can have written this; jwt verify checks it"
    };
    terminal::stderr(format_args!("{WARN}not verified{WARN:#}: {why}"));
    Ok(())
}
