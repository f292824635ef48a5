//! Tokens as people paste them.

use crate::{failure::Failure, input, terminal};
use std::{
    borrow::Cow,
    io::{IsTerminal, stdin},
};

/// Reads a token: itself, `@FILE`, or `-` for standard input. What was pasted along with it goes,
/// with a note.
///
/// # Errors
/// [`Failure`] if a file cannot be read.
pub(crate) fn read(argument: &str) -> Result<String, Failure> {
    if argument == "-" && stdin().is_terminal() {
        terminal::note("reading the token from standard input; end with Ctrl-D");
    }
    let text = input::argument(argument)?;
    let (token, removed) = clean(&text);
    if !removed.is_empty() {
        terminal::note(&format!("left out what is not the token: {}", removed.join(", ")));
    }
    Ok(token)
}

/// The token, and what was around it and in it.
fn clean(text: &str) -> (String, Vec<&'static str>) {
    let mut removed = Vec::new();
    let mut token = text.trim_matches(is_space);
    if token.len() != text.len() {
        removed.push("white space");
    }
    loop {
        let before = token.len();
        for (prefix, name) in [("Authorization:", "Authorization:"), ("Bearer ", "Bearer")] {
            if token.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
                token = token.get(prefix.len()..).unwrap_or_default().trim_start_matches(is_space);
                removed.push(name);
            }
        }
        for quote in ['"', '\'', '`'] {
            if let Some(inner) = token.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
                token = inner.trim_matches(is_space);
                removed.push("quotes");
            }
        }
        if token.len() == before {
            break;
        }
    }
    let joined: Cow<'_, str> = if token.contains(['\n', '\r']) {
        removed.push("line breaks");
        token.split(['\n', '\r']).map(|line| line.trim_matches(is_space)).collect()
    } else {
        token.into()
    };
    (joined.into_owned(), removed)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_was_pasted_along_goes() {
        for (text, removed) in [
            ("a.b.c", vec![]),
            (" a.b.c\n", vec!["white space"]),
            ("Bearer a.b.c", vec!["Bearer"]),
            ("authorization: bearer  a.b.c", vec!["Authorization:", "Bearer"]),
            ("\"a.b.c\"", vec!["quotes"]),
            ("'Authorization: Bearer a.b.c'", vec!["quotes", "Authorization:", "Bearer"]),
            ("a.b\r\n  .c", vec!["line breaks"]),
            ("\u{feff}a.b.c", vec!["white space"]),
        ] {
            assert_eq!(clean(text), ("a.b.c".to_owned(), removed), "{text:?}");
        }
    }

    #[test]
    fn what_is_inside_a_token_stays() {
        for text in ["a. b.c", "a.b.c\"", "Basic a.b.c", "", "é"] {
            assert_eq!(clean(text).0, text);
        }
    }
}
