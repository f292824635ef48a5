//! The conformance suite: written once over a [`Provider`](jwt_core::Provider), run for every backend.
//!
//! A case is a function that panics when the backend does wrong. The runners are ten lines each,
//! see `ring.rs` beside this folder.

mod attacks;
mod backend;
pub mod cross;
pub mod differential;
mod key_formats;
mod keys;
mod loaders;
mod round_trip;
mod strange_keys;
mod tamper;
mod vectors;
pub mod wrong_programs;
mod wycheproof;

pub use backend::{Backend, Limit};

use jwt_core::Algorithm;
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// A named case.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The sentence that it proves.
    pub name: &'static str,
    /// Panics if it is not so.
    pub run: fn(&Backend),
    /// The algorithm that the case is about; a backend without it shows the case as ignored.
    pub algorithm: Option<Algorithm>,
}

/// Runs all cases for a backend, with the command line of the usual test runner.
#[must_use]
pub fn run(backend: Backend) -> ExitCode {
    let groups = [
        ("round_trip", round_trip::CASES),
        ("tamper", tamper::CASES),
        ("key_formats", key_formats::CASES),
        ("loaders", loaders::CASES),
        ("vectors", vectors::CASES),
        ("attacks::forgery", attacks::forgery::CASES),
        ("attacks::key_choice", attacks::key_choice::CASES),
        ("attacks::confusion", attacks::confusion::CASES),
        ("attacks::curves", attacks::curves::CASES),
        ("attacks::rsa", attacks::rsa::CASES),
        ("attacks::lattices", attacks::lattices::CASES),
        ("attacks::weak_keys", attacks::weak_keys::CASES),
        ("attacks::critical", attacks::critical::CASES),
        ("attacks::policy", attacks::policy::CASES),
        ("attacks::times", attacks::times::CASES),
        ("attacks::parsing", attacks::parsing::CASES),
        ("attacks::leaks", attacks::leaks::CASES),
        ("wycheproof::json_web", wycheproof::json_web::CASES),
        ("wycheproof::ecdsa", wycheproof::ecdsa::CASES),
        ("wycheproof::eddsa", wycheproof::eddsa::CASES),
        ("wycheproof::rsa_pkcs1", wycheproof::rsa_pkcs1::CASES),
        ("wycheproof::rsa_pss", wycheproof::rsa_pss::CASES),
        ("wycheproof::hmac", wycheproof::hmac::CASES),
        ("wycheproof::ml_dsa", wycheproof::ml_dsa::CASES),
    ];
    let trials = groups
        .into_iter()
        .flat_map(|(group, cases)| cases.iter().map(move |case| (group, case)))
        .map(|(group, case)| {
            let (name, run, backend) =
                (format!("{group}::{}", case.name), case.run, backend.clone());
            let lacking = case.algorithm.is_some_and(|a| backend.provider.loader(a).is_none());
            let trial = Trial::test(name, move || {
                run(&backend);
                Ok(())
            });
            trial.with_ignored_flag(lacking)
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Lists functions as cases, named as they are, some with the algorithm that they are about.
macro_rules! cases {
    ($($case:ident $(for $algorithm:ident)?),* $(,)?) => {
        pub(crate) const CASES: &[$crate::Case] = &[$($crate::Case {
            name: stringify!($case),
            run: $case,
            algorithm: {
                const NAMED: &[jwt_core::Algorithm] = &[$(jwt_core::Algorithm::$algorithm)?];
                NAMED.first().copied()
            },
        }),*];
    };
}
pub(crate) use cases;
