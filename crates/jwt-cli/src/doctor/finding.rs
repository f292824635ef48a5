use crate::{failure::Failure, rejection};
use serde_json::{Value, json};

/// What is wrong, how that can be seen, and what to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) finding: String,
    pub(crate) evidence: Vec<String>,
    pub(crate) change: Vec<String>,
}

impl Finding {
    pub(crate) fn new(code: &'static str, finding: impl Into<String>) -> Self {
        Self { code, finding: finding.into(), evidence: Vec::new(), change: Vec::new() }
    }

    /// Adds a line on how it can be seen.
    #[must_use]
    pub(crate) fn evidence(mut self, line: impl Into<String>) -> Self {
        self.evidence.push(line.into());
        self
    }

    /// Adds a line on what to change.
    #[must_use]
    pub(crate) fn change(mut self, line: impl Into<String>) -> Self {
        self.change.push(line.into());
        self
    }

    /// Puts what was tried out before what is known from experience.
    #[must_use]
    pub(crate) fn discovered(mut self, discoveries: Vec<String>) -> Self {
        if discoveries.is_empty() {
            return self;
        }
        self.change.retain(|line| line != rejection::ANOTHER_KEY && !discoveries.contains(line));
        self.change.splice(0..0, discoveries);
        self
    }

    /// The finding as a program reads it.
    pub(crate) fn to_json(&self) -> Value {
        json!({
            "code": self.code,
            "finding": self.finding,
            "evidence": self.evidence,
            "change": self.change,
        })
    }
}

/// In the words of the other commands.
impl From<Failure> for Finding {
    fn from(failure: Failure) -> Self {
        let code = failure.code();
        let (finding, change) = failure.into_words();
        Self { code, finding, evidence: Vec::new(), change }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_tried_out_comes_first_and_once() {
        let finding = Finding::new("SIGNATURE", "x").change("b").change(rejection::ANOTHER_KEY);
        let found = finding.clone().discovered(vec!["a".to_owned(), "b".to_owned()]);
        assert_eq!(found.change, ["a", "b"]);
        assert_eq!(finding.clone().discovered(Vec::new()), finding);
    }

    #[test]
    fn failures_keep_their_words() {
        let failure = Failure::rejected("KID", "no key").hint("look");
        assert_eq!(Finding::from(failure), Finding::new("KID", "no key").change("look"));
    }
}
