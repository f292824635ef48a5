//! PEM as people have it ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)), with the place of
//! what is wrong.

use crate::{Repair, error::KeyErrorKind, foreign, text::line_of};
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use std::fmt;
use zeroize::Zeroizing;

/// What is wrong with a PEM text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PemFault {
    /// There is an end, and no beginning.
    NoBegin,
    /// What is between the label lines does not begin as a key does.
    Start,
    /// There is a beginning, and no end.
    NoEnd {
        /// The label.
        label: String,
    },
    /// The label at the end is another than the one at the beginning.
    Labels {
        /// The first label.
        begin: String,
        /// Its line, from 1.
        begin_line: usize,
        /// The other label.
        end: String,
        /// Its line, from 1.
        end_line: usize,
    },
    /// A character that base64 does not have.
    Character {
        /// The character.
        character: char,
        /// Its line, from 1.
        line: usize,
        /// Its place in the line, from 1.
        column: usize,
    },
    /// There is nothing between the label lines.
    Nothing,
    /// The base64 lacks characters, or has some too many.
    Length {
        /// How many it has.
        characters: usize,
    },
    /// The key is cut off.
    Short {
        /// How many bytes are there.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// There is more than the key.
    Long {
        /// How many bytes are too many.
        extra: usize,
    },
    /// There are several keys.
    Several {
        /// How many.
        count: usize,
        /// Their kind, such as `private keys`.
        what: &'static str,
    },
    /// There are more blocks than are read.
    TooMany,
    /// The label is that of nothing that is known here.
    Label {
        /// The label; foreign text.
        label: String,
    },
}

impl PemFault {
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NoBegin => "copy the whole key, from its line -----BEGIN …-----",
            Self::NoEnd { .. }
            | Self::Nothing
            | Self::Start
            | Self::Short { .. }
            | Self::Length { .. } => "copy the whole key again, from its first line to its last",
            Self::Labels { .. } => "copy one key again, from its first line to its last",
            Self::Character { character: '>', column: 1, .. } => {
                "take away the > that an e-mail has before each line"
            }
            Self::Character { character: '%', .. } => {
                "undo the encoding of URLs: %0A is a line break, %2B is +"
            }
            Self::Character { .. } => "look at that line, or copy the key again",
            Self::Long { .. } => "copy the key again, and nothing else",
            Self::Several { .. } | Self::TooMany => "keep the one that is meant",
            Self::Label { .. } => "look for BEGIN PRIVATE KEY or BEGIN PUBLIC KEY",
        }
    }
}

/// As in `the PEM in FILE …`, or `the key in FILE …`.
impl fmt::Display for PemFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBegin => f.write_str("has no line -----BEGIN …-----"),
            Self::NoEnd { label } => {
                write!(f, "ends early: there is no line -----END {label}-----")
            }
            Self::Labels { begin, begin_line, end, end_line } => write!(
                f,
                "begins as {begin} in line {begin_line} and ends as {end} in line {end_line}"
            ),
            Self::Character { character, line, column } => {
                write!(f, "has a bad character {character:?} at line {line} column {column}")
            }
            Self::Start => f.write_str("does not begin as a key does"),
            Self::Nothing => f.write_str("has nothing between its label lines"),
            Self::Length { characters } => write!(
                f,
                "has lost or gained a character: {characters} of base64 do not make whole bytes"
            ),
            Self::Short { found, expected } => {
                write!(f, "ends early: {found} of {expected} bytes are there")
            }
            Self::Long { extra } => write!(f, "has {extra} bytes too many"),
            Self::Several { count, what } => write!(f, "holds {count} {what}"),
            Self::TooMany => write!(f, "holds more than {MOST_BLOCKS} keys or certificates"),
            Self::Label { label } => {
                write!(f, "has a label that is no key's: {}", crate::error::excerpt(label))
            }
        }
    }
}

/// One labelled piece of a text.
pub(crate) struct Block {
    pub(crate) label: String,
    pub(crate) contents: Zeroizing<Vec<u8>>,
}

