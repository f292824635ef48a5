use crate::failure::Failure;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jwt_auth::workspace::{Surroundings as _, System};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// What the page must know to ask for anything: 128 random bits, which stand in its address behind
/// the `#`, where no request carries them.
pub(super) struct Session(Zeroizing<String>);

impl Session {
    /// A new one.
    ///
    /// # Errors
    /// [`Failure`] if the system has no randomness.
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self(Zeroizing::new(random_text()?)))
    }

    /// As it stands in the address.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether this is it. How long that takes says nothing of how much of it is right.
    pub(super) fn is(&self, given: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(given).into()
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Session").finish()
    }
}

/// 128 random bits in base64url.
///
/// # Errors
/// [`Failure`] if the system has no randomness.
pub(super) fn random_text() -> Result<String, Failure> {
    let mut bytes = Zeroizing::new([0; 16]);
    let filled = System::default().random(&mut *bytes);
    filled.map_err(|error| Failure::io("randomness", &error))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(*bytes))
}
