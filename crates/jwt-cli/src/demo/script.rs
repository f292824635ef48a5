//! What the demo prints of each scene.

use super::scene::{Expected, Scene, telling};
use crate::{
    mask::Mask,
    terminal::{BAD, BOLD, GOOD},
    transcript::{SOFT, decoded, label, received, sent, title_case},
};
use http::{Response, header::WWW_AUTHENTICATE};
use std::io::{self, Write};

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
    let mask = Mask::new(scene.tokens.iter().map(String::as_str));
    sent(out, &mask.text(&format!("{} {path} HTTP/1.1", scene.request.method())))?;
    for (name, value) in telling(scene.request.headers()) {
        let value = String::from_utf8_lossy(value.as_bytes());
        let line = format!("{}: {value}", title_case(name.as_str()));
        sent(out, &mask.text(&line))?;
    }
    if !scene.place.is_empty() {
        label(out, "token", &scene.place)?;
    }
    if let Some(token) = scene.tokens.first() {
        decoded(out, token)?;
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

const WIDTH: usize = 90;

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
}