/// Whether a text has a label line, or what is left of one.
pub(crate) fn is_in(text: &str) -> bool {
    LabelLines::new(text).next().is_some()
}

/// The pieces of a text. What stands between them is passed over.
pub(crate) fn blocks(text: &str, repairs: &mut Vec<Repair>) -> Result<Vec<Block>, KeyErrorKind> {
    let mut blocks = Vec::new();
    let mut lines = LabelLines::new(text);
    while let Some(begin) = lines.next() {
        if !begin.begins {
            return Err(KeyErrorKind::Pem(PemFault::NoBegin));
        }
        if let Some(foreign) = by_label(begin.label) {
            return Err(KeyErrorKind::Foreign(foreign));
        }
        let Some(end) = lines.next().filter(|end| !end.begins) else {
            return Err(KeyErrorKind::Pem(PemFault::NoEnd { label: begin.label.to_owned() }));
        };
        if begin.label != end.label {
            return Err(KeyErrorKind::Pem(PemFault::Labels {
                begin: begin.label.to_owned(),
                begin_line: line_of(text, begin.start).0,
                end: end.label.to_owned(),
                end_line: line_of(text, end.start).0,
            }));
        }
        if blocks.len() == MOST_BLOCKS {
            return Err(KeyErrorKind::Pem(PemFault::TooMany));
        }
        note_repairs(text, &begin, &end, repairs);
        let contents = contents(text, begin.end, end.start)?;
        blocks.push(Block { label: begin.label.to_owned(), contents });
    }
    Ok(blocks)
}

/// Decodes base64 that may be broken into lines and lack its padding. The error is the offset of
/// a bad character, if that is what is wrong, and the number of good ones.
pub(crate) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, (Option<usize>, usize)> {
    let mut base64 = Zeroizing::new(Vec::with_capacity(text.len()));
    for (offset, c) in text.char_indices() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' | '=' => base64.push(c as u8),
            _ if c.is_whitespace() => {}
            _ => return Err((Some(offset), base64.len())),
        }
    }
    // A label line that was copied without its dashes often costs the padding too; DER tells its
    // own length.
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let mut bytes = Zeroizing::new(Vec::with_capacity(base64.len() / 4 * 3 + 3));
    match GeneralPurpose::new(&STANDARD, config).decode_vec(&*base64, &mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err((None, base64.len())),
    }
}

struct LabelLine<'a> {
    begins: bool,
    label: &'a str,
    /// Where its dashes start.
    start: usize,
    /// Where its dashes end.
    end: usize,
    five_dashes: bool,
}

/// Finds the label lines of a text, even where there are no lines.
struct LabelLines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> LabelLines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The label line whose word `BEGIN` or `END` is here, if it is one.
    fn line(&self, word: usize, begins: bool, after: usize) -> Option<LabelLine<'a>> {
        let before = self.text.get(self.at..word)?;
        let start = self.at + before.trim_end_matches(' ').trim_end_matches(is_dash).len();
        let dashes_before = self.text.get(start..word)?;
        let rest = self.text.get(after..)?;
        let len = rest.chars().take(LONGEST_LABEL).take_while(|&c| is_label(c)).count();
        let label = rest.get(..len)?.trim();
        let tail = rest.get(len..)?;
        let dashes_after = tail.get(..tail.len() - tail.trim_start_matches(is_dash).len())?;
        let own_line = (start == 0 || self.text.get(..start)?.ends_with(['\n', '\r']))
            && (tail.is_empty() || tail.starts_with(['\n', '\r']));
        let is_known = ["KEY", "CERTIFICATE", "BLOCK"].iter().any(|end| label.ends_with(end));
        let some_dashes = dashes_before.starts_with(is_dash) && !dashes_after.is_empty();
        if label.is_empty() || !(some_dashes || own_line && is_known) {
            return None;
        }
        let end = after + len + dashes_after.len();
        let five_dashes = dashes_before == FIVE && dashes_after == FIVE;
        Some(LabelLine { begins, label, start, end, five_dashes })
    }
}

