use super::{
    Arguments,
    date::date,
    function::{Argument, Function, failure},
};
use crate::{Problem, Surroundings};
use md5::Md5;
use sha1::{Digest as _, Sha1};
use uuid::{Builder, Uuid};

pub(super) const FUNCTIONS: &[Function] = &[
    Function { name: "uuid.v1", arguments: &[], main: None, call: v1 },
    Function { name: "uuid.v3", arguments: NAMED, main: None, call: v3 },
    Function { name: "uuid.v4", arguments: &[], main: None, call: v4 },
    Function { name: "uuid.v5", arguments: NAMED, main: None, call: v5 },
    Function {
        name: "uuid.v6",
        arguments: &[Argument::optional("timestamp")],
        main: Some("timestamp"),
        call: v6,
    },
    Function { name: "uuid.v7", arguments: &[], main: None, call: v7 },
];

fn v1(_: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let (ticks, counter, node) = gregorian("", surroundings)?;
    Ok(Builder::from_gregorian_timestamp(ticks, counter, &node).into_uuid().to_string())
}

fn v3(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let hash = Md5::new().chain_update(namespace(arguments)?).chain_update(arguments.text("name"));
    Ok(Builder::from_md5_bytes(hash.finalize().into()).into_uuid().to_string())
}

fn v4(_: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    Ok(Builder::from_random_bytes(random(surroundings)?).into_uuid().to_string())
}

fn v5(arguments: &Arguments, _: &dyn Surroundings) -> Result<String, Problem> {
    let hash = Sha1::new().chain_update(namespace(arguments)?).chain_update(arguments.text("name"));
    let hash: [u8; 20] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Ok(Builder::from_sha1_bytes(bytes).into_uuid().to_string())
}

fn v6(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let (ticks, counter, node) = gregorian(arguments.text("timestamp"), surroundings)?;
    Ok(Builder::from_sorted_gregorian_timestamp(ticks, counter, &node).into_uuid().to_string())
}

fn v7(_: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let millis = date("", surroundings)?.as_millisecond();
    let millis = u64::try_from(millis).map_err(|_| failure("the time is before 1970"))?;
    Ok(Builder::from_unix_timestamp_millis(millis, &random(surroundings)?).into_uuid().to_string())
}

/// The namespace's bytes.
fn namespace(arguments: &Arguments) -> Result<[u8; 16], Problem> {
    let namespace = Uuid::try_parse(arguments.text("namespace"));
    namespace.map(Uuid::into_bytes).map_err(|_| {
        failure("namespace is no UUID")
            .hint("write it like 6ba7b810-9dad-11d1-80b4-00c04fd430c8, the namespace of DNS names")
    })
}

/// Time in tenths of microseconds since 1582, and a random counter and node, which says of itself
/// that it is random ([RFC 9562 §6.10](https://www.rfc-editor.org/rfc/rfc9562#section-6.10)).
fn gregorian(text: &str, surroundings: &dyn Surroundings) -> Result<(u64, u16, [u8; 6]), Problem> {
    let millis = date(text, surroundings)?.as_millisecond();
    let ticks = u64::try_from(millis * 10_000 + TICKS_TO_1970)
        .map_err(|_| failure("the time is before 1582"))?;
    let mut node = random(surroundings)?;
    node[0] |= 1;
    Ok((ticks, u16::from_be_bytes(random(surroundings)?), node))
}

fn random<const N: usize>(surroundings: &dyn Surroundings) -> Result<[u8; N], Problem> {
    let mut bytes = [0; N];
    let filled = surroundings.random(&mut bytes);
    filled.map_err(|error| failure(format!("no randomness: {error}"))).map(|()| bytes)
}

const NAMED: &[Argument] = &[Argument::required("name"), Argument::required("namespace")];
const TICKS_TO_1970: i64 = 0x01B2_1DD2_1381_4000;
