//! Texts with a token in them, as people paste them.

use serde_json::Value;
use std::{borrow::Cow, fmt};

/// A token, and what was around it and in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pasted {
    /// The token alone.
    pub(crate) token: String,
    /// What went, in the order in which it was found.
    pub(crate) removed: Vec<Removed>,
}

/// What people paste along with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Removed {
    WhiteSpace,
    HeaderName,
    Scheme,
    Quotes,
    LineBreaks,
    UrlEncoding,
    /// A name and a sign before the token, as in a query: `token=`.
    Name,
    /// A JSON object that has the token as a member.
    Json,
}

impl Pasted {
    /// Finds the token in a text.
    pub(crate) fn new(text: &str) -> Self {
        let mut removed = Vec::new();
        let trimmed = text.trim_matches(is_space);
        if trimmed.len() != text.len() {
            removed.push(Removed::WhiteSpace);
        }
        let mut token = trimmed.to_owned();
        while removed.len() < MOST_LAYERS
            && let Some((what, inner)) = unwrapped(&token)
        {
            removed.push(what);
            token = inner.trim_matches(is_space).to_owned();
        }
        if token.contains(['\n', '\r']) {
            removed.push(Removed::LineBreaks);
            token = token.split(['\n', '\r']).map(|line| line.trim_matches(is_space)).collect();
        }
        Self { token, removed }
    }

    /// How what went reads in a sentence.
    pub(crate) fn removed(&self) -> String {
        let names: Vec<String> = self.removed.iter().map(ToString::to_string).collect();
        names.join(", ")
    }
}

impl fmt::Display for Removed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WhiteSpace => "white space",
            Self::HeaderName => "Authorization:",
            Self::Scheme => "Bearer",
            Self::Quotes => "quotes",
            Self::LineBreaks => "line breaks",
            Self::UrlEncoding => "the encoding of URLs",
            Self::Name => "a parameter's name",
            Self::Json => "JSON",
        })
    }
}

/// The text without the outermost of what is around it. Each answer is shorter than the text.
fn unwrapped(text: &str) -> Option<(Removed, Cow<'_, str>)> {
    for (prefix, what) in [("Authorization:", Removed::HeaderName), ("Bearer ", Removed::Scheme)] {
        if text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix)) {
            return Some((what, text.get(prefix.len()..)?.into()));
        }
    }
    for quote in ['"', '\'', '`'] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
            return Some((Removed::Quotes, inner.into()));
        }
    }
    if let Some(member) = member(text) {
        return Some((Removed::Json, member.into()));
    }
    if let Some(decoded) = url_decoded(text) {
        return Some((Removed::UrlEncoding, decoded.into()));
    }
    value(text).map(|value| (Removed::Name, value.into()))
}

/// The token that a JSON object has under one of the usual names.
fn member(text: &str) -> Option<String> {
    if !text.starts_with('{') {
        return None;
    }
    let object: Value = serde_json::from_str(text).ok()?;
    NAMES.iter().find_map(|name| Some(object.get(name)?.as_str()?.to_owned()))
}

/// The text without `%2E` and the like, if there is any and all of it is ASCII.
fn url_decoded(text: &str) -> Option<String> {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = u8::from_str_radix(digits?, 16).ok().filter(u8::is_ascii)?;
        decoded.push_str(before);
        decoded.push(char::from(byte));
        rest = after.get(2..)?;
    }
    decoded.push_str(rest);
    (decoded.len() < text.len()).then_some(decoded)
}

