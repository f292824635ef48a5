//! TLS by the cryptography that this program was built with, and by no other.

use super::system_roots::SystemRoots;
use crate::failure::Failure;
use rustls::{ClientConfig, crypto::CryptoProvider};
use std::sync::Arc;

/// What TLS is spoken with: nothing is installed for the whole process.
///
/// # Errors
/// [`Failure`] if the provider has nothing that TLS needs.
pub(super) fn configuration() -> Result<ClientConfig, Failure> {
    let provider = Arc::new(provider());
    let mut configuration = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::configuration("TLS", error))?
        // Which is how rustls calls any verifier but its own; this one is the system's.
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(SystemRoots::new(provider)))
        .with_no_client_auth();
    configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(configuration)
}

#[cfg(feature = "fips")]
fn provider() -> CryptoProvider {
    rustls::crypto::default_fips_provider()
}

#[cfg(all(feature = "aws-lc-rs", not(feature = "fips")))]
fn provider() -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

#[cfg(not(feature = "aws-lc-rs"))]
fn provider() -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}
