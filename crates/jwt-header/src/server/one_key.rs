use super::{Check, CheckError, Recheck, VerifiedToken};
use jwt_core::{ClaimsRejected, Unverified, Validation, Verified, Verifier};

/// Checks tokens with one key, whatever `kid` they name.
#[derive(Debug, Clone)]
pub struct OneKey<K> {
    key: K,
    rules: Validation,
}

impl<K: Verifier> OneKey<K> {
    /// A key, and the rules that the claims must keep.
    #[must_use]
    pub fn new(key: K, rules: Validation) -> Self {
        Self { key, rules }
    }
}

impl<K: Verifier> Check for OneKey<K> {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        Ok(Unverified::parse(token)?.verify(&self.key, &self.rules)?.into())
    }
}

impl<K: Verifier> Recheck for OneKey<K> {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        token.still_valid(&self.rules)
    }

    fn generation(&self) -> u64 {
        0
    }
}
