use crate::Failure;
use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A program of others that runs, and ends with this value.
pub(super) struct Part {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Part {
    /// Starts a program, and waits until it listens. It must be one process: that one is ended. Its
    /// log is written to the folder.
    pub(super) fn start(
        name: &'static str,
        command: &mut Command,
        folder: &Path,
        port: u16,
    ) -> Result<Self, Failure> {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log)?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().map_err(|error| Failure::from(error).during(name))?;
        let mut part = Self { name, child, log };
        match part.wait_for(port) {
            Ok(()) => Ok(part),
            Err(failure) => Err(part.explained(failure)),
        }
    }

    /// Does something with the part; if that fails, the part's log tells more.
    pub(super) fn during<T>(&self, act: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        act().map_err(|failure| self.explained(failure))
    }

    fn wait_for(&mut self, port: u16) -> Result<(), Failure> {
        let deadline = Instant::now() + START;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        while TcpStream::connect_timeout(&address, POLL).is_err() {
            if let Some(status) = self.child.try_wait()? {
                return Err(Failure::new(format!("it ended with {status}")));
            }
            if Instant::now() > deadline {
                return Err(Failure::new(format!("nobody listens at {address} after {START:?}")));
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    fn explained(&self, failure: Failure) -> Failure {
        let log = fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        let last = lines.get(lines.len().saturating_sub(LOG_LINES)..).unwrap_or_default();
        let text = format!("{failure}\nits log:\n  {}", last.join("\n  "));
        Failure::new(text).during(self.name)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ports of 127.0.0.1 that nobody listens at.
pub(super) fn free_ports<const N: usize>() -> Result<[u16; N], Failure> {
    // All are taken before the first is let go, so that no two are the same.
    let mut listeners = Vec::new();
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}

/// A program that Debian installs, also where a shell looks only as root.
pub(super) fn debian(name: &str, package: &str) -> Result<PathBuf, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = folders.map(|folder| folder.join(name)).find(|program| program.is_file());
    found.ok_or_else(|| {
        Failure::new(format!(
            "{name} is not there: apt-get install --no-install-recommends {package}"
        ))
    })
}

/// The first version number in what a program says of itself.
pub(super) fn version(command: &mut Command) -> Result<String, Failure> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let words = said.split(|c: char| !c.is_ascii_digit() && c != '.');
    let mut versions = words.filter(|word| word.contains('.') && word.len() > 2);
    versions.next().map(str::to_owned).ok_or_else(|| Failure::new(format!("no version in {said}")))
}

const START: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(20);
const LOG_LINES: usize = 40;
