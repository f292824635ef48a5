//! nginx's `auth_request`, which asks `jwt serve --forward-auth`.

use super::{
    Ground,
    client::{Client, Sent},
    example::adapt,
    keys::Keys,
    part::{Part, debian, free_ports, version},
    trials::{self, passed, refused},
    upstream::Upstream,
};
use crate::Failure;
use std::{path::Path, process::Command};

/// One of each family: they are ours to check.
const ALGORITHMS: [&str; 4] = ["RS256", "PS256", "ES256", "EdDSA"];

pub(super) fn check(ground: &Ground) -> Result<(), Failure> {
    let nginx = debian("nginx", "nginx-light")?;
    let version = version(Command::new(&nginx).arg("-v"))?;
    let folder = ground.folder("nginx")?;
    let keys = Keys::make(ground, folder.join("keys"), &ALGORITHMS)?;
    keys.write_set(ground, &ALGORITHMS, &folder.join("jwks.json"))?;
    let (upstream, [port, verifier]) = (Upstream::start()?, free_ports()?);
    configure(ground, &folder, [port, upstream.port, verifier])?;
    let serving =
        Part::start("jwt serve", &mut serve(ground, &folder, verifier), &folder, verifier)?;
    // One process: a master that is killed leaves its workers behind.
    let mut nginx = Command::new(&nginx);
    nginx.args(["-e", "stderr", "-g", "daemon off; master_process off;", "-c"]);
    let part = Part::start("nginx", nginx.arg(folder.join("nginx.conf")), &folder, port)?;
    for algorithm in ALGORITHMS {
        let client = Client::new(ground, &folder, port, algorithm)?;
        let verdict = part.during(|| serving.during(|| try_out(&client, &upstream)));
        let verdict = verdict.map_err(|failure| failure.during(algorithm))?;
        eprintln!("  nginx {version}: {algorithm} {verdict}");
    }
    Ok(())
}

/// The example, with folders that need not be root's.
fn configure(
    ground: &Ground,
    folder: &Path,
    [port, upstream, verifier]: [u16; 3],
) -> Result<(), Failure> {
    let here = folder.display();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|kind| format!("    {kind}_temp_path {here}/temporary;\n"))
        .collect();
    let changes = [
        ("127.0.0.1:8080", format!("127.0.0.1:{port}")),
        ("127.0.0.1:8081", format!("127.0.0.1:{verifier}")),
        ("127.0.0.1:9000", format!("127.0.0.1:{upstream}")),
        ("/run/orders.pid", format!("{here}/nginx.pid")),
        ("http {\n", format!("http {{\n{temporary}")),
    ];
    adapt(&ground.examples.join("nginx/nginx.conf"), &folder.join("nginx.conf"), &changes)
}

/// The command that the example names.
fn serve(ground: &Ground, folder: &Path, port: u16) -> Command {
    let mut serve = ground.jwt();
    serve.args(["serve", "--forward-auth", "--port", &port.to_string()]);
    serve.arg("--key").arg(folder.join("jwks.json"));
    serve.args(["--issuer", "https://login.example", "--audience", "orders-api"]);
    serve.args(["--claim-header", "X-User=sub", "--claim-header", "X-Role=role"]);
    serve
}

fn try_out(client: &Client, upstream: &Upstream) -> Result<String, Failure> {
    let verdict = trials::run(client, upstream)?;
    for request in ["List orders", "Claims of its own"] {
        claims_of_the_token(&client.send(request, "")?, upstream)
            .map_err(|failure| failure.during(request))?;
    }
    challenge(&client.send("Without a token", "")?, upstream, "Bearer realm=\"jwt\"")?;
    let expired = client.send("List orders", "Expired")?;
    challenge(&expired, upstream, "Bearer realm=\"jwt\", error=\"invalid_token\"")?;
    Ok(format!("{verdict}; challenges passed on, claims told, and none of the client's"))
}

/// That the API was told what the token says, and nothing that the client says besides.
fn claims_of_the_token(sent: &Sent, upstream: &Upstream) -> Result<(), Failure> {
    let arrived = passed(sent, upstream)?;
    let token = arrived.token()?;
    let payload = token.split('.').nth(1).map(str::to_owned);
    let told = ["x-user", "x-role", "x-jwt-payload"].map(|name| arrived.header(name));
    if told == [Some("ann".to_owned()), None, payload] {
        return Ok(());
    }
    Err(Failure::new(format!("not the claims of the token: {arrived:?}")))
}

/// That the client got the challenge of `jwt serve`.
fn challenge(sent: &Sent, upstream: &Upstream, start: &str) -> Result<(), Failure> {
    refused(sent, upstream)?;
    match sent.response.header("www-authenticate") {
        Some(challenge) if challenge.starts_with(start) => Ok(()),
        _ => Err(Failure::new(format!("the challenge should be {start}: {sent:?}"))),
    }
}
