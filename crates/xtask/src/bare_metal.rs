//! Tokens without an operating system: the example, built for a Cortex-M4 and run in QEMU.
//!
//! The compiler is Debian's, because its package has the sources of `core` for the machine beside it.

use crate::{
    Failure, Workspace,
    command::{output, run},
};
use object::{Object, ObjectSegment};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "qemu-system-arm"];

/// The programs: what each signs and verifies, and the features for that.
const PROGRAMS: [(&[&str], &str); 3] = [
    (&["HS256"], ""),
    (&["HS256", "ES256"], "ecdsa"),
    (&["HS256", "ES256", "Ed25519"], "ecdsa,eddsa"),
];

/// What the program says of every algorithm.
const VERDICTS: [&str; 4] = [
    "  good: from sensor-7\n",
    "  tampered: the signature does not match",
    "  expired: the token expired 1 s ago",
    "  no time: the time is not known",
];

/// Builds and runs every program, and compares what it takes with what the README says.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    install()?;
    let readme = fs::read_to_string(workspace.root.join("README.md"))?;
    for (algorithms, features) in PROGRAMS {
        let name = algorithms.join(", ");
        let found = try_out(workspace, algorithms, features)?;
        let row = found.row(&name);
        eprintln!("  {row}");
        let told = Figures::told(&readme, &name);
        if !told.is_some_and(|told| found.is_close_to(&told)) {
            return Err(Failure::new(format!("README.md should say, within a tenth:\n{row}")));
        }
    }
    Ok(())
}

/// Installs what Debian has and is not there.
fn install() -> Result<(), Failure> {
    let is_there = |package: &&str| {
        let mut dpkg = Command::new("dpkg");
        dpkg.args(["--status", package]).stdout(Stdio::null()).stderr(Stdio::null());
        dpkg.status().is_ok_and(|status| status.success())
    };
    if PACKAGES.iter().all(is_there) {
        return Ok(());
    }
    run(Command::new("apt-get").args(["update", "--quiet=2"]))?;
    let install = ["install", "--quiet=2", "--yes", "--no-install-recommends"];
    run(Command::new("apt-get").args(install).args(PACKAGES))
}

fn try_out(workspace: &Workspace, algorithms: &[&str], features: &str) -> Result<Figures, Failure> {
    run(&mut cargo(workspace, "build", features)?)?;
    let elf = workspace.root.join("target/bare-metal/thumbv7em-none-eabihf/release/bare-metal");
    let printed = emulate(cargo(workspace, "run", features)?)?;
    for verdict in VERDICTS {
        let found = printed.matches(verdict).count();
        if found != algorithms.len() {
            return Err(Failure::new(format!("{found} times {verdict:?} in\n{printed}")));
        }
    }
    let bytes = |label: &str| {
        let line = printed.lines().find_map(|line| line.strip_prefix(label));
        let number = line.and_then(|line| line.strip_suffix(" bytes")?.parse().ok());
        number.ok_or_else(|| Failure::new(format!("no {label:?} in\n{printed}")))
    };
    let (heap, stack) = (bytes("peak heap: ")?, bytes("peak stack: ")?);
    Ok(Figures { flash: flash(&elf)?, heap, stack })
}

