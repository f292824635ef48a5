//! What was measured, and on what.

use std::{fs, process::Command, thread::available_parallelism};

/// One line about the machine.
pub fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = cpu.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let model = field("model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let flags = field("flags").unwrap_or_default();
    let has = |flag: &str| flags.split(' ').any(|known| known == flag);
    let sha = if has("sha_ni") { ", SHA-NI" } else { "" };
    let cores = available_parallelism().map_or(1, |cores| cores.get());
    format!("{model}{sha}, {cores} cores, {}", std::env::consts::OS)
}

/// The compiler.
pub fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output().ok();
    let version = output.and_then(|output| String::from_utf8(output.stdout).ok());
    version.unwrap_or_default().split(" (").next().unwrap_or_default().to_owned()
}

/// The versions of the crates that were measured, out of the lock file.
pub fn versions() -> String {
    let lock = include_str!("../Cargo.lock");
    let version = |name: &str| {
        let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
        Some(format!("{name} {}", rest.split('"').next()?))
    };
    let names = [
        "ring",
        "aws-lc-rs",
        "jsonwebtoken",
        "jwt-simple",
        "jwt-compact",
        "josekit",
        "openssl-sys",
    ];
    names.into_iter().filter_map(version).collect::<Vec<_>>().join(", ")
}

/// The day in UTC.
pub fn today() -> String {
    let now = jwt_core::NumericDate::now().to_string();
    now.split('T').next().unwrap_or_default().to_owned()
}
