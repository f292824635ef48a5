//! `jwt verify --each` over a file of tokens, as it is used.

use crate::Result;
use jwt_benches::{AUDIENCE, Backend, Claims, ISSUER, SECRET, ours, public_pem};
use jwt_core::Algorithm;
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What a file took.
pub struct Each {
    pub algorithm: &'static str,
    pub tokens: usize,
    pub per_second: f64,
    /// The most memory, for a tenth of the tokens.
    pub few_mib: u64,
    /// The most memory, for all of them.
    pub all_mib: u64,
}

/// Runs the command over files of its own, which it deletes.
pub fn measure(jwt: &Path) -> Result<Vec<Each>> {
    let directory = std::env::temp_dir().join(format!("jwt-compare-{}", std::process::id()));
    fs::create_dir(&directory)?;
    let measured = [(Algorithm::HS256, 1_000_000), (Algorithm::ES256, 100_000)]
        .into_iter()
        .map(|(algorithm, tokens)| one(jwt, &directory, algorithm, tokens))
        .collect();
    fs::remove_dir_all(&directory)?;
    measured
}

fn one(jwt: &Path, directory: &Path, algorithm: Algorithm, tokens: usize) -> Result<Each> {
    eprintln!("  jwt verify --each, {algorithm}");
    let path = directory.join("key");
    let key = match algorithm {
        Algorithm::HS256 => {
            fs::write(&path, SECRET)?;
            ["--secret-file", "key"]
        }
        _ => {
            fs::write(&path, public_pem(algorithm))?;
            ["--key", "key"]
        }
    };
    let run = |tokens| {
        write(directory, algorithm, tokens)?;
        run(Command::new(jwt).current_dir(directory).args(["verify", "--each", TOKENS]).args(key))
    };
    let (few, all) = (run(tokens / 10)?, run(tokens)?);
    Ok(Each {
        algorithm: algorithm.name(),
        tokens,
        per_second: tokens as f64 / all.time.as_secs_f64(),
        few_mib: few.mib,
        all_mib: all.mib,
    })
}

/// A file of so many tokens, no two of which are the same.
fn write(directory: &Path, algorithm: Algorithm, tokens: usize) -> Result<()> {
    let signer = ours::signer(Backend::AwsLcRs, algorithm);
    let mut file = BufWriter::new(File::create(directory.join(TOKENS))?);
    for token in 0..tokens {
        let claims = Claims { jti: format!("{token:016}"), ..Claims::valid() };
        writeln!(file, "{}", jwt_core::sign(&claims, &signer)?)?;
    }
    Ok(file.flush()?)
}

const TOKENS: &str = "tokens";

struct Run {
    time: Duration,
    mib: u64,
}

fn run(command: &mut Command) -> Result<Run> {
    command.args(["--issuer", ISSUER, "--audience", AUDIENCE]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut process = command.spawn()?;
    let status = format!("/proc/{}/status", process.id());
    let mut mib = 0;
    loop {
        // The system keeps the most that a process had, until the process ends.
        let text = fs::read_to_string(&status).unwrap_or_default();
        mib = mib.max(peak_kib(&text).unwrap_or(0) / 1024);
        if let Some(status) = process.try_wait()? {
            let time = start.elapsed();
            return if status.success() {
                Ok(Run { time, mib })
            } else {
                Err(format!("{command:?}: {status}").into())
            };
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn peak_kib(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
