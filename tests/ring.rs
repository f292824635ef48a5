//! The conformance suite for ring.

use jwt_tests::{Backend, Limit};
use std::process::ExitCode;

fn main() -> ExitCode {
    jwt_tests::run(Backend {
        provider: jwt_ring::PROVIDER,
        limits: &[
            Limit::NoNewRsaKeys,
            Limit::FewRsaSizes,
            Limit::NoEcKeyWithoutPublicHalf,
            Limit::Ed25519PointsUnchecked,
        ],
    })
}
