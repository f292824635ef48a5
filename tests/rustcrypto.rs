//! The conformance suite for RustCrypto.

use jwt_tests::Backend;
use std::process::ExitCode;

fn main() -> ExitCode {
    jwt_tests::run(Backend { provider: jwt_rustcrypto::PROVIDER, limits: &[] })
}
