//! What is written for people, and that foreign text in it does nothing to their terminal.

use crate::failure::Failure;
use anstyle::{AnsiColor, Style};
use serde_json::Value;
use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, Write as _},
};

/// For what is wrong.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// For what is right.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// For what should be looked at.
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
/// For headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// For what is said on the side.
pub(crate) const SIDE: Style = AnsiColor::Cyan.on_default();

/// Writes `error[CODE]: …` on standard error.
pub(crate) fn error(code: &str, message: &str) {
    stderr(format_args!("{BAD}error[{code}]{BAD:#}: {}", visible(message)));
}

/// Writes `hint: …` on standard error.
pub(crate) fn hint(message: &str) {
    stderr(format_args!("{SIDE}hint{SIDE:#}: {}", visible(message)));
}

/// Writes `note: …` on standard error.
pub(crate) fn note(message: &str) {
    stderr(format_args!("{SIDE}note{SIDE:#}: {}", visible(message)));
}

/// Writes `warning: …` on standard error.
pub(crate) fn warning(message: &str) {
    stderr(format_args!("{WARN}warning{WARN:#}: {}", visible(message)));
}

/// Writes a line on standard error. Styles in it are dropped where they are not wanted.
pub(crate) fn stderr(line: std::fmt::Arguments<'_>) {
    // Where even this fails there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Writes a line on standard output. Styles in it are dropped where they are not wanted.
pub(crate) fn stdout(line: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| Failure::output(&error))
}

/// Writes a line on standard output, byte for byte: a token, a key.
pub(crate) fn stdout_verbatim(line: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| Failure::output(&error))
}

/// Writes bytes on standard output as they are: a key.
pub(crate) fn stdout_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| Failure::output(&error))
}

/// The text with everything escaped that a terminal would act on or hide.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A JSON value over several lines, that reads the same and is harmless to a terminal.
pub(crate) fn pretty_json(value: &Value) -> String {
    escape_json(&format!("{value:#}"))
}

/// A JSON value in one line, that reads the same and is harmless to a terminal.
pub(crate) fn compact_json(value: &Value) -> String {
    escape_json(&value.to_string())
}

/// Escapes as JSON does. Only strings can hold such characters, but for the line breaks of a value
/// over several lines, which stay.
fn escape_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || !is_hidden(c) {
            shown.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(shown, "\\u{unit:04x}");
        }
    }
    shown
}

/// Control characters, and format characters that are invisible or turn the direction of the text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_direction_marks_are_shown_not_obeyed() {
        assert_eq!(visible("plain é 日本"), "plain é 日本");
        assert_eq!(visible("a\u{1b}[31mb\nc\u{9b}"), "a\\u{1b}[31mb\\nc\\u{9b}");
        assert_eq!(visible("\u{202e}gpj"), "\\u{202e}gpj");
    }

    #[test]
    fn escaped_json_reads_the_same() {
        let value = serde_json::json!({"name": "\u{9b}31m\u{202e}\u{e0041}é", "n": [1, {}]});
        for text in [pretty_json(&value), compact_json(&value)] {
            assert!(!text.contains(|c| c != '\n' && is_hidden(c)), "{text:?}");
            assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), value);
        }
        assert!(compact_json(&value).contains("\\u202e\\udb40\\udc41é"));
    }
}
