//! What every gateway must take, and what it must refuse.

use super::{
    client::{Client, Sent},
    upstream::{Arrived, Upstream},
};
use crate::Failure;

/// The requests of `jwt.yaml` that a gateway refuses, and the environment of each.
const REFUSED: [(&str, &str); 8] = [
    (LIST, "Another key"),
    (LIST, "Another issuer"),
    (LIST, "Another audience"),
    (LIST, "Expired"),
    (LIST, "Too early"),
    ("Good for ever", ""),
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
    // Two tokens are no request of RFC 6750, whatever they are: nginx says 400 by itself.
    let sent = client.send_token("Two tokens", &one)?;
    stopped(&sent, upstream, &[400, 401]).map_err(|failure| failure.during("two tokens"))?;
    Ok(format!("accepted; refused: {}, tampered with, two tokens", names.join(", ")))
}

/// Sends a good token, and gives it as it arrived.
fn accepted(client: &Client, upstream: &Upstream) -> Result<String, Failure> {
    passed(&client.send(LIST, "")?, upstream)?.token()
}

/// The request as it arrived, which a gateway let through.
pub(super) fn passed(sent: &Sent, upstream: &Upstream) -> Result<Arrived, Failure> {
    match (sent.response.status, upstream.take().as_slice()) {
        (200, [request]) => Ok(request.clone()),
        (_, arrived) => {
            Err(Failure::new(format!("a good token should pass: {sent:?}, {arrived:?}")))
        }
    }
}

/// That a gateway answered by itself, with a status that is about the token: of 401, `jwt send`
/// makes its exit code.
pub(super) fn refused(sent: &Sent, upstream: &Upstream) -> Result<(), Failure> {
    stopped(sent, upstream, &[401, 403])
}

fn stopped(sent: &Sent, upstream: &Upstream, statuses: &[u16]) -> Result<(), Failure> {
    let (status, arrived) = (sent.response.status, upstream.take());
    let told = (status == 401) == (sent.exit == Some(1));
    if statuses.contains(&status) && arrived.is_empty() && told {
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
