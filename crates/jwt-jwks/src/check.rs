use crate::{RemoteError, RemoteVerifier};
use jwt_core::{ClaimsRejected, Clock, NumericDate, Validation, Verified};
use jwt_header::server::{Check, CheckError, Recheck, VerifiedToken};

impl Check for RemoteVerifier {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        Ok(self.verify(token).await?.into())
    }
}

impl Recheck for RemoteVerifier {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        match token.issuer().and_then(|issuer| self.rules(issuer)) {
            Some(rules) => token.still_valid(rules),
            // Not verified here, so that nothing is known of it.
            None => token.still_valid(&Validation::with_clock(NoClock)),
        }
    }

    fn generation(&self) -> u64 {
        self.replacements()
    }
}

impl From<RemoteError> for CheckError {
    fn from(error: RemoteError) -> Self {
        match error {
            error if error.is_unavailable() => Self::unavailable(error),
            RemoteError::Malformed(error) => error.into(),
            RemoteError::Verify(error) => error.into(),
            RemoteError::KeyNotFound { .. } => Self::NoKey,
            error => Self::refused(error),
        }
    }
}

/// Knows no time.
#[derive(Debug)]
struct NoClock;

impl Clock for NoClock {
    fn now(&self) -> Option<NumericDate> {
        None
    }
}
