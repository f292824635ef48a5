//! All backends give the same verdicts.

use jwt_core::Provider;
use std::process::ExitCode;

static BACKENDS: [Provider; 3] =
    [jwt_ring::PROVIDER, jwt_aws_lc_rs::PROVIDER, jwt_rustcrypto::PROVIDER];

fn main() -> ExitCode {
    jwt_tests::differential::run(&BACKENDS)
}
