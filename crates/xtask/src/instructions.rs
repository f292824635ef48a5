//! The instructions of HS256, and of what is not cryptography of ES256, counted by callgrind.
//!
//! A count does not depend on what else a machine does, as a time does. It depends on the compiler,
//! on libc, and on the processor: valgrind hides what its emulation lacks, so that there is no
//! SHA-NI and no AVX-512, and the table is for x86-64 with AVX2, where everything else that is
//! chosen at run time is the same on every machine. Hashing cancels out, since the bare call is
//! counted too and taken away.

use crate::{
    Failure, Workspace,
    command::{self, run},
};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf, process::Command};

const PACKAGE: &str = "jwt-instructions";
const TABLE: &str = "benches/instructions/counts.txt";
/// In percent. More is a loss, less is a gain that the table should tell of.
const TOLERANCE: f64 = 2.0;
/// With another compiler than the table's, whose optimiser may do a little better or worse.
const TOLERANCE_OF_COMPILERS: f64 = 10.0;
/// Rounds of two runs, whose difference is without the start of the process.
const ROUNDS: [u64; 2] = [100, 600];

/// Counts, and compares with the table.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let found = count_all(workspace)?;
    let path = workspace.root.join(TABLE);
    let told = fs::read_to_string(path).map_err(|error| Failure::from(error).during(TABLE))?;
    let compiler = compiler()?;
    let tolerance = if told.contains(&compiler) { TOLERANCE } else { TOLERANCE_OF_COMPILERS };
    let told = parse(&told)?;
    let mut wrong = String::new();
    for (name, found) in &found {
        let told = told.get(name.as_str()).copied();
        let change = told.map(|told| (*found as f64 / told as f64 - 1.0) * 100.0);
        eprintln!("  {name}: {found} ({:+.1} %)", change.unwrap_or(f64::NAN));
        if change.is_none_or(|change| change.abs() > tolerance) {
            let told = told.map_or("nothing".to_owned(), |told| told.to_string());
            let _ = write!(wrong, "\n  {name}: {found}, the table says {told}");
        }
    }
    for name in told.keys().filter(|name| !found.iter().any(|(known, _)| known == *name)) {
        let _ = write!(wrong, "\n  {name}: in the table, but no longer counted");
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "more than {tolerance} % off {TABLE}, by {compiler}; if that is meant, run \
         `cargo xtask instructions record`:{wrong}"
    )))
}

/// Counts, and writes the table.
pub(crate) fn record(workspace: &Workspace) -> Result<(), Failure> {
    let mut table = String::from(
        "# Instructions of one operation beyond its cryptography, by `cargo xtask instructions record`\n",
    );
    let _ = writeln!(table, "# {}, x86-64 with AVX2", compiler()?);
    for (name, count) in count_all(workspace)? {
        let _ = writeln!(table, "{count:>6}  {name}");
    }
    eprint!("{table}");
    Ok(fs::write(workspace.root.join(TABLE), table)?)
}

/// Every operation, without what the bare call takes of it.
fn count_all(workspace: &Workspace) -> Result<Vec<(String, u64)>, Failure> {
    if !cfg!(target_arch = "x86_64") || !has_avx2()? {
        return Err(Failure::new("the table is for x86-64 with AVX2, which this machine is not"));
    }
    let program = build(workspace)?;
    let list = command::output(Command::new(&program).arg("list"))?;
    let mut counts = Vec::new();
    let mut bare = BTreeMap::new();
    for name in String::from_utf8_lossy(&list).lines() {
        let [few, many] = [count(&program, name, ROUNDS[0])?, count(&program, name, ROUNDS[1])?];
        let count = many.saturating_sub(few) / (ROUNDS[1] - ROUNDS[0]);
        match name.split_once(", bare") {
            Some((operation, "")) => {
                bare.insert(operation.to_owned(), count);
            }
            _ => counts.push((name.to_owned(), count)),
        }
    }
    for (name, count) in &mut counts {
        let bare = bare.iter().find(|(operation, _)| name.starts_with(operation.as_str()));
        *count = count.saturating_sub(bare.map_or(0, |(_, bare)| *bare));
    }
    Ok(counts)
}

/// The program, optimised as a user's is.
fn build(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let target = workspace.root.join("target/instructions");
    run(workspace
        .cargo(&["build", "--quiet", "--locked", "--release", "--package", PACKAGE])
        .env_remove("RUSTFLAGS")
        .arg("--target-dir")
        .arg(&target))?;
    Ok(target.join("release").join(PACKAGE))
}

/// The instructions of a whole process.
fn count(program: &PathBuf, name: &str, rounds: u64) -> Result<u64, Failure> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(program).arg(name).arg(rounds.to_string());
    let output = valgrind
        .output()
        .map_err(|error| Failure::new(format!("valgrind ({error}); Debian has it as valgrind")))?;
    let printed = String::from_utf8_lossy(&output.stderr);
    let collected = printed.lines().find_map(|line| line.split_once("Collected : "));
    match collected.and_then(|(_, count)| count.trim().parse().ok()) {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(Failure::new(format!("valgrind counted nothing:\n{printed}"))),
    }
}

fn has_avx2() -> Result<bool, Failure> {
    let cpu = fs::read_to_string("/proc/cpuinfo")
        .map_err(|error| Failure::from(error).during("/proc/cpuinfo"))?;
    Ok(cpu.lines().any(|line| line.starts_with("flags") && line.contains(" avx2")))
}

fn compiler() -> Result<String, Failure> {
    let version = command::output(Command::new("rustc").arg("--version"))?;
    Ok(String::from_utf8_lossy(&version).trim().to_owned())
}

/// The counts of a table, by their names.
fn parse(table: &str) -> Result<BTreeMap<&str, u64>, Failure> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (count, name) = line.trim().split_once("  ")?;
            Some((name, count.parse().ok().filter(|&count| count > 0)?))
        })
        .collect::<Option<_>>()
        .ok_or_else(|| Failure::new(format!("{TABLE} has a line that is no count and name")))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_table_is_read_as_it_is_written() {
        let table = parse("# a comment\n  4209  HS256 sign\n   128  x, y\n").expect("a table");
        assert_eq!(table.into_iter().collect::<Vec<_>>(), [("HS256 sign", 4209), ("x, y", 128)]);
        for table in ["4209 HS256 sign", "many  HS256 sign", "0  HS256 sign", "4209  a\n\n"] {
            assert!(parse(table).is_err(), "{table}");
        }
    }
}