/// A cargo command in the example's folder, whose configuration names the machine and QEMU.
fn cargo(workspace: &Workspace, verb: &str, features: &str) -> Result<Command, Failure> {
    let mut cargo = workspace.cargo(&[verb, "--quiet", "--locked", "--release"]);
    cargo
        .args(["-Zbuild-std=core,alloc", "--no-default-features", "--features", features])
        .arg("--target-dir")
        .arg(workspace.root.join("target/bare-metal"))
        .current_dir(workspace.root.join("examples/bare-metal"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_THUMBV7EM_NONE_EABIHF_LINKER", linker()?);
    Ok(cargo)
}

/// The linker of the toolchain that runs this program; Debian packs none for the machine.
fn linker() -> Result<PathBuf, Failure> {
    let print = |what: &str| {
        let printed = output(Command::new("rustc").args(["--print", what]))?;
        Ok::<_, Failure>(String::from_utf8_lossy(&printed).trim().to_owned())
    };
    let (sysroot, host) = (print("sysroot")?, print("host-tuple")?);
    Ok(Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld"))
}

/// Runs the program for a minute at most: one that faults never ends.
fn emulate(cargo: Command) -> Result<String, Failure> {
    let mut timeout = Command::new("timeout");
    timeout.arg("60").arg(cargo.get_program()).args(cargo.get_args()).stdin(Stdio::null());
    for (name, value) in cargo.get_envs().filter_map(|(name, value)| Some((name, value?))) {
        timeout.env(name, value);
    }
    let output = timeout
        .current_dir(cargo.get_current_dir().unwrap_or(Path::new(".")))
        .stderr(Stdio::inherit())
        .output()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    Err(Failure::new(format!("the program ended with {}, and said\n{printed}", output.status)))
}

/// The bytes that are loaded: code, constants and the first values of variables.
fn flash(elf: &Path) -> Result<u64, Failure> {
    let bytes = fs::read(elf)?;
    let elf = object::File::parse(&*bytes).map_err(|error| Failure::new(error.to_string()))?;
    Ok(elf.segments().map(|segment| segment.file_range().1).sum())
}

/// What a program takes, in bytes.
#[derive(Debug, PartialEq)]
struct Figures {
    flash: u64,
    heap: u64,
    stack: u64,
}

impl Figures {
    /// The row of the README's table.
    fn row(&self, name: &str) -> String {
        let [flash, heap, stack] =
            [self.flash, self.heap, self.stack].map(|bytes| bytes as f64 / 1024.0);
        format!("| {name} | {flash:.0} KiB | {heap:.1} KiB | {stack:.1} KiB |")
    }

    /// What the README says.
    fn told(readme: &str, name: &str) -> Option<Self> {
        let (_, section) = readme.split_once("\n## On bare metal\n")?;
        let start = format!("| {name} | ");
        let row = section.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix(" |"))?;
        let mut cells = row.split(" | ").map(|cell| {
            let kib: f64 = cell.strip_suffix(" KiB")?.parse().ok()?;
            Some((kib * 1024.0) as u64)
        });
        let mut next = || cells.next().flatten();
        Some(Self { flash: next()?, heap: next()?, stack: next()? })
    }

    /// Whether no figure differs by more than a tenth.
    fn is_close_to(&self, told: &Self) -> bool {
        [(self.flash, told.flash), (self.heap, told.heap), (self.stack, told.stack)]
            .into_iter()
            .all(|(found, told)| found.abs_diff(told) * 10 <= told)
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    const FOUND: Figures = Figures { flash: 200_000, heap: 2_500, stack: 11_000 };

    #[test]
    fn figures_are_read_as_they_are_written() {
        let row = FOUND.row("HS256, ES256");
        assert_eq!(row, "| HS256, ES256 | 195 KiB | 2.4 KiB | 10.7 KiB |");
        let readme = format!("# Title\n\n## On bare metal\n\n| a | b |\n{row}\n");
        let told = Figures::told(&readme, "HS256, ES256").expect("a row");
        assert!(FOUND.is_close_to(&told), "{told:?}");
        assert_eq!(Figures::told(&readme, "HS256"), None);
        assert_eq!(Figures::told(&row, "HS256, ES256"), None);
    }

    #[test]
    fn figures_more_than_a_tenth_off_are_not_close() {
        assert!(FOUND.is_close_to(&Figures { flash: 185_000, heap: 2_300, ..FOUND }));
        assert!(!FOUND.is_close_to(&Figures { flash: 175_000, ..FOUND }));
        assert!(!FOUND.is_close_to(&Figures { heap: 2_000, ..FOUND }));
        assert!(!FOUND.is_close_to(&Figures { stack: 13_000, ..FOUND }));
    }
}
