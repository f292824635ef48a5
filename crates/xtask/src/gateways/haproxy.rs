//! HAProxy's `jwt_verify`.

use super::{
    Ground,
    client::Client,
    example::adapt,
    keys::Keys,
    part::{Part, debian, free_ports, version},
    trials::{self, refused},
    upstream::Upstream,
};
use crate::Failure;
use std::{path::Path, process::Command};

/// What HAProxy 2.6 checks. It refuses a configuration with PS256.
const ALGORITHMS: [&str; 9] =
    ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"];

pub(super) fn check(ground: &Ground) -> Result<(), Failure> {
    let haproxy = debian("haproxy", "haproxy")?;
    let version = version(Command::new(&haproxy).arg("-v"))?;
    let folder = ground.folder("haproxy")?;
    let keys = Keys::make(ground, folder.join("keys"), &ALGORITHMS)?;
    let upstream = Upstream::start()?;
    for algorithm in ALGORITHMS {
        let [port] = free_ports()?;
        let mut command = Command::new(&haproxy);
        configure(ground, &folder, &keys, algorithm, [port, upstream.port])?;
        command.arg("-db").arg("-f").arg(folder.join("haproxy.cfg"));
        if algorithm.starts_with("HS") {
            command.env("ORDERS_SECRET", keys.text(algorithm)?);
        }
        let part = Part::start("HAProxy", &mut command, &folder, port)?;
        let client = Client::new(ground, &folder, port, algorithm)?;
        let verdict = part.during(|| try_out(&client, &upstream));
        let verdict = verdict.map_err(|failure| failure.during(algorithm))?;
        eprintln!("  HAProxy {version}: {algorithm} {verdict}");
    }
    Ok(())
}

/// The example, for an algorithm.
fn configure(
    ground: &Ground,
    folder: &Path,
    keys: &Keys,
    algorithm: &str,
    [port, upstream]: [u16; 2],
) -> Result<(), Failure> {
    let key = if algorithm.starts_with("HS") {
        "${ORDERS_SECRET}".to_owned()
    } else {
        let pem = folder.join("orders.pem");
        keys.write_pem(ground, algorithm, &pem)?;
        pem.display().to_string()
    };
    let changes = [
        ("127.0.0.1:8080", format!("127.0.0.1:{port}")),
        ("127.0.0.1:9000", format!("127.0.0.1:{upstream}")),
        ("jwt_verify(ES256,", format!("jwt_verify({algorithm},")),
        ("/etc/haproxy/jwt/orders.pem", key),
    ];
    adapt(&ground.examples.join("haproxy/haproxy.cfg"), &folder.join("haproxy.cfg"), &changes)
}

fn try_out(client: &Client, upstream: &Upstream) -> Result<String, Failure> {
    let verdict = trials::run(client, upstream)?;
    let sent = client.send("List orders", "Expired")?;
    refused(&sent, upstream)?;
    let told = sent.error.as_ref().is_some_and(|error| error.message.ends_with(": invalid_token"));
    match told {
        true => Ok(verdict),
        false => Err(Failure::new(format!("jwt send should tell the challenge: {sent:?}"))),
    }
}
