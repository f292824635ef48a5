//! What the client is told of its token: nothing that it wrote itself.

use super::CheckError;
use jwt_core::{ClaimFailure, VerifyError};

/// The reason as a sentence of the server's own words, names of claims, and dates.
pub(super) fn of_check(error: &CheckError) -> String {
    match error {
        CheckError::Invalid(error) => of_verify(error),
        CheckError::NoKey => "no key here is the token's".to_owned(),
        _ => "the token is not valid here".to_owned(),
    }
}

fn of_verify(error: &VerifyError) -> String {
    let text = match error {
        VerifyError::Malformed(_) => "the token is malformed",
        VerifyError::AlgorithmMismatch { .. } => "the token has another algorithm than its key",
        VerifyError::Critical { .. } => "the token has an extension that is not understood",
        VerifyError::SignatureLength { .. } | VerifyError::Signature { .. } => {
            "the signature does not match"
        }
        VerifyError::Payload(_) => "the token's payload is malformed",
        VerifyError::Claims(rejected) => {
            let reasons: Vec<String> = rejected.failures().iter().map(of_claim).collect();
            return reasons.join("; ");
        }
        VerifyError::Decode(_) => "the claims are not what is expected here",
        _ => "the token is not valid here",
    };
    text.to_owned()
}

fn of_claim(failure: &ClaimFailure) -> String {
    match failure {
        // These have nothing but dates in them.
        ClaimFailure::Expired { .. }
        | ClaimFailure::NotYetValid { .. }
        | ClaimFailure::IssuedInFuture { .. } => failure.to_string(),
        ClaimFailure::Missing { claim, .. } => format!("{claim} is missing"),
        ClaimFailure::Type { claim, expected, .. } => format!("{claim} must be {expected}"),
        ClaimFailure::Range { claim, .. } => {
            format!("{claim} is not a date between 1970 and 9999")
        }
        failure => format!("{} is not what is expected here", failure.claim()),
    }
}
