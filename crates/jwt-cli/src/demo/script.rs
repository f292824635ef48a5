//! What the demo prints of each scene.

use super::scene::{Expected, Scene, telling};
use crate::{
    show,
    terminal::{BAD, BOLD, GOOD, SIDE, visible},
};
use anstyle::Style;
use http::{Response, header::WWW_AUTHENTICATE};
use jwt_auth::{
    NumericDate, Unverified, dangerous::claims_json_without_verification as claims_json,
};
use std::{
    fmt::Display,
    io::{self, Write},
};

/// Tells a scene: a line on how it went, and for one with a story all that was sent and answered.
pub(super) fn tell(
    out: &mut impl Write,
    scene: &Scene,
    answer: &Response<String>,
    right: bool,
) -> io::Result<()> {
    let (mark, style) = if right { ('✓', GOOD) } else { ('✗', BAD) };
    let status = answer.status();
    let Some(story) = scene.story else {
        return writeln!(out, "{style}{mark}{style:#} {}: {status}", scene.title);
    };
    let outcome = match (&scene.expected, right) {
        (_, false) => "not as it should be",
        (Expected::Accepted { .. }, true) => "accepted",
        (Expected::Refused { .. }, true) => "refused, as it should be",
    };
    writeln!(out, "\n{style}{mark}{style:#} {BOLD}{}{BOLD:#}: {outcome}", scene.title)?;
    for line in story.lines() {
        writeln!(out, "  {SOFT}{line}{SOFT:#}")?;
    }
    request(out, scene)?;
    response(out, answer)
}

fn request(out: &mut impl Write, scene: &Scene) -> io::Result<()> {
    let uri = scene.request.uri();
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    sent(out, &scene.without_tokens(&format!("{} {path} HTTP/1.1", scene.request.method())))?;
    for (name, value) in telling(scene.request.headers()) {
        let value = String::from_utf8_lossy(value.as_bytes());
        let line = format!("{}: {value}", title_case(name.as_str()));
        sent(out, &scene.without_tokens(&line))?;
    }
    if !scene.place.is_empty() {
        label(out, "token", &scene.place)?;
    }
    if let Some(token) = scene.tokens.first().and_then(|token| Unverified::parse(token).ok()) {
        label(out, "header", visible(token.header().as_json()))?;
        let claims = claims_json(&token).unwrap_or_default();
        for (i, line) in show::with_times(claims, NumericDate::now()).lines().enumerate() {
            label(out, if i == 0 { "claims" } else { "" }, line)?;
        }
    }
    Ok(())
}

fn response(out: &mut impl Write, answer: &Response<String>) -> io::Result<()> {
    received(out, &format!("HTTP/1.1 {}", answer.status()))?;
    if let Some(challenge) = answer.headers().get(WWW_AUTHENTICATE) {
        let challenge = String::from_utf8_lossy(challenge.as_bytes());
        // No value has quotes in it, so this is where the next parameter starts.
        let parameters = challenge.replace("\", ", "\",\n  ");
        for line in format!("WWW-Authenticate: {parameters}").lines().flat_map(wrapped) {
            received(out, &line)?;
        }
    }
    received(out, &cut(answer.body().trim_end()))?;
    Ok(())
}

fn sent(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "  {SIDE}→{SIDE:#} {}", visible(line))
}

fn received(out: &mut impl Write, line: &str) -> io::Result<()> {
    writeln!(out, "  {SIDE}←{SIDE:#} {}", visible(line))
}

fn label(out: &mut impl Write, label: &str, line: impl Display) -> io::Result<()> {
    writeln!(out, "    {SOFT}{label:<6}{SOFT:#} {line}")
}

impl Scene {
    /// The line with so much of each token as tells them apart.
    fn without_tokens(&self, line: &str) -> String {
        self.tokens.iter().fold(line.to_owned(), |line, token| {
            let start: String = token.chars().take(SHOWN_LEN).collect();
            line.replace(token, &format!("{start}…({} characters)", token.len()))
        })
    }
}

/// Lines that fit, broken at spaces; what has none stays whole.
fn wrapped(text: &str) -> Vec<String> {
    let unindented = text.trim_start();
    let mut words = unindented.split(' ');
    let indent = text.get(..text.len() - unindented.len()).unwrap_or_default();
    let mut lines = vec![format!("{indent}{}", words.next().unwrap_or_default())];
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("    {word}")),
        }
    }
    lines
}

/// So much of the text as fits into a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A header's name as HTTP/1.1 has it on the wire here.
fn title_case(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or_default();
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}

/// For what is said on the side of what is said on the side.
const SOFT: Style = Style::new().dimmed();
const WIDTH: usize = 90;
const SHOWN_LEN: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_at_spaces() {
        let text = "word ".repeat(40);
        let lines = wrapped(text.trim_end());
        assert!(lines.len() > 2 && lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("word") && lines[1].starts_with("    word"));
        let joined: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
        assert_eq!(joined.join(" "), text.trim_end());
        assert_eq!(wrapped(&"x".repeat(200)).len(), 1);
    }

    #[test]
    fn lines_are_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(WIDTH)), "é".repeat(WIDTH));
        assert_eq!(cut(&"é".repeat(WIDTH + 1)), "é".repeat(WIDTH) + "…");
    }

    #[test]
    fn names_of_headers_have_capitals() {
        assert_eq!(title_case("x-token"), "X-Token");
        assert_eq!(title_case("-"), "-");
    }
}
