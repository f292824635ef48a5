//! Envoy's `jwt_authn`, and what `jwt doctor` makes of its answers.

use super::{
    Ground,
    client::Client,
    example::adapt,
    keys::Keys,
    part::{Part, free_ports, version},
    trials::{self, refused},
    upstream::Upstream,
};
use crate::{Failure, installed::Installed};
use std::{
    fs,
    path::{Path, PathBuf},
};

const ALGORITHMS: [&str; 10] =
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

/// What is told of a refusal: by Envoy, and by what is known of the token.
const FINDINGS: [(&str, [&str; 2]); 3] = [
    (
        "Another key",
        [
            "finding: 401: invalid_token, \"Jwks doesn't have key to match kid or alg from Jwt\"\n",
            "evidence: none of the 10 keys in it verifies the token\n",
        ],
    ),
    (
        "Another audience",
        [
            "finding: 403: invalid_token, \"Audiences in Jwt are not allowed\"\n",
            "finding: aud is \"billing-api\", expected \"orders-api\"\n",
        ],
    ),
    (
        "Expired",
        ["finding: 401: invalid_token, \"Jwt is expired\"\n", "finding: the token expired "],
    ),
];

pub(super) fn check(ground: &Ground, installed: &Installed) -> Result<(), Failure> {
    let version = version(installed.command("envoy").arg("--version"))?;
    let folder = ground.folder("envoy")?;
    let keys = Keys::make(ground, folder.join("keys"), &ALGORITHMS)?;
    let set = folder.join("jwks.json");
    keys.write_set(ground, &ALGORITHMS, &set)?;
    let (upstream, [port]) = (Upstream::start()?, free_ports()?);
    let config = configure(ground, &folder, &set, [port, upstream.port])?;
    let mut envoy = installed.command("envoy");
    envoy.args(["--disable-hot-restart", "--concurrency", "1", "-c"]).arg(config);
    let part = Part::start("Envoy", &mut envoy, &folder, port)?;
    for algorithm in ALGORITHMS {
        let client = Client::new(ground, &folder, port, algorithm)?;
        let verdict = part.during(|| trials::run(&client, &upstream));
        let verdict = verdict.map_err(|failure| failure.during(algorithm))?;
        eprintln!("  Envoy {version}: {algorithm} {verdict}");
    }
    let client = Client::new(ground, &folder, port, "ES256")?;
    for (environment, told) in FINDINGS {
        let found = part.during(|| {
            let token = client.token("List orders", environment)?;
            let sent = client.send_token("Whatever token", &token)?;
            refused(&sent, &upstream)?;
            fs::write(folder.join("answer.txt"), sent.response.text())?;
            diagnose(ground, &folder, &token, &set)
        });
        let found = found.map_err(|failure| failure.during(environment))?;
        if let Some(missing) = told.into_iter().find(|told| !found.contains(told)) {
            return Err(Failure::new(format!("{environment}: no {missing:?} in\n{found}")));
        }
        eprintln!("  Envoy {version}: jwt doctor explains {environment:?}");
    }
    Ok(())
}

fn configure(
    ground: &Ground,
    folder: &Path,
    set: &Path,
    [port, upstream]: [u16; 2],
) -> Result<PathBuf, Failure> {
    let config = folder.join("envoy.yaml");
    let changes = [
        ("port_value: 8080", format!("port_value: {port}")),
        ("port_value: 9000", format!("port_value: {upstream}")),
        ("/etc/envoy/jwks.json", set.display().to_string()),
    ];
    adapt(&ground.examples.join("envoy/envoy.yaml"), &config, &changes)?;
    Ok(config)
}

/// What `jwt doctor` finds out from a token, the keys and the answer, all of which explain it.
fn diagnose(ground: &Ground, folder: &Path, token: &str, set: &Path) -> Result<String, Failure> {
    let mut doctor = ground.jwt();
    doctor.args(["doctor", token, "--issuer", "https://login.example"]);
    doctor.args(["--audience", "orders-api", "--key"]).arg(set);
    let output = doctor.arg("--response").arg(folder.join("answer.txt")).output()?;
    let found = String::from_utf8_lossy(&output.stdout).into_owned();
    match output.status.code() {
        Some(1) => Ok(found),
        _ => Err(Failure::new(format!("jwt doctor ended with {}: {found}", output.status))),
    }
}
