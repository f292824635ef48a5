use super::{
    cursor::plain_len,
    outline::{MAX_MEMBERS, Outline},
    value::Kind,
};
use crate::Limits;

/// Tells where an object's own members are, or leaves it to the scanner.
///
/// Usual objects have no space, no escapes, and no more than 16 members with texts, whole numbers,
/// lists of texts, `true`, `false` and `null`. The scanner would say the same of such an object, in
/// 4500 instructions for eight claims where this takes 1700. Whatever else there is, is [`NotPlain`],
/// and no verdict: the scanner judges.
pub(super) fn outline(json: &str, limits: &Limits) -> Result<Outline, NotPlain> {
    let within = limits.depth >= MAX_DEPTH && limits.members >= MAX_MEMBERS as u32;
    if !within || json.len() > Outline::MAX_LEN {
        return Err(NotPlain);
    }
    let mut outline = Outline::default();
    let mut rest = Plain { json: json.as_bytes(), at: 0 };
    // Before each member stands `{` or `,`.
    rest.take(b'{')?;
    loop {
        let start = rest.at;
        rest.string()?;
        rest.take(b':')?;
        let value = rest.at;
        let kind = rest.value()?;
        outline.push(start, value, rest.at, kind).ok_or(NotPlain)?;
        if !rest.is_next(b',') {
            break;
        }
        rest.at += 1;
    }
    rest.take(b'}')?;
    let distinct = rest.at == json.len() && outline.has_distinct_names(json);
    if distinct { Ok(outline) } else { Err(NotPlain) }
}

/// The text needs the scanner, which may find that it is right or wrong.
#[derive(Debug)]
pub(super) struct NotPlain;

/// A place in a text.
struct Plain<'a> {
    json: &'a [u8],
    at: usize,
}

impl Plain<'_> {
    #[inline(always)]
    fn value(&mut self) -> Result<Kind, NotPlain> {
        match self.peek().ok_or(NotPlain)? {
            b'"' => self.string().map(|()| Kind::String),
            b'0'..=b'9' => self.digits().map(|()| Kind::Number),
            b'[' => self.strings().map(|()| Kind::Array),
            b't' => self.word(b"true").map(|()| Kind::Boolean),
            b'f' => self.word(b"false").map(|()| Kind::Boolean),
            b'n' => self.word(b"null").map(|()| Kind::Null),
            _ => Err(NotPlain),
        }
    }

    /// A string from its opening quote to behind its closing one.
    #[inline(always)]
    fn string(&mut self) -> Result<(), NotPlain> {
        self.take(b'"')?;
        self.at += plain_len(self.rest());
        self.take(b'"')
    }

    /// A natural number without leading zeros.
    #[inline(always)]
    fn digits(&mut self) -> Result<(), NotPlain> {
        let (start, leads_with_zero) = (self.at, self.is_next(b'0'));
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if leads_with_zero && self.at > start + 1 { Err(NotPlain) } else { Ok(()) }
    }

    /// A list of strings, not empty, from its opening bracket to behind its closing one.
    fn strings(&mut self) -> Result<(), NotPlain> {
        loop {
            self.at += 1;
            self.string()?;
            if self.is_next(b']') {
                self.at += 1;
                return Ok(());
            }
            if !self.is_next(b',') {
                return Err(NotPlain);
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), NotPlain> {
        let found = self.rest().starts_with(word);
        self.at += word.len();
        found.then_some(()).ok_or(NotPlain)
    }

    #[inline(always)]
    fn take(&mut self, byte: u8) -> Result<(), NotPlain> {
        let found = self.is_next(byte);
        self.at += 1;
        found.then_some(()).ok_or(NotPlain)
    }

    #[inline(always)]
    fn is_next(&self, byte: u8) -> bool {
        self.peek() == Some(byte)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }

    #[inline(always)]
    fn rest(&self) -> &[u8] {
        self.json.get(self.at..).unwrap_or_default()
    }
}

/// An object of lists.
const MAX_DEPTH: u8 = 2;
