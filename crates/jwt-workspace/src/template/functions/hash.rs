use super::{
    Arguments,
    function::{Argument, Function, failure},
};
use crate::{Problem, Surroundings};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use hmac::{EagerHash, Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

pub(super) const FUNCTIONS: &[Function] = &[
    function("hash.md5", HASH, Some("input"), hash::<Md5>),
    function("hash.sha1", HASH, Some("input"), hash::<Sha1>),
    function("hash.sha256", HASH, Some("input"), hash::<Sha256>),
    function("hash.sha512", HASH, Some("input"), hash::<Sha512>),
    function("hmac.md5", HMAC, None, hmac::<Md5>),
    function("hmac.sha1", HMAC, None, hmac::<Sha1>),
    function("hmac.sha256", HMAC, None, hmac::<Sha256>),
    function("hmac.sha512", HMAC, None, hmac::<Sha512>),
];

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash<D: Digest>(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let encode = arguments.choice("encoding", ENCODINGS)?;
    Ok(encode(&D::digest(arguments.text("input"))))
}

fn hmac<D: EagerHash>(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem>
where
    Hmac<D>: hmac::Mac + hmac::KeyInit,
{
    let encode = arguments.choice("encoding", ENCODINGS)?;
    let key = arguments.text("key").as_bytes();
    let mut mac = Hmac::<D>::new_from_slice(key).map_err(failure)?;
    mac.update(arguments.text("input").as_bytes());
    Ok(encode(&mac.finalize().into_bytes()))
}

const fn function(
    name: &'static str,
    arguments: &'static [Argument],
    main: Option<&'static str>,
    call: fn(&Arguments, &dyn Surroundings) -> Result<String, Problem>,
) -> Function {
    Function { name, arguments, main, call }
}

const HASH: &[Argument] = &[Argument::required("input"), Argument::or("encoding", "base64")];
const HMAC: &[Argument] =
    &[Argument::required("input"), Argument::required("key"), Argument::or("encoding", "base64")];

type Encode = fn(&[u8]) -> String;

const ENCODINGS: &[(&str, Encode)] = &[
    ("base64", |bytes| BASE64_STANDARD.encode(bytes)),
    ("base64url", |bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes)),
    ("hex", hex),
];
