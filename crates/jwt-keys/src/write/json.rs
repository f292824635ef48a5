//! JWK and JWK Set ([RFC 7517](https://www.rfc-editor.org/rfc/rfc7517)).

use super::obstacle::Obstacle;
use jwt_core::Jwk;
use serde::Serialize;
use serde_json::{Serializer, ser::PrettyFormatter};
use zeroize::Zeroizing;

/// A JWK Set as serde writes it.
#[derive(Serialize)]
pub(super) struct Set<'a> {
    pub(super) keys: &'a [Jwk],
}

/// JSON in one line, or over several if `pretty`. `keys` is how many keys there are.
pub(super) fn write(
    value: &impl Serialize,
    keys: usize,
    pretty: bool,
) -> Result<Zeroizing<Vec<u8>>, Obstacle> {
    // Room enough, so that growing leaves no copies of a private key behind.
    let mut json = Zeroizing::new(Vec::with_capacity(64 + keys * ROOM));
    let written = if pretty {
        let formatter = PrettyFormatter::with_indent(b"  ");
        value.serialize(&mut Serializer::with_formatter(&mut *json, formatter))
    } else {
        value.serialize(&mut Serializer::new(&mut *json))
    };
    written.map_err(|_| Obstacle::Encoding)?;
    json.push(b'\n');
    Ok(json)
}

/// More than a private RSA key of 8192 bits takes.
const ROOM: usize = 8 * 1024;