/// What stands behind one of the usual names: in a query or a fragment, among cookies, in a line of
/// JSON.
fn value(text: &str) -> Option<&str> {
    let is_boundary = |c: char| is_space(c) || matches!(c, '?' | '&' | '#' | ';' | '"' | '\'');
    NAMES.iter().find_map(|name| {
        let (before, after) = text.split_once(name)?;
        if !before.is_empty() && !before.ends_with(is_boundary) {
            return None;
        }
        let after = after.trim_start_matches(['"', '\'']).trim_start();
        let value = after.strip_prefix(['=', ':'])?.trim_start_matches(is_space);
        // Behind a token in quotes they end it; else its place is that of a query or of a cookie.
        let (start, is_end): (usize, fn(char) -> bool) = match value.chars().next()? {
            '"' => (1, |c| c == '"'),
            '\'' => (1, |c| c == '\''),
            _ => (0, |c| is_space(c) || matches!(c, '&' | ';' | '#' | ',' | '"' | '\'')),
        };
        let value = value.get(start..)?;
        // `Bearer eyJ…` has a space in it that does not end it.
        let scheme = "Bearer ".len();
        let skip = match value.get(..scheme) {
            Some(start) if start.eq_ignore_ascii_case("Bearer ") => scheme,
            _ => 0,
        };
        let end = value.get(skip..)?.find(is_end).map_or(value.len(), |end| skip + end);
        value.get(..end).filter(|value| !value.is_empty())
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Nobody wraps a token so often; a text of nothing but quotes would take time without it.
const MOST_LAYERS: usize = 16;

/// Where there are several, an API takes the first of these.
const NAMES: [&str; 6] = ["access_token", "accessToken", "id_token", "idToken", "token", "jwt"];

#[cfg(test)]
mod tests {
    use super::*;
    use Removed::*;

    #[test]
    fn what_was_pasted_along_goes() {
        for (text, removed) in [
            ("a.b.c", vec![]),
            (" a.b.c\n", vec![WhiteSpace]),
            ("Bearer a.b.c", vec![Scheme]),
            ("authorization: bearer  a.b.c", vec![HeaderName, Scheme]),
            ("\"a.b.c\"", vec![Quotes]),
            ("'Authorization: Bearer a.b.c'", vec![Quotes, HeaderName, Scheme]),
            ("a.b\r\n  .c", vec![LineBreaks]),
            ("\u{feff}a.b.c", vec![WhiteSpace]),
            ("Bearer Bearer a.b.c", vec![Scheme, Scheme]),
            ("a%2Eb%2ec", vec![UrlEncoding]),
            ("Bearer%20a.b.c", vec![UrlEncoding, Scheme]),
            ("token=a.b.c", vec![Name]),
            ("https://app.example/#access_token=a.b.c&token_type=Bearer", vec![Name]),
            ("theme=dark; jwt=a.b.c; Path=/", vec![Name]),
            ("\"access_token\": \"a.b.c\",", vec![Name]),
            ("token=Bearer a.b.c", vec![Name, Scheme]),
            (r#"{"access_token":"a.b.c","expires_in":60}"#, vec![Json]),
            (r#"{"id_token":"x.y.z","access_token":"Bearer a.b.c"}"#, vec![Json, Scheme]),
        ] {
            assert_eq!(
                Pasted::new(text),
                Pasted { token: "a.b.c".to_owned(), removed },
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_inside_a_token_stays() {
        for text in [
            "a. b.c",
            "a.b.c\"",
            "Basic a.b.c",
            "",
            "é",
            "a.b.c%",
            "a.b.c%FF",
            "{\"a\":1}",
            "a.b.token",
            "a.b.token==",
            "%",
            "token=",
        ] {
            assert_eq!(Pasted::new(text).token, text);
        }
    }

    #[test]
    fn layers_without_end_are_not_all_taken_off() {
        let pasted = Pasted::new(&"\"".repeat(1000));
        assert_eq!((pasted.removed.len(), pasted.token.len()), (16, 1000 - 2 * 16));
    }

    #[test]
    fn what_went_is_named() {
        let pasted = Pasted::new("{\"token\":\"Bearer a%2Eb.c\"}\n");
        assert_eq!(pasted.removed(), "white space, JSON, Bearer, the encoding of URLs");
    }
}
