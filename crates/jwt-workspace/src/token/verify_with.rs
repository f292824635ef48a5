//! The check of a token before it is sent.

use super::key::problem;
use crate::{Problem, form::Rendered};
use jwt_core::{Algorithm, KeyUse, NumericDate, Provider, Unverified, Validation, VerifyError};
use jwt_keys::Reader;

/// Checks a token with the key that the form names for that: its signature and its times. Whom it
/// is for, the form itself says.
pub(super) fn check(
    form: &Rendered,
    provider: &Provider,
    token: &str,
    algorithm: Option<Algorithm>,
    now: NumericDate,
) -> Result<(), Problem> {
    const FIELD: &str = "verifyWith";
    let Some(key) = &form.verify_with else { return Ok(()) };
    let token = Unverified::parse(token)
        .map_err(|error| Problem::new(error.code(), error).in_field(FIELD))?;
    let reader = Reader::new(provider).label(&key.label).secret_encoding(form.secret_encoding);
    let in_field = |error| problem(&error, form).in_field(FIELD);
    let found = reader.read(&key.bytes).map_err(in_field)?;
    let algorithm = algorithm.ok_or_else(|| {
        Problem::new("ALG_MISMATCH", "the token is unsigned: no key verifies it").in_field(FIELD)
    })?;
    let key = found.select(token.header().kid(), Some(algorithm), KeyUse::Verify);
    let key = key.map_err(in_field)?.allow_short_secret_for_legacy_use_only();
    let verifier = key.verifier(provider, algorithm).map_err(in_field)?;
    let rules =
        Validation::with_clock(now).waive_expiration().waive_audience().waive_issuer().waive_typ();
    token.verify(&*verifier, &rules).map(drop).map_err(|error| {
        let problem =
            Problem::new(error.code(), format!("the token is not sent: {error} ({FIELD})"));
        match error {
            VerifyError::Signature { .. } => problem.in_field(FIELD).hint(
                "the key in verifyWith is not the other half of the one that signs: compare them \
                 with jwt inspect-key",
            ),
            _ => problem.in_field(FIELD),
        }
    })
}
