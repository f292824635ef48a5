use http::{HeaderName, HeaderValue};
use serde_json::Value;

/// A header that tells a claim: `X-User=sub`, or `X-Roles=/realm_access/roles` for one further in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimHeader {
    name: HeaderName,
    claim: String,
}

impl ClaimHeader {
    /// Reads `HEADER=CLAIM`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (name, claim) = text.split_once('=').ok_or("expected HEADER=CLAIM")?;
        let name: HeaderName = name.parse().map_err(|_| "that is no header's name".to_owned())?;
        if name == super::forward_auth::PAYLOAD {
            return Err("that header has all claims already".to_owned());
        }
        if claim.is_empty() {
            return Err("the claim's name is missing".to_owned());
        }
        Ok(Self { name, claim: claim.to_owned() })
    }

    pub(crate) fn name(&self) -> &HeaderName {
        &self.name
    }

    /// The claim's text; of a list, with commas between. `None` if there is no such claim.
    ///
    /// # Errors
    /// Why it cannot be a header: an upstream would read it otherwise than it is meant.
    pub(crate) fn value(&self, claims: &Value) -> Result<Option<HeaderValue>, String> {
        let found = match self.claim.starts_with('/') {
            true => claims.pointer(&self.claim),
            false => claims.get(&self.claim),
        };
        let text = match found {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Array(list)) => {
                let words: Option<Vec<String>> = list.iter().map(word).collect();
                match words {
                    Some(words) if words.iter().all(|word| !word.contains(',')) => words.join(","),
                    _ => return Err(self.unfit()),
                }
            }
            Some(value) => word(value).ok_or_else(|| self.unfit())?,
        };
        if text.trim_matches(' ') != text {
            return Err(self.unfit());
        }
        HeaderValue::try_from(text)
            .ok()
            .filter(|value| value.to_str().is_ok())
            .map(Some)
            .ok_or_else(|| self.unfit())
    }

    fn unfit(&self) -> String {
        let Self { name, claim } = self;
        format!("the claim \"{claim}\" is no text that the header {name} could hold")
    }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(header: &str, claims: &Value) -> Result<Option<String>, String> {
        let header = ClaimHeader::parse(header).expect("a header");
        let value = header.value(claims)?;
        Ok(value.map(|value| value.to_str().expect("ASCII").to_owned()))
    }

    #[test]
    fn claims_are_told_as_text() {
        let claims = json!({
            "sub": "ann", "n": 7, "admin": true, "groups": ["a", "b"], "none": null, "empty": [],
            "realm_access": {"roles": ["r"]}, "a/b": "slash",
        });
        for (header, expected) in [
            ("X-User=sub", Some("ann")),
            ("X-N=n", Some("7")),
            ("X-Admin=admin", Some("true")),
            ("X-Groups=groups", Some("a,b")),
            ("X-Empty=empty", Some("")),
            ("X-Roles=/realm_access/roles", Some("r")),
            ("X-Slash=a/b", Some("slash")),
            ("X-None=none", None),
            ("X-Other=other", None),
        ] {
            assert_eq!(told(header, &claims), Ok(expected.map(str::to_owned)), "{header}");
        }
    }

    #[test]
    fn what_a_header_cannot_hold_is_refused_rather_than_changed() {
        for claim in [
            json!("a\r\nX-Admin: true"),
            json!("a\u{0}"),
            json!("Zoë"),
            json!(" ann"),
            json!(["a,b"]),
            json!([["a"]]),
            json!({"a": 1}),
        ] {
            let refused = told("X-User=sub", &json!({"sub": claim})).expect_err("no header");
            assert_eq!(refused, "the claim \"sub\" is no text that the header x-user could hold");
        }
    }

    #[test]
    fn headers_that_make_no_sense_are_refused() {
        for header in ["sub", "=sub", "X User=sub", "X-User=", "x-jwt-payload=sub"] {
            assert!(ClaimHeader::parse(header).is_err(), "{header}");
        }
    }
}
