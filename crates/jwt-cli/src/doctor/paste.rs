//! What stands around a token, if a request was sent so.

use super::Finding;
use crate::pasted::{Pasted, Removed};

/// The finding, if there is more than what a header is copied with.
pub(crate) fn examine(pasted: &Pasted) -> Option<Finding> {
    let twice = pasted.removed.iter().filter(|what| **what == Removed::Scheme).count() > 1;
    let is_harmless = |what: &Removed| {
        matches!(what, Removed::WhiteSpace | Removed::HeaderName | Removed::Scheme)
    };
    if !twice && pasted.removed.iter().all(is_harmless) {
        return None;
    }
    let mut finding = Finding::new(
        "MALFORMED",
        format!("what was given is not the token alone: {} went away first", pasted.removed()),
    )
    .change("if it is sent so, it is refused: send the three parts and their dots alone");
    let mut add = |evidence: &str, change: &str| {
        finding.evidence.push(evidence.to_owned());
        finding.change.push(change.to_owned());
    };
    if twice {
        add("Bearer stands there twice", "leave the scheme to one of the two places that add it");
    }
    let has = |what| pasted.removed.contains(&what);
    if has(Removed::Quotes) {
        add("quotes stand around it", "print it without them, as jq -r does");
    }
    if has(Removed::LineBreaks) {
        add("it stands on several lines", "write it on one line");
    }
    if has(Removed::UrlEncoding) {
        add("it is encoded as in a URL", "decode it once: %2E is a dot");
    }
    if has(Removed::Json) {
        add("it stands in a JSON object", "take it out, as jq -r .access_token does");
    }
    if has(Removed::Name) {
        add("a name stands before it, as in a query", "take only what stands behind the sign");
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_is_copied_with_is_no_trouble() {
        for text in ["a.b.c", "Authorization: Bearer a.b.c\n", " a.b.c"] {
            assert_eq!(examine(&Pasted::new(text)), None, "{text}");
        }
    }

    #[test]
    fn what_a_server_would_stumble_over_is_told() {
        for (text, evidence) in [
            ("Bearer Bearer a.b.c", "Bearer stands there twice"),
            ("\"a.b.c\"", "quotes stand around it"),
            ("a.b\n.c", "it stands on several lines"),
            ("a%2Eb.c", "it is encoded as in a URL"),
            ("{\"access_token\":\"a.b.c\"}", "it stands in a JSON object"),
            ("token=a.b.c", "a name stands before it, as in a query"),
        ] {
            let finding = examine(&Pasted::new(text)).expect("a finding");
            assert_eq!(finding.evidence, [evidence], "{text}");
        }
    }
}