impl<'a> Iterator for LabelLines<'a> {
    type Item = LabelLine<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut from = self.at;
        while let Some(found) = self.text.get(from..)?.find(['B', 'E']) {
            let word = from + found;
            from = word + 1;
            let rest = self.text.get(word..)?;
            let (begins, len) = match rest {
                _ if rest.starts_with("BEGIN ") => (true, 6),
                _ if rest.starts_with("END ") => (false, 4),
                _ => continue,
            };
            if let Some(line) = self.line(word, begins, word + len) {
                self.at = line.end;
                return Some(line);
            }
        }
        self.at = self.text.len();
        None
    }
}

/// Word processors make longer dashes of two or three.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_label(c: char) -> bool {
    matches!(c, 'A'..='Z' | '0'..='9' | ' ' | '#' | '.')
}

fn note_repairs(text: &str, begin: &LabelLine<'_>, end: &LabelLine<'_>, repairs: &mut Vec<Repair>) {
    let mut note = |repair, is_one: bool| {
        if is_one && !repairs.contains(&repair) {
            repairs.push(repair);
        }
    };
    let inside = text.get(begin.end..end.start).unwrap_or_default();
    note(Repair::Dashes, !begin.five_dashes || !end.five_dashes);
    note(Repair::OneLine, !inside.contains(['\n', '\r']));
    note(Repair::Indented, inside.contains("\n ") || inside.contains("\n\t"));
}

/// What is between two label lines, decoded.
fn contents(text: &str, from: usize, to: usize) -> Result<Zeroizing<Vec<u8>>, KeyErrorKind> {
    let inside = text.get(from..to).unwrap_or_default();
    if inside.contains(':') && inside.contains("ENCRYPTED") {
        return Err(KeyErrorKind::Foreign(foreign::OPENSSL_ENCRYPTED));
    }
    // Other headers, such as Comment, end with their line.
    let is_header = |line: &&str| line.contains(": ") || line.trim().is_empty();
    let lines = inside.split_inclusive(['\n', '\r']);
    let header = lines.take_while(is_header).map(str::len).sum::<usize>();
    let body = inside.get(header..).unwrap_or_default();
    let bytes = decode(body).map_err(|(offset, characters)| match offset {
        Some(offset) => {
            let (line, column) = line_of(text, from + header + offset);
            let character = body.get(offset..).and_then(|rest| rest.chars().next());
            PemFault::Character { character: character.unwrap_or_default(), line, column }
        }
        None => PemFault::Length { characters },
    });
    match bytes {
        Ok(bytes) if bytes.is_empty() => Err(KeyErrorKind::Pem(PemFault::Nothing)),
        Ok(bytes) => Ok(bytes),
        Err(fault) => Err(KeyErrorKind::Pem(fault)),
    }
}

/// What is no key for a token, by its label.
fn by_label(label: &str) -> Option<foreign::Foreign> {
    Some(match label {
        _ if label.starts_with("PGP ") => foreign::PGP,
        "DSA PRIVATE KEY" | "DSA PUBLIC KEY" => foreign::DSA,
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => foreign::CSR,
        "X509 CRL" => foreign::CRL,
        "PKCS7" | "CMS" | "PKCS #7 SIGNED DATA" => foreign::PKCS7,
        "PKCS12" => foreign::PKCS12,
        "TRUSTED CERTIFICATE" => foreign::TRUSTED,
        "DH PARAMETERS" | "X9.42 DH PARAMETERS" | "DSA PARAMETERS" => foreign::PARAMETERS,
        "SSH2 PUBLIC KEY" => foreign::SSH2,
        "ANY PRIVATE KEY" => foreign::UNKNOWN_KEY,
        _ => return None,
    })
}

const FIVE: &str = "-----";
const MOST_BLOCKS: usize = 100;
/// Longer than any that is known; a text of nothing but labels would take time without it.
const LONGEST_LABEL: usize = 64;
