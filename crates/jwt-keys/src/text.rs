//! Tells keys apart by their content, and undoes what pasting and variables do to them.

use crate::{
    Repair, der,
    foreign::{self, Foreign},
    pem, ssh,
};
use jwt_core::{Jwk, JwkSet};
use zeroize::Zeroizing;

/// What an input looks like.
pub(crate) enum Shape {
    /// Text with label lines.
    Pem(Zeroizing<String>),
    /// A JSON object.
    Json(Zeroizing<String>),
    /// Lines of OpenSSH public keys.
    SshLines(Zeroizing<String>),
    /// An OpenSSH public key in its binary form.
    SshPublic(Zeroizing<Vec<u8>>),
    /// An OpenSSH private key in its binary form.
    SshPrivate(Zeroizing<Vec<u8>>),
    /// DER.
    Der(Zeroizing<Vec<u8>>),
    /// DER that was base64.
    Base64Der(Zeroizing<Vec<u8>>),
    /// Something that is no key.
    Foreign(Foreign),
    /// None of these.
    Other,
}

impl Shape {
    /// What this is, as it reads in a sentence, if it is no shared secret: a key, or something with
    /// a key in it. However broken that is, others may know it.
    pub(crate) fn other_than_secret(&self) -> Option<String> {
        Some(match self {
            Self::Pem(_) => "PEM".to_owned(),
            Self::SshLines(_) | Self::SshPublic(_) | Self::SshPrivate(_) => {
                "an OpenSSH key".to_owned()
            }
            Self::Der(der) | Self::Base64Der(der) => {
                return der::is_key(der).then(|| "a key in DER".to_owned());
            }
            Self::Json(json) => match (Jwk::parse(json), JwkSet::parse_with_private_keys(json)) {
                (Ok(jwk), _) => format!("a JWK, {}", jwk.parameters().noun()),
                (_, Ok(_)) => "a JWK Set".to_owned(),
                _ if json.contains("kty") => "a broken JWK".to_owned(),
                _ => return None,
            },
            Self::Foreign(foreign::TOKEN) | Self::Other => return None,
            Self::Foreign(foreign) => foreign.what().to_owned(),
        })
    }
}

/// What an input looks like, and what had to be undone to see it.
pub(crate) fn recognise(input: &[u8], repairs: &mut Vec<Repair>) -> Shape {
    let shape = recognise_within(input, repairs, 2);
    repairs.dedup();
    shape
}

/// Whether the bytes of a secret are a key after all.
pub(crate) fn is_key(secret: &[u8]) -> bool {
    recognise(secret, &mut Vec::new()).other_than_secret().is_some()
}

/// Line and column of an offset, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// `depth` bounds how often a text can be wrapped in another.
fn recognise_within(input: &[u8], repairs: &mut Vec<Repair>, depth: u8) -> Shape {
    // DER of a key is a SEQUENCE, and has tags and lengths in it that no text has.
    if input.first() == Some(&0x30) && input.iter().any(|&byte| byte < 8) {
        return Shape::Der(Zeroizing::new(input.to_vec()));
    }
    if input.starts_with(&[0xfe, 0xed, 0xfe, 0xed]) {
        return Shape::Foreign(foreign::JAVA);
    }
    if input.starts_with(ssh::MAGIC) {
        return Shape::SshPrivate(Zeroizing::new(input.to_vec()));
    }
    if ssh::is_public(input) {
        return Shape::SshPublic(Zeroizing::new(input.to_vec()));
    }
    let mut undone = Vec::new();
    let Some(text) = decoded(input, &mut undone) else { return Shape::Other };
    let visible = text.trim().trim_matches(shows_nothing);
    if visible.len() < text.trim().len() {
        undone.push(Repair::Invisible);
    }
    let shape = of_text(visible, &mut undone, depth);
    if !matches!(shape, Shape::Other) {
        repairs.extend(undone);
    }
    shape
}

/// The input as text.
fn decoded(input: &[u8], undone: &mut Vec<Repair>) -> Option<Zeroizing<String>> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = input.as_chunks();
        let units: Zeroizing<Vec<u16>> =
            Zeroizing::new(pairs.iter().skip(1).map(|pair| unit(*pair)).collect());
        String::from_utf16(&units).ok().filter(|_| rest.is_empty()).map(Zeroizing::new)
    };
    let text = match input {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes).inspect(|_| undone.push(Repair::Utf16))?,
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes).inspect(|_| undone.push(Repair::Utf16))?,
        _ => Zeroizing::new(std::str::from_utf8(input).ok()?.to_owned()),
    };
    Some(match text.strip_prefix('\u{feff}') {
        None => text,
        Some(rest) => {
            undone.push(Repair::ByteOrderMark);
            Zeroizing::new(rest.to_owned())
        }
    })
}

fn of_text(text: &str, undone: &mut Vec<Repair>, depth: u8) -> Shape {
    let own = || Zeroizing::new(text.to_owned());
    if let Some(shape) = within_quotes(text, undone, depth) {
        return shape;
    }
    if text.starts_with('{') {
        return of_json(text);
    }
    if text.starts_with('[') && text.contains("\"kty\"") {
        return Shape::Foreign(foreign::JWK_LIST);
    }
    if pem::is_in(text) {
        return Shape::Pem(unescaped(text, undone));
    }
    if let Some(plain) = with_plain_spaces(text).filter(|plain| pem::is_in(plain)) {
        undone.push(Repair::Spaces);
        return Shape::Pem(unescaped(&plain, undone));
    }
    if has_label_line(text) {
        return Shape::Foreign(foreign::LABEL_LINES);
    }
    if ssh::is_line(text) {
        return Shape::SshLines(own());
    }
    if text.starts_with("PuTTY-User-Key-File-") {
        return Shape::Foreign(foreign::PUTTY);
    }
    if is_token(text) {
        return Shape::Foreign(foreign::TOKEN);
    }
    match of_base64(text, undone, depth) {
        Shape::Other if is_key_in_hex(text) => Shape::Foreign(foreign::HEX),
        Shape::Other if is_commented_out(text, depth) => Shape::Foreign(foreign::COMMENTED_OUT),
        shape => shape,
    }
}

