//! Foreign text in messages.

/// Foreign text for a message: shortened, and without control characters.
pub(crate) fn excerpt(text: &str) -> String {
    let mut short = String::new();
    for c in text.chars().take(LONGEST) {
        match c {
            '"' | '\'' | '\\' => short.push(c),
            _ => short.extend(c.escape_debug()),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

const LONGEST: usize = 128;

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn foreign_text_is_shortened_and_freed_of_control_characters() {
        assert_eq!(excerpt("a\u{1b}[31m\"b\""), "a\\u{1b}[31m\"b\"");
        assert_eq!(excerpt(&"x".repeat(200)).chars().count(), 129);
    }
}
