//! The README and the contributors' guide say what CI runs, and show code that CI compiles.

use crate::{Failure, Workspace, step::STEPS};
use std::fs;

pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let read = |path: &str| {
        let text = fs::read_to_string(workspace.root.join(path));
        text.map_err(|error| Failure::from(error).during(path))
    };
    let (readme, guide) = (read("README.md")?, read("CONTRIBUTING.md")?);

    for (path, command) in [
        ("README.md", "cargo test --workspace"),
        (".ci/run", "cargo test --workspace"),
        ("CONTRIBUTING.md", "cargo xtask ci"),
        (".ci/run", "cargo xtask ci"),
    ] {
        if !read(path)?.contains(command) {
            return Err(Failure::new(format!("{path} lacks `{command}`")));
        }
    }
    if let Some(step) = steps(&readme).chain(steps(&guide)).find(|name| !is_step(name)) {
        return Err(Failure::new(format!("`cargo xtask {step}` is no step")));
    }
    // What is claimed of speed is what was measured.
    let results = read("benches/RESULTS.md")?;
    let short = results.split("\n## ").find_map(|section| section.strip_prefix("In short\n"));
    let short = short.map(str::trim).filter(|short| short.contains('|'));
    if !short.is_some_and(|short| readme.contains(short)) {
        let message = "README.md does not quote `In short` of benches/RESULTS.md";
        return Err(Failure::new(message));
    }
    // The README is the facade's documentation, so doc tests run its examples.
    if read("crates/jwt-auth/README.md")? != readme {
        return Err(Failure::new("crates/jwt-auth/README.md is not README.md"));
    }
    if !read("crates/jwt-auth/src/lib.rs")?.contains("include_str!(\"../README.md\")") {
        return Err(Failure::new("crates/jwt-auth/src/lib.rs does not include ../README.md"));
    }
    Ok(())
}

/// The steps that a text tells the reader to run.
fn steps(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("cargo xtask ").skip(1);
    after.filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next())
}

fn is_step(name: &str) -> bool {
    ["bench", "ci", "load-test"].contains(&name) || STEPS.iter().any(|step| step.name == name)
}

#[cfg(test)]
mod tests {
    use super::{is_step, steps};

    #[test]
    fn steps_are_told_from_prose() {
        let text = "Run `cargo xtask ci`, or cargo xtask no-std. `cargo xtask fuzz 60`";
        assert_eq!(steps(text).collect::<Vec<_>>(), ["ci", "no-std", "fuzz"]);
        assert!(steps(text).all(is_step));
        assert!(!is_step("fuz"));
    }
}
