use core::{
    error::Error,
    fmt::{self, Debug},
};
use jwt_core::KeyRejected;

/// A source of random bytes that nobody can foretell, such as a machine's own generator.
///
/// New keys are made of them, and RSA needs them to sign: for the salts of PSS, and to blind its
/// private operation against observers. All other signatures are deterministic.
///
/// ```
/// use jwt_core::Hs256;
/// use jwt_rustcrypto::{MacKey, NoRandomness, Randomness};
///
/// #[derive(Debug)]
/// struct Broken;
///
/// impl Randomness for Broken {
///     fn fill(&self, _: &mut [u8]) -> Result<(), NoRandomness> {
///         Err(NoRandomness)
///     }
/// }
///
/// let error = MacKey::<Hs256>::generate_with(&Broken).expect_err("no random bytes");
/// assert_eq!(error.to_string(), "there is no random source, or it failed");
/// ```
pub trait Randomness: Debug + Send + Sync {
    /// Fills all of `bytes`.
    ///
    /// # Errors
    /// [`NoRandomness`] if it cannot. What it wrote is then not used.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The random source failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRandomness;

impl fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the random source failed")
    }
}

impl Error for NoRandomness {}

impl From<NoRandomness> for KeyRejected {
    fn from(_: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

/// The source where the caller names none.
#[allow(dead_code, reason = "without a feature there is no key to make")]
pub(crate) const DEFAULT: Option<&'static dyn Randomness> = system();

#[cfg(feature = "std")]
const fn system() -> Option<&'static dyn Randomness> {
    Some(&crate::SystemRandomness)
}

#[cfg(not(feature = "std"))]
const fn system() -> Option<&'static dyn Randomness> {
    None
}
