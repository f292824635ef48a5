use super::{
    parser::{Parser, Unreadable},
    quote,
    syntax::Piece,
};
use crate::Problem;

/// A text with tags in it, taken apart.
///
/// `${[ host ]}` is a variable, `${[ timestamp.unix() ]}` a function, and
/// `${[ hash.sha256(input='a', encoding='hex') ]}` one with arguments. An argument is a string, a
/// variable, another function, `true`, `false` or `null`. One argument can go without its name where
/// it is clear what it is: `${[ timestamp.offset('-5d +2h') ]}`.
///
/// Strings stand in single quotes, with `\'` and `\\` for quote and backslash, or in base64url as
/// `b64'…'`; either is a template itself. `\${[` is the text `${[`. Two backslashes in text stay two,
/// so that a tag after them is a tag.
///
/// A variable's value is a template. What a function gives is text, and tags in it stay text: a
/// file's content or an environment variable runs nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    pieces: Vec<Piece>,
}

impl Template {
    /// Takes a text apart.
    ///
    /// # Errors
    /// [`Problem`] with the code `TEMPLATE` for a tag that cannot be read, and where it is.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let pieces = Parser::new(text).pieces().map_err(|unreadable| unread(&unreadable, text))?;
        Ok(Self { source: text.to_owned(), pieces })
    }

    /// Writes a text so that it renders to itself, whatever is in it.
    #[must_use]
    pub fn quote(text: &str) -> String {
        quote::quote(text)
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text that it always renders to, if there is no tag in it.
    #[must_use]
    pub fn constant(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether it is one tag and nothing else.
    #[must_use]
    pub fn is_one_tag(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Tag(_)])
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

/// Says where, but shows nothing of the text: it may be a secret that was no template to be.
fn unread(unreadable: &Unreadable, text: &str) -> Problem {
    let before = text.get(..unreadable.at).unwrap_or(text);
    let line = before.split('\n').count();
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    Problem::new(
        "TEMPLATE",
        format!("the tag cannot be read at line {line}, column {column}: {}", unreadable.what),
    )
    .hint(r"write \${[ where ${[ is text and begins no tag")
}
