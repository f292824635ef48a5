//! Crates whose flaws were mended in a known version are not older than that.

use std::fs;

/// RUSTSEC-2023-0071: the time that RSA takes tells of the private key before 0.10.
#[test]
fn rsa_takes_the_same_time_rustsec_2023_0071() {
    assert_not_older("rsa", (0, 10));
}

/// RUSTSEC-2025-0144: so does that of ML-DSA before 0.1.0.
#[test]
fn ml_dsa_takes_the_same_time_rustsec_2025_0144() {
    assert_not_older("ml-dsa", (0, 1));
}

/// The version that the backend takes; what others are measured by in the benchmarks may be older.
/// Pre-releases do not count.
fn assert_not_older(name: &str, least: (u32, u32)) {
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    let lock = fs::read_to_string(lock).expect("the workspace's lock file");
    let packages = |name: &str| -> Vec<&str> {
        let line = format!("name = \"{name}\"");
        lock.split("[[package]]").filter(|p| p.lines().any(|found| found == line)).collect()
    };
    let backend = packages("jwt-rustcrypto");
    let needed = backend.iter().flat_map(|p| p.lines()).find_map(|line| {
        // The version follows the name where there are several.
        let mut words = line.trim_matches([' ', '"', ',']).split(' ');
        (words.next() == Some(name)).then(|| words.next())
    });
    let version = needed.expect("a dependency of the backend").unwrap_or_else(|| {
        let version = packages(name)[0].lines().find_map(|line| line.strip_prefix("version = "));
        version.expect("a version").trim_matches('"')
    });
    let mut numbers = version.split('.').map(|number| number.parse().expect("no pre-release"));
    let found = (numbers.next().expect("major"), numbers.next().expect("minor"));
    assert!(found >= least, "{name} {version}");
}
