use super::{
    Arguments,
    function::{Argument, Function, failure},
};
use crate::{Problem, Surroundings};
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "base64.encode",
        arguments: &[Argument::or("encoding", "base64"), Argument::required("value")],
        main: Some("value"),
        call: to_base64,
    },
    Function { name: "base64.decode", arguments: VALUE, main: Some("value"), call: from_base64 },
    Function { name: "url.encode", arguments: VALUE, main: Some("value"), call: to_url },
    Function { name: "url.decode", arguments: VALUE, main: Some("value"), call: from_url },
];

fn to_base64(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let alphabets = [("base64", &BASE64_STANDARD), ("base64url", &BASE64_URL_SAFE_NO_PAD)];
    let alphabet = arguments.choice("encoding", &alphabets)?;
    Ok(alphabet.encode(arguments.text("value")))
}

/// Reads both alphabets, with padding or without, over several lines.
///
/// Yaak leaves out what it does not know, so that half a text comes out; here it is an error.
fn from_base64(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let digits = arguments.text("value").chars().filter(|c| !c.is_ascii_whitespace());
    let standard = digits.map(|c| match c {
        '-' => '+',
        '_' => '/',
        c => c,
    });
    let bytes = EITHER_PADDING
        .decode(standard.collect::<String>())
        .map_err(|_| failure("value is not base64"))?;
    String::from_utf8(bytes).map_err(|_| failure("value is base64 of bytes that are not UTF-8"))
}

/// Escapes all but what JavaScript's `encodeURIComponent` leaves.
fn to_url(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    Ok(utf8_percent_encode(arguments.text("value"), ESCAPED).to_string())
}

fn from_url(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let value = arguments.text("value");
    let mut escapes = value.split('%').skip(1);
    if !escapes.all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2) {
        return Err(failure("value has a % without two hexadecimal digits after it"));
    }
    let decoded = percent_decode_str(value).decode_utf8();
    decoded
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| failure("value is percent-encoded from bytes that are not UTF-8"))
}

const VALUE: &[Argument] = &[Argument::required("value")];

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

const EITHER_PADDING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);
