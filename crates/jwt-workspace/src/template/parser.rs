use super::{
    limits::MOST_DEPTH,
    syntax::{Call, Given, Piece, Value},
};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};

/// Reads a template from left to right, and never goes back.
pub(super) struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

/// Why a tag cannot be read.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// The byte where reading stopped.
    pub(super) at: usize,
    /// What is wrong, or what was expected there.
    pub(super) what: &'static str,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Text and tags up to the end.
    pub(super) fn pieces(mut self) -> Result<Vec<Piece>, Unreadable> {
        let (mut pieces, mut text) = (Vec::new(), String::new());
        while let Some(c) = self.rest().chars().next() {
            if self.eat(r"\\") {
                text.push_str(r"\\");
            } else if self.eat(r"\${[") {
                text.push_str("${[");
            } else if self.eat("${[") {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Tag(self.tag()?));
            } else {
                text.push(c);
                self.at += c.len_utf8();
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    fn tag(&mut self) -> Result<Value, Unreadable> {
        self.skip_space();
        let value = self.value("expected a name, a function or a string in single quotes")?;
        self.skip_space();
        if self.eat("]}") { Ok(value) } else { Err(self.stopped("expected ]} to end the tag")) }
    }

    fn value(&mut self, expected: &'static str) -> Result<Value, Unreadable> {
        if self.eat("b64'") {
            return self.encoded_string();
        }
        if self.eat("'") {
            return self.string();
        }
        let name = self.name().ok_or_else(|| self.stopped(expected))?;
        if self.eat("(") {
            self.depth = self.one_deeper()?;
            let arguments = self.arguments()?;
            self.depth -= 1;
            return Ok(Value::Call(Call { function: name.to_owned(), arguments }));
        }
        Ok(match name {
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            "null" => Value::Nothing,
            _ => Value::Variable(name.to_owned()),
        })
    }

    fn arguments(&mut self) -> Result<Vec<Given>, Unreadable> {
        let mut arguments = Vec::new();
        self.skip_space();
        if self.eat(")") {
            return Ok(arguments);
        }
        loop {
            self.skip_space();
            arguments.push(self.argument()?);
            self.skip_space();
            if self.eat(")") {
                return Ok(arguments);
            }
            if !self.eat(",") {
                return Err(self.stopped("expected , or ) after the argument"));
            }
        }
    }

    fn argument(&mut self) -> Result<Given, Unreadable> {
        let value = self.value("expected an argument, as in name='value'")?;
        self.skip_space();
        match value {
            Value::Variable(name) if self.eat("=") => {
                self.skip_space();
                let value = self.value("expected the argument's value, as in name='value'")?;
                Ok(Given { name: Some(name), value })
            }
            value => Ok(Given { name: None, value }),
        }
    }

    /// A string whose opening quote has been read.
    fn string(&mut self) -> Result<Value, Unreadable> {
        let start = self.at;
        let mut text = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((offset, c)) = characters.next() {
            match c {
                '\'' => {
                    self.at = start + offset + 1;
                    return self
                        .nested(&text, |at| start + written_offset(&self.text[start..], at));
                }
                // Yaak drops a backslash before anything. Before a letter, as in \n or C:\Users,
                // that is never what was meant.
                '\\' => match characters.next() {
                    Some((_, escaped)) if !escaped.is_alphanumeric() => text.push(escaped),
                    Some(_) => {
                        self.at = start + offset;
                        return Err(self.stopped(r"expected \' or \\ in the string"));
                    }
                    None => break,
                },
                c => text.push(c),
            }
        }
        self.at = start - 1;
        Err(self.stopped("expected a closing ' for the string that begins here"))
    }

    /// A string in base64url whose opening quote has been read.
    fn encoded_string(&mut self) -> Result<Value, Unreadable> {
        let start = self.at;
        let Some(length) = self.rest().find('\'') else {
            return Err(self.stopped("expected a closing ' for the string that begins here"));
        };
        let decoded = BASE64_URL_SAFE_NO_PAD.decode(&self.rest()[..length]).ok();
        let Some(text) = decoded.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Err(self.stopped("expected UTF-8 text in base64url without padding"));
        };
        self.at += length + 1;
        self.nested(&text, |_| start)
    }

    /// A string's text, which is a template; `written` tells where a byte of it stands in the whole.
    fn nested(&self, text: &str, written: impl Fn(usize) -> usize) -> Result<Value, Unreadable> {
        let pieces = Parser { text, at: 0, depth: self.one_deeper()? }.pieces();
        pieces.map(Value::Text).map_err(|inside| Unreadable { at: written(inside.at), ..inside })
    }

    fn one_deeper(&self) -> Result<usize, Unreadable> {
        if self.depth == MOST_DEPTH {
            return Err(self.stopped("functions and strings are nested more than 50 deep"));
        }
        Ok(self.depth + 1)
    }

    /// A name of letters, digits, `_`, and after the first of them also `-` and `.`.
    fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '_').then(|| {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
                .unwrap_or(rest.len());
            self.at += end;
            &rest[..end]
        })
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn stopped(&self, what: &'static str) -> Unreadable {
        Unreadable { at: self.at, what }
    }
}

/// Where in a string as it is written the byte stands that is at `offset` without backslashes.
fn written_offset(written: &str, offset: usize) -> usize {
    let mut length = 0;
    let mut characters = written.char_indices();
    while let Some((at, c)) = characters.next() {
        if length >= offset {
            return at;
        }
        let c = if c == '\\' { characters.next().map_or(c, |(_, escaped)| escaped) } else { c };
        length += c.len_utf8();
    }
    written.len()
}
