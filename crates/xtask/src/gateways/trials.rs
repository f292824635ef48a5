//! What every gateway must take, and what it must refuse.

use super::{
    client::{Client, Sent},
    upstream::Upstream,
};
use crate::Failure;

/// The requests of `jwt.yaml` that a gateway refuses, and the environment of each.
const REFUSED: [(&str, &str); 6] = [
    (LIST, "Another key"),
    (LIST, "Another issuer"),
    (LIST, "Another audience"),
    (LIST, "Expired"),
    ("Without a token", ""),
    ("Unsigned", ""),
];
const LIST: &str = "List orders";

/// Sends them all through a gateway, and names what it refused: nothing of that may reach the API.
pub(super) fn run(client: &Client, upstream: &Upstream) -> Result<String, Failure> {
    let (one, other) = (accepted(client, upstream)?, accepted(client, upstream)?);
    let mut names = Vec::new();
    for (request, environment) in REFUSED {
        let name = if environment.is_empty() { request } else { environment };
        let sent = client.send(request, environment)?;
        refused(&sent, upstream).map_err(|failure| failure.during(name))?;
        names.push(name.to_lowercase());
    }
    let sent = client.send_token("Whatever token", &spliced(&one, &other)?)?;
    refused(&sent, upstream).map_err(|failure| failure.during("tampered with"))?;
    Ok(format!("accepted; refused: {}, tampered with", names.join(", ")))
}

/// Sends a good token, and gives it as it arrived.
fn accepted(client: &Client, upstream: &Upstream) -> Result<String, Failure> {
    let sent = client.send(LIST, "")?;
    let arrived = upstream.take();
    match (sent.response.status, arrived.as_slice()) {
        (200, [request]) => {
            request.token().ok_or_else(|| Failure::new(format!("no token in {request:?}")))
        }
        _ => Err(Failure::new(format!("a good token should pass: {sent:?}, {arrived:?}"))),
    }
}

/// That a gateway answered by itself, with a status that is about the token.
pub(super) fn refused(sent: &Sent, upstream: &Upstream) -> Result<(), Failure> {
    let arrived = upstream.take();
    if matches!(sent.response.status, 401 | 403) && arrived.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("it should be refused: {sent:?}, {arrived:?}")))
}

/// The header and the claims of one token, with the signature of another.
fn spliced(one: &str, other: &str) -> Result<String, Failure> {
    match (one.rsplit_once('.'), other.rsplit_once('.')) {
        (Some((signed, _)), Some((_, signature))) if one != other => {
            Ok(format!("{signed}.{signature}"))
        }
        _ => Err(Failure::new("two tokens that differ are needed")),
    }
}
