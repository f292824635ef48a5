//! The lines of a conversation over HTTP, as people read it.

use crate::{
    show,
    terminal::{SIDE, visible},
};
use anstyle::Style;
use jwt_auth::{
    NumericDate, Unverified, dangerous::claims_json_without_verification as claims_json,
};
use std::{
    fmt::Display,
    io::{self, Write},
};

/// For what is said on the side of what is said on the side.
pub(crate) const SOFT: Style = Style::new().dimmed();

/// A line that goes to the server.
pub(crate) fn sent(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "  {SIDE}→{SIDE:#} {}", visible(line))
}

/// A line that comes back.
pub(crate) fn received(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "  {SIDE}←{SIDE:#} {}", visible(line))
}

/// A line about what was sent. Whoever calls sees to it that it does nothing to a terminal.
pub(crate) fn label(out: &mut impl Write, label: &str, line: impl Display) -> io::Result<()> {
    writeln!(out, "    {SOFT}{label:<6}{SOFT:#} {line}")
}

/// What a token says. Nothing if it says nothing that can be read.
pub(crate) fn decoded(out: &mut impl Write, token: &str) -> io::Result<()> {
    let Ok(token) = Unverified::parse(token) else { return Ok(()) };
    label(out, "header", visible(token.header().as_json()))?;
    let claims = claims_json(&token).unwrap_or_default();
    for (i, line) in show::with_times(claims, NumericDate::now()).lines().enumerate() {
        label(out, if i == 0 { "claims" } else { "" }, line)?;
    }
    Ok(())
}

/// A header's name as HTTP/1.1 has it on the wire here.
pub(crate) fn title_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        if word == "www" {
            return "WWW".to_owned();
        }
        let (first, rest) = word.split_at_checked(1).unwrap_or_default();
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::title_case;

    #[test]
    fn names_of_headers_have_capitals() {
        assert_eq!(title_case("x-token"), "X-Token");
        assert_eq!(title_case("www-authenticate"), "WWW-Authenticate");
        assert_eq!(title_case("-"), "-");
    }
}
