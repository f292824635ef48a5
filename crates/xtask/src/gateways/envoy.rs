//! Envoy's `jwt_authn`.

use super::{
    Ground,
    client::Client,
    example::adapt,
    keys::Keys,
    part::{Part, free_port, version},
    trials::{self, refused},
    upstream::Upstream,
};
use crate::{Failure, installed::Installed};
use std::fs;

const ALGORITHMS: [&str; 10] =
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

pub(super) fn check(ground: &Ground, installed: &Installed) -> Result<(), Failure> {
    let version = version(installed.command("envoy").arg("--version"))?;
    let folder = ground.folder("envoy")?;
    let keys = Keys::make(ground, folder.join("keys"), &ALGORITHMS)?;
    let (upstream, port) = (Upstream::start()?, free_port()?);
    let (set, config) = (folder.join("jwks.json"), folder.join("envoy.yaml"));
    keys.write_set(ground, &ALGORITHMS, &set)?;
    let changes = [
        ("port_value: 8080", format!("port_value: {port}")),
        ("port_value: 9000", format!("port_value: {}", upstream.port)),
        ("/etc/envoy/jwks.json", set.display().to_string()),
    ];
    adapt(&ground.examples.join("envoy/envoy.yaml"), &config, &changes)?;
    let mut envoy = installed.command("envoy");
    envoy.args(["--disable-hot-restart", "--concurrency", "1", "-c"]).arg(&config);
    let part = Part::start("Envoy", &mut envoy, &folder, port)?;
    for algorithm in ALGORITHMS {
        let client = Client::new(ground, &folder, port, algorithm)?;
        let verdict = part.during(|| trials::run(&client, &upstream));
        let verdict = verdict.map_err(|failure| failure.during(algorithm))?;
        eprintln!("  Envoy {version}: {algorithm} {verdict}");
    }
    Ok(())
}
