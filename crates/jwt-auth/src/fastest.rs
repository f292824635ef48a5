use jwt_core::Provider;
#[cfg(feature = "rustcrypto")]
use jwt_core::{Algorithm, KeyLoader};

/// Each algorithm by the backend that was measured fastest at it, of those that this build has.
///
/// That is RustCrypto for HMAC, AWS-LC for whatever else it has, then ring, then RustCrypto. Nothing
/// is measured when it is called: the order is that of `benches/RESULTS.md` in the repository, made on
/// x86-64 with SHA-NI, and other machines may have another, which `cargo xtask bench` tells. It is a
/// value like any other [`Provider`], and under FIPS not the one to take.
///
/// ```
/// use jwt_auth::{Algorithm, fastest};
///
/// assert!(fastest().loader(Algorithm::HS256).is_some());
/// ```
#[must_use]
pub fn fastest() -> Provider {
    let none = Provider { loaders: [].as_slice().into() };
    #[cfg(feature = "rustcrypto")]
    let none = none.or(hmac());
    #[cfg(feature = "aws-lc-rs")]
    let none = none.or(jwt_aws_lc_rs::PROVIDER);
    #[cfg(feature = "ring")]
    let none = none.or(jwt_ring::PROVIDER);
    #[cfg(feature = "rustcrypto")]
    let none = none.or(jwt_rustcrypto::PROVIDER);
    none
}

#[cfg(feature = "rustcrypto")]
fn hmac() -> Provider {
    let is_hmac = |loader: &&'static dyn KeyLoader| {
        [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512].contains(&loader.algorithm())
    };
    Provider { loaders: jwt_rustcrypto::PROVIDER.loaders.iter().copied().filter(is_hmac).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jwt_core::Algorithm;

    /// The backend that serves an algorithm.
    fn backend(algorithm: Algorithm) -> Option<&'static str> {
        fastest().loader(algorithm).map(|loader| loader.backend())
    }

    #[cfg(feature = "rustcrypto")]
    #[test]
    fn macs_are_rust_cryptos_and_nothing_is_lacking() {
        assert_eq!(backend(Algorithm::HS512), Some("RustCrypto"));
        for algorithm in jwt_rustcrypto::PROVIDER.algorithms() {
            assert!(backend(algorithm).is_some(), "{algorithm}");
        }
    }

    #[cfg(feature = "aws-lc-rs")]
    #[test]
    fn signatures_are_aws_lcs() {
        for algorithm in [Algorithm::RS256, Algorithm::ES384, Algorithm::EDDSA] {
            assert!(backend(algorithm).is_some_and(|backend| backend.starts_with("AWS-LC")));
        }
    }

    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    #[test]
    fn signatures_are_rings_where_it_has_them() {
        assert_eq!(backend(Algorithm::ES256), Some("ring"));
    }
}
