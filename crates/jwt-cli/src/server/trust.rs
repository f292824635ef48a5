use super::Keyring;
use jwt_auth::{
    ClaimsRejected, Unverified, Validation, Verified,
    header::server::{Check, CheckError, Recheck, VerifiedToken},
    jwks::RemoteVerifier,
};

/// Whose tokens are accepted, and by which rules.
#[derive(Debug)]
pub(crate) enum Trust {
    /// Those by these keys.
    Keys(Keyring, Validation),
    /// Those of issuers who publish their keys.
    Issuer(RemoteVerifier),
}

impl Trust {
    /// Checks a token.
    ///
    /// # Errors
    /// [`CheckError`] if it is refused, or an issuer's keys could not be had.
    pub(super) async fn verify<'t>(
        &self,
        token: Unverified<'t>,
    ) -> Result<Verified<'t>, CheckError> {
        match self {
            Self::Keys(keyring, rules) => keyring.verify(token, rules),
            Self::Issuer(verifier) => Ok(verifier.verify_parsed(token).await?),
        }
    }
}

impl Check for Trust {
    async fn check(&self, token: &str) -> Result<VerifiedToken, CheckError> {
        Ok(self.verify(Unverified::parse(token)?).await?.into())
    }
}

impl Recheck for Trust {
    fn still_valid(&self, token: &Verified<'_>) -> Result<(), ClaimsRejected> {
        match self {
            Self::Keys(_, rules) => token.still_valid(rules),
            Self::Issuer(verifier) => verifier.still_valid(token),
        }
    }

    fn generation(&self) -> u64 {
        match self {
            Self::Keys(..) => 0,
            Self::Issuer(verifier) => verifier.generation(),
        }
    }
}
