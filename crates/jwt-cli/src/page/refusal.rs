use crate::{doctor::Finding, failure::Failure};
use http::StatusCode;
use jwt_auth::workspace::Problem;
use serde_json::{Value, json};

/// Why the page does not get what it asked for.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The status of HTTP.
    pub(super) status: StatusCode,
    error: Value,
}

impl Refusal {
    /// A refusal, with a stable code.
    pub(super) fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self { status, error: json!({"code": code, "message": message.into()}) }
    }

    /// Adds what to do.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.error["hint"] = hint.into().into();
        self
    }

    /// As the page reads it.
    pub(super) fn to_json(&self) -> Value {
        json!({"error": self.error})
    }
}

/// Something about the workspace or a form that cannot be used.
impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, error: self::problem(&problem) }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        let code = failure.code();
        let status = match code {
            "NETWORK" => StatusCode::BAD_GATEWAY,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let (message, hints) = failure.into_words();
        let refusal = Self::new(status, code, message);
        if hints.is_empty() { refusal } else { refusal.hint(hints.join("\n")) }
    }
}

/// A finding as the page reads it.
pub(super) fn finding(finding: &Finding) -> Value {
    let message = [finding.finding.clone()].into_iter().chain(finding.evidence.clone());
    let mut json = json!({"code": finding.code, "message": message.collect::<Vec<_>>().join("\n")});
    if !finding.change.is_empty() {
        json["hint"] = finding.change.join("\n").into();
    }
    json
}

/// A failure as the page reads it, where it is part of an answer.
pub(super) fn trouble(failure: Failure) -> Value {
    let Refusal { error, .. } = failure.into();
    error
}

/// A problem as the page reads it: with the field it belongs to, and where in that.
pub(super) fn problem(problem: &Problem) -> Value {
    let mut json = json!({
        "code": problem.code(),
        "field": problem.field(),
        "message": problem.to_string(),
    });
    if !problem.hints().is_empty() {
        json["hint"] = problem.hints().join("\n").into();
    }
    if let Some((line, column)) = problem.position() {
        json["line"] = line.into();
        json["column"] = column.into();
    }
    json
}
