use super::{
    Arguments,
    function::{Argument, Function, failure, shown},
};
use crate::{Problem, Surroundings};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "fs.readFile",
    arguments: &[
        Argument::required("path"),
        Argument::or("encoding", "utf8"),
        Argument::optional("trim"),
    ],
    main: Some("path"),
    call: read,
}];

/// A file's text.
///
/// Yaak gives nothing for a file that cannot be read, and replaces what is not UTF-8; both are
/// errors here.
fn read(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let decode = arguments.choice("encoding", ENCODINGS)?;
    let trim = arguments.flag("trim")?;
    let path = arguments.text("path");
    let bytes = surroundings
        .read_file(path)
        .map_err(|error| failure(format!("\"{}\" cannot be read: {error}", shown(path))))?;
    let text = decode(&bytes).ok_or_else(|| {
        failure(format!("\"{}\" is not a text in this encoding", shown(path)))
            .hint("say how to read it, as in encoding='base64' or encoding='latin1'")
    })?;
    Ok(if trim { text.trim_matches(is_space).to_owned() } else { text })
}

/// White space as JavaScript has it, which takes a byte order mark for some.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace() && c != '\u{85}'
}

fn utf8(bytes: &[u8]) -> Option<String> {
    str::from_utf8(bytes).ok().map(str::to_owned)
}

/// Node's `ascii`, which drops the eighth bit.
fn ascii(bytes: &[u8]) -> Option<String> {
    Some(bytes.iter().map(|byte| char::from(byte & 0x7f)).collect())
}

fn latin1(bytes: &[u8]) -> Option<String> {
    Some(bytes.iter().copied().map(char::from).collect())
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (units, rest) = bytes.as_chunks();
    let units = units.iter().copied().map(u16::from_le_bytes);
    let text = char::decode_utf16(units).collect::<Result<_, _>>().ok();
    text.filter(|_| rest.is_empty())
}

type Decode = fn(&[u8]) -> Option<String>;

const ENCODINGS: &[(&str, Decode)] = &[
    ("utf8", utf8),
    ("utf-8", utf8),
    ("ascii", ascii),
    ("latin1", latin1),
    ("utf16le", utf16),
    ("base64", |bytes| Some(BASE64_STANDARD.encode(bytes))),
    ("base64url", |bytes| Some(BASE64_URL_SAFE_NO_PAD.encode(bytes))),
    ("hex", |bytes| Some(super::hash::hex(bytes))),
];
