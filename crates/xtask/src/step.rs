use crate::{
    Failure, Workspace, bare_metal, bench, features, fips, fuzz, gateways, instructions, interop,
    lints, no_std, page, readme, rust_version,
};
use std::time::{Duration, Instant};

/// One thing that CI checks.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    check: fn(&Workspace) -> Result<(), Failure>,
}

/// The steps in the order in which they run: those that fail soonest first.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", summary: "formatting", check: lints::fmt },
    Step {
        name: "rust-version",
        summary: "one minimum Rust, which no dependency exceeds",
        check: rust_version::check,
    },
    Step {
        name: "readme",
        summary: "the README says what CI runs and compiles",
        check: readme::check,
    },
    Step { name: "clippy", summary: "lints, all targets", check: lints::clippy },
    Step { name: "doc", summary: "documentation without warnings", check: lints::doc },
    Step { name: "packages", summary: "every package alone", check: features::packages },
    Step { name: "features", summary: "every feature alone, none, all", check: features::features },
    Step { name: "fips", summary: "AWS-LC's FIPS module passes the suite", check: fips::check },
    Step { name: "no-std", summary: "what claims no_std links without std", check: no_std::check },
    Step {
        name: "bare-metal",
        summary: "tokens on a Cortex-M4 in QEMU, and what they take",
        check: bare_metal::check,
    },
    Step {
        name: "instructions",
        summary: "what HS256 and ES256 take beyond their cryptography, by callgrind",
        check: instructions::check,
    },
    Step {
        name: "compare",
        summary: "the peers of the benchmarks take our tokens, and we take theirs",
        check: bench::check,
    },
    Step {
        name: "interop",
        summary: "tokens to jose, joserfc and PyJWT, and back",
        check: interop::check,
    },
    Step {
        name: "gateways",
        summary: "HAProxy, Envoy, nginx and an OpenID provider",
        check: gateways::check,
    },
    Step {
        name: "page",
        summary: "the page of jwt ui: built from its sources, tried in Chromium",
        check: page::check,
    },
    Step {
        name: "fuzz",
        summary: "every fuzz target for ten seconds",
        check: |workspace| fuzz::check(workspace, Duration::from_secs(10)),
    },
];

impl Step {
    /// Runs the step and tells how long it took.
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<(), Failure> {
        eprintln!("==> {}: {}", self.name, self.summary);
        let start = Instant::now();
        (self.check)(workspace).map_err(|failure| failure.during(self.name))?;
        eprintln!("==> {}: {:.1} s", self.name, start.elapsed().as_secs_f64());
        Ok(())
    }
}

/// Runs all steps up to the first that fails.
pub(crate) fn run_all(workspace: &Workspace) -> Result<(), Failure> {
    let start = Instant::now();
    for step in STEPS {
        step.run(workspace)?;
    }
    eprintln!("==> all {} steps: {:.1} s", STEPS.len(), start.elapsed().as_secs_f64());
    Ok(())
}
