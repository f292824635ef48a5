//! What a guard costs an API: wrk asks the same handler with it and without, in turns.

use crate::{Failure, Workspace, command};
use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

/// Prints the README's table. Half a minute of load on this machine, and no other.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let build = ["build", "--release", "--package=jwt-benches", "--bin=load-test"];
    command::run(workspace.cargo(&build).arg("--target-dir=target"))?;
    let server = Server::start(workspace)?;
    let mut rates = vec![Vec::new(); server.routes.len()];
    for _ in 0..ROUNDS {
        for (route, rates) in server.routes.iter().zip(&mut rates) {
            rates.push(rate(route)?);
        }
    }
    // The best of a few: what disturbs a machine only ever takes away.
    let best = |rates: &Vec<f64>| rates.iter().copied().fold(f64::NAN, f64::max);
    let free = rates.first().map(best).unwrap_or(f64::NAN);
    println!("| guard | requests a second, against none |\n|---|---|");
    for (route, rates) in server.routes.iter().zip(&rates).skip(1) {
        println!("| {} | {:.2} |", route.guard, best(rates) / free);
    }
    eprintln!("none: {free:.0} requests a second");
    Ok(())
}

/// A path of the API, what guards it, and a token.
struct Route {
    url: String,
    guard: String,
    token: String,
}

/// The API, which ends with this.
struct Server {
    child: Child,
    routes: Vec<Route>,
}

impl Server {
    fn start(workspace: &Workspace) -> Result<Self, Failure> {
        let mut api = Command::new(workspace.root.join("target/release/load-test"));
        let mut child = api.stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or_else(|| Failure::new("no output"))?;
        let mut server = Self { child, routes: Vec::new() };
        for line in BufReader::new(out).lines() {
            let line = line?;
            if line.is_empty() {
                break;
            }
            server.routes.push(Route::parse(&line).ok_or_else(|| Failure::new(line.clone()))?);
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Route {
    fn parse(line: &str) -> Option<Self> {
        let (port, rest) = line.split_once(' ')?;
        let mut parts = rest.split('\t').map(str::to_owned);
        let (path, guard, token) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { url: format!("http://127.0.0.1:{port}{path}"), guard, token })
    }
}

/// Requests a second. An answer other than 200 is a failure.
fn rate(route: &Route) -> Result<f64, Failure> {
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "-c16", "-d1s", "-H"]);
    wrk.arg(format!("Authorization: Bearer {}", route.token)).arg(&route.url);
    let output = command::output(&mut wrk)
        .map_err(|failure| failure.during("wrk (Debian has it as the package wrk)"))?;
    let output = String::from_utf8_lossy(&output);
    if output.contains("Non-2xx") || output.contains("Socket errors") {
        return Err(Failure::new(format!("{}: {output}", route.url)));
    }
    let line = output.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    line.and_then(|rate| rate.trim().parse().ok())
        .ok_or_else(|| Failure::new(format!("wrk printed no rate: {output}")))
}

const ROUNDS: usize = 6;
