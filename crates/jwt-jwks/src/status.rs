use crate::{FetchError, SkippedKey, remote_keys::Report};
use std::sync::Arc;

/// How it stands with an issuer's keys: for a log, or a page that shows health.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct IssuerStatus {
    /// The names of the keys that there are; none before they were fetched.
    pub kids: Vec<String>,
    /// The keys that are not used, and why.
    pub skipped: Vec<SkippedKey>,
    /// Whether the keys are good: if not, they are missing, or used because their issuer does not
    /// answer.
    pub fresh: bool,
    /// Why the last attempt to fetch keys failed, if it did.
    pub failure: Option<Arc<FetchError>>,
}

impl IssuerStatus {
    pub(crate) fn new(report: Report) -> Self {
        let Report { keys, fresh, failure } = report;
        let kids = keys.iter().flat_map(|keys| keys.kids()).map(str::to_owned).collect();
        let skipped = keys.iter().flat_map(|keys| keys.skipped()).cloned().collect();
        Self { kids, skipped, fresh, failure }
    }
}
