#[cfg(any(feature = "ecdsa", feature = "eddsa", feature = "ml-dsa", feature = "rsa"))]
use crate::key_loader::Keys;
#[cfg(feature = "hmac")]
use crate::mac_loader::Macs;
use alloc::borrow::Cow;
use jwt_core::{KeyLoader, Provider};

/// Every algorithm that the enabled features give, for when it is chosen at run time.
///
/// Without the feature `std` its loaders have no random source: they make no keys, and load no RSA
/// private keys. `SigningKey` does both with a source that it is given.
///
/// ```
/// use jwt_core::{Algorithm, KeyMaterial};
/// use jwt_rustcrypto::PROVIDER;
///
/// let loader = PROVIDER.loader(Algorithm::HS256).expect("feature hmac is on");
/// let error = loader.signer(KeyMaterial::Secret(b"too short")).expect_err("9 bytes");
/// assert_eq!(error.code(), "SECRET");
/// ```
pub const PROVIDER: Provider = Provider { loaders: Cow::Borrowed(LOADERS) };

/// The backend's name.
#[cfg(any(
    feature = "hmac",
    feature = "ecdsa",
    feature = "eddsa",
    feature = "ml-dsa",
    feature = "rsa"
))]
pub(crate) const BACKEND: &str = "RustCrypto";

const LOADERS: &[&dyn KeyLoader] = &[
    #[cfg(feature = "hmac")]
    &Macs::<jwt_core::Hs256>::NEW,
    #[cfg(feature = "hmac")]
    &Macs::<jwt_core::Hs384>::NEW,
    #[cfg(feature = "hmac")]
    &Macs::<jwt_core::Hs512>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Rs256>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Rs384>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Rs512>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Ps256>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Ps384>::NEW,
    #[cfg(feature = "rsa")]
    &Keys::<jwt_core::Ps512>::NEW,
    #[cfg(feature = "ecdsa")]
    &Keys::<jwt_core::Es256>::NEW,
    #[cfg(feature = "ecdsa")]
    &Keys::<jwt_core::Es384>::NEW,
    #[cfg(feature = "ecdsa")]
    &Keys::<jwt_core::Es512>::NEW,
    #[cfg(feature = "ecdsa")]
    &Keys::<jwt_core::Es256k>::NEW,
    #[cfg(feature = "eddsa")]
    &Keys::<jwt_core::EdDsa>::NEW,
    #[cfg(feature = "eddsa")]
    &Keys::<jwt_core::Ed25519>::NEW,
    #[cfg(feature = "ml-dsa")]
    &Keys::<jwt_core::MlDsa44>::NEW,
    #[cfg(feature = "ml-dsa")]
    &Keys::<jwt_core::MlDsa65>::NEW,
    #[cfg(feature = "ml-dsa")]
    &Keys::<jwt_core::MlDsa87>::NEW,
];
