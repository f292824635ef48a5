use jwt_core::Validation;
use serde::{Deserialize, Serialize};

/// Eight claims, as an access token has them; signed with HS256 they make about 300 bytes.
#[derive(Serialize, Deserialize)]
pub(crate) struct Claims {
    iss: String,
    sub: String,
    aud: String,
    exp: u64,
    nbf: u64,
    iat: u64,
    jti: String,
    scope: String,
}

/// The same, borrowed from the token's payload.
#[derive(Deserialize)]
#[allow(dead_code, reason = "reading them is what is counted")]
pub(crate) struct BorrowedClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: u64,
    nbf: u64,
    iat: u64,
    jti: &'a str,
    scope: &'a str,
}

impl Claims {
    /// Claims that keep the rules until the year 2100.
    pub(crate) fn valid() -> Self {
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
}

/// `exp`, `nbf`, `iat`, `iss`, `aud` and `typ` are checked.
pub(crate) fn rules() -> Validation {
    Validation::new().issuer(ISSUER).audience(AUDIENCE)
}

const ISSUER: &str = "https://id.example.com";
const AUDIENCE: &str = "https://api.example.com";
