use super::{
    cursor::plain_len,
    outline::{MAX_MEMBERS, Outline},
    value::{Kind, Value},
};
use crate::Limits;

/// Tells where an object's own members are, and hands them out; or leaves it to the scanner, also when
/// some have been handed out.
#[inline(always)]
pub(super) fn outline<'a>(
    json: &'a str,
    limits: &Limits,
    mut member: impl FnMut(&'a str, Value<'a>),
) -> Result<Outline, NotPlain> {
    if limits.depth < MAX_DEPTH || limits.members < MAX_MEMBERS as u32 {
        return Err(NotPlain);
    }
    let mut outline = Outline::default();
    let mut names = Names::default();
    let mut members = Plain::new(json)?;
    while let Some((name, value)) = members.next()? {
        names.insert(name)?;
        outline.push(name, &value).ok_or(NotPlain)?;
        member(name, value);
    }
    Ok(outline)
}

/// The members of an object in the form that most tokens have: without space and escapes, with
/// texts, whole numbers, lists of texts, `true`, `false` and `null`.
///
/// The scanner would say the same of such an object, in 4500 instructions for eight claims where
/// this takes 900. Whatever else there is is [`NotPlain`], and no verdict: then the scanner judges.
struct Plain<'a> {
    json: &'a str,
    at: usize,
}

/// The text needs the scanner, which may find that it is right or wrong.
#[derive(Debug)]
pub(super) struct NotPlain;

impl<'a> Plain<'a> {
    /// Starts at the first member.
    fn new(json: &'a str) -> Result<Self, NotPlain> {
        let plain = Self { json, at: 0 };
        plain.is_next(b'{').then_some(plain).ok_or(NotPlain)
    }

    /// The next member; `None` when the object and the text have ended.
    #[inline(always)]
    fn next(&mut self) -> Result<Option<(&'a str, Value<'a>)>, NotPlain> {
        // Here stands what is before a member, `{` or `,`, or the end.
        if self.at > 0 && self.is_next(b'}') {
            return if self.at + 1 == self.json.len() { Ok(None) } else { Err(NotPlain) };
        }
        self.at += 1;
        let start = self.at;
        self.string()?;
        let name = self.json.get(start + 1..self.at - 1).ok_or(NotPlain)?;
        if !self.is_next(b':') {
            return Err(NotPlain);
        }
        self.at += 1;
        let value = self.value()?;
        if self.is_next(b',') || self.is_next(b'}') { Ok(Some((name, value))) } else { Err(NotPlain) }
    }

    #[inline(always)]
    fn value(&mut self) -> Result<Value<'a>, NotPlain> {
        let start = self.at;
        let kind = match self.peek().ok_or(NotPlain)? {
            b'"' => {
                self.string()?;
                Kind::String
            }
            b'0'..=b'9' => {
                self.digits()?;
                Kind::Number
            }
            b'[' => {
                self.strings()?;
                Kind::Array
            }
            b't' => {
                self.word("true")?;
                Kind::Boolean
            }
            b'f' => {
                self.word("false")?;
                Kind::Boolean
            }
            b'n' => {
                self.word("null")?;
                Kind::Null
            }
            _ => return Err(NotPlain),
        };
        let raw = self.json.get(start..self.at).ok_or(NotPlain)?;
        Ok(Value { kind, raw, start, escaped: false })
    }

    /// A string from its opening quote to behind its closing one.
    #[inline(always)]
    fn string(&mut self) -> Result<(), NotPlain> {
        if !self.is_next(b'"') {
            return Err(NotPlain);
        }
        self.at += 1;
        self.at += plain_len(self.rest());
        if !self.is_next(b'"') {
            return Err(NotPlain);
        }
        self.at += 1;
        Ok(())
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

    fn word(&mut self, word: &str) -> Result<(), NotPlain> {
        let found = self.rest().starts_with(word.as_bytes());
        self.at += word.len();
        found.then_some(()).ok_or(NotPlain)
    }

    #[inline(always)]
    fn is_next(&self, byte: u8) -> bool {
        self.peek() == Some(byte)
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn rest(&self) -> &'a [u8] {
        self.json.as_bytes().get(self.at..).unwrap_or_default()
    }
}

/// The names of an object's members, as far as they can be told apart at a glance.
#[derive(Default)]
pub(super) struct Names {
    digests: [u64; MAX_MEMBERS],
    len: usize,
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes a further name, unless it is one too many, or may have been there before.
    #[inline(always)]
    pub(super) fn insert(&mut self, name: &str) -> Result<(), NotPlain> {
        let digest = digest(name.as_bytes());
        let known = self.digests.get(..self.len).unwrap_or_default();
        if known.contains(&digest) {
            return Err(NotPlain);
        }
        *self.digests.get_mut(self.len).ok_or(NotPlain)? = digest;
        self.len += 1;
        Ok(())
    }
}

/// The first bytes of a name, its last, and its length: the same for names that are the same, and
/// for hardly any others.
#[inline(always)]
fn digest(name: &[u8]) -> u64 {
    let (start, end) = match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(start), Some(end)) => (u32::from_le_bytes(*start), u32::from_le_bytes(*end)),
        _ => match *name {
            [a, b, c] => (u32::from_le_bytes([a, b, c, 3]), 0),
            [a, b] => (u32::from_le_bytes([a, b, 2, 0]), 0),
            [a] => (u32::from_le_bytes([a, 1, 0, 0]), 0),
            _ => (0, 0),
        },
    };
    (u64::from(start) | u64::from(end) << 32) ^ (name.len() as u64) << 56
}

/// An object of lists.
const MAX_DEPTH: u8 = 2;
