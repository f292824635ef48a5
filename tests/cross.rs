//! What one backend makes, all others take.

use jwt_core::Provider;
use std::process::ExitCode;

static BACKENDS: [Provider; 3] =
    [jwt_ring::PROVIDER, jwt_aws_lc_rs::PROVIDER, jwt_rustcrypto::PROVIDER];

fn main() -> ExitCode {
    jwt_tests::cross::run(&BACKENDS)
}
