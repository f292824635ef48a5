//! The conformance suite for AWS-LC; with the feature `fips`, for its FIPS module.

use jwt_tests::{Backend, Limit};
use std::process::ExitCode;

fn main() -> ExitCode {
    jwt_tests::run(backend())
}

#[cfg(not(feature = "fips"))]
fn backend() -> Backend {
    Backend { provider: jwt_aws_lc_rs::PROVIDER, limits: &[Limit::Ed25519PointsUnchecked] }
}

#[cfg(feature = "fips")]
fn backend() -> Backend {
    Backend {
        provider: jwt_aws_lc_rs::FIPS_PROVIDER,
        limits: &[Limit::Ed25519PointsUnchecked, Limit::ApprovedOnly],
    }
}
