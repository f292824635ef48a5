use serde::{Deserialize, Serialize};

/// The issuer that all the rules expect.
pub const ISSUER: &str = "https://id.example.com";
/// The audience that all the rules expect.
pub const AUDIENCE: &str = "https://api.example.com";

/// Eight claims, as an access token has them; signed they make about 300 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names of the claims say it all")]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    pub aud: String,
    pub exp: u64,
    pub nbf: u64,
    pub iat: u64,
    pub jti: String,
    pub scope: String,
}

/// The same, borrowed from the token's payload.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "the names of the claims say it all")]
pub struct BorrowedClaims<'a> {
    pub iss: &'a str,
    pub sub: &'a str,
    pub aud: &'a str,
    pub exp: u64,
    pub nbf: u64,
    pub iat: u64,
    pub jti: &'a str,
    pub scope: &'a str,
}

impl Claims {
    /// Claims that keep the rules until the year 2100.
    #[must_use]
    pub fn valid() -> Self {
        Self {
            iss: ISSUER.into(),
            sub: "user-4711".into(),
            aud: AUDIENCE.into(),
            exp: 4_102_444_800,
            nbf: 1_700_000_000,
            iat: 1_700_000_000,
            jti: "b1946ac92492d234".into(),
            scope: "read write".into(),
        }
    }

    /// Claims that kept them until the year 2023.
    #[must_use]
    pub fn expired() -> Self {
        Self { exp: 1_700_000_300, ..Self::valid() }
    }

    /// Claims that keep them, and whose JSON has so many bytes.
    ///
    /// # Panics
    /// If they have more without a scope.
    #[must_use]
    pub fn of_len(len: usize) -> Self {
        let least = serde_json::to_string(&Self::with_scope_of(0)).expect("claims serialize").len();
        Self::with_scope_of(len.checked_sub(least).expect("room for the other claims"))
    }

    /// Claims that keep them, with a scope of so many bytes.
    #[must_use]
    pub fn with_scope_of(len: usize) -> Self {
        Self { scope: "s".repeat(len), ..Self::valid() }
    }
}