/// What stands in quotes, if it is a key.
fn within_quotes(text: &str, undone: &mut Vec<Repair>, depth: u8) -> Option<Shape> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inside = text.strip_prefix(quote)?.strip_suffix(quote)?.trim();
    let depth = depth.checked_sub(1)?;
    let string = serde_json::from_str::<String>(text).ok().map(Zeroizing::new);
    let (inside, repair) = match &string {
        Some(string) if inside.contains('\\') => (string.trim(), Repair::JsonString),
        _ => (inside, Repair::Quotes),
    };
    let shape = of_text(inside, undone, depth);
    if matches!(shape, Shape::Other) {
        return None;
    }
    undone.push(repair);
    Some(shape)
}

fn of_json(text: &str) -> Shape {
    let after = text.get(1..).unwrap_or_default().trim_start();
    // Without its quotes, or with others, a JWK is broken, and no secret.
    if !after.starts_with(['"', '}']) && !text.contains("kty") {
        return Shape::Other;
    }
    if text.contains("-----BEGIN ") && !text.contains("\"kty\"") {
        return Shape::Foreign(foreign::JSON_WITH_PEM);
    }
    Shape::Json(Zeroizing::new(text.to_owned()))
}

/// The text with the spaces of a keyboard, if it has others: pages on the web do.
fn with_plain_spaces(text: &str) -> Option<Zeroizing<String>> {
    let is_other = |c: char| c.is_whitespace() && !c.is_ascii();
    text.contains(is_other).then(|| Zeroizing::new(text.replace(is_other, " ")))
}

/// White space, and what leaves no more trace of itself than that.
fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether a text has a label line of PEM that is none to the letter.
fn has_label_line(text: &str) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN";
    text.as_bytes().windows(BEGIN.len()).any(|part| part.eq_ignore_ascii_case(BEGIN))
}

/// Variables and JSON write a line break as `\n`, and some write `/` as `\/`. PEM has no backslashes
/// of its own, so undoing this is safe.
fn unescaped(text: &str, undone: &mut Vec<Repair>) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let after = after.trim_start_matches('\\');
        rest = after;
        for (escaped, c) in [('n', "\n"), ('r', ""), ('t', "\t")] {
            if let Some(after) = after.strip_prefix(escaped) {
                plain.push_str(c);
                rest = after;
            }
        }
        if !undone.contains(&Repair::EscapedLineBreaks) {
            undone.push(Repair::EscapedLineBreaks);
        }
    }
    plain.push_str(rest);
    plain
}

/// Base64 of DER or of an OpenSSH key, as people copy it from between label lines, or base64 of
/// a whole text, as it is put into variables.
fn of_base64(text: &str, undone: &mut Vec<Repair>, depth: u8) -> Shape {
    const SHORTEST: usize = 40;

    let Some(depth) = depth.checked_sub(1) else { return Shape::Other };
    if text.len() < SHORTEST {
        return Shape::Other;
    }
    let standard = with_plain_alphabet(text);
    let text = standard.as_deref().map_or(text, String::as_str);
    let bytes = match pem::decode(text) {
        Ok(bytes) => bytes,
        Err((None, characters)) => return cut_off(text, characters),
        Err(_) => return Shape::Other,
    };
    let mut inner = Vec::new();
    match recognise_within(&bytes, &mut inner, depth) {
        Shape::Der(der) => Shape::Base64Der(der),
        Shape::Base64Der(_) | Shape::Other => Shape::Other,
        shape @ (Shape::SshPublic(_) | Shape::SshPrivate(_)) => {
            undone.push(Repair::NoLabelLines);
            shape
        }
        shape => {
            undone.push(Repair::Base64);
            undone.append(&mut inner);
            shape
        }
    }
}

/// Base64url in the alphabet of base64, which it shares but for two characters.
fn with_plain_alphabet(text: &str) -> Option<Zeroizing<String>> {
    let is_url_safe = text.contains(['-', '_']) && !text.contains(['+', '/']);
    is_url_safe.then(|| {
        let letters = text.chars().map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        });
        let mut standard = Zeroizing::new(String::with_capacity(text.len()));
        standard.extend(letters);
        standard
    })
}

fn is_key_in_hex(text: &str) -> bool {
    base16ct::mixed::decode_vec(text).map(Zeroizing::new).is_ok_and(|bytes| der::is_key(&bytes))
}

fn is_commented_out(text: &str, depth: u8) -> bool {
    let inside = text.trim_start_matches(['#', ' ', '\t']);
    text.starts_with('#') && of_text(inside, &mut Vec::new(), depth).other_than_secret().is_some()
}

/// Base64 whose last bytes are not whole, as when not all of it was copied: a key or nothing.
fn cut_off(text: &str, characters: usize) -> Shape {
    let whole = text.get(..text.len() - characters % 4).unwrap_or_default();
    match pem::decode(whole) {
        Ok(bytes) if der::is_key(&bytes) => Shape::Base64Der(bytes),
        _ => Shape::Other,
    }
}

/// Three parts, of which the first is base64url of `{"`.
fn is_token(text: &str) -> bool {
    let is_base64url = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.starts_with("eyJ")
        && text.split('.').count() == 3
        && text.chars().all(|c| c == '.' || is_base64url(c))
}
